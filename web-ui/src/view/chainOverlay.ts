// From the selection to what is drawn over the lanes.
import type { Nanos } from "../base/time.ts";
import type { Hop, Piece } from "../model/details.ts";
import type { AreaMark, Arrow, MarkedSpan, Overlay } from "../render/selectionOverlay.ts";
import { ROW_PX } from "../timeline/laneLayout.ts";
import type { AppContext } from "./context.ts";
import { rootText } from "./frames.ts";

/** Longest chain drawn; a longer one is told in the panel. */
const MAX_HOPS = 12;

export function buildOverlay(
  app: AppContext,
  yOf: (thread: number) => number | null,
  cursor: Nanos | null,
  rubber: AreaMark | null,
): Overlay {
  const spans: MarkedSpan[] = [];
  const arrows: Arrow[] = [];
  const areas = rubber ? [rubber] : areaMarks(app, yOf);
  const lit = litSpans(app, yOf);
  const notes = app.ui.value.notes?.notes ?? [];
  const { span } = app.ui.value;
  const at = app.view.value.span?.at;
  if (span?.from === undefined || span.to === undefined || at === undefined) {
    return { spans, arrows, areas, lit, cursor, notes };
  }
  const y = yOf(span.thread);
  if (y !== null) spans.push({ y, from: span.from, to: span.to, label: "", kind: "selected" });
  const { piece } = app;
  if (piece) chain(piece, at, yOf, spans, arrows);
  return { spans, arrows, areas, lit, cursor, notes };
}

/** The selected area: a box over each lane in it, over everything if it is all threads. */
function areaMarks(app: AppContext, yOf: (thread: number) => number | null): AreaMark[] {
  const { area } = app.view.value;
  if (!area) return [];
  const { from, to, lanes } = area;
  if (lanes.length === 0) return [{ from, to, topPx: -2, bottomPx: 100_000 }];
  const marks: AreaMark[] = [];
  for (const lane of lanes) {
    const y = yOf(lane);
    if (y !== null) marks.push({ from, to, topPx: y, bottomPx: y + ROW_PX });
  }
  return marks;
}

function litSpans(app: AppContext, yOf: (thread: number) => number | null): Overlay["lit"] {
  const { resource } = app.ui.value;
  if (!resource) return [];
  const { from, to } = app.view.value;
  const lit: { y: number; from: Nanos; to: Nanos }[] = [];
  for (const touch of [...resource.waits, ...resource.holds]) {
    if (touch.thread === null || touch.to < from || touch.from > to) continue;
    const y = yOf(touch.thread);
    if (y !== null) lit.push({ y, from: touch.from, to: touch.to });
  }
  return lit;
}

function chain(
  piece: Piece,
  at: Nanos,
  yOf: (thread: number) => number | null,
  spans: MarkedSpan[],
  arrows: Arrow[],
): void {
  const hops = piece.hops.slice(0, MAX_HOPS);
  for (let i = 0; i + 1 < hops.length; i++) {
    const from = hopY(hops[i], yOf);
    const to = hopY(hops[i + 1], yOf);
    if (from === null || to === null) continue;
    arrows.push({ fromY: from, toY: to, at, inferred: hops[i]?.confidence !== "EXACT" });
  }
  const last = hops[hops.length - 1];
  const y = hopY(last, yOf);
  if (!last || y === null || !piece.root || hops.length < 2) return;
  const from = last.from ?? piece.from;
  const to = last.to ?? piece.to;
  spans.push({ y, from, to, label: rootText(piece.root), kind: "root" });
}

function hopY(hop: Hop | undefined, yOf: (thread: number) => number | null): number | null {
  return hop?.thread === null || hop === undefined ? null : yOf(hop.thread);
}
