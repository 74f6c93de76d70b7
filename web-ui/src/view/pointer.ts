// Mouse and wheel on the lanes: hover, click to select, double click to zoom to the span, drag
// for an area, shift+drag to pan, ctrl+wheel zoom at the cursor, shift+wheel pan.
import { itemAt, type LaneTile } from "../api/tileCodec.ts";
import { type Nanos, nanos } from "../base/time.ts";
import { pan, toNanos, zoom } from "../timeline/timeScale.ts";
import type { AppContext } from "./context.ts";
import { type LanesView, laneOfResource } from "./lanesView.ts";
import type { Tooltip } from "./tooltip.ts";

const DRAG_FROM_PX = 4;
const SNAP_PX = 6;
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
    const resource = onLanes(event) ? lanes.resourceAt(event.clientY) : null;
    if (event.buttons !== 0 || (thread === null && resource === null)) tooltip.hide();
    else if (thread !== null) hover(lanes, tooltip, event, thread, instant(event));
    else if (resource !== null) hoverResource(lanes, tooltip, event, resource, instant(event));
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

function hoverResource(
  lanes: LanesView,
  tooltip: Tooltip,
  event: PointerEvent,
  resource: number,
  at: Nanos,
): void {
  const owner = ownerAt(lanes, resource, at);
  const waiters = lanes.blockingOf(laneOfResource(resource));
  const item = waiters ? itemAt(waiters, at) : -1;
  tooltip.showResource(
    { x: event.clientX, y: event.clientY },
    owner,
    waiters && item >= 0 ? (waiters.counts[item] ?? 0) : 0,
    at,
  );
}

/** The thread that owned an object at an instant, or null. */
function ownerAt(lanes: LanesView, resource: number, at: Nanos): number | null {
  const tile = lanes.tileOf(laneOfResource(resource));
  const item = tile ? itemAt(tile, at) : -1;
  return tile && item >= 0 ? (tile.segments[item] ?? null) : null;
}

function wheel(app: AppContext, lanes: LanesView, event: WheelEvent, at: Nanos): void {
  const { view, duration } = app;
  const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey && lanes.isPinnedAt(event.clientY)) {
    lanes.scrollPinned(Math.sign(event.deltaY));
  }
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
  const drag = down.shiftKey ? panDrag(app, lanes, down) : areaDrag(app, lanes, down, instant);
  let dragging = false;
  const move = (event: PointerEvent): void => {
    const distance = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
    if (!dragging && distance < DRAG_FROM_PX) return;
    if (!dragging) surface.setPointerCapture(down.pointerId);
    dragging = true;
    drag.move(event);
  };
  const end = (event: PointerEvent): void => {
    surface.removeEventListener("pointermove", move);
    surface.removeEventListener("pointerup", end);
    surface.removeEventListener("pointercancel", end);
    if (dragging) drag.end(event);
    const thread = lanes.threadAt(event.clientY);
    if (dragging || event.type === "pointercancel") return;
    const resource = lanes.resourceAt(event.clientY);
    if (resource !== null) {
      const owner = ownerAt(lanes, resource, instant(event));
      if (owner !== null) void app.jumpTo({ thread: owner, at: whole(instant(event)) });
      return;
    }
    if (thread === null) return;
    void app.selectSpan({ thread, at: whole(instant(event)) }, { zoom: false });
  };
  surface.addEventListener("pointermove", move);
  surface.addEventListener("pointerup", end);
  surface.addEventListener("pointercancel", end);
}

interface Drag {
  readonly move: (event: PointerEvent) => void;
  readonly end: (event: PointerEvent) => void;
}

function panDrag(app: AppContext, lanes: LanesView, down: PointerEvent): Drag {
  const { from, to } = app.view.value;
  const perPx = (to - from) / lanes.widthPx;
  return {
    move: (event) => {
      const delta = nanos((down.clientX - event.clientX) * perPx);
      app.view.update(pan({ from, to }, delta, app.duration));
    },
    end: () => undefined,
  };
}

/** A box over time and lanes. Its ends snap to ends of spans within a few pixels, unless Alt is held. */
function areaDrag(
  app: AppContext,
  lanes: LanesView,
  down: PointerEvent,
  instant: (event: MouseEvent) => Nanos,
): Drag {
  const top = lanes.scroll.getBoundingClientRect().top;
  const snapped = (event: PointerEvent): Nanos => {
    const at = instant(event);
    const thread = event.altKey ? null : lanes.threadAt(event.clientY);
    const tile = thread === null ? null : lanes.tileOf(thread);
    const within = (SNAP_PX * (app.view.value.to - app.view.value.from)) / lanes.widthPx;
    return tile ? snap(tile, at, within) : at;
  };
  const start = snapped(down);
  const window = (event: PointerEvent): { from: Nanos; to: Nanos } => {
    const now = snapped(event);
    const clamp = (at: number): Nanos => nanos(Math.min(Math.max(0, Math.round(at)), app.duration));
    return { from: clamp(Math.min(start, now)), to: clamp(Math.max(start, now)) };
  };
  return {
    move: (event) => {
      const topPx = Math.min(down.clientY, event.clientY) - top;
      const bottomPx = Math.max(down.clientY, event.clientY) - top;
      lanes.rubber = { ...window(event), topPx, bottomPx };
    },
    end: (event) => {
      lanes.rubber = null;
      const { from, to } = window(event);
      const chosen = lanes.threadsBetween(down.clientY, event.clientY);
      if (from < to && chosen.length > 0) void app.selectArea({ from, to, lanes: chosen });
    },
  };
}

/** The nearest end of an item within `within`, else the instant itself. */
function snap(tile: LaneTile, at: Nanos, within: number): Nanos {
  const item = itemAt(tile, at);
  if (item < 0) return at;
  const ends = [tile.starts[item] ?? 0, tile.ends[item] ?? 0];
  const near = ends.map((tick) => tile.from + tick * tile.tickNanos);
  const best = near.find((edge) => Math.abs(edge - at) <= within);
  return best === undefined ? at : nanos(best);
}
