// What the server says about a recording as a whole. Columns are indexed by thread row.
import type { Nanos } from "../base/time.ts";
import type { Resource } from "./details.ts";

export interface RecordingInfo {
  readonly files: readonly string[];
  readonly startEpochMillis: number;
  readonly durationNanos: Nanos;
  readonly pid: number;
  readonly jvmVersion: string;
  readonly command: string;
}

export interface Capture {
  readonly tier: "agent" | "plain-jfr" | "async-profiler" | "mixed";
  readonly hooksLive: number;
  readonly hooksMissing: readonly string[];
  readonly kernelLane: string;
  readonly thresholdsNanos: Readonly<Record<string, Nanos>>;
  readonly throttled: readonly string[];
  readonly lostEvents: number;
}

export interface Totals {
  readonly threads: number;
  readonly virtualThreads: number;
  readonly suffered: Nanos;
  readonly idle: Nanos;
  readonly ambiguousIdle: Nanos;
  readonly unknown: Nanos;
  readonly inferred: Nanos;
  readonly states: Readonly<Record<string, Nanos>>;
}

/** A column of times; a typed array over the server's bytes. */
export interface NanosColumn {
  readonly length: number;
  readonly [thread: number]: Nanos;
}

export interface ThreadColumns {
  readonly names: readonly string[];
  readonly group: ArrayLike<number>;
  readonly javaThreadId: ArrayLike<number>;
  readonly osThreadId: ArrayLike<number>;
  /** Place when all are ordered by name, numbers in names by their value. */
  readonly nameRank: ArrayLike<number>;
  readonly flags: ArrayLike<number>;
  readonly from: NanosColumn;
  readonly to: NanosColumn;
  readonly suffered: NanosColumn;
  readonly inflicted: NanosColumn;
  readonly idle: NanosColumn;
  readonly running: NanosColumn;
}

export const VIRTUAL = 1;
export const CARRIER = 2;
export const SYSTEM = 4;

export interface Pauses {
  readonly count: number;
  readonly from: readonly Nanos[];
  readonly to: readonly Nanos[];
  readonly kind: readonly ("SAFEPOINT_SYNC" | "VM_OPERATION" | "GC")[];
  readonly name: readonly string[];
}

export interface Stall {
  readonly id: number;
  readonly kind: string;
  readonly operation: string;
  readonly target: string;
  readonly detail: string;
  readonly sentence: string;
  readonly total: Nanos;
  readonly self: Nanos;
  readonly others: Nanos;
  readonly wall: Nanos;
  readonly incidents: number;
  readonly longest: Nanos;
  readonly inferred: Nanos;
  readonly victims: number;
  /** The first ones of `threadsCount`. */
  readonly threads: readonly string[];
  readonly threadsCount: number;
  readonly site: readonly string[];
}

export interface Finding {
  readonly kind: string;
  readonly severity: Nanos;
  readonly summary: string;
  /** The first ones of `threadsCount`; resources likewise. */
  readonly threads: readonly string[];
  readonly threadsCount: number;
  readonly resources: readonly string[];
  readonly resourcesCount: number;
  readonly stalls: readonly number[];
}

export interface Overview {
  readonly title: string;
  readonly headline: string;
  readonly recording: RecordingInfo;
  readonly capture: Capture;
  readonly notices: readonly { readonly kind: string; readonly text: string }[];
  readonly totals: Totals;
  /** State names by the code used in tiles. */
  readonly states: readonly string[];
  readonly groups: readonly string[];
  /** The objects most waited for, of `resourcesCount`. */
  readonly resources: readonly { readonly resource: Resource; readonly nanos: Nanos }[];
  readonly resourcesCount: number;
  /** Waits in which a virtual thread kept its carrier. */
  readonly pinnedWaits: number;
  readonly pinnedNanos: Nanos;
  readonly threads: ThreadColumns;
  readonly pauses: Pauses;
  readonly stalls: readonly Stall[];
  /** The worst moment of the first stall, null if nothing stalled. */
  readonly first: { readonly stall: number; readonly thread: number; readonly at: Nanos } | null;
  readonly findings: readonly Finding[];
}

const lowerNames = new WeakMap<ThreadColumns, readonly string[]>();

/** Names in small letters, made once: filters look at all of them. */
export function namesInSmallLetters(threads: ThreadColumns): readonly string[] {
  let names = lowerNames.get(threads);
  if (!names) {
    names = threads.names.map((name) => name.toLowerCase());
    lowerNames.set(threads, names);
  }
  return names;
}

/**
 * Which names a text asks for: those that contain it, or, between slashes, those that match the
 * regular expression. Names come in small letters. Null asks for nothing; a broken expression is
 * taken as text.
 */
export function nameMatcher(text: string): ((name: string) => boolean) | null {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return null;
  if (wanted.length > 2 && wanted.startsWith("/") && wanted.endsWith("/")) {
    try {
      // In small letters \D and \d would be one: the expression itself keeps its letters.
      const expression = new RegExp(text.trim().slice(1, -1), "i");
      return (name) => expression.test(name);
    } catch {
      return (name) => name.includes(wanted);
    }
  }
  return (name) => name.includes(wanted);
}

/** Threads whose names a text asks for, in order of their rows, at most `limit`. */
export function threadsNamed(threads: ThreadColumns, text: string, limit: number): number[] {
  const matches = nameMatcher(text);
  const found: number[] = [];
  if (!matches) return found;
  const names = namesInSmallLetters(threads);
  for (let thread = 0; thread < names.length && found.length < limit; thread++) {
    if (matches(names[thread] ?? "")) found.push(thread);
  }
  return found;
}

/** Name of a thread row; rows come from the server, so a missing one is a defect worth seeing. */
export function threadName(overview: Overview, thread: number): string {
  return overview.threads.names[thread] || `thread ${thread} (no name)`;
}
