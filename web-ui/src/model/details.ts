// Answers about one span, thread or stall. `null` means "not recorded", a missing member "does not
// apply"; a view must not show the two alike.
import type { Nanos } from "../base/time.ts";

export type Confidence = "EXACT" | "INFERRED" | "UNKNOWN";

export interface Resource {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly identity: string;
  readonly waits: number;
}

export interface Wake {
  readonly from: number | null;
  readonly to: number | null;
  readonly act: Nanos;
  readonly wake: Nanos;
  readonly kind: string;
  readonly confidence: Confidence;
  readonly stack: readonly string[] | null;
}

export interface Wait {
  readonly id: number;
  readonly thread: number;
  readonly from: Nanos;
  readonly to: Nanos;
  readonly operation: string;
  readonly outcome: string;
  readonly confidence: Confidence;
  readonly idle: boolean;
  readonly resource: Resource | null;
  readonly bytes?: number;
  readonly timeout?: Nanos;
  readonly owner: number | null;
  readonly blocker: number | null;
  readonly stack: readonly string[] | null;
  readonly wake: Wake | null;
  readonly endsOutside: boolean;
}

export interface Root {
  readonly id: number;
  readonly kind: string;
  readonly thread: number | null;
  readonly operation: string | null;
  readonly resource: Resource | null;
  readonly detail: string;
  readonly members: readonly number[];
  readonly stack: readonly string[] | null;
}

export interface Hop {
  readonly thread: number | null;
  readonly state: string;
  readonly operation: string | null;
  readonly from?: Nanos;
  readonly to?: Nanos;
  readonly stack?: readonly string[] | null;
  readonly resource: Resource | null;
  readonly confidence: Confidence;
  readonly wake: Wake | null;
}

export interface Piece {
  readonly from: Nanos;
  readonly to: Nanos;
  readonly nanos: Nanos;
  readonly root: Root | null;
  readonly hops: readonly Hop[];
}

export interface Waiter {
  readonly thread: number;
  readonly from: Nanos;
  readonly to: Nanos;
  readonly operation: string;
}

export interface Span {
  readonly thread: number;
  readonly at: Nanos;
  readonly alive: boolean;
  readonly segment?: number;
  readonly from?: Nanos;
  readonly to?: Nanos;
  readonly state?: string;
  readonly openEnded?: boolean;
  readonly wait?: Wait;
  /** Of a wait for several parties: null if they are not known, or there is only one. */
  readonly headroom?: Nanos | null;
  readonly otherWaiters?: readonly Waiter[];
  readonly pieceCount?: number;
  readonly pieces?: readonly Piece[];
  readonly culprit?: number | null;
  readonly culpritStates?: Readonly<Record<string, Nanos>>;
  readonly woke?: readonly Wake[];
  readonly wokeMore?: boolean;
  readonly wokenBy?: Wake;
  readonly victims?: readonly Waiter[];
  readonly victimsMore?: boolean;
  /** Of a virtual thread: the carrier it was on. */
  readonly carrier?: Mount;
  /** Of a carrier: the virtual thread it ran. */
  readonly runs?: Mount;
  readonly task?: Task;
}

export interface Mount {
  readonly thread: number;
  readonly from: Nanos;
  readonly to: Nanos;
}

export interface Task {
  readonly label: string;
  readonly executor: Resource | null;
  readonly submitter: number | null;
  readonly queueLength: number | null;
  readonly submit: Nanos;
  readonly start: Nanos;
  readonly end: Nanos;
}

export interface StallVictim {
  readonly thread: number;
  readonly nanos: Nanos;
  readonly operation: string;
  readonly through: readonly string[];
  readonly site: readonly string[];
}

export interface StallDetails {
  readonly id: number;
  readonly culprits: readonly number[];
  /** Number of threads that lost time; `victims` lists the first shares of them. */
  readonly victimThreads: number;
  /** The things it is about with their shares, if there are any; the first ones of `targetCount`. */
  readonly targets: readonly { readonly name: string; readonly nanos: Nanos }[];
  readonly targetCount: number;
  readonly victims: readonly StallVictim[];
  readonly worst: {
    readonly thread: number;
    readonly from: Nanos;
    readonly to: Nanos;
    readonly root: Root | null;
    readonly hops: readonly Hop[];
  } | null;
}

export interface ThreadDetails {
  readonly thread: number;
  readonly name: string;
  readonly javaThreadId: number;
  readonly osThreadId: number;
  readonly from: Nanos;
  readonly to: Nanos;
  readonly suffered: Nanos;
  readonly inflictedOthers: Nanos;
  readonly creator: number | null;
  readonly creationStack: readonly string[] | null;
  readonly states: Readonly<Record<string, Nanos>>;
  readonly causeCount: number;
  readonly causes: readonly {
    readonly nanos: Nanos;
    readonly inferred: Nanos;
    readonly incidents: number;
    readonly longest: Nanos;
    readonly state: string;
    readonly root: Root;
    readonly stack: readonly string[] | null;
  }[];
}

/** Thread time by state name, in equal parts of the recording. */
export interface Strip {
  readonly buckets: number;
  readonly states: Readonly<Record<string, readonly Nanos[]>>;
}
