// The lanes: a scrolling column of labels with a canvas over it. Only visible rows have elements and
// are drawn; the canvas is repainted by the page's one frame loop.
import { FIRST_GROUP_LANE } from "../api/tileCodec.ts";
import { TileStore } from "../api/tileStore.ts";
import { h } from "../base/dom.ts";
import type { Nanos } from "../base/time.ts";
import { stateInfo } from "../model/states.ts";
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

export class LanesView {
  readonly element: HTMLElement;
  readonly scroll: HTMLElement;
  private readonly space = h("div", { class: "lanes-space" });
  private readonly pinnedLabels = h("div", { class: "lanes-pinned" });
  private readonly canvas = h("canvas", { class: "lanes-canvas", "aria-hidden": true });
  private readonly labels: LaneLabels;
  private readonly renderer: TimelineRenderer;
  private readonly context: CanvasRenderingContext2D;
  private readonly tiles: TileStore;
  private readonly blocking: TileStore;
  private readonly app: AppContext;
  private readonly invalidate: () => void;
  private readonly model = new LaneModel();
  private colours: Palette;
  private scrollBarPx = -1;
  /** Instant under the pointer, anywhere on the page; drawn as a line. */
  cursor: Nanos | null = null;
  /** The area being dragged out. */
  rubber: AreaMark | null = null;

  constructor(app: AppContext, invalidate: () => void) {
    this.app = app;
    this.invalidate = invalidate;
    const context = this.canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("this browser cannot draw: no 2-D canvas");
    this.context = context;
    this.colours = palette(app.ui.value.theme, app.ui.value.vision);
    this.renderer = new TimelineRenderer(context, app.overview.states, this.colours);
    this.labels = new LaneLabels(app, (key) => this.toggleFold(key));
    this.scroll = h(
      "div",
      { class: "lanes-scroll", tabindex: 0, role: "region", "aria-label": "Threads over time" },
      this.space,
    );
    this.element = h("div", { class: "lanes" }, this.scroll, this.canvas, this.pinnedLabels);
    const fail = (error: unknown): void => app.fail(error);
    this.tiles = new TileStore((l, w, s) => app.client.tiles("tiles", l, w, s), invalidate, fail);
    this.blocking = new TileStore(
      (l, w, s) => app.client.tiles("blocking", l, w, s),
      invalidate,
      fail,
    );
    this.scroll.addEventListener("scroll", invalidate, { passive: true });
    const sizes = new ResizeObserver(invalidate);
    sizes.observe(this.element);
    sizes.observe(this.canvas);
    this.listen();
    this.rebuild();
  }

  private listen(): void {
    this.app.view.listen((now, before) => {
      const rows = ["sort", "filter", "pinned"] as const;
      if (rows.some((key) => now[key] !== before[key])) this.rebuild();
      if (now.span !== before.span && now.span) this.reveal(now.span.thread);
      this.invalidate();
    });
    this.app.ui.listen((now, before) => {
      if (now.theme !== before.theme || now.vision !== before.vision) {
        this.colours = palette(now.theme, now.vision);
        this.renderer.setPalette(this.colours);
      }
      const rows = ["stall", "openFolds", "inFamilies", "related"] as const;
      if (rows.some((key) => now[key] !== before[key])) this.rebuild();
      this.invalidate();
    });
  }

  /** Width of the drawing in pixels. */
  get widthPx(): number {
    return Math.max(1, this.canvas.clientWidth);
  }

  get scale(): TimeScale {
    const { from, to } = this.app.view.value;
    return { from, to, widthPx: this.widthPx };
  }

  /** Left edge of the drawing, in the page. */
  get leftPx(): number {
    return this.canvas.getBoundingClientRect().left;
  }

  /** The lane under a point of the page, or null. */
  threadAt(clientY: number): number | null {
    const row = this.rowAt(clientY);
    return row?.kind === "lane" ? row.thread : null;
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

  tileOf(thread: number) {
    return this.tiles.tile(thread);
  }

  blockingOf(thread: number) {
    return this.blocking.tile(thread);
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
    this.resizeCanvas(clientHeight);
    const { model } = this;
    const scrolled = this.visible(model.scrolled(scrollTop, clientHeight), scrollTop);
    const pinned = this.visible({ first: 0, end: model.pinned }, scrollTop);
    this.want([...pinned, ...scrolled]);
    this.labels.show(this.space, model.rows, model.scrolled(scrollTop, clientHeight));
    this.labels.show(this.pinnedLabels, model.rows, { first: 0, end: model.pinned });
    this.pinnedLabels.style.height = `${model.pinnedPx}px`;
    this.drawPart(scrolled, model.pinnedPx, clientHeight);
    if (pinned.length > 0) this.drawPart(pinned, 0, model.pinnedPx);
    const overlay = this.overlay(scrollTop);
    drawOverlay(this.context, overlay, this.scale, clientHeight, this.colours);
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
        blocking: lane === null || lane < 0 ? null : this.blocking.tile(lane),
      });
    }
    return lanes;
  }

  private want(visible: readonly VisibleLane[]): void {
    const { scale } = this;
    const { duration } = this.app;
    const lanes = visible.flatMap(({ row }) => laneOf(row) ?? []);
    this.tiles.want(lanes, scale.from, scale.to, scale.widthPx, duration);
    const threads = lanes.filter((lane) => lane >= 0);
    this.blocking.want(threads, scale.from, scale.to, scale.widthPx, duration);
  }

  private drawPart(lanes: readonly VisibleLane[], topPx: number, bottomPx: number): void {
    this.renderer.draw({
      scale: this.scale,
      topPx,
      bottomPx,
      lanes,
      durationNanos: this.app.duration,
      pauses: this.app.overview.pauses,
      emphasised: this.emphasised(),
    });
  }

  private overlay(scrollTop: number): Overlay {
    const yOf = (thread: number): number | null => this.model.yOf(thread, scrollTop);
    return buildOverlay(this.app, yOf, this.cursor, this.rubber);
  }

  private emphasised(): ReadonlySet<string> | null {
    const { families } = this.app.ui.value;
    if (families.size === 0) return null;
    const { states } = this.app.overview;
    return new Set(states.filter((name) => families.has(stateInfo(name).family)));
  }

  private resizeCanvas(heightPx: number): void {
    const bar = this.scroll.offsetWidth - this.scroll.clientWidth;
    if (bar !== this.scrollBarPx) {
      this.scrollBarPx = bar;
      document.documentElement.style.setProperty("--scrollbar", `${bar}px`);
    }
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(this.widthPx * ratio);
    const height = Math.round(heightPx * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  private rebuild(): void {
    this.model.rebuild(this.app);
    this.space.style.height = `${this.model.heightPx}px`;
    this.labels.reset();
    this.invalidate();
  }

  private toggleFold(key: string): void {
    const openFolds = new Set(this.app.ui.value.openFolds);
    if (!openFolds.delete(key)) openFolds.add(key);
    this.app.ui.update({ openFolds });
  }

  /** A lane that is folded away or filtered out cannot be shown: make it so. */
  private makeRoomFor(thread: number): void {
    const { view, ui, overview } = this.app;
    const name = this.app.name(thread).toLowerCase();
    if (!name.includes(effectiveFilter(overview, view.value.filter))) view.update({ filter: "" });
    if (ui.value.related && !ui.value.related.has(thread)) void this.app.showAround(null);
    if (ui.value.inFamilies && !ui.value.inFamilies.has(thread)) {
      void this.app.showFamilies(new Set());
    }
    if (this.model.rowOf(thread) !== undefined) return;
    const openFolds = new Set(ui.value.openFolds);
    openFolds.add(`group ${overview.threads.group[thread] ?? -1}`);
    ui.update({ openFolds });
    if (this.model.rowOf(thread) !== undefined) return;
    openFolds.add("quiet");
    openFolds.add("machine");
    ui.update({ openFolds: new Set(openFolds) });
  }
}

/** The lane a row draws: a thread's, a group's, or none. */
function laneOf(row: Row): number | null {
  if (row.kind === "lane") return row.thread;
  return row.kind === "group" && !row.open ? FIRST_GROUP_LANE - row.group : null;
}
