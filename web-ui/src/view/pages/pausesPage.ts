// Pauses of the whole VM. A click selects the pause as an area: every thread it stopped is in it.
import { h } from "../../base/dom.ts";
import { formatDuration, formatInstant, type Nanos, nanos } from "../../base/time.ts";
import type { AppContext } from "../context.ts";
import { dataTable } from "../dataTable.ts";

const KIND_TEXT = {
  SAFEPOINT_SYNC: "waiting for all threads to stop",
  VM_OPERATION: "VM operation",
  GC: "garbage collection",
} as const;

export function pausesPage(app: AppContext): HTMLElement {
  const { pauses } = app.overview;
  const rows = pauses.from.map((_, i) => i);
  const from = (i: number): Nanos => pauses.from[i] ?? nanos(0);
  const to = (i: number): Nanos => pauses.to[i] ?? nanos(0);
  const length = (i: number): Nanos => nanos(to(i) - from(i));
  const total = nanos(rows.reduce((sum, i) => sum + length(i), 0));
  return h(
    "div",
    {},
    h("h2", {}, `Pauses of the whole VM (${pauses.count})`),
    h(
      "p",
      { class: "note" },
      `All threads stopped for ${formatDuration(total)} in all. Click one to see what each thread lost.`,
    ),
    dataTable<number>({
      label: "Pauses",
      columns: [
        { title: "At", value: (i) => -from(i), cell: (i) => formatInstant(from(i), nanos(1e5)) },
        { title: "Length", value: length, cell: (i) => formatDuration(length(i)) },
        {
          title: "What",
          value: (i) => KIND_TEXT[pauses.kind[i] ?? "GC"],
          cell: (i) => KIND_TEXT[pauses.kind[i] ?? "GC"],
        },
        {
          title: "Operation",
          value: (i) => pauses.name[i] ?? "",
          cell: (i) => pauses.name[i] ?? "",
        },
      ],
      rows,
      sortBy: 1,
      onRow: (i) => {
        app.show(from(i), to(i));
        void app.selectArea({ from: from(i), to: to(i), lanes: [] });
      },
      empty: "No pause was recorded.",
    }),
  );
}
