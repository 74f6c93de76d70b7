// What threads waited for. A row lights up every lane that touches the object.
import { h } from "../../base/dom.ts";
import { formatDuration } from "../../base/time.ts";
import type { ResourceRow } from "../../model/tables.ts";
import type { AppContext } from "../context.ts";
import { type Column, dataTable } from "../dataTable.ts";
import { resourceText } from "../frames.ts";

export async function locksPage(app: AppContext): Promise<HTMLElement> {
  const table = await app.client.resources();
  const columns: Column<ResourceRow>[] = [
    {
      title: "Object",
      value: (row) => resourceText(row.resource),
      cell: (row) => h("span", { title: row.resource.name }, resourceText(row.resource)),
    },
    {
      title: "Kind",
      value: (row) => row.resource.kind,
      cell: (row) => row.resource.kind.toLowerCase(),
    },
    {
      title: "Waited",
      hint: "all threads together, idle waits left out",
      value: (row) => row.nanos,
      cell: (row) => formatDuration(row.nanos),
    },
    { title: "Longest", value: (row) => row.longest, cell: (row) => formatDuration(row.longest) },
    { title: "Waits", value: (row) => row.count, cell: (row) => String(row.count) },
    { title: "Threads", value: (row) => row.threads, cell: (row) => String(row.threads) },
    {
      title: "Mostly behind",
      hint: "the thread most of the time was waited for directly",
      value: (row) => (row.blocker === null ? "" : app.name(row.blocker)),
      cell: (row) =>
        row.blocker === null
          ? row.resource.kind === "FILE" || row.resource.kind === "SOCKET"
            ? "–"
            : "not recorded"
          : app.name(row.blocker),
    },
  ];
  return h(
    "div",
    {},
    h("h2", {}, `What threads waited for (${table.count})`),
    h("p", { class: "note" }, "Click one: every lane that touches it lights up."),
    dataTable({
      label: "Locks and other objects",
      columns,
      rows: table.rows,
      sortBy: 2,
      onRow: (row) => void app.selectResource(row.resource.id),
      isCurrent: (row) => app.ui.value.resource?.resource.id === row.resource.id,
      empty: "No wait names what it was for.",
    }),
  );
}
