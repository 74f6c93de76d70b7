// The ruler: time since the recording's start, and the length of the window.
import { h } from "../base/dom.ts";
import { formatDuration, formatInstant, nanos } from "../base/time.ts";
import { type TimeScale, ticks, toPx } from "../timeline/timeScale.ts";
import type { AppContext } from "./context.ts";

const MARK_GAP_PX = 96;

export class Ruler {
  readonly element: HTMLElement;
  private readonly marks = h("div", { class: "marks" });
  private readonly window = h("span", { class: "window-length" });
  private readonly app: AppContext;

  constructor(app: AppContext) {
    this.app = app;
    const all = h(
      "button",
      { type: "button", title: "Show the whole recording (0)", onClick: () => app.showAll() },
      "Zoom out to all",
    );
    this.element = h(
      "div",
      { class: "ruler" },
      h("div", { class: "ruler-left" }, all, this.window),
      this.marks,
    );
  }

  draw(scale: TimeScale): void {
    const { step, at } = ticks(scale, MARK_GAP_PX);
    const marks = at.map((instant) => {
      const mark = h("span", { class: "mark-text" }, formatInstant(instant, step));
      mark.style.left = `${toPx(scale, instant)}px`;
      return mark;
    });
    this.marks.replaceChildren(...marks);
    const { from, to } = this.app.view.value;
    this.window.textContent = `showing ${formatDuration(nanos(to - from))}`;
  }
}
