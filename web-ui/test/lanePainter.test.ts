import { expect, test } from "vitest";
import type { LaneTile } from "../src/api/tileCodec.ts";
import { nanos } from "../src/base/time.ts";
import { type LaneSink, labelLane, paintLane, wholeOf } from "../src/render/lanePainter.ts";
import { RectBatch } from "../src/render/rectBatch.ts";

const SCALE = { from: nanos(0), to: nanos(1000), widthPx: 100 };
const RUNNING = 0;
const LOCK = 1;

interface Rect {
  readonly state: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A lane of items [start, end, count, shares by state]; one tick is one nanosecond. */
function paint(
  items: readonly [number, number, number, number[]][],
  end = 1e9,
  columns = wholeOf(SCALE),
): { rects: Rect[]; openEnds: number } {
  const rects: Rect[] = [];
  class Recorder extends RectBatch {
    private readonly state: number;
    constructor(state: number) {
      super();
      this.state = state;
    }
    override add(x: number, y: number, width: number, height: number): void {
      rects.push({ state: this.state, x, y, width, height });
    }
  }
  let openEnds = 0;
  const sink: LaneSink = {
    batches: [new Recorder(RUNNING), new Recorder(LOCK)],
    isStall: [false, true],
    openEnd: () => {
      openEnds++;
    },
  };
  paintLane(tileOf(items), SCALE, 0, end, sink, columns);
  return { rects, openEnds };
}

function tileOf(items: readonly [number, number, number, number[]][]): LaneTile {
  const tile: LaneTile = {
    from: nanos(0),
    to: nanos(1000),
    tickNanos: 1,
    starts: Uint32Array.from(items.map((i) => i[0])),
    ends: Uint32Array.from(items.map((i) => i[1])),
    segments: new Int32Array(items.length),
    counts: Uint32Array.from(items.map((i) => i[2])),
    mixStates: Uint8Array.from(items.flatMap(() => [RUNNING, LOCK, 0, 0])),
    mixShares: Uint8Array.from(items.flatMap((i) => [i[3][0] ?? 0, i[3][1] ?? 0, 0, 0])),
  };
  const states = tile.mixStates;
  items.forEach((item, i) => {
    if (item[2] === 1 && (item[3][1] ?? 0) > 0) states[4 * i] = LOCK;
  });
  return tile;
}

test("a span is as wide as it is long, and never narrower than a pixel", () => {
  const { rects } = paint([
    [0, 500, 1, [255, 0]],
    [500, 501, 1, [0, 255]],
  ]);
  expect(rects[0]).toMatchObject({ state: RUNNING, x: 0, width: 49 });
  expect(rects[1]?.width).toBeGreaterThanOrEqual(1);
});

test("a stall of a thousandth still shows in a busy pixel, at the bottom", () => {
  const { rects } = paint([[100, 110, 40, [254, 1]]]);
  const stall = rects.find((rect) => rect.state === LOCK) as Rect;
  const running = rects.find((rect) => rect.state === RUNNING) as Rect;
  expect(stall.height).toBeGreaterThanOrEqual(3);
  expect(stall.y).toBeGreaterThan(running.y);
});

test("a stall that lasts to the end of the recording is drawn open", () => {
  expect(paint([[900, 1000, 1, [0, 255]]], 1000).openEnds).toBe(1);
  expect(paint([[900, 1000, 1, [255, 0]]], 1000).openEnds).toBe(0);
  expect(paint([[800, 900, 1, [0, 255]]], 1000).openEnds).toBe(0);
});

test("what lies outside the window is not drawn", () => {
  expect(paint([[2000, 3000, 1, [255, 0]]]).rects).toHaveLength(0);
});

test("only what reaches into the columns is painted, as it is in the whole picture", () => {
  const items: [number, number, number, number[]][] = [
    [0, 300, 1, [255, 0]],
    [400, 560, 1, [0, 255]],
    [600, 640, 9, [100, 155]],
    [800, 1000, 1, [255, 0]],
  ];
  const all = paint(items).rects;
  const { rects } = paint(items, 1e9, { leftPx: 50, rightPx: 70 });
  expect(rects).toEqual(all.slice(1, 4));
});

test("texts are where a single span is wide enough, cut to the window", () => {
  const places: number[][] = [];
  const tile = tileOf([
    [0, 500, 1, [255, 0]],
    [500, 510, 1, [0, 255]],
    [510, 990, 7, [100, 155]],
  ]);
  labelLane(tile, { from: nanos(20), to: nanos(1020), widthPx: 100 }, (x, width, state) => {
    places.push([x, width, state]);
  });
  expect(places).toEqual([[0, 48, RUNNING]]);
});
