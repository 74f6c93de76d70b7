// Pools: groups of threads by name, and executors with the time their tasks queued.
import { h } from "../../base/dom.ts";
import { formatDuration, nanos } from "../../base/time.ts";
import { SYSTEM } from "../../model/recording.ts";
import type { Causes, Executors, Ledgers } from "../../model/tables.ts";
import { percent } from "../banner.ts";
import type { AppContext } from "../context.ts";
import { type Column, dataTable } from "../dataTable.ts";
import { cutName, resourceText, rootText } from "../frames.ts";

interface Pool {
  readonly name: string;
  threads: number;
  /** How many of them are the JVM's own. */
  machine: number;
  suffered: number;
  inflicted: number;
  idle: number;
  life: number;
}

type Executor = Executors["executors"][number];

export async function poolsPage(app: AppContext): Promise<HTMLElement> {
  const [executors, ledgers] = await Promise.all([app.client.executors(), app.client.ledgers()]);
  return h(
    "div",
    {},
    h("h2", {}, "Pools and executors"),
    h("h3", {}, `Executors (${executors.executors.length})`),
    executors.tasks === 0
      ? h("p", { class: "absent" }, "No task of an executor was recorded.")
      : executorTable(app, executors),
    ...executors.executors.slice(0, LEDGERS_SHOWN).map((row) => ledger(app, row)),
    starvedConsumers(app, ledgers),
    h("h3", {}, "Threads of one kind"),
    poolTables(app),
  );
}

const LEDGERS_SHOWN = 12;

/** Why work waited for threads, and threads for work; left out where neither did. */
function ledger(app: AppContext, row: Executor): HTMLElement | null {
  const { ledger: sums } = row;
  if (!sums || (sums.queueTime === 0 && sums.idleBecause.total === 0)) return null;
  const starved =
    sums.starved === 0
      ? "; never while no worker was free and one was blocked"
      : `; for ${formatDuration(sums.starved)} of it no worker was free and at least one was blocked, ` +
        `all of them for ${formatDuration(sums.fullyStarved)}; ` +
        `${formatDuration(sums.longestStarved)} at a stretch`;
  const idle =
    sums.idleWhileQueued === 0
      ? ""
      : `; for ${formatDuration(sums.idleWhileQueued)} a worker was free`;
  return h(
    "section",
    { class: "ledger" },
    h("h4", {}, resourceText(row.executor) || "executor not recorded"),
    sums.queueTime > 0 &&
      h("p", {}, `Tasks were queued during ${formatDuration(sums.queueTime)}${starved}${idle}.`),
    h(
      "p",
      { class: "note" },
      `${numeral(sums.arrivalsPerSecond)} tasks a second, each queued ${formatDuration(sums.meanQueued)} on ` +
        `average; ${numeral(sums.meanQueueLength)} queued at a time on average; workers busy ` +
        `${percent(nanos(sums.utilisation), nanos(1))} of the time.`,
    ),
    causes(app, "Tasks queued behind", sums.queuedBehind),
    causes(app, "Workers had no work because", sums.idleBecause),
    sums.workersFollowed < row.workers &&
      h("p", { class: "note" }, `of the first ${sums.workersFollowed} of ${row.workers} workers`),
  );
}

/** Threads that are no workers of a pool and waited for what somebody failed to hand them. */
function starvedConsumers(
  app: AppContext,
  { starvation, starvationCount }: Ledgers,
): HTMLElement | null {
  if (starvationCount === 0) return null;
  const list = h("ul", { class: "plain blame" });
  for (const row of starvation.slice(0, LEDGERS_SHOWN)) {
    const open = (): void => void app.revealThread(row.thread);
    list.append(
      h(
        "li",
        {},
        h("span", { class: "time" }, formatDuration(row.nanos)),
        h(
          "button",
          { type: "button", class: "link", onClick: open },
          cutName(app.name(row.thread)),
        ),
        h("span", { class: "note" }, ` because ${feedText(row.causes)}`),
      ),
    );
  }
  const more = starvationCount - Math.min(starvation.length, LEDGERS_SHOWN);
  if (more > 0) list.append(h("li", { class: "absent" }, `and ${more} more`));
  return h(
    "section",
    {},
    h("h3", {}, `Consumers that nobody fed (${starvationCount})`),
    h(
      "p",
      { class: "note" },
      "Time they waited for work, by what its maker did meanwhile; not stall time.",
    ),
    list,
  );
}

function feedText(causes: Ledgers["starvation"][number]["causes"]): string {
  return causes
    .slice(0, 2)
    .map((cause) => {
      const who = cause.thread === "" ? "" : `${cutName(cause.thread)}: `;
      const operation = cause.operation === "" ? null : cause.operation;
      const what = rootText({ kind: cause.kind, operation, resource: null, detail: cause.detail });
      return `${who}${what} ${cutName(cause.target)}`.trim();
    })
    .join("; ");
}

/** Three digits that count: 1234, 12.3, 0.0123. */
function numeral(value: number): string {
  if (value === 0) return "0";
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

function causes(app: AppContext, title: string, sums: Causes): HTMLElement | null {
  if (sums.total === 0) return null;
  const list = h("ul", { class: "plain blame" });
  for (const cause of sums.largest) {
    const who = cause.thread === null ? "" : `${cutName(app.name(cause.thread))}: `;
    const { thread } = cause;
    const text = `${who}${rootText(cause)}`;
    list.append(
      h(
        "li",
        {},
        h("span", { class: "time" }, formatDuration(cause.nanos)),
        thread === null
          ? h("span", {}, text)
          : h(
              "button",
              { type: "button", class: "link", onClick: () => app.revealThread(thread) },
              text,
            ),
      ),
    );
  }
  const more = sums.count - sums.largest.length;
  if (more > 0) list.append(h("li", { class: "absent" }, `and ${more} smaller ones`));
  return h("div", {}, h("h5", {}, `${title} (${formatDuration(sums.total)} in all)`), list);
}

/** The pools of the program; those of the JVM itself behind a fold. */
function poolTables(app: AppContext): HTMLElement {
  const pools = poolsOf(app);
  const machine = pools.filter((pool) => pool.machine === pool.threads);
  const own = pools.filter((pool) => pool.machine < pool.threads);
  return h(
    "div",
    {},
    poolTable(app, "Pools", own),
    machine.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, `${machine.length} kinds of threads of the JVM itself`),
        poolTable(app, "Threads of the JVM itself", machine),
      ),
  );
}

function poolsOf(app: AppContext): Pool[] {
  const { threads } = app.overview;
  const pools = threads.groupNames.map(
    (name): Pool => ({
      name: name ?? "",
      threads: 0,
      machine: 0,
      suffered: 0,
      inflicted: 0,
      idle: 0,
      life: 0,
    }),
  );
  for (let thread = 0; thread < threads.count; thread++) {
    const pool = pools[threads.group[thread] ?? -1];
    if (!pool) continue;
    pool.threads++;
    if (((threads.flags[thread] ?? 0) & SYSTEM) !== 0) pool.machine++;
    pool.suffered += threads.suffered[thread] ?? 0;
    pool.inflicted += threads.inflicted[thread] ?? 0;
    pool.idle += threads.idle[thread] ?? 0;
    pool.life += (threads.to[thread] ?? 0) - (threads.from[thread] ?? 0);
  }
  return pools.filter((pool) => pool.threads > 0);
}

function poolTable(app: AppContext, label: string, pools: readonly Pool[]): HTMLElement {
  const time = (title: string, value: (pool: Pool) => number): Column<Pool> => ({
    title,
    value,
    cell: (pool) => formatDuration(nanos(value(pool))),
  });
  return dataTable({
    label,
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
