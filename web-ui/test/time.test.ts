import { expect, test } from "vitest";
import { formatDuration, formatInstant, nanos } from "../src/base/time.ts";

test("writes lengths with three digits and a unit", () => {
  expect(formatDuration(nanos(0))).toBe("0");
  expect(formatDuration(nanos(7))).toBe("7 ns");
  expect(formatDuration(nanos(999.6))).toBe("1 µs");
  expect(formatDuration(nanos(1_520))).toBe("1.52 µs");
  expect(formatDuration(nanos(412_400_000))).toBe("412 ms");
  expect(formatDuration(nanos(999_700_000))).toBe("1 s");
  expect(formatDuration(nanos(125e9))).toBe("2 min 05 s");
  expect(formatDuration(nanos(-1.5e6))).toBe("−1.5 ms");
  expect(formatDuration(nanos(7_260e9))).toBe("2 h 01 min");
});

test("writes instants as fine as the step", () => {
  expect(formatInstant(nanos(1_234_567_890), nanos(1e6))).toBe("1.235 s");
  expect(formatInstant(nanos(1_234_567_890), nanos(1e9))).toBe("1 s");
  expect(formatInstant(nanos(1_234_567_890), nanos(1))).toBe("1.234567890 s");
});
