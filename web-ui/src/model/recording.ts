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
  readonly ambiguousStall: Nanos;
  readonly unknown: Nanos;
  readonly inferred: Nanos;
  readonly states: Readonly<Record<string, Nanos>>;
}

/** A column of times; a typed array over the server's bytes. */
export interface NanosColumn {
  readonly length: number;
  readonly [thread: number]: Nanos;
}

/** Threads of a group that a directory leaves out, by where they would be shown. */
export interface MoreThreads {
  readonly eventful: number;
  readonly quiet: number;
  readonly machine: number;
}

export interface ThreadColumns {
  /** Threads of the recording, known or not. */
  readonly count: number;
  /** False while only the threads of the first screen are known; columns of others are 0. */
  readonly complete: boolean;
  /** Threads that are known, the most stalled first. */
  readonly order: ArrayLike<number>;
  /** Undefined if the thread is not known yet. */
  readonly nameOf: (thread: number) => string | undefined;
  /** By thread; "" if it is not known yet. Not for what is done at every frame. */
  readonly allNames: () => readonly string[];
  /** By group; those of unknown threads are missing. */
  readonly groupNames: readonly (string | undefined)[];
  /** By group, -1 for all groups without a known thread: how many threads are not known yet. */
  readonly more: ReadonlyMap<number, MoreThreads>;
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
  /** Part of the total lost by threads that only waited for those they had started. */
  readonly overseers: Nanos;
  /** Time during which it stood in somebody's way: what removing it saves at most. */
  readonly wall: Nanos;
  /** How long the calls took themselves. */
  readonly own: Nanos;
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
  /** The part of the recording that was analysed, and by which rules of what is idle. */
  readonly window: { readonly from: Nanos; readonly to: Nanos; readonly idleRules: string };
  readonly totals: Totals;
  /** State names by the code used in tiles. */
  readonly states: readonly string[];
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
    names = threads.allNames().map((name) => name.toLowerCase());
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

/** Name of a thread row; for the moment until the whole directory is there some have only numbers. */
export function threadName(overview: Overview, thread: number): string {
  const name = overview.threads.nameOf(thread);
  if (name === undefined && !overview.threads.complete) return `thread ${thread} …`;
  return name || `thread ${thread} (no name)`;
}
