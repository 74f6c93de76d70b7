import { expect, test } from "vitest";
import { decodeThreads } from "../src/api/threadCodec.ts";

interface Group {
  readonly row: number;
  readonly name: string;
  readonly more: readonly [number, number, number];
}

const text = (names: readonly string[]): Uint8Array =>
  new TextEncoder().encode(names.map((name) => `${name}\0`).join(""));

/** Where the zero after each name stands. */
function ends(names: readonly string[]): number[] {
  let at = -1;
  return names.map((name) => {
    at += new TextEncoder().encode(name).length + 1;
    return at;
  });
}

/** The bytes as the server lays them out; `rows` are those threads that the directory knows. */
function directory(
  names: readonly string[],
  rows: readonly number[] = [...names.keys()],
  threads = names.length,
  groups: readonly Group[] = [],
): ArrayBuffer {
  const [nameBytes, groupBytes] = [text(names), text(groups.map((group) => group.name))];
  const fixed = 32 + rows.length * 81 + groups.length * 20;
  const bytes = new ArrayBuffer(fixed + nameBytes.length + groupBytes.length);
  const view = new DataView(bytes);
  const head = [
    0x32445448,
    threads,
    rows.length,
    groups.length,
    nameBytes.length,
    groupBytes.length,
  ];
  head.forEach((value, i) => {
    view.setUint32(4 * i, value, true);
  });
  let at = 32;
  for (let column = 0; column < 7; column++) {
    for (const row of rows) {
      view.setFloat64(at, 1000 * column + row, true);
      at += 8;
    }
  }
  const ints = (values: readonly number[]): void => {
    for (const value of values) {
      view.setInt32(at, value, true);
      at += 4;
    }
  };
  ints(rows);
  ints([...rows].reverse());
  for (let column = 0; column < 3; column++) ints(rows.map((row) => 10 * column + row));
  ints(ends(names));
  ints(groups.map((group) => group.row));
  ints(ends(groups.map((group) => group.name)));
  for (const section of [0, 1, 2] as const) ints(groups.map((group) => group.more[section]));
  new Uint8Array(bytes, at).set(rows.map((row) => row % 8));
  new Uint8Array(bytes, at + rows.length).set(nameBytes);
  new Uint8Array(bytes, at + rows.length + nameBytes.length).set(groupBytes);
  return bytes;
}

test("columns and names are read where the server put them", () => {
  const threads = decodeThreads(directory(["main", "", "wörker-1", "end"]));
  expect([0, 2, 1, 3].map(threads.nameOf)).toEqual(["main", "wörker-1", "", "end"]);
  expect(threads.nameOf(4)).toBeUndefined();
  expect(threads.allNames()).toEqual(["main", "", "wörker-1", "end"]);
  expect(threads.complete).toBe(true);
  expect([...Array.from(threads.order)]).toEqual([3, 2, 1, 0]);
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

test("a directory of some threads knows these and how many others there are", () => {
  const groups: Group[] = [
    { row: -1, name: "", more: [1, 2, 3] },
    { row: 4, name: "vörtual *", more: [90, 0, 0] },
    { row: 7, name: "main", more: [0, 0, 0] },
  ];
  const threads = decodeThreads(directory(["b", "d"], [1, 3], 100, groups));
  expect(threads.count).toBe(100);
  expect(threads.complete).toBe(false);
  expect([0, 1, 2, 3].map(threads.nameOf)).toEqual([undefined, "b", undefined, "d"]);
  expect(threads.allNames().slice(0, 5)).toEqual(["", "b", "", "d", ""]);
  expect(threads.suffered[3]).toBe(2003);
  expect(threads.suffered[2]).toBe(0);
  expect(threads.group[3]).toBe(13);
  expect(threads.flags[3]).toBe(3);
  expect(threads.groupNames[4]).toBe("vörtual *");
  expect(threads.groupNames[7]).toBe("main");
  expect([...threads.more]).toEqual([
    [-1, { eventful: 1, quiet: 2, machine: 3 }],
    [4, { eventful: 90, quiet: 0, machine: 0 }],
  ]);
});

test("a recording without threads has an empty directory", () => {
  expect(decodeThreads(directory([])).allNames()).toEqual([]);
});

test("other bytes are refused with what was expected", () => {
  expect(() => decodeThreads(new ArrayBuffer(4))).toThrow('expected "HTD2"');
  const cut = directory(["main", "x"]);
  expect(() => decodeThreads(cut.slice(0, cut.byteLength - 1))).toThrow("expected");
});
