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
    this.element.append(labelHandle());
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

const NARROWEST_PX = 120;

/** The border between labels and lanes can be dragged; arrow keys move it too. */
function labelHandle(): HTMLElement {
  const handle = h("div", {
    class: "label-handle",
    role: "separator",
    "aria-orientation": "vertical",
    "aria-label": "Width of the labels",
    "aria-valuenow": 248,
    tabindex: 0,
  });
  const set = (widthPx: number): void => {
    const width = Math.round(Math.min(Math.max(NARROWEST_PX, widthPx), innerWidth / 2));
    document.documentElement.style.setProperty("--labels", `${width}px`);
    handle.setAttribute("aria-valuenow", String(width));
    window.dispatchEvent(new Event("resize"));
  };
  const left = (): number => handle.parentElement?.getBoundingClientRect().left ?? 0;
  handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
  handle.addEventListener("pointermove", (event) => {
    if (handle.hasPointerCapture(event.pointerId)) set(event.clientX - left());
  });
  handle.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step !== undefined) set(handle.getBoundingClientRect().left - left() + step);
  });
  return handle;
}
