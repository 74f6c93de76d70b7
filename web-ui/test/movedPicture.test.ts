import { expect, test } from "vitest";
import type { LaneTile } from "../src/api/tileCodec.ts";
import { nanos } from "../src/base/time.ts";
import {
  movedBy,
  onGrid,
  type Picture,
  staleLanes,
  withOldTiles,
} from "../src/render/movedPicture.ts";
import type { VisibleLane } from "../src/render/timelineRenderer.ts";

const ROW = { kind: "lane", thread: 3, role: "other" } as const;

function tile(from: number, to: number, tickNanos = 1): LaneTile {
  return {
    from: nanos(from),
    to: nanos(to),
    tickNanos,
    starts: new Uint32Array(),
    ends: new Uint32Array(),
    segments: new Int32Array(),
    counts: new Uint32Array(),
    mixStates: new Uint8Array(),
    mixShares: new Uint8Array(),
  };
}

function lane(own: LaneTile | null, y = 0): VisibleLane {
  return { row: ROW, index: 0, y, tile: own, blocking: null, keptCarrier: null };
}

/** 1000 ns on 500 CSS pixels of two device pixels each: a device pixel is a nanosecond. */
function picture(from: number, lanes: readonly VisibleLane[], others: unknown[] = []): Picture {
  const scale = onGrid({ from: nanos(from), to: nanos(from + 1000), widthPx: 500 }, 2);
  return { scale, ratio: 2, durationNanos: nanos(100_000), lanes, others };
}

test("the window begins on a whole device pixel, less than one from where it was asked to", () => {
  const scale = onGrid({ from: nanos(70.4), to: nanos(1070.4), widthPx: 500 }, 2);
  expect(scale.from).toBeCloseTo(70, 9);
  expect(scale.to).toBeCloseTo(1070, 9);
  expect(scale.widthPx).toBe(500);
});

test("a pan moves the picture by whole device pixels to either side", () => {
  const lanes = [lane(tile(0, 5000))];
  const before = picture(1000, lanes);
  expect(movedBy(before, picture(1011.2, lanes))).toBe(11);
  expect(movedBy(before, picture(989, lanes))).toBe(-11);
  expect(movedBy(before, picture(1000.3, lanes))).toBe(0);
});

test("another zoom, size, row, height of a row or colour is another picture", () => {
  const own = tile(0, 5000);
  const before = picture(1000, [lane(own)], ["light"]);
  const same = picture(1000, [lane(own)], ["light"]);
  expect(movedBy(null, same)).toBeNull();
  expect(movedBy(before, same)).toBe(0);
  const zoomed = { ...same, scale: { ...same.scale, to: nanos(2001) } };
  expect(movedBy(before, zoomed)).toBeNull();
  const wider = { ...same, scale: { ...same.scale, widthPx: 501 } };
  expect(movedBy(before, wider)).toBeNull();
  expect(movedBy(before, { ...same, ratio: 1 })).toBeNull();
  expect(movedBy(before, picture(1000, [lane(own, 28)], ["light"]))).toBeNull();
  expect(movedBy(before, picture(1000, [lane(own), lane(own)], ["light"]))).toBeNull();
  expect(movedBy(before, picture(1000, [lane(own)], ["dark"]))).toBeNull();
});

test("a tile that came for the same resolution changes nothing that was drawn", () => {
  const before = picture(1000, [lane(tile(0, 3000))]);
  const now = picture(1005, [lane(tile(512, 4096))]);
  expect(movedBy(before, now)).toBe(5);
  expect(staleLanes(before, now)).toEqual([]);
});

test("a finer tile, a first one, and one for a part that was blank are drawn; other lanes are not", () => {
  const same = lane(tile(0, 5000));
  const stale = (old: LaneTile | null, come: LaneTile): number[] =>
    staleLanes(picture(1000, [same, lane(old), same]), picture(1000, [same, lane(come), same]));
  expect(stale(tile(0, 3000, 4), tile(0, 3000, 2))).toEqual([1]);
  expect(stale(null, tile(0, 3000))).toEqual([1]);
  expect(stale(tile(0, 1500), tile(512, 4096))).toEqual([1]);
  const strip = { ...same, blocking: tile(0, 3000) };
  expect(staleLanes(picture(1000, [same]), picture(1000, [strip]))).toEqual([0]);
});

test("a lane for which a frame had no time is still to be drawn in the next one", () => {
  const before = picture(1000, [lane(null), lane(null)]);
  const now = picture(1000, [lane(tile(0, 3000)), lane(tile(0, 3000))]);
  expect(staleLanes(before, now)).toEqual([0, 1]);
  const left = withOldTiles(before, now, [1]);
  expect(staleLanes(left, now)).toEqual([1]);
  expect(staleLanes(withOldTiles(left, now, []), now)).toEqual([]);
});

test("a window that reaches past the recording needs no tile there", () => {
  const before = picture(99_500, [lane(tile(98_000, 100_000))]);
  const now = picture(99_499, [lane(tile(97_000, 100_000))]);
  expect(movedBy(before, now)).toBe(-1);
  expect(staleLanes(before, now)).toEqual([]);
});
