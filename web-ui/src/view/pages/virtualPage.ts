// Virtual threads and their carriers.
import { h } from "../../base/dom.ts";
import { formatDuration } from "../../base/time.ts";
import type { Carriers } from "../../model/tables.ts";
import type { AppContext } from "../context.ts";
import { dataTable } from "../dataTable.ts";

type Carrier = Carriers["carriers"][number];

export async function virtualPage(app: AppContext): Promise<HTMLElement> {
  const answer = await app.client.carriers();
  const states = app.overview.totals.states;
  const facts = h(
    "dl",
    { class: "facts-list" },
    h("dt", {}, "virtual threads seen"),
    h("dd", {}, String(answer.virtualThreads)),
    h("dt", {}, "waited for a carrier"),
    h("dd", {}, formatDuration(answer.waitedForCarrier)),
    h("dt", {}, "mounts recorded"),
    h("dd", {}, String(answer.mounts)),
  );
  const share = (row: Carrier): number => row.busy / Math.max(1, row.life);
  const table = dataTable<Carrier>({
    label: "Carriers",
    columns: [
      {
        title: "Carrier",
        value: (row) => app.name(row.thread),
        cell: (row) => app.name(row.thread),
      },
      { title: "Mounts", value: (row) => row.mounts, cell: (row) => String(row.mounts) },
      {
        title: "Seen busy",
        hint: "time with a virtual thread on it; short mounts are not recorded",
        value: (row) => row.busy,
        cell: (row) => `${formatDuration(row.busy)} (${Math.round(100 * share(row))} %)`,
      },
    ],
    rows: answer.carriers,
    sortBy: 2,
    onRow: (row) => app.revealThread(row.thread),
    isCurrent: (row) => app.view.value.span?.thread === row.thread,
    empty: "No carrier was recorded.",
  });
  const none = answer.virtualThreads === 0 && answer.carriers.length === 0;
  return h(
    "div",
    {},
    h("h2", {}, "Virtual threads and carriers"),
    none
      ? h("p", { class: "absent" }, "No virtual thread was seen in this recording.")
      : h(
          "div",
          {},
          facts,
          states.RUNNABLE_CARRIER === undefined &&
            h("p", { class: "note" }, "No wait for a carrier was recorded."),
          h("h3", {}, "Carriers"),
          table,
        ),
  );
}
