// What the timeline is drawn with: batches of rectangles, each with one fill. Two implementations,
// WebGL and the 2-D canvas, that give the same picture: both round edges to whole device pixels and
// take patterns from one table.
import type { RectBatch } from "./rectBatch.ts";

/** Patterns on top of a colour, for states that must not be told by colour alone. */
export type Pattern = "stripes" | "dots" | "bars" | "hatch";

export interface Fill {
  /** A CSS colour; it may be translucent. */
  readonly colour: string;
  /** 0 … 1, times that of the colour. */
  readonly alpha: number;
  readonly pattern?: Pattern;
  /** Colour of the pattern's marks; white if not given. */
  readonly ink?: string;
  /** From nothing at the left edge of each rectangle to the full colour at its right edge. */
  readonly fade?: boolean;
}

/** Size and ground of the picture. */
export interface Frame {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
  readonly ground: string;
  /** Device pixels from the recording's start to the left edge: patterns stay where time is. */
  readonly origin: number;
}

export interface Painter {
  readonly kind: "webgl" | "2d";
  /** Begins a frame; afterwards everything is of the ground's colour. */
  begin(frame: Frame): void;
  /**
   * Begins a frame that shows the last one moved to the left by `columns` device pixels, to the right
   * if negative. Only the columns that came into view are of the ground's colour, and until the next
   * frame only those are drawn on. False if this painter cannot, or not at this size: then nothing
   * happened, and `begin` is called.
   */
  move(frame: Frame, columns: number): boolean;
  /** Until the next call only rows [topPx, bottomPx) are drawn on. */
  clip(topPx: number, bottomPx: number): void;
  /** Until the next call rows [topPx, bottomPx) are drawn on in all columns, though the frame was moved. */
  repaint(topPx: number, bottomPx: number): void;
  fill(batch: RectBatch, fill: Fill): void;
  end(): void;
}

/** Patterns repeat after so many CSS pixels in both directions. */
export const PATTERN_PX = 6;

/** How strong the mark is at (x, y), 0 … 1; x and y are 0 … PATTERN_PX - 1. */
export const PATTERNS: Readonly<Record<Pattern, (x: number, y: number) => number>> = {
  // A monitor: somebody is inside.
  stripes: (x, y) => ((x + y) % PATTERN_PX < 2 ? 0.3 : 0),
  // Not recorded.
  dots: (x, y) => (y === 3 && (x === 1 || x === 4) ? 1 : 0),
  // Stopped by the VM.
  bars: (_, y) => (y === 0 ? 0.3 : 0),
  // A virtual thread that kept its carrier while it waited.
  hatch: (x, y) =>
    (x + y) % PATTERN_PX === 0 || (x - y + PATTERN_PX) % PATTERN_PX === 0 ? 0.75 : 0,
};

export const PATTERN_NAMES = Object.keys(PATTERNS) as readonly Pattern[];

/** Red, green, blue, alpha, 0 … 1, not multiplied. */
export type Rgba = readonly [number, number, number, number];

const known = new Map<string, Rgba>();

/** A CSS colour as numbers, by letting a canvas draw it. */
export function rgba(colour: string): Rgba {
  const found = known.get(colour);
  if (found) return found;
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return [0, 0, 0, 1];
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data;
  const value: Rgba = [r / 255, g / 255, b / 255, a / 255];
  known.set(colour, value);
  return value;
}
