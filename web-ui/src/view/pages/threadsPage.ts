// All threads as a process table.
import { h } from "../../base/dom.ts";
import { formatDuration, type Nanos, nanos } from "../../base/time.ts";
import {
  CARRIER,
  type NanosColumn,
  nameMatcher,
  namesInSmallLetters,
  SYSTEM,
  type ThreadColumns,
  VIRTUAL,
} from "../../model/recording.ts";
import type { AppContext } from "../context.ts";
import { type Column, dataTable } from "../dataTable.ts";

export function threadsPage(app: AppContext): HTMLElement {
  const { threads, capture } = app.overview;
  const groups = threads.groupNames;
  const matches = nameMatcher(app.view.value.filter);
  const names = namesInSmallLetters(threads);
  const rows = [...names.keys()].filter((thread) => !matches || matches(names[thread] ?? ""));
  const time = (title: string, column: NanosColumn, hint: string): Column<number> => ({
    title,
    hint,
    value: (thread) => column[thread] ?? 0,
    cell: (thread) => dash(column[thread] ?? nanos(0)),
  });
  const columns: Column<number>[] = [
    {
      title: "Thread",
      value: (thread) => app.name(thread),
      order: (thread) => threads.nameRank[thread] ?? 0,
      cell: (thread) => app.name(thread),
    },
    time("Stalled", threads.suffered, "time it could not go on, idle time left out"),
    time("Stalled others", threads.inflicted, "time of other threads it is the root cause of"),
    time("Running", threads.running, "not waiting in anything recorded"),
    time("Idle", threads.idle, "waiting for work"),
    {
      title: "Otherwise",
      hint: "the rest of its life: not recorded, or it waited for threads that had no work themselves",
      value: (thread) => otherwise(threads, thread),
      cell: (thread) => dash(otherwise(threads, thread)),
    },
    {
      title: "Life",
      value: (thread) => (threads.to[thread] ?? 0) - (threads.from[thread] ?? 0),
      cell: (thread) =>
        formatDuration(nanos((threads.to[thread] ?? 0) - (threads.from[thread] ?? 0))),
    },
    {
      title: "Kind",
      value: (thread) => kindOf(threads.flags[thread] ?? 0),
      cell: (thread) => kindOf(threads.flags[thread] ?? 0),
    },
    {
      title: "Group",
      value: (thread) => groups[threads.group[thread] ?? 0] ?? "",
      cell: (thread) => groups[threads.group[thread] ?? 0] ?? "",
    },
    id("Java id", threads.javaThreadId),
    id("OS id", threads.osThreadId),
  ];
  const kernel =
    capture.kernelLane === "none"
      ? "CPU time, run-queue delay and context switches were not recorded: there is no kernel lane."
      : "";
  return h(
    "div",
    {},
    h("h2", {}, `Threads (${threads.count})`),
    kernel !== "" && h("p", { class: "note" }, kernel),
    dataTable({
      label: "Threads",
      columns,
      rows,
      sortBy: 1,
      onRow: (thread) => app.revealThread(thread),
      isCurrent: (thread) => app.view.value.span?.thread === thread,
      empty: "No thread has such a name.",
    }),
  );
}

/** An id of 0 was not recorded, or the thread has none. */
function id(title: string, column: ArrayLike<number>): Column<number> {
  return {
    title,
    value: (thread) => column[thread] ?? 0,
    cell: (thread) => (column[thread] ? String(column[thread]) : "–"),
  };
}

/** What is neither of these: not recorded, or a wait whose chain ends where there was no work. */
function otherwise(threads: ThreadColumns, thread: number): Nanos {
  const { from, to, suffered, running, idle } = threads;
  const life = (to[thread] ?? 0) - (from[thread] ?? 0);
  const known = (suffered[thread] ?? 0) + (running[thread] ?? 0) + (idle[thread] ?? 0);
  return nanos(Math.max(0, life - known));
}

function dash(value: Nanos): string {
  return value === 0 ? "0" : formatDuration(value);
}

function kindOf(flags: number): string {
  if ((flags & VIRTUAL) !== 0) return "virtual";
  if ((flags & CARRIER) !== 0) return "carrier";
  return (flags & SYSTEM) !== 0 ? "JVM" : "platform";
}
