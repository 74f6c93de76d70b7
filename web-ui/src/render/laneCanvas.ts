// The two canvases the lanes are drawn on: below, rectangles by a painter; above, text and what
// belongs to the selection, always with the 2-D canvas. If the GPU's context is lost, the 2-D canvas
// takes over for as long as the page lives: a timeline that stays blank is worse than a slow one.
import { h } from "../base/dom.ts";
import { CanvasPainter } from "./canvasPainter.ts";
import { GlPainter } from "./glPainter.ts";
import type { Painter } from "./painter.ts";

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

  constructor(choice: RendererChoice, invalidate: () => void) {
    this.invalidate = invalidate;
    const ink = this.inkCanvas.getContext("2d");
    if (!ink) throw new Error("this browser cannot draw: no 2-D canvas");
    this.ink = ink;
    const gl = choice === "2d" ? null : GlPainter.on(this.ground, choice === "webgl");
    if (gl) this.ground.addEventListener("webglcontextlost", () => this.fallBack());
    else this.ground = newGround();
    this.current = gl ?? CanvasPainter.on(this.ground);
    this.show();
  }

  get painter(): Painter {
    return this.current;
  }

  get widthPx(): number {
    return Math.max(1, this.inkCanvas.clientWidth);
  }

  /** Left edge of the drawing, in the page. */
  get leftPx(): number {
    return this.inkCanvas.getBoundingClientRect().left;
  }

  /** Begins a frame on both canvases. */
  begin(heightPx: number, ground: string): void {
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(this.widthPx * ratio);
    const height = Math.round(heightPx * ratio);
    if (this.inkCanvas.width !== width || this.inkCanvas.height !== height) {
      this.inkCanvas.width = width;
      this.inkCanvas.height = height;
    }
    this.ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.ink.clearRect(0, 0, this.widthPx, heightPx);
    this.current.begin(this.widthPx, heightPx, ratio, ground);
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
