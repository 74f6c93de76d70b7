// Reads the server's tiles (TileColumns.java writes them). Little endian, every column aligned, so
// the typed arrays lie over the received bytes; nothing is copied and no object exists per item.
//
//   byte  0        4        8                 16                24        28        32
//         +--------+--------+-----------------+-----------------+---------+---------+
//         | "HTL1" | lanes  | fromNanos (f64) | toNanos (f64)   | tick    | items   |
//         |  u32   |  L u32 |                 |                 | shift   |  N u32  |
//         +--------+--------+-----------------+-----------------+---------+---------+
//   then  laneIds     i32[L]      thread row; FIRST_GROUP_LANE - g for group g, whose segments are -1;
//                                 FIRST_RESOURCE_LANE - r for resource r, whose segments are its owners
//         firstItem   u32[L + 1]  items of lane i are firstItem[i] … firstItem[i + 1] - 1
//         starts      u32[N]      (instant - fromNanos) >> tickShift
//         ends        u32[N]      likewise, exclusive
//         segments    i32[N]      segment row of the item, or of the heaviest one in it
//         counts      u32[N]      1: exactly one segment; more: several, too short to draw apart
//         mixStates   u8[4 N]     up to four states with the most time, in code order
//         mixShares   u8[4 N]     their shares of the item in 1/255; 0 = not used
import { type Nanos, nanos } from "../base/time.ts";

/** Lane of group 0; the lanes of the other groups are below it. */
export const FIRST_GROUP_LANE = -2;

/** Lane of resource 0; the lanes of the other resources are below it. */
export const FIRST_RESOURCE_LANE = -1_000_000_000;

const MAGIC = 0x314c5448;
const HEADER_BYTES = 32;
const BYTES_PER_ITEM = 4 * 4 + 2 * 4;

/** Items of one lane over one window. All columns have the same length. */
export interface LaneTile {
  readonly from: Nanos;
  readonly to: Nanos;
  readonly tickNanos: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly segments: Int32Array;
  readonly counts: Uint32Array;
  /** Four per item. */
  readonly mixStates: Uint8Array;
  readonly mixShares: Uint8Array;
}

/** The lanes of an answer by their ids; throws if the bytes are not such an answer. */
export function decodeTiles(bytes: ArrayBuffer): Map<number, LaneTile> {
  const header = new DataView(bytes);
  if (bytes.byteLength < HEADER_BYTES || header.getUint32(0, true) !== MAGIC) {
    throw new Error(`tile: expected "HTL1", found ${bytes.byteLength} other bytes`);
  }
  const lanes = header.getUint32(4, true);
  const from = nanos(header.getFloat64(8, true));
  const to = nanos(header.getFloat64(16, true));
  const tickNanos = 2 ** header.getUint32(24, true);
  const items = header.getUint32(28, true);
  const expected = HEADER_BYTES + 4 * lanes + 4 * (lanes + 1) + items * BYTES_PER_ITEM;
  if (bytes.byteLength !== expected) {
    throw new Error(`tile: expected ${expected} bytes, found ${bytes.byteLength}`);
  }
  let at = HEADER_BYTES;
  const next = (count: number): number => {
    const start = at;
    at += count;
    return start;
  };
  const laneIds = new Int32Array(bytes, next(4 * lanes), lanes);
  const firstItem = new Uint32Array(bytes, next(4 * (lanes + 1)), lanes + 1);
  const starts = new Uint32Array(bytes, next(4 * items), items);
  const ends = new Uint32Array(bytes, next(4 * items), items);
  const segments = new Int32Array(bytes, next(4 * items), items);
  const counts = new Uint32Array(bytes, next(4 * items), items);
  const mixStates = new Uint8Array(bytes, next(4 * items), 4 * items);
  const mixShares = new Uint8Array(bytes, next(4 * items), 4 * items);
  const tiles = new Map<number, LaneTile>();
  laneIds.forEach((lane, i) => {
    const a = firstItem[i] ?? 0;
    const b = firstItem[i + 1] ?? a;
    tiles.set(lane, {
      from,
      to,
      tickNanos,
      starts: starts.subarray(a, b),
      ends: ends.subarray(a, b),
      segments: segments.subarray(a, b),
      counts: counts.subarray(a, b),
      mixStates: mixStates.subarray(4 * a, 4 * b),
      mixShares: mixShares.subarray(4 * a, 4 * b),
    });
  });
  return tiles;
}

/** Index of the item that contains the instant, or -1. */
export function itemAt(tile: LaneTile, at: Nanos): number {
  const tick = (at - tile.from) / tile.tickNanos;
  let low = 0;
  let high = tile.starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tile.starts[middle] ?? 0) <= tick) low = middle + 1;
    else high = middle;
  }
  const item = low - 1;
  return item >= 0 && tick < (tile.ends[item] ?? 0) ? item : -1;
}
