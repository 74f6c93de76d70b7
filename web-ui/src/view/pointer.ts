// Mouse and wheel on the lanes: hover, click to select, double click to zoom to the span, drag to
// pan, ctrl+wheel zoom at the cursor, shift+wheel pan.
import { itemAt } from "../api/tileCodec.ts";
import { type Nanos, nanos } from "../base/time.ts";
import { pan, toNanos, zoom } from "../timeline/timeScale.ts";
import type { AppContext } from "./context.ts";
import type { LanesView } from "./lanesView.ts";
import type { Tooltip } from "./tooltip.ts";

const DRAG_FROM_PX = 4;
/** One notch of a wheel is about 100. */
const ZOOM_PER_WHEEL = 0.0022;

export function listenToPointer(
  app: AppContext,
  lanes: LanesView,
  tooltip: Tooltip,
  invalidate: () => void,
): void {
  const surface = lanes.scroll;
  const instant = (event: MouseEvent): Nanos => toNanos(lanes.scale, event.clientX - lanes.leftPx);
  const onLanes = (event: MouseEvent): boolean => event.clientX >= lanes.leftPx;

  surface.addEventListener("pointermove", (event) => {
    lanes.cursor = onLanes(event) ? instant(event) : null;
    const thread = onLanes(event) ? lanes.threadAt(event.clientY) : null;
    if (thread === null || event.buttons !== 0) tooltip.hide();
    else hover(lanes, tooltip, event, thread, instant(event));
    invalidate();
  });
  surface.addEventListener("pointerleave", () => {
    lanes.cursor = null;
    tooltip.hide();
    invalidate();
  });
  surface.addEventListener("wheel", (event) => wheel(app, lanes, event, instant(event)), {
    passive: false,
  });
  surface.addEventListener("dblclick", (event) => {
    const thread = onLanes(event) ? lanes.threadAt(event.clientY) : null;
    if (thread !== null) void app.selectSpan({ thread, at: whole(instant(event)) }, { zoom: true });
  });
  surface.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && onLanes(event)) dragOrClick(app, lanes, event, instant);
  });
}

function whole(at: Nanos): Nanos {
  return nanos(Math.floor(at));
}

function hover(
  lanes: LanesView,
  tooltip: Tooltip,
  event: PointerEvent,
  thread: number,
  at: Nanos,
): void {
  const strip = lanes.blockingOf(thread);
  const item = strip ? itemAt(strip, at) : -1;
  const waiters = strip && item >= 0 ? (strip.counts[item] ?? 0) : 0;
  tooltip.show(event.clientX, event.clientY, thread, at, lanes.tileOf(thread), waiters);
}

function wheel(app: AppContext, lanes: LanesView, event: WheelEvent, at: Nanos): void {
  const { view, duration } = app;
  const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    view.update(zoom(view.value, Math.exp(event.deltaY * ZOOM_PER_WHEEL), at, duration));
  } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    event.preventDefault();
    const { from, to } = view.value;
    view.update(pan(view.value, nanos((sideways / lanes.widthPx) * (to - from)), duration));
  }
}

function dragOrClick(
  app: AppContext,
  lanes: LanesView,
  down: PointerEvent,
  instant: (event: MouseEvent) => Nanos,
): void {
  const surface = lanes.scroll;
  const { from, to } = app.view.value;
  const perPx = (to - from) / lanes.widthPx;
  let dragging = false;
  const move = (event: PointerEvent): void => {
    const dx = event.clientX - down.clientX;
    if (!dragging && Math.abs(dx) < DRAG_FROM_PX) return;
    if (!dragging) surface.setPointerCapture(down.pointerId);
    dragging = true;
    app.view.update(pan({ from, to }, nanos(-dx * perPx), app.duration));
  };
  const end = (event: PointerEvent): void => {
    surface.removeEventListener("pointermove", move);
    surface.removeEventListener("pointerup", end);
    surface.removeEventListener("pointercancel", end);
    const thread = lanes.threadAt(event.clientY);
    if (dragging || event.type === "pointercancel" || thread === null) return;
    void app.selectSpan({ thread, at: whole(instant(event)) }, { zoom: false });
  };
  surface.addEventListener("pointermove", move);
  surface.addEventListener("pointerup", end);
  surface.addEventListener("pointercancel", end);
}
