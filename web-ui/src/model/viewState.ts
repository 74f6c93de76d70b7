// What the user looks at, and its form in the address: everything that a reload or a link must
// bring back. Unknown or broken parts of an address are ignored.
import { type Nanos, nanos } from "../base/time.ts";

export type Page = "stalls" | "threads" | "locks" | "pauses" | "findings" | "quality";
export const PAGES: readonly Page[] = [
  "stalls",
  "threads",
  "locks",
  "pauses",
  "findings",
  "quality",
];

export type LaneSort = "suffered" | "inflicted" | "name" | "start";
export const LANE_SORTS: readonly LaneSort[] = ["suffered", "inflicted", "name", "start"];

/** An instant on a thread: names the span there, at any resolution. */
export interface SpanPoint {
  readonly thread: number;
  readonly at: Nanos;
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
  const sort = parts.get("o");
  if (sort !== null && isOneOf(sort, LANE_SORTS)) found.sort = sort;
  const filter = parts.get("f");
  if (filter !== null) found.filter = filter;
  return found;
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function isOneOf<T extends string>(text: string, all: readonly T[]): text is T {
  return (all as readonly string[]).includes(text);
}
