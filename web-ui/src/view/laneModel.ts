// The rows that are shown and where they stand: the first ones are pinned and do not scroll.
import type { StallDetails } from "../model/details.ts";
import { type Overview, threadsNamed } from "../model/recording.ts";
import type { ViewState } from "../model/viewState.ts";
import { ROW_PX, type RowRange, visibleRows } from "../timeline/laneLayout.ts";
import { buildRows, type Row } from "../timeline/laneRows.ts";
import type { AppContext } from "./context.ts";

/** Most lanes that one pattern keeps on top. */
const MOST_NAMED = 60;

export class LaneModel {
  rows: readonly Row[] = [];
  /** Rows that do not scroll with the others; they are the first ones. */
  pinned = 0;
  /** The first pinned row that is visible. */
  private pinnedFirst = 0;
  private wantedRows = 0;
  private roomRows = Number.POSITIVE_INFINITY;
  private readonly rowOfThread = new Map<number, number>();

  rebuild(app: AppContext): void {
    const { view, ui, overview } = app;
    const { inFamilies, related } = ui.value;
    const pinned = pinnedThreads(overview, view.value);
    this.rows = buildRows(overview, {
      sort: view.value.sort,
      filter: view.value.filter,
      only: intersection(inFamilies, related),
      pinned,
      ...threadsOfStall(ui.value.stall),
      stallResource: resourceOfStall(ui.value.stall),
      open: new Set(view.value.open),
    });
    this.pinned = pinned.length;
    this.wantedRows = view.value.pinnedRows;
    this.rowOfThread.clear();
    this.rows.forEach((row, index) => {
      if (row.kind === "lane") this.rowOfThread.set(row.thread, index);
    });
  }

  /** Height of the whole view; pinned lanes take at most half of it unless told otherwise. */
  set viewPx(heightPx: number) {
    this.roomRows = Math.max(1, Math.floor(heightPx / ROW_PX / 2));
    this.scrollPinned(0);
  }

  /** Pinned rows that are visible at a time. */
  get pinnedRows(): number {
    return Math.min(this.pinned, this.wantedRows > 0 ? this.wantedRows : this.roomRows);
  }

  /** Height of the rows that do not scroll. */
  get pinnedPx(): number {
    return this.pinnedRows * ROW_PX;
  }

  get pinnedRange(): RowRange {
    return { first: this.pinnedFirst, end: this.pinnedFirst + this.pinnedRows };
  }

  scrollPinned(rows: number): void {
    const last = this.pinned - this.pinnedRows;
    this.pinnedFirst = Math.max(0, Math.min(last, this.pinnedFirst + rows));
  }

  /** Rows above the first one that scrolls, that are not visible. */
  private get hiddenPx(): number {
    return (this.pinned - this.pinnedRows) * ROW_PX;
  }

  get heightPx(): number {
    return this.rows.length * ROW_PX - this.hiddenPx;
  }

  rowOf(thread: number): number | undefined {
    return this.rowOfThread.get(thread);
  }

  /** Top of a row in the view. */
  topOf(index: number, scrollTop: number): number {
    return index < this.pinned
      ? (index - this.pinnedFirst) * ROW_PX
      : index * ROW_PX - this.hiddenPx - scrollTop;
  }

  /** Top of a thread's lane in the view, or null if it has none. */
  yOf(thread: number, scrollTop: number): number | null {
    const index = this.rowOfThread.get(thread);
    if (index === undefined) return null;
    const { first, end } = this.pinnedRange;
    const hidden = index < this.pinned && (index < first || index >= end);
    return hidden ? null : this.topOf(index, scrollTop);
  }

  /** The row at a distance from the top of the view. */
  rowAt(viewY: number, scrollTop: number): Row | undefined {
    const y =
      viewY < this.pinnedPx ? viewY + this.pinnedFirst * ROW_PX : viewY + this.hiddenPx + scrollTop;
    return this.rows[Math.floor(y / ROW_PX)];
  }

  /** Rows that scroll and are visible. */
  scrolled(scrollTop: number, heightPx: number): RowRange {
    const range = visibleRows(
      scrollTop + this.hiddenPx + this.pinnedPx,
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

/** Lanes pinned one by one, then those pinned by name. */
function pinnedThreads(overview: Overview, view: ViewState): number[] {
  const single = view.pinned.filter((thread) => thread < overview.threads.count);
  const named = threadsNamed(overview.threads, view.pinnedNames, MOST_NAMED);
  return [...new Set([...single, ...named])];
}

/** What the worst moment of a stall went through first. */
function resourceOfStall(stall: StallDetails | null): number | null {
  const hop = stall?.worst?.hops.find((candidate) => candidate.resource);
  return hop?.resource?.id ?? null;
}

/** Culprits and victims, those of the worst moment first. */
function threadsOfStall(stall: StallDetails | null): { culprits: number[]; victims: number[] } {
  if (!stall) return { culprits: [], victims: [] };
  const first = stall.worst?.root?.thread;
  const culprits = first === undefined || first === null ? [] : [first];
  const worst = stall.worst ? [stall.worst.thread] : [];
  const waits = new Set(worst.filter((thread) => thread !== first));
  return {
    // Who waits at the worst moment is shown as that, though it may be a culprit at another one.
    culprits: [...new Set([...culprits, ...stall.culprits.filter((t) => !waits.has(t))])],
    victims: [...new Set([...worst, ...stall.victims.map((victim) => victim.thread)])],
  };
}
