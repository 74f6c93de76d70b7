// Rectangles of one fill, so that a frame sets the fill once per state and not once per span. The
// buffer grows and is kept: a frame allocates nothing per interval.

export class RectBatch {
  private values = new Float32Array(4 * 256);
  private length = 0;

  clear(): void {
    this.length = 0;
  }

  get size(): number {
    return this.length / 4;
  }

  /** x, y, width, height of each rectangle; over the batch's own buffer, until it changes. */
  get rects(): Float32Array {
    return this.values.subarray(0, this.length);
  }

  add(x: number, y: number, width: number, height: number): void {
    if (this.length === this.values.length) {
      const grown = new Float32Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = x;
    this.values[this.length++] = y;
    this.values[this.length++] = width;
    this.values[this.length++] = height;
  }
}
