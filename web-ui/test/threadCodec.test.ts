import { expect, test } from "vitest";
import { decodeThreads } from "../src/api/threadCodec.ts";

/** The bytes as the server lays them out. */
function directory(names: readonly string[]): ArrayBuffer {
  const count = names.length;
  const text = new TextEncoder().encode(names.map((name) => `${name}\0`).join(""));
  const bytes = new ArrayBuffer(16 + count * 69 + text.length);
  const view = new DataView(bytes);
  view.setUint32(0, 0x31445448, true);
  view.setUint32(4, count, true);
  view.setUint32(8, text.length, true);
  let at = 16;
  for (let column = 0; column < 7; column++) {
    for (let thread = 0; thread < count; thread++, at += 8) {
      view.setFloat64(at, 1000 * column + thread, true);
    }
  }
  for (let column = 0; column < 3; column++) {
    for (let thread = 0; thread < count; thread++, at += 4) {
      view.setInt32(at, 10 * column + thread, true);
    }
  }
  for (let thread = 0; thread < count; thread++, at++) view.setUint8(at, thread % 8);
  new Uint8Array(bytes, at).set(text);
  return bytes;
}

test("columns and names are read where the server put them", () => {
  const threads = decodeThreads(directory(["main", "", "wörker-1"]));
  expect(threads.names).toEqual(["main", "", "wörker-1"]);
  expect(threads.from[2]).toBe(2);
  expect(threads.to[1]).toBe(1001);
  expect(threads.suffered[0]).toBe(2000);
  expect(threads.inflicted[0]).toBe(3000);
  expect(threads.idle[0]).toBe(4000);
  expect(threads.running[0]).toBe(5000);
  expect(threads.javaThreadId[2]).toBe(6002);
  expect(threads.osThreadId[2]).toBe(2);
  expect(threads.group[1]).toBe(11);
  expect(threads.nameRank[1]).toBe(21);
  expect(threads.flags[2]).toBe(2);
});

test("a recording without threads has an empty directory", () => {
  expect(decodeThreads(directory([])).names).toEqual([]);
});

test("other bytes are refused with what was expected", () => {
  expect(() => decodeThreads(new ArrayBuffer(4))).toThrow('expected "HTD1"');
  const cut = directory(["main", "x"]);
  expect(() => decodeThreads(cut.slice(0, cut.byteLength - 1))).toThrow("expected");
});
