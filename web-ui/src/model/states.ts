// The states of a thread as people read them. The names are the server's (product.md 4).

/** What a state means for the one who looks: the legend's groups. */
export type Family =
  | "running"
  | "runnable"
  | "lock"
  | "wait"
  | "io"
  | "sleep"
  | "stopped"
  | "idle"
  | "unknown";

export interface StateInfo {
  readonly name: string;
  /** In a sentence: "it was …". */
  readonly label: string;
  /** Inside a span, where there is little room. */
  readonly short: string;
  readonly family: Family;
  /** True if its time is suffered. */
  readonly stall: boolean;
}

const TABLE: readonly StateInfo[] = [
  state("RUNNING", "running", "running", "running", false),
  state("SPIN", "spinning", "spin", "runnable", true),
  state("RUNNABLE_CPU", "ready, waiting for a CPU", "no CPU", "runnable", true),
  state("RUNNABLE_CARRIER", "ready, no carrier free", "no carrier", "runnable", true),
  state("BLOCKED_MONITOR", "blocked entering a monitor", "monitor", "lock", true),
  state("BLOCKED_LOCK", "waiting for a lock", "lock", "lock", true),
  state("BLOCKED_CONDITION", "waiting for a signal", "signal", "wait", true),
  state("BLOCKED_FUTURE", "waiting for a future", "future", "wait", true),
  state("BLOCKED_QUEUE", "waiting at a queue", "queue", "wait", true),
  state("BLOCKED_JOIN", "waiting for a thread to end", "join", "wait", true),
  state("BLOCKED_SLEEP", "sleeping", "sleep", "sleep", true),
  state("BLOCKED_PARK", "parked", "park", "wait", true),
  state("BLOCKED_NET", "in network I/O", "network", "io", true),
  state("BLOCKED_FILE", "in file I/O", "file", "io", true),
  state("BLOCKED_DNS", "resolving a host name", "DNS", "io", true),
  state("BLOCKED_PROCESS", "waiting for a process", "process", "io", true),
  state("BLOCKED_CLASSINIT", "waiting for a class to initialise", "class init", "lock", true),
  state("BLOCKED_NATIVE", "blocked in native code", "native", "wait", true),
  state("STOPPED_VM", "stopped by the VM", "VM stop", "stopped", true),
  state("IDLE", "idle, waiting for work", "idle", "idle", false),
  state("UNKNOWN", "not recorded", "?", "unknown", false),
];

const BY_NAME = new Map(TABLE.map((info) => [info.name, info]));

function state(
  name: string,
  label: string,
  short: string,
  family: Family,
  stall: boolean,
): StateInfo {
  return { name, label, short, family, stall };
}

export const FAMILY_LABELS: Readonly<Record<Family, string>> = {
  running: "running",
  runnable: "ready, not running",
  lock: "blocked on a lock",
  wait: "waiting for another thread",
  io: "in I/O",
  sleep: "sleeping",
  stopped: "stopped by the VM",
  idle: "idle, waiting for work",
  unknown: "not recorded",
};

/** Drawn from the bottom of a mixed pixel upwards: what one is after comes first. */
export const FAMILIES = Object.keys(FAMILY_LABELS) as readonly Family[];

/** A state this version of the UI does not know is shown under its own name. */
export function stateInfo(name: string): StateInfo {
  return BY_NAME.get(name) ?? { name, label: name, short: name, family: "unknown", stall: false };
}

export const ALL_STATES: readonly StateInfo[] = TABLE;
