// The picture of all visible lanes, frame after frame: moved where only the window panned, and drawn
// anew where it is another one; of lanes whose tiles came meanwhile as many as a frame has time for.
import type { LaneCanvas } from "../render/laneCanvas.ts";
import { type Columns, wholeOf } from "../render/lanePainter.ts";
import {
  movedBy,
  nanosPerDevicePx,
  type Picture,
  staleLanes,
  withOldTiles,
} from "../render/movedPicture.ts";
import type { Palette } from "../render/palette.ts";
import type { Scene, TimelineRenderer, VisibleLane } from "../render/timelineRenderer.ts";
import { ROW_PX } from "../timeline/laneLayout.ts";

/** So long a frame draws lanes whose tiles came: pointer and keys wait meanwhile. */
const REPAINT_MS = 5;

/** What every part of a frame has in common. */
export type Setting = Omit<Scene, "columns" | "topPx" | "bottomPx" | "covers" | "lanes">;

export interface LanesFrame {
  readonly setting: Setting;
  /** Lanes on top that do not scroll with the others. */
  readonly pinned: readonly VisibleLane[];
  readonly pinnedPx: number;
  readonly scrolled: readonly VisibleLane[];
  readonly heightPx: number;
  readonly colours: Palette;
  /** Anything else the rectangles depend on: another one is another picture. */
  readonly others: readonly unknown[];
}

interface Begun {
  readonly before: Picture | null;
  readonly now: Picture;
  /** The columns to draw. */
  readonly columns: Columns;
  /** Places of lanes to be drawn in all columns. */
  readonly stale: readonly number[];
}

export class LanesPicture {
  private readonly canvas: LaneCanvas;
  private readonly renderer: TimelineRenderer;
  private readonly invalidate: () => void;
  private shown: Picture | null = null;

  constructor(canvas: LaneCanvas, renderer: TimelineRenderer, invalidate: () => void) {
    this.canvas = canvas;
    this.renderer = renderer;
    this.invalidate = invalidate;
  }

  draw(frame: LanesFrame): void {
    const { setting, pinned, pinnedPx, heightPx } = frame;
    const begun = this.begin(frame);
    const { columns } = begun;
    const { painter, ink } = this.canvas;
    this.renderer.draw(painter, ink, {
      ...setting,
      columns,
      topPx: pinnedPx,
      bottomPx: heightPx,
      covers: false,
      lanes: frame.scrolled,
    });
    if (pinned.length > 0) {
      this.renderer.draw(painter, ink, {
        ...setting,
        columns,
        topPx: 0,
        bottomPx: pinnedPx,
        covers: true,
        lanes: pinned,
      });
    }
    const left = this.repaint(frame, begun);
    this.shown = begun.before ? withOldTiles(begun.before, begun.now, left) : begun.now;
    painter.end();
    if (left.length > 0) this.invalidate();
  }

  private begin({
    setting,
    pinned,
    scrolled,
    heightPx,
    pinnedPx,
    colours,
    others,
  }: LanesFrame): Begun {
    const { scale } = setting;
    const { ratio, painter } = this.canvas;
    const now: Picture = {
      scale,
      ratio,
      durationNanos: setting.durationNanos,
      lanes: [...pinned, ...scrolled],
      others: [painter, colours, heightPx, pinnedPx, ...others],
    };
    const before = this.shown;
    const origin = Math.round(scale.from / nanosPerDevicePx(scale, ratio));
    const { widthPx } = scale;
    const columns = this.canvas.begin(
      { widthPx, heightPx, ratio, ground: colours.paper, origin },
      movedBy(before, now),
    );
    if (!columns || !before) {
      return { before: null, now, columns: columns ?? wholeOf(scale), stale: [] };
    }
    return { before, now, columns, stale: staleLanes(before, now) };
  }

  /** Returns the places of lanes for which this frame had no time. */
  private repaint(frame: LanesFrame, { now, stale }: Begun): readonly number[] {
    const until = performance.now() + REPAINT_MS;
    let done = 0;
    while (done < stale.length && (done === 0 || performance.now() < until)) {
      const place = stale[done++] as number;
      const lane = now.lanes[place];
      if (lane) this.repaintLane(frame, lane, place < frame.pinned.length);
    }
    return stale.slice(done);
  }

  private repaintLane(frame: LanesFrame, lane: VisibleLane, isPinned: boolean): void {
    const { setting, pinnedPx, heightPx } = frame;
    const topPx = Math.max(lane.y, isPinned ? 0 : pinnedPx);
    const bottomPx = Math.min(lane.y + ROW_PX, isPinned ? pinnedPx : heightPx);
    if (bottomPx <= topPx) return;
    this.renderer.repaint(this.canvas.painter, {
      ...setting,
      columns: wholeOf(setting.scale),
      topPx,
      bottomPx,
      covers: true,
      lanes: [lane],
    });
  }
}
