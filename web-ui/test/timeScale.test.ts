import { expect, test } from "vitest";
import { nanos } from "../src/base/time.ts";
import {
  around,
  pan,
  type TimeScale,
  ticks,
  toNanos,
  toPx,
  zoom,
} from "../src/timeline/timeScale.ts";

/** A small generator with a seed, so that a failure repeats. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const DURATION = nanos(3_600e9);

function scales(count: number): TimeScale[] {
  const next = random(1);
  return Array.from({ length: count }, () => {
    const length = 10 ** (2 + next() * 10.5);
    const from = next() * (DURATION - length);
    return { from: nanos(from), to: nanos(from + length), widthPx: 200 + next() * 3000 };
  });
}

test("a pixel becomes an instant and the same pixel again", () => {
  const next = random(2);
  for (const scale of scales(500)) {
    const px = next() * scale.widthPx;
    expect(Math.abs(toPx(scale, toNanos(scale, px)) - px)).toBeLessThan(0.01);
  }
});

test("zooming keeps the instant under the cursor there, unless an end of the recording stops it", () => {
  const next = random(3);
  for (const scale of scales(500)) {
    const px = next() * scale.widthPx;
    const anchor = toNanos(scale, px);
    const zoomed = zoom(scale, 0.5 + next(), anchor, DURATION);
    expect(zoomed.from).toBeGreaterThanOrEqual(0);
    expect(zoomed.to).toBeLessThanOrEqual(DURATION * (1 + 1e-12));
    if (zoomed.from > 0 && zoomed.to < DURATION) {
      expect(Math.abs(toPx({ ...scale, ...zoomed }, anchor) - px)).toBeLessThan(0.05);
    }
  }
});

test("zooming out ends at the whole recording, zooming in at a few nanoseconds", () => {
  let window = { from: nanos(5e9), to: nanos(6e9) };
  for (let i = 0; i < 100; i++) window = zoom(window, 1.5, nanos(5.5e9), DURATION);
  expect(window).toEqual({ from: 0, to: DURATION });
  for (let i = 0; i < 200; i++) window = zoom(window, 0.5, nanos(5.5e9), DURATION);
  expect(window.to - window.from).toBeGreaterThan(10);
  expect(window.to - window.from).toBeLessThan(100);
});

test("panning stops at both ends and keeps the length", () => {
  const window = { from: nanos(1e9), to: nanos(2e9) };
  expect(pan(window, nanos(-5e9), DURATION)).toEqual({ from: 0, to: 1e9 });
  expect(pan(window, nanos(1e15), DURATION)).toEqual({ from: DURATION - 1e9, to: DURATION });
});

test("a span is shown with room on both sides", () => {
  expect(around(nanos(2e9), nanos(3e9), 0.5, DURATION)).toEqual({ from: 1.5e9, to: 3.5e9 });
});

test("ruler marks are round, ordered and not too near", () => {
  for (const scale of scales(300)) {
    const { step, at } = ticks(scale, 90);
    const digits = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
    expect([1, 2, 5, 10].some((d) => Math.abs(digits - d) < 1e-6)).toBe(true);
    for (let i = 1; i < at.length; i++) {
      const gap = toPx(scale, at[i] ?? nanos(0)) - toPx(scale, at[i - 1] ?? nanos(0));
      expect(gap).toBeGreaterThan(89);
    }
  }
});
