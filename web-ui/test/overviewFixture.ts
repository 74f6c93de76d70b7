import { nanos } from "../src/base/time.ts";
import type { Overview } from "../src/model/recording.ts";
import { ALL_STATES } from "../src/model/states.ts";

/** One thread of a made-up recording. */
export interface ThreadFixture {
  readonly name: string;
  readonly group?: number;
  readonly flags?: number;
  readonly suffered?: number;
  readonly inflicted?: number;
  readonly from?: number;
}

/** The place of each name in the order the server gives them. */
function ranks(names: readonly string[]): number[] {
  const order = [...names.keys()].sort(
    (a, b) => (names[a] ?? "").localeCompare(names[b] ?? "", "en", { numeric: true }) || a - b,
  );
  return names.map((_, thread) => order.indexOf(thread));
}

/** As the server orders them: equal ones by name. */
function mostStalledFirst(threads: readonly ThreadFixture[]): number[] {
  const rank = ranks(threads.map((t) => t.name));
  const lost = (thread: number): number => threads[thread]?.suffered ?? 0;
  return [...threads.keys()].sort((a, b) => lost(b) - lost(a) || (rank[a] ?? 0) - (rank[b] ?? 0));
}

/** A recording with these threads and nothing else. */
export function overviewOf(threads: readonly ThreadFixture[]): Overview {
  const column = (value: (thread: ThreadFixture) => number) => threads.map((t) => nanos(value(t)));
  return {
    title: "test",
    headline: "",
    recording: {
      files: [],
      startEpochMillis: 0,
      durationNanos: nanos(1e9),
      pid: 1,
      jvmVersion: "",
      command: "",
    },
    capture: {
      tier: "agent",
      hooksLive: 1,
      hooksMissing: [],
      kernelLane: "none",
      thresholdsNanos: {},
      throttled: [],
      lostEvents: 0,
    },
    notices: [],
    window: { from: nanos(0), to: nanos(1e9), idleRules: "1" },
    totals: {
      threads: threads.length,
      virtualThreads: 0,
      suffered: nanos(0),
      idle: nanos(0),
      ambiguousIdle: nanos(0),
      ambiguousStall: nanos(0),
      unknown: nanos(0),
      inferred: nanos(0),
      states: {},
    },
    states: ALL_STATES.map((state) => state.name),
    resources: [],
    resourcesCount: 0,
    pinnedWaits: 0,
    pinnedNanos: nanos(0),
    threads: {
      count: threads.length,
      complete: true,
      order: mostStalledFirst(threads),
      nameOf: (thread) => threads[thread]?.name,
      allNames: () => threads.map((t) => t.name),
      groupNames: ["a-*", "b-*"],
      more: new Map(),
      group: threads.map((t) => t.group ?? 0),
      javaThreadId: threads.map((_, i) => i + 1),
      osThreadId: threads.map(() => 0),
      nameRank: ranks(threads.map((t) => t.name)),
      flags: threads.map((t) => t.flags ?? 0),
      from: column((t) => t.from ?? 0),
      to: column(() => 1e9),
      suffered: column((t) => t.suffered ?? 0),
      inflicted: column((t) => t.inflicted ?? 0),
      idle: column(() => 0),
      running: column(() => 0),
    },
    pauses: { count: 0, from: [], to: [], kind: [], name: [] },
    stalls: [],
    first: null,
    findings: [],
  };
}
