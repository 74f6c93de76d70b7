// The ruler: time since the recording's start, and the length of the window.
import { h } from "../base/dom.ts";
import { formatDuration, formatInstant, type Nanos, nanos } from "../base/time.ts";
import { type TimeScale, ticks, toPx } from "../timeline/timeScale.ts";
import type { AppContext } from "./context.ts";

const MARK_GAP_PX = 96;
const FLAG_LIMIT = 50;

export class Ruler {
  readonly element: HTMLElement;
  /** Moved as a whole while the window pans. */
  private readonly times = h("div", { class: "mark-times" });
  private readonly flagged = h("div", { class: "mark-flags" });
  private readonly marks = h("div", { class: "marks" }, this.times, this.flagged);
  private drawnFor = "";
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
    const first = at[0] ?? scale.from;
    const length = formatDuration(nanos(scale.to - scale.from));
    const key = `${step} ${first} ${at.length} ${scale.widthPx} ${length}`;
    if (key !== this.drawnFor) {
      this.drawnFor = key;
      this.times.replaceChildren(...at.map((instant) => this.mark(scale, instant, first, step)));
      this.window.textContent = `${length} wide`;
    }
    this.times.style.transform = `translateX(${toPx(scale, first)}px)`;
    const flags = this.flags(scale);
    if (flags.length > 0 || this.flagged.childElementCount > 0) {
      this.flagged.replaceChildren(...flags);
    }
  }

  private mark(scale: TimeScale, instant: Nanos, first: Nanos, step: Nanos): HTMLElement {
    const mark = h("span", { class: "mark-text" }, formatInstant(instant, step));
    mark.style.left = `${toPx(scale, instant) - toPx(scale, first)}px`;
    return mark;
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
