// The painter for every browser: pixels in memory, put on a 2-D canvas once a frame. Sixty lanes at
// full zoom are a quarter of a million rectangles; as calls of fillRect they took 190 ms a frame, as
// writes into an array they take a tenth of that.
import type { Fill, Frame, Painter, Pattern, Rgba } from "./painter.ts";
import { PATTERN_PX, PATTERNS, rgba } from "./painter.ts";
import type { RectBatch } from "./rectBatch.ts";

/** How strong the marks of a pattern are, row by row, in device pixels. */
interface Marks {
  readonly size: number;
  readonly strength: Float32Array;
}

/** From this width on a row is filled by one call. */
const WIDE_PX = 12;

export class CanvasPainter implements Painter {
  readonly kind = "2d";
  private readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private readonly marks = new Map<string, Marks>();
  private image: ImageData;
  /** The image's pixels, one number each. */
  private pixels: Uint32Array;
  private ratio = 1;
  /** What is drawn on, in device pixels. */
  private top = 0;
  private bottom = 0;
  private left = 0;
  private right = 0;
  /** Rows of the image that the canvas does not show yet. */
  private changedTop = 0;
  private changedBottom = 0;
  /** Device pixels by which patterns begin before the left edge. */
  private origin = 0;

  private constructor(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D) {
    this.canvas = canvas;
    this.context = context;
    this.image = context.createImageData(1, 1);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  /** Throws if the canvas cannot be drawn on. */
  static on(canvas: HTMLCanvasElement): CanvasPainter {
    // Kept in memory: it is written pixel by pixel.
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("this browser cannot draw: no 2-D canvas");
    return new CanvasPainter(canvas, context);
  }

  begin({ widthPx, heightPx, ratio, ground, origin }: Frame): void {
    const width = Math.max(1, Math.round(widthPx * ratio));
    const height = Math.max(1, Math.round(heightPx * ratio));
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    if (this.image.width !== width || this.image.height !== height) {
      this.image = this.context.createImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    this.ratio = ratio;
    this.origin = origin;
    this.top = 0;
    this.bottom = height;
    this.left = 0;
    this.right = width;
    this.changedTop = 0;
    this.changedBottom = height;
    this.pixels.fill(packed(rgba(ground)));
  }

  move({ widthPx, heightPx, ratio, ground, origin }: Frame, columns: number): boolean {
    const { width, height } = this.image;
    const fits =
      width === Math.round(widthPx * ratio) &&
      height === Math.round(heightPx * ratio) &&
      this.canvas.width === width &&
      this.canvas.height === height;
    if (!fits || ratio !== this.ratio || Math.abs(columns) >= width) return false;
    this.origin = origin;
    this.top = 0;
    this.bottom = height;
    this.left = columns > 0 ? width - columns : 0;
    this.right = columns > 0 ? width : -columns;
    this.changedTop = columns === 0 ? height : 0;
    this.changedBottom = columns === 0 ? 0 : height;
    if (columns === 0) return true;
    // What wraps around to the other side of a row is in the new columns.
    this.pixels.copyWithin(Math.max(0, -columns), Math.max(0, columns));
    const value = packed(rgba(ground));
    for (let row = 0; row < width * height; row += width) {
      this.pixels.fill(value, row + this.left, row + this.right);
    }
    return true;
  }

  clip(topPx: number, bottomPx: number): void {
    this.top = Math.max(0, Math.round(topPx * this.ratio));
    this.bottom = Math.min(this.image.height, Math.round(bottomPx * this.ratio));
  }

  repaint(topPx: number, bottomPx: number): void {
    this.clip(topPx, bottomPx);
    this.left = 0;
    this.right = this.image.width;
    this.changedTop = Math.min(this.changedTop, this.top);
    this.changedBottom = Math.max(this.changedBottom, this.bottom);
  }

  fill(batch: RectBatch, fill: Fill): void {
    if (batch.size === 0) return;
    const [r, g, b, a] = rgba(fill.colour);
    const colour: Rgba = [r, g, b, a * fill.alpha];
    if (fill.fade) this.fade(batch, colour);
    else if (colour[3] >= 1) this.opaque(batch, packed(colour));
    else this.translucent(batch, colour);
    if (fill.pattern) this.mark(batch, fill.pattern, rgba(fill.ink ?? "#ffffff"), fill.alpha);
  }

  end(): void {
    const { image, changedTop } = this;
    const rows = this.changedBottom - changedTop;
    if (rows > 0) this.context.putImageData(image, 0, 0, 0, changedTop, image.width, rows);
  }

  /** Nearly all rectangles come here, so this one loop does without a call for each. */
  private opaque(batch: RectBatch, value: number): void {
    const { pixels, ratio, top, bottom, left: firstColumn, right: endColumn } = this;
    const { width } = this.image;
    const { rects } = batch;
    for (let i = 0; i < rects.length; i += 4) {
      const x = rects[i] as number;
      const y = rects[i + 1] as number;
      const from = Math.floor(x * ratio + 0.5);
      const to = Math.floor((x + (rects[i + 2] as number)) * ratio + 0.5);
      const left = Math.max(firstColumn, from);
      const right = Math.min(endColumn, Math.max(from + 1, to));
      if (left >= right) continue;
      const first = Math.max(top, Math.floor(y * ratio + 0.5));
      const end = Math.min(bottom, Math.floor((y + (rects[i + 3] as number)) * ratio + 0.5));
      for (let row = first * width; row < end * width; row += width) {
        if (right - left > WIDE_PX) pixels.fill(value, row + left, row + right);
        else for (let at = row + left; at < row + right; at++) pixels[at] = value;
      }
    }
  }

  private translucent(batch: RectBatch, colour: Rgba): void {
    const { width } = this.image;
    this.each(batch, (left, right, top, bottom) => {
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) this.blend(y * width + x, colour, colour[3]);
      }
    });
  }

  private fade(batch: RectBatch, colour: Rgba): void {
    const { width } = this.image;
    this.each(batch, (left, right, top, bottom, from, to) => {
      for (let x = left; x < right; x++) {
        const strength = colour[3] * ((x + 0.5 - from) / (to - from));
        for (let y = top; y < bottom; y++) this.blend(y * width + x, colour, strength);
      }
    });
  }

  private mark(batch: RectBatch, pattern: Pattern, ink: Rgba, alpha: number): void {
    const { width } = this.image;
    const { size, strength } = this.marksOf(pattern);
    const phase = this.origin % size;
    this.each(batch, (left, right, top, bottom) => {
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const mark = strength[(y % size) * size + ((x + phase) % size)] as number;
          if (mark > 0) this.blend(y * width + x, ink, mark * ink[3] * alpha);
        }
      }
    });
  }

  private blend(at: number, colour: Rgba, strength: number): void {
    const { data } = this.image;
    for (let part = 0; part < 3; part++) {
      const old = data[4 * at + part] as number;
      data[4 * at + part] = Math.round(old + ((colour[part] as number) * 255 - old) * strength);
    }
  }

  /** Edges of each rectangle in whole device pixels, cut to the picture; and the uncut ones across. */
  private each(
    batch: RectBatch,
    draw: (
      left: number,
      right: number,
      top: number,
      bottom: number,
      from: number,
      to: number,
    ) => void,
  ): void {
    const { ratio, top, bottom } = this;
    const { rects } = batch;
    for (let i = 0; i < rects.length; i += 4) {
      const x = rects[i] as number;
      const y = rects[i + 1] as number;
      const from = Math.floor(x * ratio + 0.5);
      const to = Math.max(from + 1, Math.floor((x + (rects[i + 2] as number)) * ratio + 0.5));
      draw(
        Math.max(this.left, from),
        Math.min(this.right, to),
        Math.max(top, Math.floor(y * ratio + 0.5)),
        Math.min(bottom, Math.floor((y + (rects[i + 3] as number)) * ratio + 0.5)),
        from,
        to,
      );
    }
  }

  private marksOf(name: Pattern): Marks {
    const key = `${name} ${this.ratio}`;
    const known = this.marks.get(key);
    if (known) return known;
    const size = Math.round(PATTERN_PX * this.ratio);
    const strength = new Float32Array(size * size);
    for (let i = 0; i < strength.length; i++) {
      const x = Math.floor(((i % size) + 0.5) / this.ratio) % PATTERN_PX;
      const y = Math.floor((Math.floor(i / size) + 0.5) / this.ratio) % PATTERN_PX;
      strength[i] = PATTERNS[name](x, y);
    }
    const marks = { size, strength };
    this.marks.set(key, marks);
    return marks;
  }
}

/** Little endian, as every browser's machine is: red is the lowest byte. */
function packed([r, g, b]: Rgba): number {
  const part = (value: number): number => Math.round(value * 255);
  return ((255 << 24) | (part(b) << 16) | (part(g) << 8) | part(r)) >>> 0;
}
