// The ruler: time since the recording's start, and the length of the window.
import { h } from "../base/dom.ts";
import { formatDuration, formatInstant, nanos } from "../base/time.ts";
import { type TimeScale, ticks, toPx } from "../timeline/timeScale.ts";
import type { AppContext } from "./context.ts";

const MARK_GAP_PX = 96;
const FLAG_LIMIT = 50;

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

  /** Flags of the notes; those out of the window are left out. */
  private flags(scale: TimeScale): HTMLElement[] {
    const notes = this.app.ui.value.notes?.notes ?? [];
    return notes
      .filter((note) => note.to >= scale.from && note.from <= scale.to)
      .slice(0, FLAG_LIMIT)
      .map((note) => {
        const left = Math.max(0, toPx(scale, note.from));
        const flag = h(
          "button",
          {
            type: "button",
            class: "note-flag",
            title: `${note.text} (click to edit)`,
            "aria-label": `Note: ${note.text}`,
            onClick: () => this.app.editNote(note),
          },
          note.text,
        );
        flag.style.left = `${left}px`;
        flag.style.minWidth = `${Math.min(scale.widthPx, toPx(scale, note.to)) - left}px`;
        return flag;
      });
  }

  draw(scale: TimeScale): void {
    const { step, at } = ticks(scale, MARK_GAP_PX);
    const marks = at.map((instant) => {
      const mark = h("span", { class: "mark-text" }, formatInstant(instant, step));
      mark.style.left = `${toPx(scale, instant)}px`;
      return mark;
    });
    this.marks.replaceChildren(...marks, ...this.flags(scale));
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
