// Texts in the lanes: what a span is, who owned a lock, where a carrier was kept. Drawn after the
// rectangles, each only where it fits.
import { stateInfo } from "../model/states.ts";
import { LANE_PX } from "../timeline/laneLayout.ts";
import type { Palette } from "./palette.ts";

interface Place {
  readonly x: number;
  /** Top of the lane. */
  readonly y: number;
  readonly width: number;
}

const ROOM_PX = 10;
const WIDTHS_KEPT = 5_000;
/** From this width on a span has its long name. */
const LONG_FROM_PX = 150;
const HATCH_TEXTS = [
  "kept its carrier while it waited (pinned)",
  "kept its carrier",
  "pinned",
] as const;

export class LaneTexts {
  readonly states: (Place & { readonly state: number })[] = [];
  readonly owners: (Place & { readonly owner: number })[] = [];
  readonly hatches: Place[] = [];
  private readonly widths = new Map<string, number>();
  private readonly stateNames: readonly string[];
  private readonly nameOf: (thread: number) => string;

  constructor(stateNames: readonly string[], nameOf: (thread: number) => string) {
    this.stateNames = stateNames;
    this.nameOf = nameOf;
  }

  clear(): void {
    this.states.length = 0;
    this.owners.length = 0;
    this.hatches.length = 0;
  }

  draw(context: CanvasRenderingContext2D, palette: Palette): void {
    context.font = "11px system-ui, sans-serif";
    context.textBaseline = "middle";
    for (const place of this.states) this.state(context, palette, place);
    for (const place of this.hatches) this.hatch(context, palette, place);
    context.fillStyle = palette.text;
    for (const place of this.owners) this.put(context, place, this.nameOf(place.owner));
  }

  private state(
    context: CanvasRenderingContext2D,
    palette: Palette,
    place: Place & { readonly state: number },
  ): void {
    const info = stateInfo(this.stateNames[place.state] ?? "");
    const told = info.family !== "running" && info.family !== "unknown";
    // Marks and letters together cannot be read; the hatch has a text of its own.
    if (!told || this.hatches.some((other) => other.y === place.y && overlap(other, place))) return;
    context.fillStyle = info.family === "idle" ? palette.faint : palette.onSpan;
    this.put(context, place, place.width > LONG_FROM_PX ? info.label : info.short);
  }

  private put(context: CanvasRenderingContext2D, place: Place, text: string): void {
    if (this.widthOf(context, text) > place.width - ROOM_PX) return;
    context.fillText(text, place.x + 6, place.y + LANE_PX / 2 + 0.5);
  }

  /** On a plate of paper at the right end: the left one is where a selection has its tag. */
  private hatch(context: CanvasRenderingContext2D, palette: Palette, place: Place): void {
    const { x, y, width } = place;
    const room = width - ROOM_PX - 4;
    const text = HATCH_TEXTS.find((words) => this.widthOf(context, words) <= room);
    if (!text) return;
    const left = x + width - this.widthOf(context, text) - 11;
    context.fillStyle = palette.paper;
    context.fillRect(left, y + 2, x + width - left - 3, LANE_PX - 4);
    context.fillStyle = palette.text;
    context.fillText(text, left + 4, y + LANE_PX / 2 + 0.5);
  }

  /** Measured once: texts repeat, frame after frame. */
  private widthOf(context: CanvasRenderingContext2D, text: string): number {
    let width = this.widths.get(text);
    if (width === undefined) {
      if (this.widths.size >= WIDTHS_KEPT) this.widths.clear();
      width = context.measureText(text).width;
      this.widths.set(text, width);
    }
    return width;
  }
}

function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width;
}
