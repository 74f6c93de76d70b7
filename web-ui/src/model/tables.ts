// Answers behind the pages that are tables, and behind a selected area.
import type { Nanos } from "../base/time.ts";
import type { Resource, Waiter } from "./details.ts";

export interface ResourceRow {
  readonly resource: Resource;
  readonly nanos: Nanos;
  readonly longest: Nanos;
  readonly count: number;
  readonly idle: number;
  readonly threads: number;
  readonly blocker: number | null;
}

export interface ResourceTable {
  readonly count: number;
  readonly rows: readonly ResourceRow[];
}

/** One resource: who waited for it and who held it, in time order. */
export interface ResourceDetails {
  readonly resource: Resource;
  readonly count: number;
  readonly waits: readonly (Waiter & { readonly idle: boolean; readonly blocker: number | null })[];
  readonly holds: readonly {
    readonly thread: number | null;
    readonly from: Nanos;
    readonly to: Nanos;
  }[];
}

export interface Executors {
  readonly tasks: number;
  readonly executors: readonly {
    readonly executor: Resource | null;
    readonly tasks: number;
    readonly notStarted: number;
    readonly queued: Nanos;
    readonly longestQueued: Nanos;
    readonly run: Nanos;
    readonly workers: number;
    readonly submitters: number;
    readonly longestQueue: number | null;
    readonly worst: {
      readonly label: string;
      readonly submitter: number | null;
      readonly worker: number | null;
      readonly submit: Nanos;
      readonly start: Nanos;
      readonly end: Nanos;
    };
    /** Null if the executor of these tasks was not recorded. */
    readonly ledger: PoolLedger | null;
  }[];
}

/** Why tasks of an executor queued, and why its workers had none; no part of it is stall time. */
export interface PoolLedger {
  readonly window: Nanos;
  /** Time with a task queued. */
  readonly queueTime: Nanos;
  readonly meanQueued: Nanos;
  /** Time with a task queued, no worker free and one or more of them blocked. */
  readonly starved: Nanos;
  /** The part of it with all workers blocked. */
  readonly fullyStarved: Nanos;
  readonly longestStarved: Nanos;
  /** Time with a task queued and a worker that waited for work. */
  readonly idleWhileQueued: Nanos;
  readonly busy: Nanos;
  readonly meanQueueLength: number;
  readonly arrivalsPerSecond: number;
  /** Busy time of its workers as a part of their time, 0 … 1. */
  readonly utilisation: number;
  readonly queuedBehind: Causes;
  readonly idleBecause: Causes;
  /** Workers that `idleBecause` is of. */
  readonly workersFollowed: number;
}

/** What the report counts beside blame; no part of it is stall time of the table. */
export interface Ledgers {
  readonly headroomCount: number;
  /** Waits for all of several parties, the largest headroom first. */
  readonly headroom: readonly {
    readonly thread: number;
    readonly operation: string;
    readonly from: Nanos;
    readonly waited: Nanos;
    /** How much later the last party was done than the last but one. */
    readonly headroom: Nanos;
    readonly site: readonly string[];
  }[];
  readonly starvationCount: number;
  /** Threads that are no workers of a pool and waited for work somebody failed to hand over. */
  readonly starvation: readonly {
    readonly thread: number;
    readonly nanos: Nanos;
    readonly causeCount: number;
    readonly causes: readonly {
      readonly kind: string;
      readonly thread: string;
      readonly operation: string;
      readonly target: string;
      readonly detail: string;
      readonly nanos: Nanos;
    }[];
  }[];
}

export interface Causes {
  readonly total: Nanos;
  readonly count: number;
  /** The largest ones of `count`. */
  readonly largest: readonly {
    readonly nanos: Nanos;
    readonly kind: string;
    readonly thread: number | null;
    readonly operation: string | null;
    readonly resource: Resource | null;
    readonly detail: string;
  }[];
}

export interface Carriers {
  readonly virtualThreads: number;
  readonly waitedForCarrier: Nanos;
  readonly mounts: number;
  readonly carriers: readonly {
    readonly thread: number;
    readonly mounts: number;
    readonly busy: Nanos;
    readonly life: Nanos;
  }[];
}

/** Nodes in depth-first order; depth 0 is a state. */
export interface Flame {
  readonly total: Nanos;
  readonly names: readonly string[];
  readonly depths: readonly number[];
  readonly nanos: readonly Nanos[];
}

export interface Area {
  readonly from: Nanos;
  readonly to: Nanos;
  readonly threads: number;
  readonly states: Readonly<Record<string, Nanos>>;
  readonly suffered: Nanos;
  readonly unblamed: Nanos;
  readonly blameCount: number;
  /** `stall` is 0 for a cause that has no row in the whole report. */
  readonly blame: readonly {
    readonly stall: number;
    readonly nanos: Nanos;
    readonly sentence?: string;
  }[];
  readonly activatedBy: readonly {
    readonly thread: number | null;
    readonly nanos: Nanos;
    readonly count: number;
  }[];
  readonly lengths: readonly {
    readonly atLeast: Nanos;
    readonly count: number;
    readonly nanos: Nanos;
  }[];
  readonly spanCount: number;
  readonly spans: readonly {
    readonly thread: number;
    readonly from: Nanos;
    readonly to: Nanos;
    readonly state: string;
  }[];
  readonly flame: Flame;
}

/** Stall time by site in two recordings, nanoseconds per second of recording. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly total: ComparedSite;
  readonly count: number;
  readonly sites: readonly ComparedSite[];
}

export interface ComparedSite {
  readonly site: string;
  readonly before: Nanos;
  readonly after: Nanos;
}

export interface Note {
  readonly from: Nanos;
  /** Equal to `from` for an instant. */
  readonly to: Nanos;
  readonly text: string;
}

export interface Notes {
  readonly revision: number;
  /** False if they last only as long as the server; `trouble` then says why, or is empty. */
  readonly saved: boolean;
  readonly file: string;
  readonly trouble: string;
  readonly notes: readonly Note[];
}

export interface SearchHits {
  readonly count: number;
  readonly hits: readonly { readonly thread: number; readonly from: Nanos; readonly to: Nanos }[];
}
