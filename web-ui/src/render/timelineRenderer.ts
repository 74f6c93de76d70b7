// Draws the visible lanes: rows, rectangles batched by state, pauses over all lanes, labels. Knows
// nothing of the DOM around it, and not what the painter draws with.
import type { LaneTile } from "../api/tileCodec.ts";
import type { Nanos } from "../base/time.ts";
import type { Pauses } from "../model/recording.ts";
import { stateInfo } from "../model/states.ts";
import { LANE_PX, LANE_TOP_PX, ROW_PX, STRIP_PX, STRIP_TOP_PX } from "../timeline/laneLayout.ts";
import type { Row } from "../timeline/laneRows.ts";
import { type TimeScale, ticks, toPx } from "../timeline/timeScale.ts";
import {
  type Columns,
  firstIn,
  type LaneSink,
  labelLane,
  paintDensity,
  paintLane,
  wholeOf,
} from "./lanePainter.ts";
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
  /** Columns whose rectangles are drawn; the others still show what they did. Texts are drawn in all. */
  readonly columns: Columns;
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
    if (scene.columns.rightPx > scene.columns.leftPx) {
      painter.clip(scene.topPx, scene.bottomPx);
      this.rectangles(painter, scene);
    }
    this.texts.clear();
    for (const lane of scene.lanes) this.textsOf(lane, scene);
    ink.save();
    ink.beginPath();
    ink.rect(0, scene.topPx, scene.scale.widthPx, scene.bottomPx - scene.topPx);
    ink.clip();
    this.texts.draw(ink, this.palette);
    ink.restore();
  }

  /** Draws rectangles in all columns of a part of a frame that was moved; texts were drawn. */
  repaint(painter: Painter, scene: Scene): void {
    painter.repaint(scene.topPx, scene.bottomPx);
    this.rectangles(painter, scene);
  }

  private rectangles(painter: Painter, scene: Scene): void {
    this.rows(painter, scene);
    this.grid(painter, scene);
    this.lanes(painter, scene);
    this.pauses(painter, scene);
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
      // Not rounded here: the painter does it, to device pixels, by which the picture moves.
      this.plain.add(toPx(scene.scale, at), 0, 1, scene.bottomPx);
    }
    painter.fill(this.plain, { colour: this.palette.grid, alpha: 1 });
  }

  private lanes(painter: Painter, scene: Scene): void {
    for (const batch of this.batches) batch.clear();
    this.strip.clear();
    this.fades.clear();
    this.hatches.clear();
    for (const batch of this.ownerBatches) batch.clear();
    for (const lane of scene.lanes) this.lane(lane, scene);
    this.fillBatches(painter, scene);
  }

  private lane(lane: VisibleLane, scene: Scene): void {
    if (lane.row.kind === "resource") {
      if (lane.tile) this.owners(lane.tile, scene, lane.y + LANE_TOP_PX);
    } else if (lane.tile && lane.row.kind === "group") {
      paintDensity(lane.tile, scene.scale, lane.y + LANE_TOP_PX, this.sink, scene.columns);
    } else if (lane.tile) {
      const y = lane.y + LANE_TOP_PX;
      paintLane(lane.tile, scene.scale, y, scene.durationNanos, this.sink, scene.columns);
    }
    if (lane.keptCarrier) this.hatch(lane.keptCarrier, scene, lane.y + LANE_TOP_PX);
    if (lane.blocking) this.blockingStrip(lane.blocking, scene, lane.y + STRIP_TOP_PX);
  }

  private textsOf(lane: VisibleLane, scene: Scene): void {
    const { scale } = scene;
    const y = lane.y + LANE_TOP_PX;
    if (lane.row.kind === "resource") {
      if (lane.tile) this.ownerNames(lane.tile, scale, y);
    } else if (lane.tile && lane.row.kind !== "group") {
      labelLane(lane.tile, scale, (x, width, state) => {
        this.texts.states.push({ x, y, width, state });
      });
    }
    if (!lane.keptCarrier) return;
    eachIn(lane.keptCarrier, scale, wholeOf(scale), (x, width) => {
      if (width > HATCH_LABEL_FROM_PX) this.texts.hatches.push({ x, y, width });
    });
  }

  private ownerNames(tile: LaneTile, scale: TimeScale, y: number): void {
    eachIn(tile, scale, wholeOf(scale), (x, width, item) => {
      if (width > OWNER_LABEL_FROM_PX && tile.counts[item] === 1) {
        this.texts.owners.push({ x, y, width, owner: tile.segments[item] as number });
      }
    });
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

  /** Who owned an object: one of a few tints for each owner. */
  private owners(tile: LaneTile, scene: Scene, y: number): void {
    eachIn(tile, scene.scale, scene.columns, (x, width, item, length) => {
      const owner = tile.segments[item] as number;
      const gap = length > 4 ? 1 : 0;
      const batch = this.ownerBatches[owner % this.ownerBatches.length];
      batch?.add(x, y, Math.max(1, width - gap), LANE_PX);
    });
  }

  private hatch(tile: LaneTile, scene: Scene, y: number): void {
    eachIn(tile, scene.scale, scene.columns, (x, width) => {
      this.hatches.add(x, y, width, LANE_PX);
    });
  }

  /** "Others wait for this thread": the more of them, the thicker. */
  private blockingStrip(tile: LaneTile, scene: Scene, y: number): void {
    eachIn(tile, scene.scale, scene.columns, (x, width, item) => {
      const waiters = tile.counts[item] as number;
      const height = waiters === 1 ? STRIP_PX - 2 : waiters < 4 ? STRIP_PX - 1 : STRIP_PX;
      this.strip.add(x, y, width, height);
    });
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

/** The items in these columns, cut to the window: left edge, width, row, width before it was cut. */
function eachIn(
  tile: LaneTile,
  scale: TimeScale,
  columns: Columns,
  draw: (x: number, width: number, item: number, length: number) => void,
): void {
  const pxPerNano = scale.widthPx / (scale.to - scale.from);
  const pxPerTick = tile.tickNanos * pxPerNano;
  const origin = (tile.from - scale.from) * pxPerNano;
  for (let item = firstIn(tile, scale, columns); item < tile.starts.length; item++) {
    const left = origin + (tile.starts[item] as number) * pxPerTick;
    if (left > columns.rightPx) break;
    const right = origin + (tile.ends[item] as number) * pxPerTick;
    const x = Math.max(0, left);
    draw(x, Math.max(1, Math.min(right, scale.widthPx) - x), item, right - left);
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
