// Whether the picture on the canvas can be moved instead of drawn anew. While the window pans, nearly
// all of it is the same picture further left or right; only a few columns come into view, and a lane
// whose tile came meanwhile.
import type { LaneTile } from "../api/tileCodec.ts";
import { type Nanos, nanos } from "../base/time.ts";
import type { TimeScale } from "../timeline/timeScale.ts";
import type { VisibleLane } from "./timelineRenderer.ts";

/** All that a picture's rectangles depend on. */
export interface Picture {
  /** Its left edge is a whole number of device pixels from the recording's start. */
  readonly scale: TimeScale;
  readonly ratio: number;
  readonly durationNanos: Nanos;
  readonly lanes: readonly VisibleLane[];
  /** Anything else: compared one by one. */
  readonly others: readonly unknown[];
}

/** Moves further than this share of a device pixel off the grid are drawn anew. */
const OFF_GRID = 0.02;

export function nanosPerDevicePx(scale: TimeScale, ratio: number): number {
  return (scale.to - scale.from) / (scale.widthPx * ratio);
}

/** The window that begins at the nearest whole device pixel: pictures of it differ by whole pixels. */
export function onGrid(scale: TimeScale, ratio: number): TimeScale {
  const step = nanosPerDevicePx(scale, ratio);
  const from = Math.round(scale.from / step) * step;
  return {
    from: nanos(from),
    to: nanos(from + (scale.to - scale.from)),
    widthPx: scale.widthPx,
  };
}

/** Device pixels by which `now` lies further right than `before`; null if it is another picture. */
export function movedBy(before: Picture | null, now: Picture): number | null {
  if (!before || before.ratio !== now.ratio) return null;
  if (before.scale.widthPx !== now.scale.widthPx) return null;
  const step = nanosPerDevicePx(now.scale, now.ratio);
  const drift = nanosPerDevicePx(before.scale, before.ratio) / step - 1;
  if (Math.abs(drift) * now.scale.widthPx * now.ratio > OFF_GRID) return null;
  const exact = (now.scale.from - before.scale.from) / step;
  const columns = Math.round(exact);
  if (Math.abs(exact - columns) > OFF_GRID) return null;
  if (before.others.length !== now.others.length) return null;
  if (before.others.some((other, i) => other !== now.others[i])) return null;
  return sameRows(before, now) ? columns : null;
}

function sameRows(before: Picture, now: Picture): boolean {
  if (before.lanes.length !== now.lanes.length) return false;
  return now.lanes.every((lane, i) => {
    const old = before.lanes[i];
    return old?.row === lane.row && old.index === lane.index && old.y === lane.y;
  });
}

/** Places of lanes that have other rectangles now where the last picture was only moved. */
export function staleLanes(before: Picture, now: Picture): number[] {
  const stale: number[] = [];
  now.lanes.forEach((lane, i) => {
    const old = before.lanes[i];
    const same =
      old !== undefined &&
      sameWithin(before, old.tile, lane.tile) &&
      sameWithin(before, old.blocking, lane.blocking) &&
      sameWithin(before, old.keptCarrier, lane.keptCarrier);
    if (!same) stale.push(i);
  });
  return stale;
}

/** The picture after a frame in which some lanes still show the tiles they had before. */
export function withOldTiles(before: Picture, now: Picture, places: readonly number[]): Picture {
  if (places.length === 0) return now;
  const lanes = [...now.lanes];
  for (const i of places) {
    const [lane, old] = [now.lanes[i], before.lanes[i]];
    if (!lane || !old) continue;
    const { tile, blocking, keptCarrier } = old;
    lanes[i] = { ...lane, tile, blocking, keptCarrier };
  }
  return { ...now, lanes };
}

/** True if the picture that was drawn with one tile is that of the other: both are as fine, and hold it. */
function sameWithin(picture: Picture, a: LaneTile | null, b: LaneTile | null): boolean {
  if (a === b) return true;
  return (
    a !== null &&
    b !== null &&
    a.tickNanos === b.tickNanos &&
    holds(a, picture) &&
    holds(b, picture)
  );
}

function holds(tile: LaneTile, { scale, durationNanos }: Picture): boolean {
  return tile.from <= Math.max(0, scale.from) && tile.to >= Math.min(scale.to, durationNanos);
}
