import { expect, test } from "vitest";
import { SYSTEM } from "../src/model/recording.ts";
import { buildRows, GROUP_FROM, type Row, type RowChoice } from "../src/timeline/laneRows.ts";
import { overviewOf, type ThreadFixture } from "./overviewFixture.ts";

const CHOICE: RowChoice = {
  sort: "suffered",
  filter: "",
  only: null,
  pinned: [],
  culprits: [],
  victims: [],
  stallResource: null,
  open: new Set(),
};

const threads: ThreadFixture[] = [
  { name: "main", group: 5, suffered: 5 },
  { name: "worker-10", suffered: 40 },
  { name: "worker-9", suffered: 90, inflicted: 1 },
  { name: "calm", group: 6 },
  { name: "compiler", group: 7, flags: SYSTEM, suffered: 1000 },
];

function names(rows: readonly Row[]): string[] {
  return rows.map((row) => {
    if (row.kind === "lane") return `${threads[row.thread]?.name}`;
    if (row.kind === "resource") return `<${row.resource}>`;
    return row.kind === "group" ? `[${row.key} ${row.count}]` : `(${row.key})`;
  });
}

test("the most stalled lane comes first; calm ones and the JVM's are folded", () => {
  expect(names(buildRows(overviewOf(threads), CHOICE))).toEqual([
    "worker-9",
    "worker-10",
    "main",
    "(quiet)",
    "(machine)",
  ]);
});

test("names sort as people count, and other orders are there", () => {
  const by = (sort: RowChoice["sort"]): string[] =>
    names(buildRows(overviewOf(threads), { ...CHOICE, sort })).slice(0, 3);
  expect(by("name")).toEqual(["main", "worker-9", "worker-10"]);
  expect(by("inflicted")[0]).toBe("worker-9");
});

test("culprits and victims of the stall stand above the others, each lane once", () => {
  const rows = buildRows(overviewOf(threads), { ...CHOICE, culprits: [3], victims: [0, 3] });
  expect(names(rows)).toEqual([
    "(stall)",
    "calm",
    "main",
    "(others)",
    "worker-9",
    "worker-10",
    "(machine)",
  ]);
});

test("the worst moment's culprit, lock and victim come first, other culprits look otherwise", () => {
  const rows = buildRows(overviewOf(threads), {
    ...CHOICE,
    culprits: [3, 1],
    victims: [0, 2],
    stallResource: 7,
  });
  expect(names(rows).slice(0, 6)).toEqual([
    "(stall)",
    "calm",
    "<7>",
    "main",
    "worker-10",
    "worker-9",
  ]);
  expect(rows.slice(1, 6).map((row) => (row.kind === "lane" ? row.role : row.kind))).toEqual([
    "culprit",
    "resource",
    "victim",
    "elsewhere",
    "victim",
  ]);
});

test("names between slashes are a regular expression, a broken one is text", () => {
  const filtered = (filter: string): string[] =>
    names(buildRows(overviewOf(threads), { ...CHOICE, filter })).filter((n) => n.startsWith("w"));
  expect(filtered("/-\\d$/")).toEqual(["worker-9"]);
  expect(filtered("/worker-(9|10)/")).toEqual(["worker-9", "worker-10"]);
  expect(filtered("/(/")).toEqual(["worker-9", "worker-10"]);
});

test("a pinned lane is the first row and not shown again", () => {
  const rows = buildRows(overviewOf(threads), { ...CHOICE, pinned: [1], culprits: [1] });
  expect(names(rows).filter((name) => name === "worker-10")).toHaveLength(1);
  expect(names(rows)[0]).toBe("worker-10");
});

test("the filter opens folds, and a text no thread has filters nothing", () => {
  expect(names(buildRows(overviewOf(threads), { ...CHOICE, filter: "cal" }))).toEqual([
    "(quiet)",
    "calm",
  ]);
  const all = names(buildRows(overviewOf(threads), { ...CHOICE, filter: "socket" }));
  expect(all).toContain("worker-9");
});

test("only related lanes are shown when asked for", () => {
  const rows = buildRows(overviewOf(threads), { ...CHOICE, only: new Set([0, 3]) });
  expect(names(rows)).toEqual(["main", "(quiet)", "calm"]);
});

test("a large pool is one row until it is opened", () => {
  const pool = Array.from({ length: GROUP_FROM }, (_, i) => ({
    name: `p-${i}`,
    group: 1,
    suffered: 10 + i,
  }));
  const overview = overviewOf(pool);
  const closed = buildRows(overview, CHOICE);
  expect(closed).toEqual([
    { kind: "group", group: 1, key: "group 1", count: GROUP_FROM, open: false },
  ]);
  const open = buildRows(overview, { ...CHOICE, open: new Set(["group 1"]) });
  expect(open).toHaveLength(GROUP_FROM + 1);
});

test("where nothing stalled the calm lanes are all there is to see: open until they are closed", () => {
  const calm = overviewOf([
    { name: "calm", group: 6 },
    { name: "gc", group: 7, flags: SYSTEM },
  ]);
  const kinds = (open: ReadonlySet<string>): string[] =>
    buildRows(calm, { ...CHOICE, open }).map((row) => row.kind);
  expect(kinds(new Set())).toEqual(["fold", "lane", "fold"]);
  expect(kinds(new Set(["quiet"]))).toEqual(["fold", "fold"]);
});

test("threads that are not known yet count where they will be, until lanes are filtered", () => {
  const known = overviewOf(threads.map((t, i) => (i < 3 ? { ...t, group: 1 } : t)));
  const more = new Map([
    [-1, { eventful: 3, quiet: 30, machine: 0 }],
    [1, { eventful: 90, quiet: 1, machine: 5 }],
  ]);
  const overview = { ...known, threads: { ...known.threads, complete: false, more } };
  expect(names(buildRows(overview, CHOICE))).toEqual(["[group 1 93]", "(quiet)", "(machine)"]);
  const counts = buildRows(overview, CHOICE).map((row) => (row.kind === "fold" ? row.count : 0));
  expect(counts).toEqual([0, 32, 6]);
  const filtered = names(buildRows(overview, { ...CHOICE, filter: "worker" }));
  expect(filtered).toEqual(["worker-9", "worker-10"]);
});
