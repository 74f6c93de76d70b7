// Rectangles grouped by fill, so that a frame sets the fill style once per state and not once per
// span. The buffers grow and are kept: a frame allocates nothing per interval.

export class RectBatch {
  private values = new Float32Array(4 * 256);
  private length = 0;

  clear(): void {
    this.length = 0;
  }

  get size(): number {
    return this.length / 4;
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

  /** Fills all rectangles with the context's current style. */
  fill(context: CanvasRenderingContext2D): void {
    const { values, length } = this;
    for (let i = 0; i < length; i += 4) {
      context.fillRect(
        values[i] as number,
        values[i + 1] as number,
        values[i + 2] as number,
        values[i + 3] as number,
      );
    }
  }
}
