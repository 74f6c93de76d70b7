// Draws the visible lanes: rows, rectangles batched by state, pauses over all lanes, labels. Knows
// nothing of the DOM around it, and not what the painter draws with.
import type { LaneTile } from "../api/tileCodec.ts";
import { type Nanos, nanos } from "../base/time.ts";
import type { Pauses } from "../model/recording.ts";
import { stateInfo } from "../model/states.ts";
import { LANE_PX, LANE_TOP_PX, ROW_PX, STRIP_PX, STRIP_TOP_PX } from "../timeline/laneLayout.ts";
import type { Row } from "../timeline/laneRows.ts";
import { type TimeScale, ticks, toPx } from "../timeline/timeScale.ts";
import { firstVisible, type LaneSink, paintDensity, paintLane } from "./lanePainter.ts";
import { LaneTexts } from "./laneTexts.ts";
import type { Painter, Pattern } from "./painter.ts";
import type { Palette } from "./palette.ts";
import { RectBatch } from "./rectBatch.ts";

export interface VisibleLane {
  readonly row: Row;
  readonly index: number;
  readonly y: number;
  readonly tile: LaneTile | null;
  readonly blocking: LaneTile | null;
  /** Where a virtual thread kept its carrier. */
  readonly keptCarrier: LaneTile | null;
}

export interface Scene {
  readonly scale: TimeScale;
  /** The part of the view to draw. */
  readonly topPx: number;
  readonly bottomPx: number;
  /** True if something was drawn there before; else the ground is still paper. */
  readonly covers: boolean;
  readonly lanes: readonly VisibleLane[];
  readonly durationNanos: Nanos;
  readonly pauses: Pauses;
  /** Length of the longest pause. */
  readonly longestPause: Nanos;
  /** States to draw in full; others are faded. Null draws all in full. */
  readonly emphasised: ReadonlySet<string> | null;
}

/** Widest gap between ruler marks that still helps the eye. */
const GRID_GAP_PX = 96;

/** How a state is told apart besides its colour. */
const PATTERN_OF_STATE: Readonly<Record<string, Pattern>> = {
  BLOCKED_MONITOR: "stripes",
  UNKNOWN: "dots",
  STOPPED_VM: "bars",
};

/** What the other states are drawn with while some are emphasised. */
const FADED = 0.16;
const FADE_PX = 28;
const OWNER_LABEL_FROM_PX = 40;
const HATCH_LABEL_FROM_PX = 24;

export class TimelineRenderer {
  private readonly states: readonly string[];
  private readonly batches: RectBatch[];
  private readonly strip = new RectBatch();
  private readonly fades = new RectBatch();
  private readonly plain = new RectBatch();
  private readonly hatches = new RectBatch();
  private readonly ownerBatches: readonly RectBatch[];
  private readonly texts: LaneTexts;
  private readonly sink: LaneSink;
  private palette: Palette;

  constructor(states: readonly string[], palette: Palette, nameOf: (thread: number) => string) {
    this.texts = new LaneTexts(states, nameOf);
    this.states = states;
    this.palette = palette;
    this.batches = states.map(() => new RectBatch());
    this.ownerBatches = palette.owners.map(() => new RectBatch());
    this.sink = {
      batches: this.batches,
      isStall: states.map((name) => stateInfo(name).stall),
      label: (x, y, width, state) => this.texts.states.push({ x, y, width, state }),
      openEnd: (x, y, width) => {
        const length = Math.min(width, FADE_PX);
        this.fades.add(x + width - length, y, length, LANE_PX);
      },
    };
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
  }

  /** Draws a part of the view: rectangles with the painter, texts with the ink. */
  draw(painter: Painter, ink: CanvasRenderingContext2D, scene: Scene): void {
    painter.clip(scene.topPx, scene.bottomPx);
    this.rows(painter, scene);
    this.grid(painter, scene);
    this.lanes(painter, scene);
    this.pauses(painter, scene);
    ink.save();
    ink.beginPath();
    ink.rect(0, scene.topPx, scene.scale.widthPx, scene.bottomPx - scene.topPx);
    ink.clip();
    this.texts.draw(ink, this.palette);
    ink.restore();
  }

  private rows(painter: Painter, scene: Scene): void {
    const { widthPx } = scene.scale;
    if (scene.covers) {
      const height = scene.bottomPx - scene.topPx;
      this.one(painter, this.palette.paper, 0, scene.topPx, widthPx, height);
    }
    const kinds = [
      [this.palette.culpritRow, (lane: VisibleLane) => rowColour(lane) === "culprit"],
      [this.palette.rowAlternate, (lane: VisibleLane) => rowColour(lane) === "alternate"],
      [this.palette.sectionRow, (lane: VisibleLane) => rowColour(lane) === "section"],
    ] as const;
    for (const [colour, matches] of kinds) {
      this.plain.clear();
      for (const lane of scene.lanes) {
        if (matches(lane)) this.plain.add(0, lane.y, widthPx, ROW_PX);
      }
      painter.fill(this.plain, { colour, alpha: 1 });
    }
  }

  private one(
    painter: Painter,
    colour: string,
    x: number,
    y: number,
    width: number,
    height: number,
  ): void {
    this.plain.clear();
    this.plain.add(x, y, width, height);
    painter.fill(this.plain, { colour, alpha: 1 });
  }

  private grid(painter: Painter, scene: Scene): void {
    this.plain.clear();
    for (const at of ticks(scene.scale, GRID_GAP_PX).at) {
      this.plain.add(Math.round(toPx(scene.scale, at)), 0, 1, scene.bottomPx);
    }
    painter.fill(this.plain, { colour: this.palette.grid, alpha: 1 });
  }

  private lanes(painter: Painter, scene: Scene): void {
    for (const batch of this.batches) batch.clear();
    this.strip.clear();
    this.fades.clear();
    this.hatches.clear();
    for (const batch of this.ownerBatches) batch.clear();
    this.texts.clear();
    for (const lane of scene.lanes) this.lane(lane, scene);
    this.fillBatches(painter, scene);
  }

  private lane(lane: VisibleLane, scene: Scene): void {
    if (lane.row.kind === "resource") {
      if (lane.tile) this.owners(lane.tile, scene, lane.y + LANE_TOP_PX);
    } else if (lane.tile && lane.row.kind === "group") {
      paintDensity(lane.tile, scene.scale, lane.y + LANE_TOP_PX, this.sink);
    } else if (lane.tile) {
      paintLane(lane.tile, scene.scale, lane.y + LANE_TOP_PX, scene.durationNanos, this.sink);
    }
    if (lane.keptCarrier) this.hatch(lane.keptCarrier, scene.scale, lane.y + LANE_TOP_PX);
    if (lane.blocking) this.blockingStrip(lane.blocking, scene.scale, lane.y + STRIP_TOP_PX);
  }

  private fillBatches(painter: Painter, scene: Scene): void {
    this.batches.forEach((batch, state) => {
      if (batch.size === 0) return;
      const name = this.states[state] ?? "";
      const pattern = PATTERN_OF_STATE[name];
      painter.fill(batch, {
        colour: this.palette.fill.get(name) ?? this.palette.grid,
        alpha: scene.emphasised && !scene.emphasised.has(name) ? FADED : 1,
        ...(pattern ? { pattern, ink: name === "UNKNOWN" ? this.palette.faint : "#ffffff" } : {}),
      });
    });
    this.ownerBatches.forEach((batch, tint) => {
      painter.fill(batch, { colour: this.palette.owners[tint] ?? this.palette.grid, alpha: 1 });
    });
    painter.fill(this.hatches, {
      colour: this.palette.hatchGround,
      alpha: 1,
      pattern: "hatch",
      ink: this.palette.hatchInk,
    });
    painter.fill(this.strip, { colour: this.palette.blocking, alpha: 1 });
    painter.fill(this.fades, { colour: this.palette.paper, alpha: 1, fade: true });
  }

  /** Who owned an object: one of a few tints for each owner, its name where there is room. */
  private owners(tile: LaneTile, scene: Scene, y: number): void {
    const { scale } = scene;
    for (let item = firstVisible(tile, scale); item < tile.starts.length; item++) {
      const left = toPx(scale, nanos(tile.from + (tile.starts[item] as number) * tile.tickNanos));
      if (left > scale.widthPx) break;
      const right = toPx(scale, nanos(tile.from + (tile.ends[item] as number) * tile.tickNanos));
      const owner = tile.segments[item] as number;
      const x = Math.max(0, left);
      const width = Math.max(1, Math.min(right, scale.widthPx) - x - (right - left > 4 ? 1 : 0));
      this.ownerBatches[owner % this.ownerBatches.length]?.add(x, y, width, LANE_PX);
      if (width > OWNER_LABEL_FROM_PX && tile.counts[item] === 1) {
        this.texts.owners.push({ x, y, width, owner });
      }
    }
  }

  private hatch(tile: LaneTile, scale: TimeScale, y: number): void {
    for (let item = firstVisible(tile, scale); item < tile.starts.length; item++) {
      const left = toPx(scale, nanos(tile.from + (tile.starts[item] as number) * tile.tickNanos));
      if (left > scale.widthPx) break;
      const right = toPx(scale, nanos(tile.from + (tile.ends[item] as number) * tile.tickNanos));
      const x = Math.max(0, left);
      const width = Math.max(1, Math.min(right, scale.widthPx) - x);
      this.hatches.add(x, y, width, LANE_PX);
      if (width > HATCH_LABEL_FROM_PX) this.texts.hatches.push({ x, y, width });
    }
  }

  /** "Others wait for this thread": the more of them, the thicker. */
  private blockingStrip(tile: LaneTile, scale: TimeScale, y: number): void {
    for (let item = firstVisible(tile, scale); item < tile.starts.length; item++) {
      const left = toPx(scale, nanos(tile.from + (tile.starts[item] as number) * tile.tickNanos));
      const right = toPx(scale, nanos(tile.from + (tile.ends[item] as number) * tile.tickNanos));
      if (left > scale.widthPx) break;
      const waiters = tile.counts[item] as number;
      const height = waiters === 1 ? STRIP_PX - 2 : waiters < 4 ? STRIP_PX - 1 : STRIP_PX;
      const x = Math.max(0, left);
      this.strip.add(x, y, Math.max(1, Math.min(right, scale.widthPx) - x), height);
    }
  }

  private pauses(painter: Painter, scene: Scene): void {
    for (const sync of [true, false]) {
      this.plain.clear();
      this.addPauses(scene, sync);
      const colour = sync ? this.palette.safepoint : this.palette.pause;
      painter.fill(this.plain, { colour, alpha: 1 });
    }
  }

  /** Pauses come in order of their starts; short neighbours share a pixel, which is drawn once. */
  private addPauses(scene: Scene, sync: boolean): void {
    const { from, to, kind } = scene.pauses;
    let drawnTo = Number.NEGATIVE_INFINITY;
    for (let pause = firstPause(scene); pause < from.length; pause++) {
      const left = toPx(scene.scale, from[pause] as Nanos);
      if (left > scene.scale.widthPx) break;
      if ((kind[pause] === "SAFEPOINT_SYNC") !== sync) continue;
      const right = Math.max(left + 1, toPx(scene.scale, to[pause] as Nanos));
      if (right <= drawnTo || right < 0) continue;
      const x = Math.max(left, drawnTo);
      this.plain.add(x, 0, right - x, scene.bottomPx);
      drawnTo = right;
    }
  }
}

type RowColour = "culprit" | "alternate" | "section" | "plain";

function rowColour(lane: VisibleLane): RowColour {
  const { row } = lane;
  if (row.kind === "section" || row.kind === "fold") return "section";
  if (row.kind === "lane" && row.role === "culprit") return "culprit";
  return lane.index % 2 === 1 ? "alternate" : "plain";
}

/** Where to begin so that no pause that reaches into the window is missed. */
function firstPause(scene: Scene): number {
  const { from } = scene.pauses;
  const wanted = scene.scale.from - scene.longestPause;
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((from[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
