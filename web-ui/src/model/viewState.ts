// What the user looks at, and its form in the address: everything that a reload or a link must
// bring back. Unknown or broken parts of an address are ignored.
import { type Nanos, nanos } from "../base/time.ts";

export const PAGES = [
  "stalls",
  "timeline",
  "threads",
  "locks",
  "pools",
  "virtual",
  "pauses",
  "findings",
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
  if (state.sort !== "suffered") parts.set("o", state.sort);
  if (state.filter) parts.set("f", state.filter);
  return `#${parts.toString()}`;
}

/** The parts of the state an address holds. */
export function fromHash(hash: string): Partial<ViewState> {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const found: { -readonly [K in keyof ViewState]?: ViewState[K] } = {};
  const recording = whole(parts.get("r"));
  if (recording !== null) found.recording = recording;
  const page = parts.get("p");
  if (page !== null && isOneOf(page, PAGES)) found.page = page;
  const window = /^(\d{1,16})-(\d{1,16})$/.exec(parts.get("w") ?? "");
  if (window && Number(window[1]) < Number(window[2])) {
    found.from = nanos(Number(window[1]));
    found.to = nanos(Number(window[2]));
  }
  const stall = whole(parts.get("s"));
  if (stall !== null) found.stall = stall;
  const span = /^(\d{1,9})@(\d{1,16})$/.exec(parts.get("t") ?? "");
  if (span) found.span = { thread: Number(span[1]), at: nanos(Number(span[2])) };
  const area = areaOf(parts.get("a") ?? "");
  if (area) found.area = area;
  const sort = parts.get("o");
  if (sort !== null && isOneOf(sort, LANE_SORTS)) found.sort = sort;
  const filter = parts.get("f");
  if (filter !== null) found.filter = filter;
  return found;
}

function areaOf(text: string): AreaChoice | null {
  const area = /^(\d{1,16})-(\d{1,16})(?::([\d.]{1,6000}))?$/.exec(text);
  if (!area || Number(area[1]) >= Number(area[2])) return null;
  const lanes = (area[3] ?? "").split(".").filter(Boolean).map(Number);
  return { from: nanos(Number(area[1])), to: nanos(Number(area[2])), lanes };
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function isOneOf<T extends string>(text: string, all: readonly T[]): text is T {
  return (all as readonly string[]).includes(text);
}
