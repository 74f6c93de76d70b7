// The lanes: a scrolling column of labels with a canvas over it. Only visible rows have elements and
// are drawn; the canvas is repainted by the page's one frame loop.
import { TileStore } from "../api/tileStore.ts";
import { h } from "../base/dom.ts";
import type { Nanos } from "../base/time.ts";
import type { StallDetails } from "../model/details.ts";
import { stateInfo } from "../model/states.ts";
import { type Palette, palette } from "../render/palette.ts";
import { type AreaMark, drawOverlay, type Overlay } from "../render/selectionOverlay.ts";
import { TimelineRenderer, type VisibleLane } from "../render/timelineRenderer.ts";
import { ROW_PX, rowTopPx, scrollToShow, visibleRows } from "../timeline/laneLayout.ts";
import { buildRows, type Row } from "../timeline/laneRows.ts";
import type { TimeScale } from "../timeline/timeScale.ts";
import { buildOverlay } from "./chainOverlay.ts";
import type { AppContext } from "./context.ts";
import { LaneLabels } from "./laneLabels.ts";

export class LanesView {
  readonly element: HTMLElement;
  readonly scroll: HTMLElement;
  private readonly space = h("div", { class: "lanes-space" });
  private readonly canvas = h("canvas", { class: "lanes-canvas", "aria-hidden": true });
  private readonly labels: LaneLabels;
  private readonly renderer: TimelineRenderer;
  private readonly context: CanvasRenderingContext2D;
  private readonly tiles: TileStore;
  private readonly blocking: TileStore;
  private readonly app: AppContext;
  private readonly invalidate: () => void;
  private rows: readonly Row[] = [];
  private readonly rowOfThread = new Map<number, number>();
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
    this.labels = new LaneLabels(app, this.space, (key) => this.toggleFold(key));
    this.scroll = h(
      "div",
      { class: "lanes-scroll", tabindex: 0, role: "region", "aria-label": "Threads over time" },
      this.space,
    );
    this.element = h("div", { class: "lanes" }, this.scroll, this.canvas);
    const fail = (error: unknown): void => app.fail(error);
    this.tiles = new TileStore((l, w, s) => app.client.tiles("tiles", l, w, s), invalidate, fail);
    this.blocking = new TileStore(
      (l, w, s) => app.client.tiles("blocking", l, w, s),
      invalidate,
      fail,
    );
    this.scroll.addEventListener("scroll", invalidate, { passive: true });
    new ResizeObserver(invalidate).observe(this.element);
    this.listen();
    this.rebuild();
  }

  private listen(): void {
    this.app.view.listen((now, before) => {
      if (now.sort !== before.sort || now.filter !== before.filter) this.rebuild();
      if (now.span !== before.span && now.span) this.reveal(now.span.thread);
      this.invalidate();
    });
    this.app.ui.listen((now, before) => {
      if (now.theme !== before.theme || now.vision !== before.vision) {
        this.colours = palette(now.theme, now.vision);
        this.renderer.setPalette(this.colours);
      }
      if (now.stall !== before.stall || now.openFolds !== before.openFolds) this.rebuild();
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
    const y = clientY - this.scroll.getBoundingClientRect().top + this.scroll.scrollTop;
    const row = this.rows[Math.floor(y / ROW_PX)];
    return row?.kind === "lane" ? row.thread : null;
  }

  /** Lanes whose rows lie between two points of the page. */
  threadsBetween(clientY: number, otherY: number): number[] {
    const top = this.scroll.getBoundingClientRect().top - this.scroll.scrollTop;
    const first = Math.floor((Math.min(clientY, otherY) - top) / ROW_PX);
    const last = Math.floor((Math.max(clientY, otherY) - top) / ROW_PX);
    const rows = this.rows.slice(Math.max(0, first), last + 1);
    return rows.flatMap((row) => (row.kind === "lane" ? [row.thread] : []));
  }

  tileOf(thread: number) {
    return this.tiles.tile(thread);
  }

  blockingOf(thread: number) {
    return this.blocking.tile(thread);
  }

  /** Scrolls as little as possible so that a thread's lane is visible. */
  reveal(thread: number): void {
    let row = this.rowOfThread.get(thread);
    if (row === undefined) {
      this.openFoldsFor(thread);
      row = this.rowOfThread.get(thread);
    }
    if (row === undefined) return;
    const top = scrollToShow(row, this.scroll.scrollTop, this.scroll.clientHeight);
    if (top !== null) this.scroll.scrollTop = top;
  }

  /** Rows with text for tests and screen readers: what is shown, in order. */
  get rowCount(): number {
    return this.rows.length;
  }

  draw(): void {
    const { clientHeight, scrollTop } = this.scroll;
    if (clientHeight === 0) return;
    this.resizeCanvas(clientHeight);
    const range = visibleRows(scrollTop, clientHeight, this.rows.length);
    const lanes: VisibleLane[] = [];
    const threads: number[] = [];
    for (let index = range.first; index < range.end; index++) {
      const row = this.rows[index];
      if (!row) continue;
      const y = rowTopPx(index) - scrollTop;
      const thread = row.kind === "lane" ? row.thread : -1;
      if (thread >= 0) threads.push(thread);
      lanes.push({
        row,
        index,
        y,
        tile: thread < 0 ? null : this.tiles.tile(thread),
        blocking: thread < 0 ? null : this.blocking.tile(thread),
      });
    }
    const { scale } = this;
    const { duration } = this.app;
    this.tiles.want(threads, scale.from, scale.to, scale.widthPx, duration);
    this.blocking.want(threads, scale.from, scale.to, scale.widthPx, duration);
    this.labels.show(this.rows, range);
    this.renderer.draw({
      scale,
      heightPx: clientHeight,
      lanes,
      durationNanos: duration,
      pauses: this.app.overview.pauses,
      emphasised: this.emphasised(),
    });
    drawOverlay(this.context, this.overlay(scrollTop), scale, clientHeight, this.colours);
  }

  private overlay(scrollTop: number): Overlay {
    const yOf = (thread: number): number | null => {
      const row = this.rowOfThread.get(thread);
      return row === undefined ? null : rowTopPx(row) - scrollTop;
    };
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
    const { view, ui, overview } = this.app;
    this.rows = buildRows(overview, {
      sort: view.value.sort,
      filter: view.value.filter,
      ...threadsOfStall(ui.value.stall),
      open: ui.value.openFolds,
    });
    this.rowOfThread.clear();
    this.rows.forEach((row, index) => {
      if (row.kind === "lane") this.rowOfThread.set(row.thread, index);
    });
    this.space.style.height = `${this.rows.length * ROW_PX}px`;
    this.labels.reset();
    this.invalidate();
  }

  private toggleFold(key: string): void {
    const openFolds = new Set(this.app.ui.value.openFolds);
    if (!openFolds.delete(key)) openFolds.add(key);
    this.app.ui.update({ openFolds });
  }

  /** A lane inside a closed fold, or filtered away, is not there to be shown: make it so. */
  private openFoldsFor(thread: number): void {
    if (!this.app.name(thread).toLowerCase().includes(this.app.view.value.filter.toLowerCase())) {
      this.app.view.update({ filter: "" });
    }
    const closed = this.rows.filter((row) => row.kind === "fold" && !row.open);
    if (this.rowOfThread.has(thread) || closed.length === 0) return;
    const openFolds = new Set(this.app.ui.value.openFolds);
    for (const row of closed) if (row.kind === "fold") openFolds.add(row.key);
    this.app.ui.update({ openFolds });
  }
}

/** Culprits and victims, those of the worst moment first. */
function threadsOfStall(stall: StallDetails | null): { culprits: number[]; victims: number[] } {
  if (!stall) return { culprits: [], victims: [] };
  const first = stall.worst?.root?.thread;
  const culprits = first === undefined || first === null ? [] : [first];
  const victims = [
    ...(stall.worst ? [stall.worst.thread] : []),
    ...stall.victims.map((v) => v.thread),
  ];
  return {
    culprits: [...new Set([...culprits, ...stall.culprits])],
    victims: [...new Set(victims)],
  };
}
