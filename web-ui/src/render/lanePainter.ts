// Turns one lane's tile into rectangles, labels and open ends. Level of detail: an item of several
// short segments arrives with the time of each state and becomes a stack of bars of those shares;
// stalls stand at the bottom and get at least MIN_STALL_PX, so that contention never vanishes in a
// busy pixel. A single segment is at least MIN_WIDTH_PX wide.
import type { LaneTile } from "../api/tileCodec.ts";
import { LANE_PX } from "../timeline/laneLayout.ts";
import { type TimeScale, toNanos } from "../timeline/timeScale.ts";
import type { RectBatch } from "./rectBatch.ts";

const MIN_WIDTH_PX = 1;
const MIN_STALL_PX = 3;
/** Touching spans of this width and more are set apart by one pixel. */
const GAP_FROM_PX = 4;
const LABEL_FROM_PX = 46;
/** Nothing that ended so far left of what is drawn reaches into it. */
const REACH_PX = 4;

/** The part of the window that is drawn, in pixels from its left edge. */
export interface Columns {
  readonly leftPx: number;
  readonly rightPx: number;
}

/** What a lane leaves behind for the passes after the rectangles. */
export interface LaneSink {
  readonly batches: readonly RectBatch[];
  /** True for states whose time is suffered, by code. */
  readonly isStall: readonly boolean[];
  /** A stall still going on when the recording ended: the end is a lower bound. */
  openEnd(x: number, y: number, width: number): void;
}

/** Paints the items of `tile` that are in these columns of `scale`; `y` is the top of the lane. */
export function paintLane(
  tile: LaneTile,
  scale: TimeScale,
  y: number,
  recordingEnd: number,
  sink: LaneSink,
  columns: Columns,
): void {
  const pxPerNano = scale.widthPx / (scale.to - scale.from);
  const pxPerTick = tile.tickNanos * pxPerNano;
  const origin = (tile.from - scale.from) * pxPerNano;
  const endTick = (recordingEnd - tile.from) / tile.tickNanos - 1;
  for (let item = firstIn(tile, scale, columns); item < tile.starts.length; item++) {
    const left = origin + (tile.starts[item] as number) * pxPerTick;
    if (left >= columns.rightPx) break;
    const right = origin + (tile.ends[item] as number) * pxPerTick;
    if (tile.counts[item] === 1) {
      single(tile.mixStates[4 * item] as number, left, right, y, sink, scale.widthPx);
      const unfinished = (tile.ends[item] as number) >= endTick;
      if (unfinished && sink.isStall[tile.mixStates[4 * item] as number]) {
        sink.openEnd(left, y, Math.max(MIN_WIDTH_PX, right - left));
      }
    } else {
      mixed(tile, item, left, Math.max(MIN_WIDTH_PX, right - left), y, sink);
    }
  }
}

/** Where the texts of a lane go: spans wide enough for one, over the whole window. */
export function labelLane(
  tile: LaneTile,
  scale: TimeScale,
  label: (x: number, width: number, state: number) => void,
): void {
  const pxPerNano = scale.widthPx / (scale.to - scale.from);
  const pxPerTick = tile.tickNanos * pxPerNano;
  const origin = (tile.from - scale.from) * pxPerNano;
  const { starts, ends, counts } = tile;
  const wide = LABEL_FROM_PX / pxPerTick;
  for (let item = firstIn(tile, scale, wholeOf(scale)); item < starts.length; item++) {
    const start = starts[item] as number;
    const end = ends[item] as number;
    // Nearly all items of a busy lane are too short: this is their whole cost.
    if (end - start < wide) continue;
    const left = Math.max(0, origin + start * pxPerTick);
    if (left >= scale.widthPx) break;
    const width = Math.min(origin + end * pxPerTick, scale.widthPx) - left;
    if (counts[item] === 1 && width >= LABEL_FROM_PX) {
      label(left, width, tile.mixStates[4 * item] as number);
    }
  }
}

/** All of a window. */
export function wholeOf(scale: TimeScale): Columns {
  return { leftPx: 0, rightPx: scale.widthPx };
}

/** Paints a group's lane: at each pixel a stack of bars, as high as the share of its threads. */
export function paintDensity(
  tile: LaneTile,
  scale: TimeScale,
  y: number,
  sink: LaneSink,
  columns: Columns,
): void {
  const pxPerNano = scale.widthPx / (scale.to - scale.from);
  const pxPerTick = tile.tickNanos * pxPerNano;
  const origin = (tile.from - scale.from) * pxPerNano;
  for (let item = firstIn(tile, scale, columns); item < tile.starts.length; item++) {
    const left = Math.max(-1, origin + (tile.starts[item] as number) * pxPerTick);
    if (left >= columns.rightPx) break;
    const right = origin + (tile.ends[item] as number) * pxPerTick;
    mixed(tile, item, left, Math.max(MIN_WIDTH_PX, Math.min(right, scale.widthPx) - left), y, sink);
  }
}

/** The first item that reaches into the columns. */
export function firstIn(tile: LaneTile, scale: TimeScale, columns: Columns): number {
  const at = toNanos(scale, columns.leftPx - REACH_PX);
  const tick = (at - tile.from) / tile.tickNanos;
  let low = 0;
  let high = tile.ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tile.ends[middle] as number) < tick) low = middle + 1;
    else high = middle;
  }
  return low;
}

function single(
  state: number,
  left: number,
  right: number,
  y: number,
  sink: LaneSink,
  widthPx: number,
): void {
  const x = Math.max(-2, left);
  const end = Math.min(widthPx + 2, right);
  const gap = right - left >= GAP_FROM_PX ? 1 : 0;
  const width = Math.max(MIN_WIDTH_PX, end - x - gap);
  sink.batches[state]?.add(x, y, width, LANE_PX);
}

function mixed(
  tile: LaneTile,
  item: number,
  left: number,
  width: number,
  y: number,
  sink: LaneSink,
): void {
  let bottom = y + LANE_PX;
  const end = 4 * item + 4;
  // Stalls first: they stand at the bottom.
  for (let pass = 0; pass < 2; pass++) {
    const stalls = pass === 0;
    for (let k = 4 * item; k < end; k++) {
      const share = tile.mixShares[k] as number;
      const state = tile.mixStates[k] as number;
      if (share === 0) break;
      if (sink.isStall[state] !== stalls) continue;
      const wanted = (share / 255) * LANE_PX;
      const height = Math.min(bottom - y, stalls ? Math.max(MIN_STALL_PX, wanted) : wanted);
      bottom -= height;
      sink.batches[state]?.add(left, bottom, width, height);
    }
  }
}
