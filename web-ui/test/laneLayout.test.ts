import { expect, test } from "vitest";
import { ROW_PX, rowAt, scrollToShow, visibleRows } from "../src/timeline/laneLayout.ts";

test("only rows in view are visible, whatever their number", () => {
  const range = visibleRows(50_000 * ROW_PX + 5, 10 * ROW_PX, 100_000);
  expect(range).toEqual({ first: 50_000, end: 50_011 });
  expect(visibleRows(0, 500, 3)).toEqual({ first: 0, end: 3 });
  expect(visibleRows(1e9, 500, 3)).toEqual({ first: 3, end: 3 });
});

test("scrolls no more than needed to show a row", () => {
  expect(scrollToShow(2, 0, 10 * ROW_PX)).toBeNull();
  expect(scrollToShow(2, 5 * ROW_PX, 10 * ROW_PX)).toBe(2 * ROW_PX);
  expect(scrollToShow(20, 0, 10 * ROW_PX)).toBe(11 * ROW_PX);
});

test("knows the row under a point", () => {
  expect(rowAt(ROW_PX * 2.5, 9)).toBe(2);
  expect(rowAt(-1, 9)).toBe(-1);
  expect(rowAt(ROW_PX * 9, 9)).toBe(-1);
});
