/** One animation-frame loop for the whole page: draws once per frame, only when asked to. */
export class FrameLoop {
  private asked = false;
  private readonly draw: () => void;

  constructor(draw: () => void) {
    this.draw = draw;
  }

  /** Asks for one drawing before the next frame; any number of calls is one drawing. */
  invalidate = (): void => {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.draw();
    });
  };
}
