// Pools: groups of threads by name, and executors with the time their tasks queued.
import { h } from "../../base/dom.ts";
import { formatDuration, nanos } from "../../base/time.ts";
import type { Executors } from "../../model/tables.ts";
import type { AppContext } from "../context.ts";
import { type Column, dataTable } from "../dataTable.ts";
import { resourceText } from "../frames.ts";

interface Pool {
  readonly name: string;
  threads: number;
  suffered: number;
  inflicted: number;
  idle: number;
  life: number;
}

type Executor = Executors["executors"][number];

export async function poolsPage(app: AppContext): Promise<HTMLElement> {
  const executors = await app.client.executors();
  return h(
    "div",
    {},
    h("h2", {}, "Pools and executors"),
    h("h3", {}, "Threads of one kind"),
    poolTable(app),
    h("h3", {}, `Executors (${executors.executors.length})`),
    executors.tasks === 0
      ? h("p", { class: "absent" }, "No task of an executor was recorded.")
      : executorTable(app, executors),
  );
}

function poolTable(app: AppContext): HTMLElement {
  const { groups, threads } = app.overview;
  const pools = groups.map(
    (name): Pool => ({ name, threads: 0, suffered: 0, inflicted: 0, idle: 0, life: 0 }),
  );
  for (let thread = 0; thread < threads.names.length; thread++) {
    const pool = pools[threads.group[thread] ?? -1];
    if (!pool) continue;
    pool.threads++;
    pool.suffered += threads.suffered[thread] ?? 0;
    pool.inflicted += threads.inflicted[thread] ?? 0;
    pool.idle += threads.idle[thread] ?? 0;
    pool.life += (threads.to[thread] ?? 0) - (threads.from[thread] ?? 0);
  }
  const time = (title: string, value: (pool: Pool) => number): Column<Pool> => ({
    title,
    value,
    cell: (pool) => formatDuration(nanos(value(pool))),
  });
  return dataTable({
    label: "Pools",
    columns: [
      { title: "Pool", value: (pool) => pool.name, cell: (pool) => pool.name },
      { title: "Threads", value: (pool) => pool.threads, cell: (pool) => String(pool.threads) },
      time("Stalled", (pool) => pool.suffered),
      time("Stalled others", (pool) => pool.inflicted),
      {
        title: "Idle",
        hint: "share of its threads' lives spent waiting for work",
        value: (pool) => pool.idle / Math.max(1, pool.life),
        cell: (pool) => `${Math.round((100 * pool.idle) / Math.max(1, pool.life))} %`,
      },
    ],
    rows: pools,
    sortBy: 2,
    onRow: (pool) =>
      app.view.update({ filter: (pool.name.split("*")[0] ?? "").replace(/^virtual /, "") }),
    empty: "There is no thread.",
  });
}

function executorTable(app: AppContext, executors: Executors): HTMLElement {
  const name = (row: Executor): string => resourceText(row.executor) || "not recorded";
  const columns: Column<Executor>[] = [
    { title: "Executor", value: name, cell: name },
    { title: "Tasks", value: (row) => row.tasks, cell: (row) => String(row.tasks) },
    {
      title: "Queued",
      hint: "time from submit to start, all tasks together; not stall time",
      value: (row) => row.queued,
      cell: (row) => formatDuration(row.queued),
    },
    {
      title: "Longest",
      value: (row) => row.longestQueued,
      cell: (row) => formatDuration(row.longestQueued),
    },
    { title: "Run", value: (row) => row.run, cell: (row) => formatDuration(row.run) },
    {
      title: "Longest queue",
      value: (row) => row.longestQueue ?? -1,
      cell: (row) => (row.longestQueue === null ? "not recorded" : String(row.longestQueue)),
    },
    { title: "Workers", value: (row) => row.workers, cell: (row) => String(row.workers) },
    {
      title: "Never started",
      value: (row) => row.notStarted,
      cell: (row) => String(row.notStarted),
    },
  ];
  return dataTable({
    label: "Executors",
    columns,
    rows: executors.executors,
    sortBy: 2,
    onRow: (row) => {
      const thread = row.worst.worker ?? row.worst.submitter;
      if (thread !== null) {
        void app.jumpTo({
          thread,
          at: row.worst.worker === null ? row.worst.submit : row.worst.start,
        });
      }
    },
    empty: "",
  });
}
