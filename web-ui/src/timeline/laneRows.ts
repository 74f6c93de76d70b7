// Which lanes are shown, in which order. Pure. Rebuilt when a choice of the user changes, never per
// frame; everything per frame looks at visible rows only.
import {
  CARRIER,
  type MoreThreads,
  type NanosColumn,
  nameMatcher,
  namesInSmallLetters,
  type Overview,
  SYSTEM,
} from "../model/recording.ts";
import type { LaneSort } from "../model/viewState.ts";

export type Row =
  | { readonly kind: "lane"; readonly thread: number; readonly role: Role }
  | { readonly kind: "resource"; readonly resource: number }
  | {
      readonly kind: "section";
      readonly key: string;
      readonly title: string;
      readonly note: string;
    }
  | {
      readonly kind: "group";
      readonly group: number;
      readonly key: string;
      readonly count: number;
      readonly open: boolean;
    }
  | {
      readonly kind: "fold";
      readonly key: string;
      readonly title: string;
      readonly count: number;
      readonly open: boolean;
    };

/** Why a lane stands where it does. */
export type Role = "pinned" | "culprit" | "elsewhere" | "victim" | "member" | "other";

export interface RowChoice {
  readonly sort: LaneSort;
  /** What a thread's name must be like, as `nameMatcher` reads it; empty shows all. */
  readonly filter: string;
  /** Threads to show at all, or null for all. */
  readonly only: ReadonlySet<number> | null;
  /** Lanes that stay on top, in this order. */
  readonly pinned: readonly number[];
  /** Lanes of the selected stall, the culprits first. */
  readonly culprits: readonly number[];
  readonly victims: readonly number[];
  /** The object the selected stall is about, if it has one: a lane of its own. */
  readonly stallResource: number | null;
  /** Keys of folds and groups the user opened. */
  readonly open: ReadonlySet<string>;
}

const CULPRITS_SHOWN = 6;
const VICTIMS_SHOWN = 24;
/** A pool with at least so many lanes is drawn as one until it is opened. */
export const GROUP_FROM = 8;

export function buildRows(overview: Overview, choice: RowChoice): Row[] {
  const rows: Row[] = choice.pinned.map((thread) => ({ kind: "lane", thread, role: "pinned" }));
  const above = new Set<number>(choice.pinned);
  const matches = filterOf(overview, choice);
  stallSection(rows, choice, above, matches);
  const order = orderOf(overview, choice.sort);
  const shown = (t: number): boolean => !above.has(t) && matches(t);
  const { eventful, quiet, machine } = sortOut(overview, order, shown);
  const more = moreOf(overview, choice);
  if (eventful.length > 0 && rows.length > 0) {
    const note = SORT_NOTES[choice.sort];
    rows.push({ kind: "section", key: "others", title: "Other threads", note });
  }
  lanes(rows, overview, choice, eventful, (group) => more(group).eventful);
  // Where nothing stalled these are all there is to see: open until they are closed.
  const first = rows.length === 0;
  fold(rows, overview, choice, { ...QUIET, threads: quiet, openAtFirst: first }, more);
  fold(rows, overview, choice, { ...MACHINE, threads: machine, openAtFirst: false }, more);
  resourceFold(rows, overview, choice);
  return rows;
}

/** Key of the fold of locks and other objects. */
export const RESOURCE_FOLD = "locks";

/** Locks and other things waited for: who owned each, and how many waited. */
function resourceFold(rows: Row[], overview: Overview, choice: RowChoice): void {
  const all = overview.resources
    .map(({ resource }) => resource.id)
    .filter((id) => id !== choice.stallResource);
  if (all.length === 0) return;
  const open = choice.open.has(RESOURCE_FOLD);
  rows.push({ kind: "fold", key: RESOURCE_FOLD, title: "", count: overview.resourcesCount, open });
  if (open) for (const resource of all) rows.push({ kind: "resource", resource });
}

const SORT_NOTES: Readonly<Record<LaneSort, string>> = {
  suffered: "most stalled first",
  inflicted: "most stalling first",
  name: "by name",
  start: "by start",
};

/** Who filters by a text wants to see the matches first: then this section, too, shows only them. */
function stallSection(
  rows: Row[],
  choice: RowChoice,
  above: Set<number>,
  matches: (thread: number) => boolean,
): void {
  const shown = (t: number): boolean => !above.has(t) && (choice.filter === "" || matches(t));
  const culprits = choice.culprits.filter(shown).slice(0, CULPRITS_SHOWN);
  const victims = choice.victims
    .filter((t) => !culprits.includes(t) && shown(t))
    .slice(0, VICTIMS_SHOWN);
  if (culprits.length + victims.length === 0) return;
  const more = choice.victims.length - victims.length;
  const note = more > 0 && victims.length === VICTIMS_SHOWN ? `and ${more} more` : "";
  rows.push({ kind: "section", key: "stall", title: "Culprit and victims", note });
  // The chain of the worst moment first, from the culprit down to who waits; a thread that is the
  // culprit at other moments only must not look like this one.
  const [culprit, ...elsewhere] = culprits;
  const [victim, ...others] = victims;
  if (culprit !== undefined) rows.push({ kind: "lane", thread: culprit, role: "culprit" });
  if (choice.stallResource !== null && choice.filter === "") {
    rows.push({ kind: "resource", resource: choice.stallResource });
  }
  if (victim !== undefined) rows.push({ kind: "lane", thread: victim, role: "victim" });
  for (const thread of elsewhere) rows.push({ kind: "lane", thread, role: "elsewhere" });
  for (const thread of others) rows.push({ kind: "lane", thread, role: "victim" });
  for (const thread of [...culprits, ...victims]) above.add(thread);
}

/** Threads that matter, threads nothing ever stopped, threads of the JVM itself; each in order. */
function sortOut(
  overview: Overview,
  order: Int32Array,
  shown: (thread: number) => boolean,
): { eventful: number[]; quiet: number[]; machine: number[] } {
  const found = { eventful: [] as number[], quiet: [] as number[], machine: [] as number[] };
  const { suffered, inflicted, flags } = overview.threads;
  for (const thread of order) {
    if (!shown(thread)) continue;
    const kind = flags[thread] ?? 0;
    const isEventful = (suffered[thread] ?? 0) > 0 || (inflicted[thread] ?? 0) > 0;
    if ((kind & SYSTEM) !== 0) found.machine.push(thread);
    else if (isEventful || (kind & CARRIER) !== 0) found.eventful.push(thread);
    else found.quiet.push(thread);
  }
  return found;
}

/** Lanes in order; a large pool is one row where the first of its threads would stand. */
function lanes(
  rows: Row[],
  overview: Overview,
  choice: RowChoice,
  threads: readonly number[],
  more: (group: number) => number,
): void {
  const groupOf = (thread: number): number => overview.threads.group[thread] ?? -1;
  const members = membersOf(threads, groupOf);
  for (const thread of threads) {
    const group = groupOf(thread);
    const own = members.get(group) ?? [];
    const count = own.length + more(group);
    if (count < GROUP_FROM) rows.push({ kind: "lane", thread, role: "other" });
    else if (own[0] === thread) pool(rows, choice, group, own, count);
  }
}

function membersOf(
  threads: readonly number[],
  groupOf: (thread: number) => number,
): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const thread of threads) {
    const known = members.get(groupOf(thread));
    if (known) known.push(thread);
    else members.set(groupOf(thread), [thread]);
  }
  return members;
}

function pool(
  rows: Row[],
  choice: RowChoice,
  group: number,
  own: readonly number[],
  count: number,
): void {
  const key = `group ${group}`;
  const open = choice.open.has(key) || choice.filter !== "";
  rows.push({ kind: "group", group, key, count, open });
  if (open) for (const thread of own) rows.push({ kind: "lane", thread, role: "member" });
}

interface FoldOfThreads {
  readonly key: "quiet" | "machine";
  readonly title: string;
  readonly threads: readonly number[];
  readonly openAtFirst: boolean;
}

const QUIET = { key: "quiet", title: "never stalled" } as const;
const MACHINE = { key: "machine", title: "of the JVM itself" } as const;

function fold(
  rows: Row[],
  overview: Overview,
  choice: RowChoice,
  { key, title, threads, openAtFirst }: FoldOfThreads,
  more: (group: number) => MoreThreads,
): void {
  let count = threads.length;
  for (const group of overview.threads.more.keys()) count += more(group)[key];
  if (count === 0) return;
  const open = choice.open.has(key) !== openAtFirst || choice.filter !== "" || choice.only !== null;
  rows.push({ kind: "fold", key, title, count, open });
  if (open) lanes(rows, overview, choice, threads, (group) => more(group)[key]);
}

const NO_MORE: MoreThreads = { eventful: 0, quiet: 0, machine: 0 };

/** Threads that are not known yet count where they will be, unless only some are asked for. */
function moreOf(overview: Overview, choice: RowChoice): (group: number) => MoreThreads {
  const all = choice.filter === "" && choice.only === null;
  return (group) => (all ? overview.threads.more.get(group) : undefined) ?? NO_MORE;
}

function filterOf(overview: Overview, choice: RowChoice): (thread: number) => boolean {
  const { only } = choice;
  const matches = nameMatcher(effectiveFilter(overview, choice.filter));
  const names = matches ? namesInSmallLetters(overview.threads) : [];
  return (thread) =>
    (only === null || only.has(thread)) && (matches === null || matches(names[thread] ?? ""));
}

/** The text to filter names by: none if no thread has it, so that a search never empties the page. */
export function effectiveFilter(overview: Overview, text: string): string {
  const matches = nameMatcher(text);
  return matches && namesInSmallLetters(overview.threads).some(matches) ? text : "";
}

const orders = new WeakMap<Overview, Map<LaneSort, Int32Array>>();

/** All threads in an order, sorted once: rows are rebuilt often, and there may be 100 000 threads. */
function orderOf(overview: Overview, sort: LaneSort): Int32Array {
  let known = orders.get(overview);
  if (!known) {
    known = new Map();
    orders.set(overview, known);
  }
  let order = known.get(sort);
  if (!order) {
    order = Int32Array.from(overview.threads.order);
    // The server gives this one.
    if (sort !== "suffered") order.sort(comparator(overview, sort));
    known.set(sort, order);
  }
  return order;
}

function comparator(
  overview: Overview,
  sort: Exclude<LaneSort, "suffered">,
): (a: number, b: number) => number {
  const { inflicted, nameRank, from } = overview.threads;
  const byName = (a: number, b: number): number => (nameRank[a] ?? 0) - (nameRank[b] ?? 0);
  const by = (column: NanosColumn, sign: number) => (a: number, b: number) =>
    sign * ((column[a] ?? 0) - (column[b] ?? 0)) || byName(a, b);
  switch (sort) {
    case "inflicted":
      return by(inflicted, -1);
    case "start":
      return by(from, 1);
    case "name":
      return byName;
  }
}
