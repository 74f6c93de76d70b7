// The lower edge of the pinned lanes: dragging it, or arrow keys on it, sets how many of them are
// visible at a time; the others scroll with the wheel over them.
import { h } from "../base/dom.ts";
import { ROW_PX } from "../timeline/laneLayout.ts";
import type { AppContext } from "./context.ts";

export function pinnedHandle(app: AppContext, shownRows: () => number): HTMLElement {
  const handle = h("div", {
    class: "pinned-handle",
    role: "separator",
    "aria-orientation": "horizontal",
    "aria-label": "Height of the pinned lanes",
    "aria-valuenow": 1,
    tabindex: 0,
    hidden: true,
  });
  const set = (rows: number): void => {
    const wanted = Math.max(1, Math.round(rows));
    handle.setAttribute("aria-valuenow", String(wanted));
    app.view.update({ pinnedRows: wanted });
  };
  const top = (): number => handle.parentElement?.getBoundingClientRect().top ?? 0;
  handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
  handle.addEventListener("pointermove", (event) => {
    if (handle.hasPointerCapture(event.pointerId)) set((event.clientY - top()) / ROW_PX);
  });
  handle.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(shownRows() + step);
  });
  return handle;
}
