// Puts the page together and keeps the address up to date.
import { Client, type RecordingName } from "../api/client.ts";
import { fill, h } from "../base/dom.ts";
import { Store } from "../base/store.ts";
import { nanos } from "../base/time.ts";
import type { Overview } from "../model/recording.ts";
import { fromHash, toHash, type ViewState } from "../model/viewState.ts";
import { FrameLoop } from "../render/frameLoop.ts";
import { banner } from "./banner.ts";
import { AppContext, type UiState } from "./context.ts";
import { detailsPanel } from "./detailsPanel.ts";
import { header } from "./header.ts";
import { helpSheet } from "./helpSheet.ts";
import { keyBindings, listenToKeys, type PageActs } from "./keys.ts";
import { LanesView } from "./lanesView.ts";
import { legend } from "./legend.ts";
import { OverviewStrip } from "./overviewStrip.ts";
import { listenToPointer } from "./pointer.ts";
import { Ruler } from "./ruler.ts";
import { pageTabs, sidePanel } from "./sidePanel.ts";
import { stallPanel } from "./stallPanel.ts";
import { applyTheme, preferredTheme, preferredVision } from "./theme.ts";
import { Tooltip } from "./tooltip.ts";

const ADDRESS_DELAY_MS = 250;

export async function start(root: HTMLElement): Promise<void> {
  const recordings = await Client.recordings();
  const wanted = fromHash(location.hash);
  const id = recordings.find((r) => r.id === wanted.recording)?.id ?? recordings[0]?.id ?? 0;
  const client = new Client(id);
  const overview = await client.overview();
  const app = createContext(client, overview, { ...wanted, recording: id });
  applyTheme(app.ui.value.theme, app.ui.value.vision);
  document.title = `${overview.title} – Holdup`;
  build(app, root, recordings);
  keepAddress(app);
  await openFirstView(app, wanted);
}

function createContext(client: Client, overview: Overview, wanted: Partial<ViewState>): AppContext {
  const view = new Store<ViewState>({
    recording: 0,
    page: "stalls",
    from: nanos(0),
    to: overview.recording.durationNanos,
    stall: 0,
    span: null,
    area: null,
    sort: "suffered",
    filter: "",
    ...wanted,
  });
  const ui = new Store<UiState>({
    theme: preferredTheme(),
    vision: preferredVision(),
    families: new Set(),
    openFolds: new Set(),
    stall: null,
    span: null,
    resource: null,
    area: null,
    failure: "",
  });
  return new AppContext(client, overview, view, ui);
}

/** What the address says; without an address the worst stall at its worst moment. */
async function openFirstView(app: AppContext, wanted: Partial<ViewState>): Promise<void> {
  const first = app.overview.stalls[0]?.id ?? 0;
  const known = app.overview.stalls.some((stall) => stall.id === wanted.stall);
  const jump = wanted.from === undefined && !wanted.span;
  await app.selectStall(known && wanted.stall ? wanted.stall : jump ? first : 0, { jump });
  const { span } = wanted;
  if (span && span.thread < app.overview.threads.names.length) {
    await app.selectSpan(span, { zoom: false });
  }
  if (wanted.area) await app.selectArea(wanted.area);
}

function build(app: AppContext, root: HTMLElement, recordings: readonly RecordingName[]): void {
  const loop = new FrameLoop(() => draw());
  const lanes = new LanesView(app, loop.invalidate);
  const ruler = new Ruler(app);
  const strip = new OverviewStrip(app, loop.invalidate);
  const tooltip = new Tooltip(app);
  const details = detailsPanel(app);
  const failure = h("p", { class: "failure", role: "alert", hidden: true });
  const draw = (): void => {
    lanes.draw();
    ruler.draw(lanes.scale);
    strip.draw();
  };
  const top = header(app, recordings, () => sheet.showModal());
  const acts: PageActs = {
    cursor: () => lanes.cursor,
    focusSpan: () => {
      const { span } = app.ui.value;
      if (span?.from !== undefined && span.to !== undefined) app.show(span.from, span.to);
    },
    neighbour: (direction) => void neighbour(app, direction),
    stall: (direction) => void nextStall(app, direction),
    search: () => top.search.focus(),
    drawer: () => {
      details.hidden = !details.hidden;
    },
    help: () => sheet.showModal(),
  };
  const bindings = keyBindings(app, acts);
  const sheet = helpSheet(bindings);
  listenToKeys(bindings);
  listenToPointer(app, lanes, tooltip, loop.invalidate);
  app.ui.listen((now, before) => {
    if (now.theme !== before.theme || now.vision !== before.vision)
      applyTheme(now.theme, now.vision);
    failure.textContent = now.failure;
    failure.hidden = now.failure === "";
  });
  const timeline = h(
    "section",
    { class: "timeline", "aria-label": "Timeline" },
    strip.element,
    ruler.element,
    lanes.element,
    legend(app),
  );
  const main = h(
    "main",
    {},
    sidePanel(app, stallPanel(app)),
    h("div", { class: "right" }, timeline, details),
  );
  fill(
    root,
    top.element,
    pageTabs(app),
    banner(app.overview),
    failure,
    main,
    tooltip.element,
    sheet,
  );
  loop.invalidate();
}

async function neighbour(app: AppContext, direction: 1 | -1): Promise<void> {
  const { span } = app.ui.value;
  if (span?.from === undefined || span.to === undefined) return;
  const at = direction > 0 ? span.to : span.from - 1;
  if (at >= 0 && at < app.duration)
    await app.selectSpan({ thread: span.thread, at: nanos(at) }, { zoom: false });
}

async function nextStall(app: AppContext, direction: 1 | -1): Promise<void> {
  const { stalls } = app.overview;
  const index = stalls.findIndex((stall) => stall.id === app.view.value.stall) + direction;
  const next = stalls[Math.min(Math.max(index, 0), stalls.length - 1)];
  if (next) await app.selectStall(next.id, { jump: true });
}

/** The address follows the view; the token, once used, leaves it. */
function keepAddress(app: AppContext): void {
  let timer = 0;
  const write = (): void =>
    history.replaceState(null, "", `${location.pathname}${toHash(app.view.value)}`);
  app.view.listen(() => {
    clearTimeout(timer);
    timer = window.setTimeout(write, ADDRESS_DELAY_MS);
  });
  write();
}
