// Which lanes are shown, in which order. Pure. Rebuilt when a choice of the user changes, never per
// frame; everything per frame looks at visible rows only.
import { CARRIER, type Overview, SYSTEM } from "../model/recording.ts";
import type { LaneSort } from "../model/viewState.ts";

export type Row =
  | { readonly kind: "lane"; readonly thread: number; readonly role: Role }
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
export type Role = "pinned" | "culprit" | "victim" | "member" | "other";

export interface RowChoice {
  readonly sort: LaneSort;
  /** Text a thread's name must contain; empty shows all. */
  readonly filter: string;
  /** Threads to show at all, or null for all. */
  readonly only: ReadonlySet<number> | null;
  /** Lanes that stay on top, in this order. */
  readonly pinned: readonly number[];
  /** Lanes of the selected stall, the culprits first. */
  readonly culprits: readonly number[];
  readonly victims: readonly number[];
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
  stallSection(rows, choice, above);
  const { eventful, quiet, machine } = sortOut(overview, (t) => !above.has(t) && matches(t));
  const order = comparator(overview, choice.sort);
  if (eventful.length > 0 && rows.length > 0) {
    const note = SORT_NOTES[choice.sort];
    rows.push({ kind: "section", key: "others", title: "Other threads", note });
  }
  lanes(rows, overview, choice, eventful.sort(order));
  fold(rows, overview, choice, "quiet", "never stalled", quiet.sort(order));
  fold(rows, overview, choice, "machine", "of the JVM itself", machine.sort(order));
  return rows;
}

const SORT_NOTES: Readonly<Record<LaneSort, string>> = {
  suffered: "most stalled first",
  inflicted: "most stalling first",
  name: "by name",
  start: "by start",
};

function stallSection(rows: Row[], choice: RowChoice, above: Set<number>): void {
  const culprits = choice.culprits.filter((t) => !above.has(t)).slice(0, CULPRITS_SHOWN);
  const victims = choice.victims
    .filter((t) => !culprits.includes(t) && !above.has(t))
    .slice(0, VICTIMS_SHOWN);
  if (culprits.length + victims.length === 0) return;
  const more = choice.victims.length - victims.length;
  const note = more > 0 && victims.length === VICTIMS_SHOWN ? `and ${more} more` : "";
  rows.push({ kind: "section", key: "stall", title: "This stall: culprit and victims", note });
  for (const thread of culprits) rows.push({ kind: "lane", thread, role: "culprit" });
  for (const thread of victims) rows.push({ kind: "lane", thread, role: "victim" });
  for (const thread of [...culprits, ...victims]) above.add(thread);
}

/** Threads that matter, threads nothing ever stopped, threads of the JVM itself. */
function sortOut(
  overview: Overview,
  shown: (thread: number) => boolean,
): { eventful: number[]; quiet: number[]; machine: number[] } {
  const found = { eventful: [] as number[], quiet: [] as number[], machine: [] as number[] };
  const { suffered, inflicted, flags, names } = overview.threads;
  for (let thread = 0; thread < names.length; thread++) {
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
): void {
  const groupOf = (thread: number): number => overview.threads.group[thread] ?? -1;
  const members = membersOf(threads, groupOf);
  for (const thread of threads) {
    const group = groupOf(thread);
    const own = members.get(group) ?? [];
    if (own.length < GROUP_FROM) rows.push({ kind: "lane", thread, role: "other" });
    else if (own[0] === thread) pool(rows, choice, group, own);
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

function pool(rows: Row[], choice: RowChoice, group: number, own: readonly number[]): void {
  const key = `group ${group}`;
  const open = choice.open.has(key) || choice.filter !== "";
  rows.push({ kind: "group", group, key, count: own.length, open });
  if (open) for (const thread of own) rows.push({ kind: "lane", thread, role: "member" });
}

function fold(
  rows: Row[],
  overview: Overview,
  choice: RowChoice,
  key: string,
  title: string,
  threads: readonly number[],
): void {
  if (threads.length === 0) return;
  const open = choice.open.has(key) || choice.filter !== "" || choice.only !== null;
  rows.push({ kind: "fold", key, title, count: threads.length, open });
  if (open) lanes(rows, overview, choice, threads);
}

function filterOf(overview: Overview, choice: RowChoice): (thread: number) => boolean {
  const { only } = choice;
  const wanted = effectiveFilter(overview, choice.filter);
  return (thread) =>
    (only === null || only.has(thread)) &&
    (wanted === "" || (overview.threads.names[thread] ?? "").toLowerCase().includes(wanted));
}

/** The text to filter names by: none if no thread has it, so that a search never empties the page. */
export function effectiveFilter(overview: Overview, text: string): string {
  const wanted = text.trim().toLowerCase();
  const known = overview.threads.names.some((name) => name.toLowerCase().includes(wanted));
  return known ? wanted : "";
}

function comparator(overview: Overview, sort: LaneSort): (a: number, b: number) => number {
  const { suffered, inflicted, names, from } = overview.threads;
  const collator = new Intl.Collator("en", { numeric: true });
  const byName = (a: number, b: number): number =>
    collator.compare(names[a] ?? "", names[b] ?? "") || a - b;
  const by = (column: readonly number[], sign: number) => (a: number, b: number) =>
    sign * ((column[a] ?? 0) - (column[b] ?? 0)) || byName(a, b);
  switch (sort) {
    case "suffered":
      return by(suffered, -1);
    case "inflicted":
      return by(inflicted, -1);
    case "start":
      return by(from, 1);
    case "name":
      return byName;
  }
}
