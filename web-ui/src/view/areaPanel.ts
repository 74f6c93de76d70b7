// What happened in the selected area: states, blame, who ended the waits, lengths, flame graph.
import { h } from "../base/dom.ts";
import { formatDuration, formatInstant, nanos } from "../base/time.ts";
import { stateInfo } from "../model/states.ts";
import type { Area } from "../model/tables.ts";
import type { AppContext } from "./context.ts";
import { flameView } from "./flameView.ts";
import { sentence } from "./frames.ts";
import { histogram } from "./histogramView.ts";
import { stateBar } from "./stateBar.ts";

const LISTED = 12;

export function areaPanel(app: AppContext, area: Area): HTMLElement {
  const length = formatDuration(nanos(area.to - area.from));
  const threads = area.threads === 1 ? "1 thread" : `${area.threads} threads`;
  return h(
    "div",
    { class: "area" },
    h(
      "header",
      { class: "details-title" },
      h("h2", {}, `${length} on ${threads}: stalled for ${formatDuration(area.suffered)}`),
      h("span", { class: "when" }, `from ${formatInstant(area.from, nanos(1e5))}`),
      h(
        "span",
        { class: "title-actions" },
        h("button", { type: "button", onClick: () => app.show(area.from, area.to) }, "Zoom to it"),
        h(
          "button",
          { type: "button", onClick: () => app.clearSelection() },
          "Clear",
          h("kbd", {}, "Esc"),
        ),
      ),
    ),
    h(
      "div",
      { class: "columns" },
      h("div", { class: "column" }, h("h3", {}, "Time by state"), stateBar(area.states)),
      h("div", { class: "column" }, h("h3", {}, "Who is to blame here"), blameList(app, area)),
      h("div", { class: "column" }, h("h3", {}, "Activated by"), activatedBy(app, area)),
      h(
        "div",
        { class: "column" },
        h("h3", {}, "Stalls by length"),
        histogram(app, area),
        spanList(app, area),
      ),
    ),
    h("h3", { class: "flame-title" }, "Where the time went, by state and stack"),
    flameView(area.flame),
  );
}

function blameList(app: AppContext, area: Area): HTMLElement {
  if (area.blame.length === 0) return h("p", { class: "absent" }, "No thread was stalled here.");
  const list = h("ul", { class: "plain blame" });
  for (const row of area.blame.slice(0, LISTED)) {
    const text = row.sentence ? sentence(row.sentence) : h("span", {}, "cause without a row");
    const go = (): void => void app.selectStall(row.stall, { jump: false });
    list.append(
      h(
        "li",
        {},
        h("span", { class: "time" }, formatDuration(row.nanos)),
        row.stall > 0 ? h("button", { type: "button", class: "link", onClick: go }, text) : text,
      ),
    );
  }
  if (area.unblamed > 0) {
    list.append(
      h("li", { class: "absent" }, `${formatDuration(area.unblamed)} without a known cause`),
    );
  }
  return list;
}

function activatedBy(app: AppContext, area: Area): HTMLElement {
  const total = area.activatedBy.reduce((sum, row) => sum + row.nanos, 0);
  if (total === 0) return h("p", { class: "absent" }, "no wait in here");
  const list = h("ul", { class: "plain" });
  for (const row of area.activatedBy.slice(0, LISTED)) {
    const { thread } = row;
    const name = thread === null ? "not a thread, or not recorded" : app.name(thread);
    const share = Math.round((100 * row.nanos) / total);
    list.append(
      h(
        "li",
        {},
        thread === null
          ? h("span", { class: "absent" }, name)
          : h(
              "button",
              { type: "button", class: "link", onClick: () => app.revealThread(thread) },
              name,
            ),
        h("span", { class: "time" }, `${formatDuration(row.nanos)} · ${share} % · ${row.count}×`),
      ),
    );
  }
  return list;
}

function spanList(app: AppContext, area: Area): HTMLElement {
  const list = h("ul", { class: "plain", "aria-label": "Longest stalls in the area" });
  for (const span of area.spans.slice(0, LISTED)) {
    const go = (): void => void app.jumpTo({ thread: span.thread, at: span.from });
    list.append(
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "link", onClick: go },
          h("i", { class: "swatch", "data-state": span.state }),
          `${app.name(span.thread)}, ${stateInfo(span.state).short}`,
        ),
        h("span", { class: "time" }, formatDuration(nanos(span.to - span.from))),
      ),
    );
  }
  const more = area.spanCount - Math.min(LISTED, area.spans.length);
  if (more > 0) list.append(h("li", { class: "absent" }, `and ${more} more`));
  return list;
}
