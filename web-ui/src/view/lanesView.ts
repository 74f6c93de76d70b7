// The lanes: a scrolling column of labels with a canvas over it. Only visible rows have elements and
// are drawn; the canvas is repainted by the page's one frame loop.
import { FIRST_GROUP_LANE, FIRST_RESOURCE_LANE } from "../api/tileCodec.ts";
import { isGroup, TileStore } from "../api/tileStore.ts";
import { h } from "../base/dom.ts";
import { type Nanos, nanos } from "../base/time.ts";
import { CARRIER, nameMatcher, type Pauses, VIRTUAL } from "../model/recording.ts";
import { stateInfo } from "../model/states.ts";
import { LaneCanvas, rendererChoice } from "../render/laneCanvas.ts";
import { onGrid } from "../render/movedPicture.ts";
import { type Palette, palette } from "../render/palette.ts";
import { type AreaMark, drawOverlay, type Overlay } from "../render/selectionOverlay.ts";
import { TimelineRenderer, type VisibleLane } from "../render/timelineRenderer.ts";
import { ROW_PX, type RowRange, scrollToShow } from "../timeline/laneLayout.ts";
import { effectiveFilter, type Row } from "../timeline/laneRows.ts";
import type { TimeScale } from "../timeline/timeScale.ts";
import { buildOverlay } from "./chainOverlay.ts";
import type { AppContext } from "./context.ts";
import { LaneLabels } from "./laneLabels.ts";
import { LaneModel } from "./laneModel.ts";
import { LanesPicture, type Setting } from "./lanesPicture.ts";
import { pinnedHandle } from "./pinnedHandle.ts";
import { type Appearance, looksOther } from "./theme.ts";

/** So long the rest of the threads waits for a quiet moment. */
const MOST_IDLE_MS = 1_000;

export class LanesView {
  readonly element: HTMLElement;
  readonly scroll: HTMLElement;
  private readonly space = h("div", { class: "lanes-space" });
  private readonly pinnedLabels = h("div", { class: "lanes-pinned" });
  private readonly picture: LaneCanvas;
  private readonly pinnedHandle: HTMLElement;
  private readonly labels: LaneLabels;
  private readonly renderer: TimelineRenderer;
  private readonly lanes: LanesPicture;
  private readonly tiles: TileStore;
  private readonly blocking: TileStore;
  private readonly keptCarriers: TileStore;
  private readonly app: AppContext;
  private readonly invalidate: () => void;
  private readonly model = new LaneModel();
  private colours: Palette;
  private readonly longestPause: Nanos;
  private scrollBarPx = -1;
  private sizes = "";
  private drawn = false;
  /** Instant under the pointer, anywhere on the page; drawn as a line. */
  cursor: Nanos | null = null;
  /** The area being dragged out. */
  rubber: AreaMark | null = null;

  constructor(app: AppContext, invalidate: () => void) {
    this.app = app;
    this.invalidate = invalidate;
    this.picture = new LaneCanvas(rendererChoice(location.search), invalidate);
    this.longestPause = longest(app.overview.pauses);
    this.colours = coloursOf(app.ui.value);
    this.renderer = new TimelineRenderer(app.overview.states, this.colours, (thread) =>
      app.name(thread),
    );
    this.lanes = new LanesPicture(this.picture, this.renderer, invalidate);
    this.labels = new LaneLabels(app, (key) => app.toggleFold(key));
    this.scroll = h(
      "div",
      { class: "lanes-scroll", tabindex: 0, role: "region", "aria-label": "Threads over time" },
      this.space,
    );
    this.pinnedHandle = pinnedHandle(app, () => this.model.pinnedRows);
    this.element = h(
      "div",
      { class: "lanes" },
      this.scroll,
      this.picture.element,
      this.pinnedLabels,
      this.pinnedHandle,
    );
    const fail = (error: unknown): void => app.fail(error);
    this.tiles = new TileStore((l, w, s) => app.client.tiles("tiles", l, w, s), invalidate, fail);
    this.blocking = new TileStore(
      (l, w, s) => app.client.tiles("blocking", l, w, s),
      invalidate,
      fail,
    );
    this.keptCarriers = new TileStore(
      (l, w, s) => app.client.tiles("pinned", l, w, s),
      invalidate,
      fail,
    );
    this.scroll.addEventListener("scroll", invalidate, { passive: true });
    const sizes = new ResizeObserver(invalidate);
    sizes.observe(this.element);
    sizes.observe(this.picture.element);
    this.listen();
    this.rebuild();
  }

  private listen(): void {
    this.app.view.listen((now, before) => {
      const rows = ["sort", "filter", "pinned", "pinnedNames", "pinnedRows", "open"] as const;
      if (rows.some((key) => now[key] !== before[key])) {
        void this.app.allThreads();
        this.rebuild();
      }
      if (now.span !== before.span && now.span) this.reveal(now.span.thread);
      this.invalidate();
    });
    this.app.ui.listen((now, before) => {
      if (looksOther(now, before)) {
        this.colours = coloursOf(now);
        this.renderer.setPalette(this.colours);
      }
      const rows = ["stall", "inFamilies", "related", "allThreads"] as const;
      if (now.inFamilies !== before.inFamilies || now.related !== before.related) {
        void this.app.allThreads();
      }
      if (rows.some((key) => now[key] !== before[key])) this.rebuild();
      this.invalidate();
    });
  }

  /** Width of the drawing in pixels. */
  get widthPx(): number {
    return this.picture.widthPx;
  }

  /** The window, moved by less than a pixel to where pictures differ by whole ones. */
  get scale(): TimeScale {
    const { from, to } = this.app.view.value;
    return onGrid({ from, to, widthPx: this.widthPx }, this.picture.ratio);
  }

  /** Left edge of the drawing, in the page. */
  get leftPx(): number {
    return this.picture.leftPx;
  }

  /** The lane under a point of the page, or null. */
  threadAt(clientY: number): number | null {
    const row = this.rowAt(clientY);
    return row?.kind === "lane" ? row.thread : null;
  }

  /** The object whose lane is under a point of the page, or null. */
  resourceAt(clientY: number): number | null {
    const row = this.rowAt(clientY);
    return row?.kind === "resource" ? row.resource : null;
  }

  /** True over the lanes that do not scroll with the others. */
  isPinnedAt(clientY: number): boolean {
    return clientY - this.scroll.getBoundingClientRect().top < this.model.pinnedPx;
  }

  /** Scrolls the pinned lanes by rows. */
  scrollPinned(rows: number): void {
    this.model.scrollPinned(rows);
    this.labels.reset();
    this.invalidate();
  }

  private rowAt(clientY: number): Row | undefined {
    const y = clientY - this.scroll.getBoundingClientRect().top;
    return this.model.rowAt(y, this.scroll.scrollTop);
  }

  /** Lanes whose rows lie between two points of the page. */
  threadsBetween(clientY: number, otherY: number): number[] {
    const found = new Set<number>();
    const last = Math.max(clientY, otherY);
    for (let y = Math.min(clientY, otherY); y < last + ROW_PX; y += ROW_PX) {
      const thread = this.threadAt(Math.min(y, last));
      if (thread !== null) found.add(thread);
    }
    return [...found];
  }

  /** Tile of a lane: a thread's row, or an object's as `laneOfResource` gives it. */
  tileOf(lane: number) {
    return this.tiles.tile(lane);
  }

  blockingOf(lane: number) {
    return this.blocking.tile(lane);
  }

  /** Scrolls as little as possible so that a thread's lane is visible. */
  reveal(thread: number): void {
    if (this.model.rowOf(thread) === undefined) this.makeRoomFor(thread);
    const row = this.model.rowOf(thread);
    if (row === undefined || row < this.model.pinned) return;
    const { pinnedPx } = this.model;
    const { scrollTop, clientHeight } = this.scroll;
    const top = scrollToShow(row, scrollTop + pinnedPx, clientHeight - pinnedPx);
    if (top !== null) this.scroll.scrollTop = top - pinnedPx;
  }

  draw(): void {
    const { clientHeight, scrollTop } = this.scroll;
    if (clientHeight === 0) return;
    this.keepOffScrollBar();
    const { model, scale } = this;
    model.viewPx = clientHeight;
    const scrolled = this.visible(model.scrolled(scrollTop, clientHeight), scrollTop);
    const pinned = this.visible(model.pinnedRange, scrollTop);
    this.want([...pinned, ...scrolled], scale);
    this.drawnFirst([...pinned, ...scrolled]);
    this.lanes.draw({
      setting: this.setting(scale),
      pinned,
      pinnedPx: model.pinnedPx,
      scrolled,
      heightPx: clientHeight,
      colours: this.colours,
      others: [this.app.view.value.families],
    });
    drawOverlay(this.picture.ink, this.overlay(scrollTop), scale, clientHeight, this.colours);
    this.showLabels(clientHeight, scrollTop);
  }

  /** Once every visible lane is drawn there is time for the threads that nobody sees yet. */
  private drawnFirst(lanes: readonly VisibleLane[]): void {
    if (this.drawn || lanes.some(({ row, tile }) => laneOf(row) !== null && !tile)) return;
    this.drawn = true;
    requestIdleCallback(() => void this.app.allThreads(), { timeout: MOST_IDLE_MS });
  }

  /** After everything that reads the page: what is written here makes it lay out anew. */
  private showLabels(clientHeight: number, scrollTop: number): void {
    const { model } = this;
    const tops = (index: number): number => model.topOf(index, 0);
    this.labels.show(this.space, model.rows, model.scrolled(scrollTop, clientHeight), tops);
    this.labels.show(this.pinnedLabels, model.rows, model.pinnedRange, tops);
    const sizes = `${model.pinned} ${model.pinnedPx} ${model.heightPx}`;
    if (sizes === this.sizes) return;
    this.sizes = sizes;
    this.pinnedLabels.style.height = `${model.pinnedPx}px`;
    this.pinnedHandle.hidden = model.pinned === 0;
    this.pinnedHandle.style.top = `${model.pinnedPx - 3}px`;
    this.space.style.height = `${model.heightPx}px`;
  }

  private visible(range: RowRange, scrollTop: number): VisibleLane[] {
    const lanes: VisibleLane[] = [];
    for (let index = range.first; index < range.end; index++) {
      const row = this.model.rows[index];
      if (!row) continue;
      const lane = laneOf(row);
      lanes.push({
        row,
        index,
        y: this.model.topOf(index, scrollTop),
        tile: lane === null ? null : this.tiles.tile(lane),
        blocking: lane === null || isGroup(lane) ? null : this.blocking.tile(lane),
        keptCarrier: lane === null || lane < 0 ? null : this.keptCarriers.tile(lane),
      });
    }
    return lanes;
  }

  private want(visible: readonly VisibleLane[], scale: TimeScale): void {
    const { duration } = this.app;
    const lanes = visible.flatMap(({ row }) => laneOf(row) ?? []);
    this.tiles.want(lanes, scale.from, scale.to, scale.widthPx, duration);
    const single = lanes.filter((lane) => !isGroup(lane));
    this.blocking.want(single, scale.from, scale.to, scale.widthPx, duration);
    if (this.app.overview.pinnedWaits === 0) return;
    const { flags } = this.app.overview.threads;
    const mounted = single.filter((lane) => ((flags[lane] ?? 0) & (VIRTUAL | CARRIER)) !== 0);
    this.keptCarriers.want(mounted, scale.from, scale.to, scale.widthPx, duration);
  }

  private setting(scale: TimeScale): Setting {
    return {
      scale,
      durationNanos: this.app.duration,
      pauses: this.app.overview.pauses,
      longestPause: this.longestPause,
      emphasised: this.emphasised(),
    };
  }

  private overlay(scrollTop: number): Overlay {
    const yOf = (thread: number): number | null => this.model.yOf(thread, scrollTop);
    return buildOverlay(this.app, yOf, this.cursor, this.rubber);
  }

  private emphasised(): ReadonlySet<string> | null {
    const { families } = this.app.view.value;
    if (families.length === 0) return null;
    const { states } = this.app.overview;
    return new Set(states.filter((name) => families.includes(stateInfo(name).family)));
  }

  /** The picture ends where the scroll bar begins. */
  private keepOffScrollBar(): void {
    const bar = this.scroll.offsetWidth - this.scroll.clientWidth;
    if (bar === this.scrollBarPx) return;
    this.scrollBarPx = bar;
    document.documentElement.style.setProperty("--scrollbar", `${bar}px`);
  }

  private rebuild(): void {
    this.model.rebuild(this.app);
    this.labels.reset();
    this.invalidate();
  }

  /** A lane that is folded away or filtered out cannot be shown: make it so. */
  private makeRoomFor(thread: number): void {
    const { view, ui, overview } = this.app;
    const matches = nameMatcher(effectiveFilter(overview, view.value.filter));
    if (matches && !matches(this.app.name(thread).toLowerCase())) view.update({ filter: "" });
    if (ui.value.related && !ui.value.related.has(thread)) void this.app.showAround(null);
    if (ui.value.inFamilies && !ui.value.inFamilies.has(thread)) {
      void this.app.showFamilies([]);
    }
    if (this.model.rowOf(thread) !== undefined) return;
    if (!overview.threads.complete) {
      void this.app.allThreads().then(() => {
        if (this.app.overview.threads.complete) this.reveal(thread);
      });
      return;
    }
    const group = `group ${overview.threads.group[thread] ?? -1}`;
    const open = new Set([...view.value.open, group]);
    view.update({ open: [...open] });
    if (this.model.rowOf(thread) !== undefined) return;
    view.update({ open: [...open.add("quiet").add("machine")] });
  }
}

/** The lane a row draws: a thread's, a group's, or none. */
function laneOf(row: Row): number | null {
  if (row.kind === "lane") return row.thread;
  if (row.kind === "resource") return laneOfResource(row.resource);
  return row.kind === "group" && !row.open ? FIRST_GROUP_LANE - row.group : null;
}

/** The lane that shows who owned an object. */
export function laneOfResource(resource: number): number {
  return FIRST_RESOURCE_LANE - resource;
}

function coloursOf({ theme, vision, colours }: Appearance): Palette {
  return palette(theme, vision, colours);
}

function longest(pauses: Pauses): Nanos {
  let most = 0;
  for (let pause = 0; pause < pauses.from.length; pause++) {
    most = Math.max(most, (pauses.to[pause] ?? 0) - (pauses.from[pause] ?? 0));
  }
  return nanos(most);
}
