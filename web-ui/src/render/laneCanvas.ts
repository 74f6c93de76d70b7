// The two canvases the lanes are drawn on: below, rectangles by a painter; above, text and what
// belongs to the selection, always with the 2-D canvas. If the GPU's context is lost, the 2-D canvas
// takes over for as long as the page lives: a timeline that stays blank is worse than a slow one.
import { h } from "../base/dom.ts";
import { CanvasPainter } from "./canvasPainter.ts";
import { GlPainter } from "./glPainter.ts";
import type { Columns } from "./lanePainter.ts";
import type { Frame, Painter } from "./painter.ts";

/** What the user asked for: `auto` takes WebGL where a GPU draws it. */
export type RendererChoice = "auto" | "webgl" | "2d";

/** `?renderer=2d` or `?renderer=webgl` in the address; anything else is `auto`. */
export function rendererChoice(search: string): RendererChoice {
  const wanted = new URLSearchParams(search).get("renderer");
  return wanted === "2d" || wanted === "webgl" ? wanted : "auto";
}

export class LaneCanvas {
  readonly element = h("div", { class: "lanes-picture", "aria-hidden": true });
  readonly ink: CanvasRenderingContext2D;
  private readonly inkCanvas = h("canvas", { class: "lanes-ink" });
  private readonly invalidate: () => void;
  private ground = newGround();
  private current: Painter;
  private width = 0;

  constructor(choice: RendererChoice, invalidate: () => void) {
    this.invalidate = invalidate;
    const ink = this.inkCanvas.getContext("2d");
    if (!ink) throw new Error("this browser cannot draw: no 2-D canvas");
    this.ink = ink;
    const gl = choice === "2d" ? null : GlPainter.on(this.ground, choice === "webgl");
    if (gl) this.ground.addEventListener("webglcontextlost", () => this.fallBack());
    else this.ground = newGround();
    this.current = gl ?? CanvasPainter.on(this.ground);
    new ResizeObserver(() => {
      this.width = this.inkCanvas.clientWidth;
      invalidate();
    }).observe(this.inkCanvas);
    this.show();
  }

  get painter(): Painter {
    return this.current;
  }

  /** Width of the drawing; asked for many times a frame, so it is not read from the page each time. */
  get widthPx(): number {
    if (this.width === 0) this.width = this.inkCanvas.clientWidth;
    return Math.max(1, this.width);
  }

  get ratio(): number {
    return window.devicePixelRatio || 1;
  }

  /** Left edge of the drawing, in the page. */
  get leftPx(): number {
    return this.inkCanvas.getBoundingClientRect().left;
  }

  /**
   * Begins a frame on both canvases. `moved` says by how many device pixels the rectangles moved to the
   * left since the last one, null that they are another picture. Returns the columns to draw, in CSS
   * pixels; null for all of them, because nothing is left of the last picture.
   */
  begin(frame: Frame, moved: number | null): Columns | null {
    this.beginInk(frame);
    const { widthPx, ratio } = frame;
    if (moved !== null && this.current.move(frame, moved)) {
      const edge = Math.abs(moved) / ratio;
      return moved > 0
        ? { leftPx: widthPx - edge, rightPx: widthPx }
        : { leftPx: 0, rightPx: edge };
    }
    this.current.begin(frame);
    return null;
  }

  private beginInk({ widthPx, heightPx, ratio }: Frame): void {
    const width = Math.round(widthPx * ratio);
    const height = Math.round(heightPx * ratio);
    if (this.inkCanvas.width !== width || this.inkCanvas.height !== height) {
      this.inkCanvas.width = width;
      this.inkCanvas.height = height;
    }
    this.ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.ink.clearRect(0, 0, widthPx, heightPx);
  }

  private fallBack(): void {
    this.ground = newGround();
    this.current = CanvasPainter.on(this.ground);
    this.show();
    this.invalidate();
  }

  private show(): void {
    this.element.replaceChildren(this.ground, this.inkCanvas);
    this.element.dataset.renderer = this.current.kind;
  }
}

/** A canvas gives one kind of context only, so another kind needs another canvas. */
function newGround(): HTMLCanvasElement {
  return h("canvas", { class: "lanes-canvas" });
}
