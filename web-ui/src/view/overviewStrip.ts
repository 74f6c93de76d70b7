// The strip above the lanes: the whole recording in 400 parts, how much thread time each family of
// states took, and a brush over the visible window. Drag moves or sets the window.
import { h } from "../base/dom.ts";
import { nanos } from "../base/time.ts";
import type { Strip } from "../model/details.ts";
import { stateInfo } from "../model/states.ts";
import { palette } from "../render/palette.ts";
import type { AppContext } from "./context.ts";

const HANDLE_PX = 6;
const MARK_LIMIT = 500;

export class OverviewStrip {
  readonly element: HTMLElement;
  private readonly canvas = h("canvas", { "aria-hidden": true });
  private readonly marks = h("div", { class: "hit-marks" });
  private readonly brush = h("div", { class: "brush" });
  private readonly field: HTMLElement;
  private readonly app: AppContext;
  private strip: Strip | null = null;
  private drawnFor = "";
  private size = { width: 0, height: 0 };

  constructor(app: AppContext, invalidate: () => void) {
    this.app = app;
    this.field = h("div", { class: "strip-field" }, this.canvas, this.marks, this.brush);
    this.element = h(
      "div",
      { class: "strip", title: "The whole recording; drag to choose a window" },
      h("div", { class: "strip-label" }, "whole recording", h("small", {}, "threads stalled")),
      this.field,
    );
    this.field.addEventListener("pointerdown", (event) => this.drag(event));
    new ResizeObserver(() => {
      this.size = { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
      invalidate();
    }).observe(this.canvas);
    app.ui.listen((now, before) => {
      if (now.hits !== before.hits || now.hit !== before.hit) this.markHits();
    });
    app.client.strip().then(
      (strip) => {
        this.strip = strip;
        this.drawnFor = "";
        invalidate();
      },
      (error: unknown) => app.fail(error),
    );
  }

  draw(): void {
    const { from, to } = this.app.view.value;
    const { duration } = this.app;
    this.brush.style.left = `${(100 * from) / duration}%`;
    this.brush.style.width = `max(3px, ${(100 * (to - from)) / duration}%)`;
    const { width, height } = this.size;
    const { theme, vision, colours } = this.app.ui.value;
    const own = Object.entries(colours).join();
    const key = `${width}x${height} ${theme} ${vision} ${own} ${this.strip !== null}`;
    if (key === this.drawnFor || width === 0) return;
    this.drawnFor = key;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    const context = this.canvas.getContext("2d");
    if (!context || !this.strip) return;
    context.scale(ratio, ratio);
    this.bars(context, this.strip, width, height);
  }

  /** A line for each wait that was found; the present one stands out. */
  private markHits(): void {
    const { hits, hit } = this.app.ui.value;
    const marks = (hits?.hits ?? []).slice(0, MARK_LIMIT).map((found, i) => {
      const mark = h("i", { class: i === hit ? "here" : "" });
      mark.style.left = `${(100 * found.from) / this.app.duration}%`;
      return mark;
    });
    this.marks.replaceChildren(...marks);
  }

  private bars(
    context: CanvasRenderingContext2D,
    strip: Strip,
    width: number,
    height: number,
  ): void {
    const { theme, vision, colours } = this.app.ui.value;
    const { fill } = palette(theme, vision, colours);
    const stalls = Object.entries(strip.states).filter(([name]) => stateInfo(name).stall);
    const tops = new Float64Array(strip.buckets);
    for (const [, values] of stalls) {
      values.forEach((value, i) => {
        tops[i] = (tops[i] ?? 0) + value;
      });
    }
    const most = Math.max(1, ...tops);
    const bar = width / strip.buckets;
    const heights = new Float64Array(strip.buckets);
    for (const [name, values] of stalls) {
      context.fillStyle = fill.get(name) ?? "gray";
      values.forEach((value, i) => {
        const size = (value / most) * (height - 2);
        const base = heights[i] ?? 0;
        if (size > 0) context.fillRect(i * bar, height - base - size, Math.ceil(bar), size);
        heights[i] = base + size;
      });
    }
  }

  private drag(event: PointerEvent): void {
    const box = this.field.getBoundingClientRect();
    const { duration } = this.app;
    const at = (clientX: number): number =>
      Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * duration;
    const start = at(event.clientX);
    const { from, to } = this.app.view.value;
    const handle = (HANDLE_PX / box.width) * duration;
    const moves = start > from + handle && start < to - handle && to - from < duration;
    this.field.setPointerCapture(event.pointerId);
    const move = (next: PointerEvent): void => {
      const now = at(next.clientX);
      if (moves) {
        const length = to - from;
        const left = Math.min(Math.max(0, from + now - start), duration - length);
        this.app.view.update({ from: nanos(left), to: nanos(left + length) });
      } else if (Math.abs(now - start) > handle) {
        this.app.view.update({
          from: nanos(Math.min(start, now)),
          to: nanos(Math.max(start, now)),
        });
      }
    };
    const end = (): void => {
      this.field.removeEventListener("pointermove", move);
      this.field.removeEventListener("pointerup", end);
      this.field.removeEventListener("pointercancel", end);
    };
    this.field.addEventListener("pointermove", move);
    this.field.addEventListener("pointerup", end);
    this.field.addEventListener("pointercancel", end);
  }
}
