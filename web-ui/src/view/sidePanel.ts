// The panel beside the timeline shows one page at a time; the timeline and its selection stay.
import { fill, h } from "../base/dom.ts";
import { PAGES, type Page } from "../model/viewState.ts";
import type { AppContext } from "./context.ts";
import { comparePage } from "./pages/comparePage.ts";
import { findingsPage } from "./pages/findingsPage.ts";
import { locksPage } from "./pages/locksPage.ts";
import { notesPage } from "./pages/notesPage.ts";
import { pausesPage } from "./pages/pausesPage.ts";
import { poolsPage } from "./pages/poolsPage.ts";
import { qualityPage } from "./pages/qualityPage.ts";
import { threadsPage } from "./pages/threadsPage.ts";
import { virtualPage } from "./pages/virtualPage.ts";

export const PAGE_TITLES: Readonly<Record<Page, string>> = {
  stalls: "Stalls",
  timeline: "Timeline",
  threads: "Threads",
  locks: "Locks",
  pools: "Pools",
  virtual: "Virtual threads",
  pauses: "Pauses",
  findings: "Findings",
  notes: "Notes",
  compare: "Compare",
  quality: "Data quality",
};

const BUILDERS: Readonly<
  Record<
    Exclude<Page, "stalls" | "timeline">,
    (app: AppContext) => HTMLElement | Promise<HTMLElement>
  >
> = {
  threads: threadsPage,
  locks: locksPage,
  pools: poolsPage,
  virtual: virtualPage,
  pauses: pausesPage,
  findings: findingsPage,
  notes: notesPage,
  compare: comparePage,
  quality: qualityPage,
};

/** The links to the pages. */
export function pageTabs(app: AppContext): HTMLElement {
  const nav = h("nav", { class: "tabs", "aria-label": "Pages" });
  const render = (): void => {
    const { page } = app.view.value;
    const count = app.overview.findings.length;
    fill(
      nav,
      ...PAGES.map((name) =>
        h(
          "button",
          {
            type: "button",
            "aria-current": name === page ? "page" : undefined,
            onClick: () => app.view.update({ page: name }),
          },
          PAGE_TITLES[name],
          name === "findings" && count > 0 && h("span", { class: "badge" }, String(count)),
        ),
      ),
    );
  };
  app.view.listen((now, before) => {
    if (now.page !== before.page) render();
  });
  render();
  return nav;
}

export function sidePanel(app: AppContext, stalls: HTMLElement): HTMLElement {
  const body = h("div", { class: "page-body" });
  const page = h(
    "section",
    { class: "page", "aria-label": "Page", tabindex: 0, hidden: true },
    body,
  );
  const panel = h("div", { class: "side" }, stalls, page);
  const render = async (): Promise<void> => {
    const { page: name } = app.view.value;
    stalls.hidden = name !== "stalls";
    panel.hidden = name === "timeline";
    page.hidden = name === "stalls" || name === "timeline";
    document.querySelector("main")?.setAttribute("data-page", name);
    if (name === "stalls" || name === "timeline") return;
    try {
      // Every page names threads.
      await app.allThreads();
      const built = await BUILDERS[name](app);
      if (app.view.value.page === name) fill(body, built);
    } catch (error) {
      app.fail(error);
    }
  };
  app.view.listen((now, before) => {
    const filtered = now.filter !== before.filter && now.page === "threads";
    const moved =
      now.span?.thread !== before.span?.thread && ["threads", "virtual"].includes(now.page);
    if (now.page !== before.page || filtered || moved) void render();
  });
  app.ui.listen((now, before) => {
    const { page: name } = app.view.value;
    if (now.resource !== before.resource && name === "locks") void render();
    if (now.notes !== before.notes && name === "notes") void render();
  });
  queueMicrotask(() => void render());
  return panel;
}
