import { expect, test } from "vitest";
import { ALL_STATES } from "../src/model/states.ts";
import { palette, readOverrides } from "../src/render/palette.ts";

function hue(fill: string | undefined): number {
  return Number(/oklch\([\d.]+ [\d.]+ ([\d.]+)\)/.exec(fill ?? "")?.[1]);
}

test("each state has a colour of its own in every table", () => {
  for (const theme of ["light", "dark"] as const) {
    for (const vision of ["standard", "colour-blind"] as const) {
      const { fill } = palette(theme, vision);
      const colours = ALL_STATES.map((state) => fill.get(state.name));
      expect(colours).not.toContain(undefined);
      expect(new Set(colours).size).toBe(ALL_STATES.length);
    }
  }
});

test("locks share a hue that nothing which runs or does I/O comes near", () => {
  const { fill } = palette("light", "standard");
  const locks = ["BLOCKED_MONITOR", "BLOCKED_LOCK", "BLOCKED_CLASSINIT"].map((s) =>
    hue(fill.get(s)),
  );
  for (const lock of locks) expect(lock).toBeLessThan(35);
  for (const other of ["RUNNING", "RUNNABLE_CPU", "BLOCKED_NET", "BLOCKED_FILE"]) {
    expect(hue(fill.get(other))).toBeGreaterThan(100);
  }
});

test("hues do not change with the theme", () => {
  const light = palette("light", "standard").fill;
  const dark = palette("dark", "standard").fill;
  for (const { name, family } of ALL_STATES) {
    if (family !== "idle" && family !== "unknown")
      expect(hue(dark.get(name))).toBe(hue(light.get(name)));
  }
});

test("colours of one's own are used; what is stored and no colour of a state is ignored", () => {
  const own = readOverrides('{"RUNNING":"#123456","NONSENSE":"#ffffff","IDLE":"url(x)"}');
  expect(own).toEqual({ RUNNING: "#123456" });
  expect(palette("dark", "standard", own).fill.get("RUNNING")).toBe("#123456");
  for (const text of [null, "", "[]", "null", "{", "7"]) expect(readOverrides(text)).toEqual({});
});
