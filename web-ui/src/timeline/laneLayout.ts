// Rows to pixels and back. Every row has the same height, so the cost is that of the visible ones.

export const ROW_PX = 28;
/** Within a row: the lane, and under it the strip "others wait for this thread". */
export const LANE_TOP_PX = 3;
export const LANE_PX = 17;
export const STRIP_TOP_PX = 21;
export const STRIP_PX = 4;

export interface RowRange {
  readonly first: number;
  /** Row after the last visible one. */
  readonly end: number;
}

export function visibleRows(scrollTopPx: number, heightPx: number, count: number): RowRange {
  const first = Math.max(0, Math.min(count, Math.floor(scrollTopPx / ROW_PX)));
  const end = Math.min(count, Math.ceil((scrollTopPx + heightPx) / ROW_PX));
  return { first, end: Math.max(first, end) };
}

export function rowTopPx(row: number): number {
  return row * ROW_PX;
}

/** The row at this distance from the top of all rows, or -1. */
export function rowAt(contentPx: number, count: number): number {
  const row = Math.floor(contentPx / ROW_PX);
  return row >= 0 && row < count ? row : -1;
}

/** Where to scroll so that a row is visible, moving as little as possible; null if it is already. */
export function scrollToShow(row: number, scrollTopPx: number, heightPx: number): number | null {
  const top = rowTopPx(row);
  if (top < scrollTopPx) return top;
  if (top + ROW_PX > scrollTopPx + heightPx) return top + ROW_PX - heightPx;
  return null;
}
