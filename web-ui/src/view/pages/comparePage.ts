// Two recordings, site by site: what a change has made better or worse.
import { fill, h } from "../../base/dom.ts";
import { formatDuration, type Nanos, nanos } from "../../base/time.ts";
import type { ComparedSite, Comparison } from "../../model/tables.ts";
import { NO_RECORDING } from "../../model/viewState.ts";
import type { AppContext } from "../context.ts";
import { dataTable } from "../dataTable.ts";

export function comparePage(app: AppContext): HTMLElement {
  const others = app.recordings.filter(({ id }) => id !== app.view.value.recording);
  const body = h("div", {});
  const page = h("div", {}, h("h2", {}, "Compare with another recording"), body);
  if (others.length === 0) {
    fill(
      body,
      h(
        "p",
        { class: "absent" },
        "There is only one recording. Drop a second one on the page, or name two: holdup open --apart before.jfr after.jfr",
      ),
    );
    return page;
  }
  const select = h("select", { "aria-label": "Compare with" });
  const known = others.some(({ id }) => id === app.view.value.comparedWith);
  const chosen = known ? app.view.value.comparedWith : (others[0]?.id ?? NO_RECORDING);
  for (const { id, title } of others) {
    select.append(h("option", { value: id, selected: id === chosen }, title));
  }
  const table = h("div", {});
  const show = async (id: number): Promise<void> => {
    try {
      fill(table, tableOf(await app.client.compare(id)));
    } catch (error) {
      app.fail(error);
    }
  };
  select.addEventListener("change", () => {
    const id = Number(select.value);
    app.view.update({ comparedWith: id });
    void show(id);
  });
  fill(body, h("p", {}, "This recording, then ", select), table);
  void show(chosen);
  return page;
}

function tableOf(comparison: Comparison): HTMLElement {
  const { total } = comparison;
  return h(
    "div",
    {},
    h(
      "p",
      { class: "headline" },
      `Stalled ${rate(total.before)} before, ${rate(total.after)} after: ${changeText(total)}.`,
    ),
    h(
      "p",
      { class: "note" },
      "Time all threads together were stalled, for each second of recording. One run of each: a difference may be chance.",
    ),
    dataTable<ComparedSite>({
      label: "Sites",
      columns: [
        { title: "Cause and place", value: (row) => row.site, cell: (row) => row.site },
        { title: "Before", value: (row) => row.before, cell: (row) => rate(row.before) },
        { title: "After", value: (row) => row.after, cell: (row) => rate(row.after) },
        {
          title: "Change",
          value: (row) => Math.abs(row.after - row.before),
          cell: (row) => signed(row.after - row.before),
        },
      ],
      rows: comparison.sites,
      sortBy: 3,
      empty: "No stall in either.",
    }),
  );
}

function rate(value: Nanos): string {
  return `${formatDuration(value)}/s`;
}

function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${formatDuration(nanos(value))}/s`;
}

function changeText({ before, after }: ComparedSite): string {
  if (before === 0) return after === 0 ? "no stall in either" : "none before";
  const percent = Math.round((100 * (after - before)) / before);
  return percent === 0 ? "no change" : `${percent > 0 ? "+" : "−"}${Math.abs(percent)} %`;
}
