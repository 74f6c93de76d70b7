// Time to pixels and back, and where the window may go. Pure.
import { type Nanos, nanos } from "../base/time.ts";

export interface TimeScale {
  readonly from: Nanos;
  readonly to: Nanos;
  readonly widthPx: number;
}

/** Deepest zoom: a pixel is a hundredth of a nanosecond, below which doubles still round trip. */
const MIN_WINDOW_NANOS = 20;

export function toPx(scale: TimeScale, at: Nanos): number {
  return ((at - scale.from) / (scale.to - scale.from)) * scale.widthPx;
}

export function toNanos(scale: TimeScale, px: number): Nanos {
  return nanos(scale.from + (px / scale.widthPx) * (scale.to - scale.from));
}

export interface Window {
  readonly from: Nanos;
  readonly to: Nanos;
}

/** Scales the window by `factor` (below 1 zooms in) so that `anchor` stays under its pixel. */
export function zoom(window: Window, factor: number, anchor: Nanos, duration: Nanos): Window {
  const length = window.to - window.from;
  const wanted = Math.min(Math.max(length * factor, MIN_WINDOW_NANOS), duration);
  const share = (anchor - window.from) / length;
  return clamp(anchor - share * wanted, wanted, duration);
}

/** Moves the window by `delta`, as far as the recording goes. */
export function pan(window: Window, delta: Nanos, duration: Nanos): Window {
  return clamp(window.from + delta, window.to - window.from, duration);
}

/** A window that shows [from, to) with room on both sides. */
export function around(from: Nanos, to: Nanos, room: number, duration: Nanos): Window {
  const length = Math.max(to - from, MIN_WINDOW_NANOS);
  return clamp(from - length * room, Math.min(length * (1 + 2 * room), duration), duration);
}

function clamp(from: number, length: number, duration: Nanos): Window {
  const start = Math.min(Math.max(0, from), Math.max(0, duration - length));
  return { from: nanos(start), to: nanos(Math.min(start + length, Math.max(duration, length))) };
}

/** Instants for the ruler: multiples of 1, 2 or 5 × 10^n, at least `minGapPx` apart. */
export function ticks(scale: TimeScale, minGapPx: number): { step: Nanos; at: Nanos[] } {
  const raw = Math.max(1, ((scale.to - scale.from) / Math.max(1, scale.widthPx)) * minGapPx);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw * (1 - 1e-9)) ?? raw;
  const first = Math.ceil(scale.from / step);
  const last = Math.floor(scale.to / step);
  const at: Nanos[] = [];
  for (let i = first; i <= last; i++) at.push(nanos(i * step));
  return { step: nanos(step), at };
}
