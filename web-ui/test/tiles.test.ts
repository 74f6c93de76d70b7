import { expect, test } from "vitest";
import {
  decodeTiles,
  FIRST_GROUP_LANE,
  FIRST_RESOURCE_LANE,
  itemAt,
  type LaneTile,
} from "../src/api/tileCodec.ts";
import { type FetchTiles, TileStore, tileWindow } from "../src/api/tileStore.ts";
import { nanos } from "../src/base/time.ts";

/** Bytes as TileColumns.java writes them: items are [start, end, segment, count, state]. */
function encode(lanes: readonly (readonly (readonly number[])[])[]): ArrayBuffer {
  const items = lanes.flat();
  const bytes = new ArrayBuffer(32 + 4 * lanes.length + 4 * (lanes.length + 1) + items.length * 24);
  const view = new DataView(bytes);
  let at = 0;
  const u32 = (value: number): void => {
    view.setUint32(at, value, true);
    at += 4;
  };
  u32(0x314c5448);
  u32(lanes.length);
  view.setFloat64(8, 1000, true);
  view.setFloat64(16, 5000, true);
  at = 24;
  u32(2);
  u32(items.length);
  lanes.forEach((_, i) => {
    u32(i);
  });
  let first = 0;
  for (const lane of lanes) {
    u32(first);
    first += lane.length;
  }
  u32(first);
  for (const column of [0, 1, 2, 3]) for (const item of items) u32(item[column] ?? 0);
  for (const item of items) u32(item[4] ?? 0);
  for (const _ of items) u32(255);
  return bytes;
}

test("reads lanes as columns over the received bytes", () => {
  const tiles = decodeTiles(
    encode([
      [
        [0, 10, 7, 1, 5],
        [10, 30, 8, 3, 2],
      ],
      [],
      [[4, 6, 9, 1, 0]],
    ]),
  );
  expect(tiles.size).toBe(3);
  const lane = tiles.get(0) as LaneTile;
  expect(lane.tickNanos).toBe(4);
  expect([...lane.starts]).toEqual([0, 10]);
  expect([...lane.segments]).toEqual([7, 8]);
  expect(lane.mixStates[4]).toBe(2);
  expect(tiles.get(1)?.starts.length).toBe(0);
  expect(tiles.get(2)?.segments[0]).toBe(9);
});

test("refuses other bytes and a wrong length", () => {
  expect(() => decodeTiles(new ArrayBuffer(64))).toThrow(/HTL1/);
  const good = encode([[[0, 1, 2, 1, 0]]]);
  expect(() => decodeTiles(good.slice(0, good.byteLength - 4))).toThrow(/expected \d+ bytes/);
});

test("finds the item at an instant and none in a gap", () => {
  const lane = decodeTiles(
    encode([
      [
        [0, 10, 7, 1, 5],
        [20, 30, 8, 1, 2],
      ],
    ]),
  ).get(0) as LaneTile;
  expect(itemAt(lane, nanos(1000))).toBe(0);
  expect(itemAt(lane, nanos(1000 + 4 * 25))).toBe(1);
  expect(itemAt(lane, nanos(1000 + 4 * 15))).toBe(-1);
  expect(itemAt(lane, nanos(999))).toBe(-1);
});

test("asks for three windows at a power of two, with bounds that repeat", () => {
  const window = tileWindow(nanos(5_000_000), nanos(6_000_000), 1000, nanos(1e9));
  expect(window.shift).toBe(10);
  expect(window.from % (2 ** 10 * 256)).toBe(0);
  expect(window.from).toBeLessThanOrEqual(4_000_000);
  expect(window.to).toBeGreaterThanOrEqual(7_000_000);
  const panned = tileWindow(nanos(5_000_100), nanos(6_000_100), 1000, nanos(1e9));
  expect(panned).toEqual(window);
});

function store(): {
  tiles: TileStore;
  asked: { lanes: readonly number[]; signal: AbortSignal }[];
  answer: () => Promise<void>;
} {
  const asked: { lanes: readonly number[]; signal: AbortSignal; done: () => void }[] = [];
  const fetchTiles: FetchTiles = (lanes, _window, signal) =>
    new Promise((done) => {
      asked.push({
        lanes,
        signal,
        done: () => done(decodeTiles(encode(lanes.map(() => [[0, 1, 2, 1, 0]])))),
      });
    });
  const tiles = new TileStore(
    fetchTiles,
    () => undefined,
    () => undefined,
  );
  const answer = async (): Promise<void> => {
    for (const one of asked) one.done();
    await new Promise((done) => setTimeout(done, 0));
  };
  return { tiles, asked, answer };
}

test("asks once for what is visible, and again only when it leaves the window", async () => {
  const { tiles, asked, answer } = store();
  const want = (from: number, to: number): void =>
    tiles.want([0, 1], nanos(from), nanos(to), 1000, nanos(1e12));
  want(500e6, 501e6);
  want(500e6, 501e6);
  expect(asked).toHaveLength(1);
  await answer();
  want(500.5e6, 501.5e6);
  expect(asked).toHaveLength(1);
  want(900e6, 901e6);
  expect(asked).toHaveLength(2);
});

test("a newer question cancels the older one, and the old tile stays until then", async () => {
  const { tiles, asked, answer } = store();
  tiles.want([0], nanos(0), nanos(1e6), 1000, nanos(1e12));
  await answer();
  const before = tiles.tile(0);
  tiles.want([0], nanos(5e9), nanos(6e9), 1000, nanos(1e12));
  tiles.want([0], nanos(5e9), nanos(5.1e9), 1000, nanos(1e12));
  expect(asked[1]?.signal.aborted).toBe(true);
  expect(asked[2]?.signal.aborted).toBe(false);
  expect(tiles.tile(0)).toBe(before);
  expect(tiles.pending(0)).toBe(true);
});

test("single lanes do not wait for a group's", () => {
  const { tiles, asked } = store();
  const lock = FIRST_RESOURCE_LANE - 3;
  const group = FIRST_GROUP_LANE - 1;
  tiles.want([7, group, lock, FIRST_GROUP_LANE], nanos(0), nanos(1e6), 1000, nanos(1e12));
  expect(asked.map(({ lanes }) => lanes)).toEqual([
    [7, lock],
    [group, FIRST_GROUP_LANE],
  ]);
});
