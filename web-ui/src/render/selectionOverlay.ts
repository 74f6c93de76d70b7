// What belongs to the selection, drawn over the lanes: the selected span, the chain from the stalled
// thread to the culprit as arrows at one instant, and the instant itself.
import type { Nanos } from "../base/time.ts";
import { LANE_PX, LANE_TOP_PX } from "../timeline/laneLayout.ts";
import { type TimeScale, toPx } from "../timeline/timeScale.ts";
import type { Palette } from "./palette.ts";

/** A part of a lane to mark. */
export interface MarkedSpan {
  readonly y: number;
  readonly from: Nanos;
  readonly to: Nanos;
  readonly label: string;
  readonly kind: "selected" | "root";
}

export interface Arrow {
  readonly fromY: number;
  readonly toY: number;
  readonly at: Nanos;
  readonly inferred: boolean;
}

/** A stretch of time over a run of rows. */
export interface AreaMark {
  readonly from: Nanos;
  readonly to: Nanos;
  readonly topPx: number;
  readonly bottomPx: number;
}

export interface Overlay {
  readonly areas: readonly AreaMark[];
  /** Spans that touch the lit object. */
  readonly lit: readonly { readonly y: number; readonly from: Nanos; readonly to: Nanos }[];
  readonly spans: readonly MarkedSpan[];
  readonly arrows: readonly Arrow[];
  readonly cursor: Nanos | null;
  /** Notes: a line at an instant, a band over a stretch. */
  readonly notes: readonly { readonly from: Nanos; readonly to: Nanos }[];
}

export function drawOverlay(
  context: CanvasRenderingContext2D,
  overlay: Overlay,
  scale: TimeScale,
  heightPx: number,
  palette: Palette,
): void {
  if (overlay.cursor !== null) {
    context.fillStyle = palette.faint;
    context.globalAlpha = 0.5;
    context.fillRect(Math.round(toPx(scale, overlay.cursor)), 0, 1, heightPx);
    context.globalAlpha = 1;
  }
  drawNotes(context, overlay, scale, heightPx, palette);
  for (const area of overlay.areas) drawArea(context, area, scale, palette);
  context.strokeStyle = palette.lit;
  context.lineWidth = 3;
  for (const span of overlay.lit) {
    const left = toPx(scale, span.from);
    const right = toPx(scale, span.to);
    if (right < 0 || left > scale.widthPx) continue;
    context.strokeRect(left, span.y + LANE_TOP_PX - 1, Math.max(2, right - left), LANE_PX + 2);
  }
  for (const span of overlay.spans) outline(context, span, scale, palette);
  for (const arrow of overlay.arrows) drawArrow(context, arrow, scale, palette);
}

function drawNotes(
  context: CanvasRenderingContext2D,
  overlay: Overlay,
  scale: TimeScale,
  heightPx: number,
  palette: Palette,
): void {
  context.fillStyle = palette.note;
  for (const note of overlay.notes) {
    const left = Math.round(toPx(scale, note.from));
    const right = Math.round(toPx(scale, note.to));
    if (right < 0 || left > scale.widthPx) continue;
    context.globalAlpha = 0.12;
    context.fillRect(left, 0, right - left, heightPx);
    context.globalAlpha = 1;
    context.fillRect(left, 0, 1, heightPx);
    if (right > left) context.fillRect(right, 0, 1, heightPx);
  }
}

function drawArea(
  context: CanvasRenderingContext2D,
  area: AreaMark,
  scale: TimeScale,
  palette: Palette,
): void {
  const left = toPx(scale, area.from);
  const width = Math.max(1, toPx(scale, area.to) - left);
  context.fillStyle = palette.area;
  context.fillRect(left, area.topPx, width, area.bottomPx - area.topPx);
  context.strokeStyle = palette.areaEdge;
  context.lineWidth = 1.5;
  context.strokeRect(left, area.topPx, width, area.bottomPx - area.topPx);
}

function outline(
  context: CanvasRenderingContext2D,
  span: MarkedSpan,
  scale: TimeScale,
  palette: Palette,
): void {
  const left = Math.max(-4, toPx(scale, span.from));
  const right = Math.min(scale.widthPx + 4, toPx(scale, span.to));
  if (right < 0 || left > scale.widthPx) return;
  const y = span.y + LANE_TOP_PX;
  context.lineWidth = 2;
  context.strokeStyle = palette.selection;
  context.strokeRect(left - 1, y - 1, Math.max(3, right - left) + 1, LANE_PX + 2);
  if (span.label)
    tag(context, span.label, Math.max(4, left + 4), y, right - left, scale.widthPx, palette);
}

/** The label inside the span if it fits, else on a plate to its right. */
function tag(
  context: CanvasRenderingContext2D,
  label: string,
  x: number,
  y: number,
  widthPx: number,
  limitPx: number,
  palette: Palette,
): void {
  context.font = "600 11px system-ui, sans-serif";
  context.textBaseline = "middle";
  const width = context.measureText(label).width + 10;
  const beside = x + Math.max(3, widthPx);
  const outside = beside + width > limitPx ? Math.max(0, x - width - 8) : beside;
  const at = widthPx > width + 8 ? x : outside;
  context.fillStyle = palette.selection;
  context.beginPath();
  context.roundRect(at, y + 1, width, LANE_PX - 2, 3);
  context.fill();
  context.fillStyle = palette.paper;
  context.fillText(label, at + 5, y + LANE_PX / 2 + 0.5);
}

const HEAD_PX = 5;

function drawArrow(
  context: CanvasRenderingContext2D,
  arrow: Arrow,
  scale: TimeScale,
  palette: Palette,
): void {
  const x = Math.round(toPx(scale, arrow.at)) + 0.5;
  if (x < -HEAD_PX || x > scale.widthPx + HEAD_PX) return;
  const down = arrow.toY > arrow.fromY;
  const start = arrow.fromY + LANE_TOP_PX + (down ? LANE_PX : 0);
  const end = arrow.toY + LANE_TOP_PX + (down ? -1 : LANE_PX + 1);
  const sign = down ? 1 : -1;
  context.strokeStyle = palette.selection;
  context.fillStyle = palette.selection;
  context.lineWidth = 2;
  context.setLineDash(arrow.inferred ? [4, 3] : []);
  context.beginPath();
  context.moveTo(x, start);
  context.lineTo(x, end - sign * HEAD_PX);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, start, 3, 0, 2 * Math.PI);
  context.fill();
  context.beginPath();
  context.moveTo(x, end);
  context.lineTo(x - HEAD_PX, end - sign * HEAD_PX * 1.6);
  context.lineTo(x + HEAD_PX, end - sign * HEAD_PX * 1.6);
  context.fill();
}
