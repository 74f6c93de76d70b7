// What the server says about a recording as a whole. Columns are indexed by thread row.
import type { Nanos } from "../base/time.ts";

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

export interface ThreadColumns {
  readonly names: readonly string[];
  readonly group: readonly number[];
  readonly javaThreadId: readonly number[];
  readonly osThreadId: readonly number[];
  readonly flags: readonly number[];
  readonly from: readonly Nanos[];
  readonly to: readonly Nanos[];
  readonly suffered: readonly Nanos[];
  readonly inflicted: readonly Nanos[];
  readonly idle: readonly Nanos[];
  readonly running: readonly Nanos[];
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
  readonly threads: readonly string[];
  readonly site: readonly string[];
}

export interface Finding {
  readonly kind: string;
  readonly severity: Nanos;
  readonly summary: string;
  readonly threads: readonly string[];
  readonly resources: readonly string[];
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
  readonly threads: ThreadColumns;
  readonly pauses: Pauses;
  readonly stalls: readonly Stall[];
  readonly findings: readonly Finding[];
}

/** Name of a thread row; rows come from the server, so a missing one is a defect worth seeing. */
export function threadName(overview: Overview, thread: number): string {
  return overview.threads.names[thread] || `thread ${thread} (no name)`;
}
