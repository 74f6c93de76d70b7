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
      readonly kind: "fold";
      readonly key: string;
      readonly title: string;
      readonly count: number;
      readonly open: boolean;
    };

/** Why a lane stands where it does. */
export type Role = "culprit" | "victim" | "other";

export interface RowChoice {
  readonly sort: LaneSort;
  /** Text a thread's name must contain; empty shows all. */
  readonly filter: string;
  /** Lanes of the selected stall, the culprits first. */
  readonly culprits: readonly number[];
  readonly victims: readonly number[];
  /** Keys of folds the user opened. */
  readonly open: ReadonlySet<string>;
}

const CULPRITS_SHOWN = 6;
const VICTIMS_SHOWN = 24;

export function buildRows(overview: Overview, choice: RowChoice): Row[] {
  const rows: Row[] = [];
  const matches = nameFilter(overview, choice.filter);
  const above = new Set<number>();
  stallSection(rows, choice, above);
  const { eventful, quiet, machine } = sortOut(overview, (t) => !above.has(t) && matches(t));
  const order = comparator(overview, choice.sort);
  if (eventful.length > 0 && rows.length > 0) {
    rows.push({
      kind: "section",
      key: "others",
      title: "Other threads",
      note: SORT_NOTES[choice.sort],
    });
  }
  for (const thread of eventful.sort(order)) rows.push({ kind: "lane", thread, role: "other" });
  fold(rows, choice, "quiet", "never stalled", quiet.sort(order));
  fold(rows, choice, "machine", "of the JVM itself", machine.sort(order));
  return rows;
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

const SORT_NOTES: Readonly<Record<LaneSort, string>> = {
  suffered: "most stalled first",
  inflicted: "most stalling first",
  name: "by name",
  start: "by start",
};

function stallSection(rows: Row[], choice: RowChoice, above: Set<number>): void {
  const culprits = choice.culprits.slice(0, CULPRITS_SHOWN);
  const victims = choice.victims.filter((t) => !culprits.includes(t)).slice(0, VICTIMS_SHOWN);
  if (culprits.length + victims.length === 0) return;
  const more = choice.victims.length - victims.length;
  const note = more > 0 && victims.length === VICTIMS_SHOWN ? `and ${more} more` : "";
  rows.push({ kind: "section", key: "stall", title: "This stall: culprit and victims", note });
  for (const thread of culprits) rows.push({ kind: "lane", thread, role: "culprit" });
  for (const thread of victims) rows.push({ kind: "lane", thread, role: "victim" });
  for (const thread of [...culprits, ...victims]) above.add(thread);
}

function fold(
  rows: Row[],
  choice: RowChoice,
  key: string,
  title: string,
  threads: readonly number[],
): void {
  if (threads.length === 0) return;
  const open = choice.open.has(key) || choice.filter !== "";
  rows.push({ kind: "fold", key, title, count: threads.length, open });
  if (open) for (const thread of threads) rows.push({ kind: "lane", thread, role: "other" });
}

function nameFilter(overview: Overview, text: string): (thread: number) => boolean {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return () => true;
  return (thread) => (overview.threads.names[thread] ?? "").toLowerCase().includes(wanted);
}

function comparator(overview: Overview, sort: LaneSort): (a: number, b: number) => number {
  const { suffered, inflicted, names, from } = overview.threads;
  const byName = (a: number, b: number): number =>
    (names[a] ?? "").localeCompare(names[b] ?? "", "en", { numeric: true }) || a - b;
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
