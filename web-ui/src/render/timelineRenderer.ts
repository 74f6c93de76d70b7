// Draws the visible lanes with the 2-D canvas: rows, rectangles batched by state, patterns, labels,
// pauses over all lanes, then what belongs to the selection. Knows nothing of the DOM around it.
import type { LaneTile } from "../api/tileCodec.ts";
import { type Nanos, nanos } from "../base/time.ts";
import type { Pauses } from "../model/recording.ts";
import { stateInfo } from "../model/states.ts";
import { LANE_PX, LANE_TOP_PX, ROW_PX, STRIP_PX, STRIP_TOP_PX } from "../timeline/laneLayout.ts";
import type { Row } from "../timeline/laneRows.ts";
import { type TimeScale, ticks, toPx } from "../timeline/timeScale.ts";
import { type LaneSink, paintDensity, paintLane } from "./lanePainter.ts";
import type { Palette } from "./palette.ts";
import { Patterns } from "./patterns.ts";
import { RectBatch } from "./rectBatch.ts";

export interface VisibleLane {
  readonly row: Row;
  readonly index: number;
  readonly y: number;
  readonly tile: LaneTile | null;
  readonly blocking: LaneTile | null;
}

export interface Scene {
  readonly scale: TimeScale;
  /** The part of the view to draw. */
  readonly topPx: number;
  readonly bottomPx: number;
  readonly lanes: readonly VisibleLane[];
  readonly durationNanos: Nanos;
  readonly pauses: Pauses;
  /** States to draw in full; others are faded. Null draws all in full. */
  readonly emphasised: ReadonlySet<string> | null;
}

/** Widest gap between ruler marks that still helps the eye. */
const GRID_GAP_PX = 96;

export class TimelineRenderer {
  private readonly context: CanvasRenderingContext2D;
  private readonly states: readonly string[];
  private readonly batches: RectBatch[];
  private readonly strip = new RectBatch();
  private readonly labels: { x: number; y: number; width: number; state: number }[] = [];
  private readonly openEnds: { x: number; y: number; width: number }[] = [];
  private readonly sink: LaneSink;
  private palette: Palette;
  private patterns: Patterns;

  constructor(context: CanvasRenderingContext2D, states: readonly string[], palette: Palette) {
    this.context = context;
    this.states = states;
    this.palette = palette;
    this.patterns = new Patterns(context, palette);
    this.batches = states.map(() => new RectBatch());
    this.sink = {
      batches: this.batches,
      isStall: states.map((name) => stateInfo(name).stall),
      label: (x, y, width, state) => this.labels.push({ x, y, width, state }),
      openEnd: (x, y, width) => this.openEnds.push({ x, y, width }),
    };
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.patterns = new Patterns(this.context, palette);
  }

  draw(scene: Scene): void {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(0, scene.topPx, scene.scale.widthPx, scene.bottomPx - scene.topPx);
    context.clip();
    context.fillStyle = this.palette.paper;
    context.fillRect(0, scene.topPx, scene.scale.widthPx, scene.bottomPx - scene.topPx);
    this.rows(scene);
    this.grid(scene);
    this.lanes(scene);
    this.pauses(scene);
    this.labelTexts();
    context.restore();
  }

  private rows(scene: Scene): void {
    const { context } = this;
    for (const lane of scene.lanes) {
      if (lane.row.kind === "lane" || lane.row.kind === "group") {
        if (lane.row.kind === "lane" && lane.row.role === "culprit")
          context.fillStyle = this.palette.culpritRow;
        else if (lane.index % 2 === 1) context.fillStyle = this.palette.rowAlternate;
        else continue;
      } else {
        context.fillStyle = this.palette.sectionRow;
      }
      context.fillRect(0, lane.y, scene.scale.widthPx, ROW_PX);
    }
  }

  private grid(scene: Scene): void {
    const { context } = this;
    context.fillStyle = this.palette.grid;
    for (const at of ticks(scene.scale, GRID_GAP_PX).at) {
      context.fillRect(Math.round(toPx(scene.scale, at)), 0, 1, scene.bottomPx);
    }
  }

  private lanes(scene: Scene): void {
    const { context } = this;
    for (const batch of this.batches) batch.clear();
    this.strip.clear();
    this.labels.length = 0;
    this.openEnds.length = 0;
    for (const lane of scene.lanes) {
      if (lane.tile && lane.row.kind === "group") {
        paintDensity(lane.tile, scene.scale, lane.y + LANE_TOP_PX, this.sink);
      } else if (lane.tile) {
        paintLane(lane.tile, scene.scale, lane.y + LANE_TOP_PX, scene.durationNanos, this.sink);
      }
      if (lane.blocking) this.blockingStrip(lane.blocking, scene.scale, lane.y + STRIP_TOP_PX);
    }
    this.batches.forEach((batch, state) => {
      if (batch.size === 0) return;
      const name = this.states[state] ?? "";
      context.globalAlpha = scene.emphasised && !scene.emphasised.has(name) ? 0.16 : 1;
      context.fillStyle = this.palette.fill.get(name) ?? this.palette.grid;
      batch.fill(context);
      const pattern = this.patterns.of(name);
      if (pattern) {
        context.fillStyle = pattern;
        batch.fill(context);
      }
    });
    context.globalAlpha = 1;
    context.fillStyle = this.palette.blocking;
    this.strip.fill(context);
    for (const end of this.openEnds) this.fade(end.x, end.y, end.width);
  }

  /** "Others wait for this thread": the more of them, the thicker. */
  private blockingStrip(tile: LaneTile, scale: TimeScale, y: number): void {
    for (let item = 0; item < tile.starts.length; item++) {
      const left = toPx(scale, nanos(tile.from + (tile.starts[item] as number) * tile.tickNanos));
      const right = toPx(scale, nanos(tile.from + (tile.ends[item] as number) * tile.tickNanos));
      if (right < 0 || left > scale.widthPx) continue;
      const waiters = tile.counts[item] as number;
      const height = waiters === 1 ? STRIP_PX - 2 : waiters < 4 ? STRIP_PX - 1 : STRIP_PX;
      const x = Math.max(0, left);
      this.strip.add(x, y, Math.max(1, Math.min(right, scale.widthPx) - x), height);
    }
  }

  private fade(x: number, y: number, width: number): void {
    const length = Math.min(width, 28);
    const left = x + width - length;
    const gradient = this.context.createLinearGradient(left, 0, left + length, 0);
    // The paper itself without opacity: "transparent" would pass through black.
    gradient.addColorStop(0, `${this.palette.paper}00`);
    gradient.addColorStop(1, this.palette.paper);
    this.context.fillStyle = gradient;
    this.context.fillRect(left, y, length, LANE_PX);
  }

  private pauses(scene: Scene): void {
    const { context } = this;
    const { from, to, kind } = scene.pauses;
    for (let pause = 0; pause < from.length; pause++) {
      const left = toPx(scene.scale, from[pause] as Nanos);
      const right = toPx(scene.scale, to[pause] as Nanos);
      if (right < 0 || left > scene.scale.widthPx) continue;
      context.fillStyle =
        kind[pause] === "SAFEPOINT_SYNC" ? this.palette.safepoint : this.palette.pause;
      context.fillRect(left, 0, Math.max(1, right - left), scene.bottomPx);
    }
  }

  private labelTexts(): void {
    const { context } = this;
    context.font = "11px system-ui, sans-serif";
    context.textBaseline = "middle";
    for (const label of this.labels) {
      const info = stateInfo(this.states[label.state] ?? "");
      if (info.family === "running" || info.family === "unknown") continue;
      context.fillStyle = info.family === "idle" ? this.palette.faint : this.palette.onSpan;
      const text = label.width > 150 ? info.label : info.short;
      if (context.measureText(text).width > label.width - 10) continue;
      context.fillText(text, label.x + 6, label.y + LANE_PX / 2 + 0.5);
    }
  }
}
