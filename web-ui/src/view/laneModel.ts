// The rows that are shown and where they stand: the first ones are pinned and do not scroll.
import type { StallDetails } from "../model/details.ts";
import { ROW_PX, type RowRange, visibleRows } from "../timeline/laneLayout.ts";
import { buildRows, type Row } from "../timeline/laneRows.ts";
import type { AppContext } from "./context.ts";

export class LaneModel {
  rows: readonly Row[] = [];
  pinned = 0;
  private readonly rowOfThread = new Map<number, number>();

  rebuild(app: AppContext): void {
    const { view, ui, overview } = app;
    const { inFamilies, related } = ui.value;
    const pinned = view.value.pinned.filter((thread) => thread < overview.threads.names.length);
    this.rows = buildRows(overview, {
      sort: view.value.sort,
      filter: view.value.filter,
      only: intersection(inFamilies, related),
      pinned,
      ...threadsOfStall(ui.value.stall),
      open: ui.value.openFolds,
    });
    this.pinned = pinned.length;
    this.rowOfThread.clear();
    this.rows.forEach((row, index) => {
      if (row.kind === "lane") this.rowOfThread.set(row.thread, index);
    });
  }

  /** Height of the rows that do not scroll. */
  get pinnedPx(): number {
    return this.pinned * ROW_PX;
  }

  get heightPx(): number {
    return this.rows.length * ROW_PX;
  }

  rowOf(thread: number): number | undefined {
    return this.rowOfThread.get(thread);
  }

  /** Top of a row in the view. */
  topOf(index: number, scrollTop: number): number {
    return index < this.pinned ? index * ROW_PX : index * ROW_PX - scrollTop;
  }

  /** Top of a thread's lane in the view, or null if it has none. */
  yOf(thread: number, scrollTop: number): number | null {
    const index = this.rowOfThread.get(thread);
    return index === undefined ? null : this.topOf(index, scrollTop);
  }

  /** The row at a distance from the top of the view. */
  rowAt(viewY: number, scrollTop: number): Row | undefined {
    const y = viewY < this.pinnedPx ? viewY : viewY + scrollTop;
    return this.rows[Math.floor(y / ROW_PX)];
  }

  /** Rows that scroll and are visible. */
  scrolled(scrollTop: number, heightPx: number): RowRange {
    const range = visibleRows(
      scrollTop + this.pinnedPx,
      heightPx - this.pinnedPx,
      this.rows.length,
    );
    return { first: Math.max(range.first, this.pinned), end: range.end };
  }
}

function intersection(
  a: ReadonlySet<number> | null,
  b: ReadonlySet<number> | null,
): ReadonlySet<number> | null {
  if (!a || !b) return a ?? b;
  return new Set([...a].filter((thread) => b.has(thread)));
}

/** Culprits and victims, those of the worst moment first. */
function threadsOfStall(stall: StallDetails | null): { culprits: number[]; victims: number[] } {
  if (!stall) return { culprits: [], victims: [] };
  const first = stall.worst?.root?.thread;
  const culprits = first === undefined || first === null ? [] : [first];
  const worst = stall.worst ? [stall.worst.thread] : [];
  return {
    culprits: [...new Set([...culprits, ...stall.culprits])],
    victims: [...new Set([...worst, ...stall.victims.map((victim) => victim.thread)])],
  };
}
