// Time on the wire and in the model: whole nanoseconds since the recording's start. A double holds
// them exactly up to 2^53 ns, which is 104 days.

declare const nanosBrand: unique symbol;

/** Nanoseconds: an instant since the recording's start, or a length. Never a pixel, never a milli. */
export type Nanos = number & { readonly [nanosBrand]: true };

export function nanos(value: number): Nanos {
  return value as Nanos;
}

export const NANOS_PER_MILLI = 1_000_000;
export const NANOS_PER_SECOND = 1_000_000_000;

/** A length for people: three significant digits and a unit, `0`, `412 ms`, `1.52 s`, `2 min 05 s`. */
export function formatDuration(length: Nanos): string {
  const value = Math.abs(length);
  const sign = length < 0 ? "−" : "";
  if (value === 0) return "0";
  if (value < 999.5) return `${sign}${Math.round(value)} ns`;
  if (value < 999_500) return `${sign}${threeDigits(value / 1e3)} µs`;
  if (value < 999_500_000) return `${sign}${threeDigits(value / 1e6)} ms`;
  if (value < 59.95e9) return `${sign}${threeDigits(value / 1e9)} s`;
  const seconds = Math.round(value / 1e9);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${sign}${minutes} min ${twoDigits(seconds % 60)} s`;
  return `${sign}${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

/** An instant for people: seconds since the recording's start, with as many digits as `step` needs. */
export function formatInstant(instant: Nanos, step: Nanos = nanos(NANOS_PER_MILLI)): string {
  const digits = Math.max(0, Math.min(9, Math.ceil(9 - Math.log10(Math.max(1, step)) - 1e-9)));
  return `${(instant / NANOS_PER_SECOND).toFixed(digits)} s`;
}

function threeDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  if (value >= 9.995) return trimZeros(value.toFixed(1));
  return trimZeros(value.toFixed(2));
}

function trimZeros(text: string): string {
  return text.replace(/\.?0+$/, "");
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
