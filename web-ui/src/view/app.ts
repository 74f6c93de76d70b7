// Puts the page together and keeps the address up to date.
import { Client, type OverviewHead, type RecordingName } from "../api/client.ts";
import { fill, h } from "../base/dom.ts";
import { Store } from "../base/store.ts";
import { type Nanos, nanos } from "../base/time.ts";
import type { Span, StallDetails } from "../model/details.ts";
import type { Overview } from "../model/recording.ts";
import { firstView, fromHash, toHash, type ViewState } from "../model/viewState.ts";
import { FrameLoop } from "../render/frameLoop.ts";
import { rendererChoice } from "../render/laneCanvas.ts";
import { around } from "../timeline/timeScale.ts";
import { banner } from "./banner.ts";
import { chips } from "./chips.ts";
import { coloursDialog } from "./coloursDialog.ts";
import { AppContext, ROOM, type UiState } from "./context.ts";
import { detailsPanel } from "./detailsPanel.ts";
import { listenToDrops } from "./dropFile.ts";
import { exportHtml, exportPng } from "./exportView.ts";
import { header } from "./header.ts";
import { helpSheet } from "./helpSheet.ts";
import { type KeyBinding, keyBindings, listenToKeys, type PageActs } from "./keys.ts";
import { LanesView } from "./lanesView.ts";
import { legend } from "./legend.ts";
import { liveBar } from "./liveBar.ts";
import { loadNotes, NoteDialog } from "./notes.ts";
import { OverviewStrip } from "./overviewStrip.ts";
import { CommandPalette } from "./palette.ts";
import { listenToPointer } from "./pointer.ts";
import { Ruler } from "./ruler.ts";
import { pageTabs, sidePanel } from "./sidePanel.ts";
import { stallPanel } from "./stallPanel.ts";
import {
  applyTheme,
  looksOther,
  preferredColours,
  preferredTheme,
  preferredVision,
} from "./theme.ts";
import { Tooltip } from "./tooltip.ts";

const ADDRESS_DELAY_MS = 250;

export async function start(root: HTMLElement): Promise<void> {
  const wanted = fromHash(location.hash);
  // Asked for at once, in the hope that there is such a recording: nothing waits for the list of them.
  const likely = wanted.recording ?? 0;
  const asked = firstAnswers(new Client(likely), wanted);
  asked.catch(() => undefined);
  const recordings = await Client.recordings();
  const id = recordings.find((r) => r.id === likely)?.id ?? recordings[0]?.id ?? 0;
  const client = new Client(id);
  const { overview, first } = await (id === likely ? asked : firstAnswers(client, wanted));
  const app = createContext(client, recordings, overview, { ...wanted, recording: id }, first);
  applyTheme(app.ui.value);
  document.title = `${overview.title} – Holdup`;
  build(app, root);
  void loadNotes(app);
  keepAddress(app);
  if (first) await app.restoreLanes(app.view.value);
  else await openFirstView(app, wanted);
}

/** All that the first screen shows. */
async function firstAnswers(
  client: Client,
  wanted: Partial<ViewState>,
): Promise<{ overview: Overview; first: FirstScreen | null }> {
  const threads = client.threads(needsAllThreads(wanted) ? "all" : "first");
  threads.catch(() => undefined);
  const head = await client.head();
  const first = isPlain(wanted) ? await firstScreen(client, head) : null;
  return { overview: { ...head, threads: await threads }, first };
}

interface FirstScreen {
  readonly stall: StallDetails;
  readonly span: Span;
  readonly at: Nanos;
}

/** True if the address asks for no place of its own: then the worst moment is shown. */
function isPlain(wanted: Partial<ViewState>): boolean {
  const { from, span, stall, area } = wanted;
  return from === undefined && !span && !stall && !area;
}

/** True if the lanes an address asks for are chosen among all threads. */
function needsAllThreads(wanted: Partial<ViewState>): boolean {
  const { filter, pinned, pinnedNames, open, around, families, sort } = wanted;
  const chosen = [pinned, open, families].some((list) => (list?.length ?? 0) > 0);
  return chosen || Boolean(filter || pinnedNames || around || (sort && sort !== "suffered"));
}

/** Null if nothing stalled, or it could not be told: then the page opens without it. */
async function firstScreen(client: Client, head: OverviewHead): Promise<FirstScreen | null> {
  if (!head.first) return null;
  const { stall, thread, at } = head.first;
  try {
    const [details, span] = await Promise.all([client.stall(stall), client.span(thread, at)]);
    return { stall: details, span, at };
  } catch {
    return null;
  }
}

/** The view of the first screen: the worst moment's span with room around it. */
function viewOf({ stall, span, at }: FirstScreen, duration: Nanos): Partial<ViewState> {
  const { from, to } = span;
  const window = from === undefined || to === undefined ? {} : around(from, to, ROOM, duration);
  return { stall: stall.id, span: { thread: span.thread, at }, ...window };
}

function createContext(
  client: Client,
  recordings: readonly RecordingName[],
  overview: Overview,
  wanted: Partial<ViewState>,
  first: FirstScreen | null,
): AppContext {
  const duration = overview.recording.durationNanos;
  const view = new Store<ViewState>({
    ...firstView(wanted.recording ?? 0, duration),
    ...wanted,
    ...(first ? viewOf(first, duration) : {}),
  });
  const ui = new Store<UiState>({
    theme: preferredTheme(),
    vision: preferredVision(),
    colours: preferredColours(),
    inFamilies: null,
    related: null,
    hits: null,
    hit: -1,
    stall: first?.stall ?? null,
    span: first?.span ?? null,
    allThreads: overview.threads.complete,
    resource: null,
    area: null,
    notes: null,
    failure: "",
  });
  return new AppContext(client, recordings, overview, view, ui);
}

/** What the address says; without an address the worst stall at its worst moment. */
async function openFirstView(app: AppContext, wanted: Partial<ViewState>): Promise<void> {
  const first = app.overview.stalls[0]?.id ?? 0;
  const known = app.overview.stalls.some((stall) => stall.id === wanted.stall);
  const jump = wanted.from === undefined && !wanted.span;
  await app.selectStall(known && wanted.stall ? wanted.stall : jump ? first : 0, { jump });
  const { span } = wanted;
  if (span && span.thread < app.overview.threads.count) {
    await app.selectSpan(span, { zoom: false });
  }
  if (wanted.area) await app.selectArea(wanted.area, wanted.lengths ?? null);
  await app.restoreLanes(app.view.value);
}

function build(app: AppContext, root: HTMLElement): void {
  const loop = new FrameLoop(() => {
    lanes.draw();
    ruler.draw(lanes.scale);
    strip.draw();
  });
  const lanes = new LanesView(app, loop.invalidate);
  const ruler = new Ruler(app);
  const strip = new OverviewStrip(app, loop.invalidate);
  const tooltip = new Tooltip(app);
  const details = detailsPanel(app);
  const top = header(app, app.recordings, {
    help: () => dialogs.sheet.showModal(),
    colours: () => dialogs.colours.showModal(),
  });
  const bindings = keyBindings(
    app,
    pageActs(app, lanes, top.search, details, () => dialogs),
  );
  const dialogs = makeDialogs(app, bindings);
  listenToKeys(bindings);
  listenToPointer(app, lanes, tooltip, loop.invalidate);
  const timeline = h(
    "section",
    { class: "timeline", "aria-label": "Timeline" },
    strip.element,
    chips(app),
    ruler.element,
    lanes.element,
    legend(app),
  );
  fill(
    root,
    top.element,
    pageTabs(app),
    banner(app.overview),
    failureLine(app),
    liveBar(app),
    h("main", {}, sidePanel(app, stallPanel(app)), h("div", { class: "right" }, timeline, details)),
    tooltip.element,
    dialogs.sheet,
    dialogs.palette.element,
    dialogs.note.element,
    dialogs.colours,
  );
  app.editNote = (note) => dialogs.note.edit(note);
  app.ui.listen((now, before) => {
    if (looksOther(now, before)) applyTheme(now);
  });
  listenToDrops(root, (error) => app.fail(error));
  loop.invalidate();
}

interface Dialogs {
  readonly sheet: HTMLDialogElement;
  readonly palette: CommandPalette;
  readonly note: NoteDialog;
  readonly colours: HTMLDialogElement;
}

function makeDialogs(app: AppContext, bindings: readonly KeyBinding[]): Dialogs {
  const sheet = helpSheet(bindings);
  const palette = new CommandPalette(app, bindings, [
    { text: "Save this view as one HTML file", hint: "", run: () => void exportHtml(app) },
    { text: "Save the timeline as a picture (PNG)", hint: "", run: () => void exportPng(app) },
  ]);
  return { sheet, palette, note: new NoteDialog(app), colours: coloursDialog(app) };
}

function failureLine(app: AppContext): HTMLElement {
  const line = h("p", { class: "failure", role: "alert", hidden: true });
  app.ui.listen((now) => {
    line.textContent = now.failure;
    line.hidden = now.failure === "";
  });
  return line;
}

function pageActs(
  app: AppContext,
  lanes: LanesView,
  search: HTMLInputElement,
  details: HTMLElement,
  dialogs: () => Dialogs,
): PageActs {
  return {
    cursor: () => lanes.cursor,
    focusSpan: () => {
      const { span } = app.ui.value;
      if (span?.from !== undefined && span.to !== undefined) app.show(span.from, span.to);
    },
    neighbour: (direction) => void neighbour(app, direction),
    stall: (direction) => void nextStall(app, direction),
    search: () => search.focus(),
    drawer: () => {
      details.hidden = !details.hidden;
    },
    help: () => dialogs().sheet.showModal(),
    spanArea: () => selectSpanAsArea(app),
    threads: () => dialogs().palette.open("threads"),
    commands: () => dialogs().palette.open("commands"),
    noteHere: () => {
      const at = lanes.cursor ?? app.view.value.span?.at ?? app.view.value.from;
      dialogs().note.create(at, at);
    },
    noteOver: () => {
      const { area, from, to } = app.view.value;
      const { span } = app.ui.value;
      dialogs().note.create(area?.from ?? span?.from ?? from, area?.to ?? span?.to ?? to);
    },
  };
}

function selectSpanAsArea(app: AppContext): void {
  const { span } = app.ui.value;
  if (span?.from === undefined || span.to === undefined) return;
  void app.selectArea({ from: span.from, to: span.to, lanes: [span.thread] });
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

/**
 * The address follows the view; the token, once used, leaves it. What lasts longer than a moment is
 * a step of the browser's history, so that Back and Forward are undo and redo.
 */
function keepAddress(app: AppContext): void {
  let timer = 0;
  const renderer = rendererChoice(location.search);
  const query = renderer === "auto" ? "" : `?renderer=${renderer}`;
  const address = (): string => `${location.pathname}${query}${toHash(app.view.value)}`;
  history.replaceState(null, "", address());
  app.view.listen(() => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (address() !== location.pathname + location.search + location.hash)
        history.pushState(null, "", address());
    }, ADDRESS_DELAY_MS);
  });
  window.addEventListener("popstate", () => {
    clearTimeout(timer);
    void app.restore({ ...fromHash(location.hash), recording: app.view.value.recording });
  });
}
