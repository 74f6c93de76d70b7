// The top line: which recording, filter and order of the lanes, appearance, help.

import type { RecordingName } from "../api/client.ts";
import { h } from "../base/dom.ts";
import { formatDuration, type Nanos } from "../base/time.ts";
import { LANE_SORTS, type LaneSort } from "../model/viewState.ts";
import type { AppContext } from "./context.ts";

export interface Header {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
}

const SORT_TEXT: Readonly<Record<LaneSort, string>> = {
  suffered: "time stalled",
  inflicted: "time stalling others",
  name: "name",
  start: "start",
};

export function header(
  app: AppContext,
  recordings: readonly RecordingName[],
  open: { readonly help: () => void; readonly colours: () => void },
): Header {
  const { overview } = app;
  let found = "";
  const search = h("input", {
    type: "search",
    placeholder: "Threads, or Enter: waits   /",
    "aria-label": "Filter threads by name; Enter finds waits by operation, target or method",
    value: app.view.value.filter,
  });
  search.addEventListener("input", () => app.view.update({ filter: search.value }));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") search.blur();
    if (event.key !== "Enter" || search.value.trim() === "") return;
    event.preventDefault();
    const text = search.value.trim();
    if (text === found && app.ui.value.hits) void app.nextHit(event.shiftKey ? -1 : 1);
    else void app.find(text);
    found = text;
  });
  app.view.listen((now) => {
    if (search.value !== now.filter) search.value = now.filter;
  });
  const element = h(
    "header",
    { class: "top" },
    h("h1", {}, "Holdup"),
    chooser(app, recordings),
    h(
      "span",
      { class: "summary", title: "stalled: all threads together" },
      `${formatDuration(overview.recording.durationNanos)} · ${overview.totals.threads} threads · ${stalledText(overview.totals.suffered)}`,
    ),
    h("span", { class: "spring" }),
    search,
    sorter(app),
    appearance(app, open.colours),
    h(
      "button",
      { type: "button", title: "Keys (?)", "aria-label": "Keys", onClick: open.help },
      "?",
    ),
  );
  return { element, search };
}

function stalledText(suffered: Nanos): string {
  return suffered === 0 ? "no stall" : `${formatDuration(suffered)} stalled`;
}

function chooser(app: AppContext, recordings: readonly RecordingName[]): HTMLElement {
  const title = app.overview.title;
  if (recordings.length < 2) return h("strong", { class: "title", title }, title);
  const select = h("select", { "aria-label": "Recording" });
  for (const recording of recordings) {
    select.append(
      h(
        "option",
        { value: recording.id, selected: recording.id === app.view.value.recording },
        recording.title,
      ),
    );
  }
  select.addEventListener("change", () => {
    location.hash = `#r=${select.value}`;
    location.reload();
  });
  return select;
}

function sorter(app: AppContext): HTMLElement {
  const select = h("select", { "aria-label": "Order of the lanes" });
  for (const sort of LANE_SORTS) {
    select.append(
      h("option", { value: sort, selected: sort === app.view.value.sort }, `by ${SORT_TEXT[sort]}`),
    );
  }
  select.addEventListener("change", () => app.view.update({ sort: select.value as LaneSort }));
  return select;
}

function appearance(app: AppContext, showColours: () => void): HTMLElement {
  const theme = h(
    "button",
    {
      type: "button",
      title: "Light or dark",
      onClick: () => app.ui.update({ theme: app.ui.value.theme === "dark" ? "light" : "dark" }),
    },
    "Light / dark",
  );
  const colours = h(
    "button",
    { type: "button", title: "Colours of the states", onClick: showColours },
    "Colours",
  );
  return h("span", { class: "group" }, theme, colours);
}
