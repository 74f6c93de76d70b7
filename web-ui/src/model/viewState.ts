// What the user looks at, and its form in the address: everything that a reload or a link must
// bring back. Unknown or broken parts of an address are ignored.
import { type Nanos, nanos } from "../base/time.ts";
import { FAMILIES, type Family } from "./states.ts";

export const PAGES = [
  "stalls",
  "timeline",
  "threads",
  "locks",
  "pools",
  "virtual",
  "pauses",
  "findings",
  "notes",
  "compare",
  "quality",
] as const;
export type Page = (typeof PAGES)[number];

export type LaneSort = "suffered" | "inflicted" | "name" | "start";
export const LANE_SORTS: readonly LaneSort[] = ["suffered", "inflicted", "name", "start"];

/** An instant on a thread: names the span there, at any resolution. */
export interface SpanPoint {
  readonly thread: number;
  readonly at: Nanos;
}

/** A stretch of time on some lanes; no lanes means all threads. */
export interface AreaChoice {
  readonly from: Nanos;
  readonly to: Nanos;
  readonly lanes: readonly number[];
}

export interface ViewState {
  readonly recording: number;
  readonly page: Page;
  /** Visible window. */
  readonly from: Nanos;
  readonly to: Nanos;
  /** Id of the selected ranked stall, 0 for none. */
  readonly stall: number;
  readonly span: SpanPoint | null;
  readonly area: AreaChoice | null;
  readonly sort: LaneSort;
  readonly filter: string;
  /** Threads whose lanes stay on top. */
  readonly pinned: readonly number[];
  /** Only threads that have to do with this one, within some steps; null for all. */
  readonly around: { readonly thread: number; readonly steps: number } | null;
  /** Lanes of threads so named stay on top as well; empty for none. Form as `filter`. */
  readonly pinnedNames: string;
  /** Rows of pinned lanes that are visible at a time; 0 for as many as there is room for. */
  readonly pinnedRows: number;
  /** Families of states to emphasise; none for all. */
  readonly families: readonly Family[];
  /** Keys of folds and groups that are open. */
  readonly open: readonly string[];
  /** The object whose waits light up in the lanes, or NO_RESOURCE. */
  readonly resource: number;
  /** Lengths of the stalls that the area lists, or null for all. */
  readonly lengths: { readonly min: Nanos; readonly max: Nanos } | null;
  /** The recording this one is compared with, or NO_RECORDING. */
  readonly comparedWith: number;
}

export const NO_RESOURCE = -1;
export const NO_RECORDING = -1;

/** What is shown where an address says nothing. */
export function firstView(recording: number, duration: Nanos): ViewState {
  return {
    recording,
    page: "stalls",
    from: nanos(0),
    to: duration,
    stall: 0,
    span: null,
    area: null,
    sort: "suffered",
    filter: "",
    pinned: [],
    around: null,
    pinnedNames: "",
    pinnedRows: 0,
    families: [],
    open: [],
    resource: NO_RESOURCE,
    lengths: null,
    comparedWith: NO_RECORDING,
  };
}

export function toHash(state: ViewState): string {
  const parts = new URLSearchParams();
  parts.set("r", String(state.recording));
  if (state.page !== "stalls") parts.set("p", state.page);
  parts.set("w", `${Math.round(state.from)}-${Math.round(state.to)}`);
  if (state.stall > 0) parts.set("s", String(state.stall));
  if (state.span) parts.set("t", `${state.span.thread}@${Math.round(state.span.at)}`);
  if (state.area) {
    const { from, to, lanes } = state.area;
    parts.set(
      "a",
      `${Math.round(from)}-${Math.round(to)}${lanes.length > 0 ? `:${lanes.join(".")}` : ""}`,
    );
  }
  lanesToHash(state, parts);
  if (state.resource !== NO_RESOURCE) parts.set("l", String(state.resource));
  if (state.lengths) parts.set("h", `${state.lengths.min}-${state.lengths.max}`);
  if (state.comparedWith !== NO_RECORDING) parts.set("c", String(state.comparedWith));
  return `#${parts.toString()}`;
}

/** Which lanes are shown, and in which order. */
function lanesToHash(state: ViewState, parts: URLSearchParams): void {
  if (state.sort !== "suffered") parts.set("o", state.sort);
  if (state.filter) parts.set("f", state.filter);
  if (state.pinned.length > 0) parts.set("n", state.pinned.join("."));
  if (state.around) parts.set("i", `${state.around.thread}.${state.around.steps}`);
  if (state.pinnedNames) parts.set("m", state.pinnedNames);
  if (state.pinnedRows > 0) parts.set("y", String(state.pinnedRows));
  if (state.families.length > 0) parts.set("e", state.families.join("."));
  if (state.open.length > 0) parts.set("g", state.open.join("."));
}

type Found = { -readonly [K in keyof ViewState]?: ViewState[K] };

/** Readers of an address's parts, by the letter of the part. */
const READERS: Readonly<Record<string, (text: string, found: Found) => void>> = {
  r: (text, found) => {
    if (isWhole(text)) found.recording = Number(text);
  },
  p: (text, found) => {
    if (isOneOf(text, PAGES)) found.page = text;
  },
  w: (text, found) => {
    const window = areaOf(text);
    if (window) Object.assign(found, { from: window.from, to: window.to });
  },
  s: (text, found) => {
    if (isWhole(text)) found.stall = Number(text);
  },
  t: (text, found) => {
    const span = /^(\d{1,9})@(\d{1,16})$/.exec(text);
    if (span) found.span = { thread: Number(span[1]), at: nanos(Number(span[2])) };
  },
  a: (text, found) => {
    const area = areaOf(text);
    if (area) found.area = area;
  },
  o: (text, found) => {
    if (isOneOf(text, LANE_SORTS)) found.sort = text;
  },
  f: (text, found) => {
    found.filter = text;
  },
  n: (text, found) => {
    if (/^[\d.]{1,2000}$/.test(text)) found.pinned = text.split(".").filter(Boolean).map(Number);
  },
  i: (text, found) => {
    const around = /^(\d{1,9})\.([1-4])$/.exec(text);
    if (around) found.around = { thread: Number(around[1]), steps: Number(around[2]) };
  },
  m: (text, found) => {
    found.pinnedNames = text;
  },
  y: (text, found) => {
    if (/^\d{1,3}$/.test(text)) found.pinnedRows = Number(text);
  },
  e: (text, found) => {
    found.families = text.split(".").filter((part) => isOneOf(part, FAMILIES));
  },
  g: (text, found) => {
    found.open = text.split(".").filter((part) => /^[a-z]+( \d{1,9})?$/.test(part));
  },
  l: (text, found) => {
    if (isWhole(text)) found.resource = Number(text);
  },
  h: (text, found) => {
    const lengths = areaOf(text);
    if (lengths) found.lengths = { min: lengths.from, max: lengths.to };
  },
  c: (text, found) => {
    if (isWhole(text)) found.comparedWith = Number(text);
  },
};

/** The parts of the state an address holds. */
export function fromHash(hash: string): Partial<ViewState> {
  const found: Found = {};
  for (const [letter, text] of new URLSearchParams(hash.replace(/^#/, ""))) {
    READERS[letter]?.(text, found);
  }
  return found;
}

function areaOf(text: string): AreaChoice | null {
  const area = /^(\d{1,16})-(\d{1,16})(?::([\d.]{1,6000}))?$/.exec(text);
  if (!area || Number(area[1]) >= Number(area[2])) return null;
  const lanes = (area[3] ?? "").split(".").filter(Boolean).map(Number);
  return { from: nanos(Number(area[1])), to: nanos(Number(area[2])), lanes };
}

function isWhole(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}

function isOneOf<T extends string>(text: string, all: readonly T[]): text is T {
  return (all as readonly string[]).includes(text);
}
