import { expect, test } from "vitest";
import { nanos } from "../src/base/time.ts";
import { coverage, noStall } from "../src/view/banner.ts";
import { overviewOf } from "./overviewFixture.ts";

test("a complete recording is good news, a plain one never is", () => {
  const agent = overviewOf([]);
  expect(coverage(agent).level).toBe("good");
  const plain = { ...agent, capture: { ...agent.capture, tier: "plain-jfr" as const } };
  expect(coverage(plain).level).toBe("limited");
  expect(coverage(plain).text).toContain("does not say who woke");
});

test("thresholds, throttling, losses and missing probes are said", () => {
  const base = overviewOf([]);
  const { limits, level } = coverage({
    ...base,
    capture: {
      ...base.capture,
      thresholdsNanos: { "jdk.ThreadPark": nanos(20e6) },
      throttled: ["jdk.SocketRead"],
      lostEvents: 7,
      hooksMissing: ["park"],
    },
  });
  expect(level).toBe("limited");
  expect(limits.join("\n")).toMatch(/shorter than 20 ms/);
  expect(limits.join("\n")).toMatch(/jdk.SocketRead/);
  expect(limits.join("\n")).toMatch(/7 events were lost/);
  expect(limits.join("\n")).toMatch(/park/);
});

test("unknown and inferred shares are percentages of what was suffered", () => {
  const base = overviewOf([]);
  const totals = { ...base.totals, suffered: nanos(1000), unknown: nanos(250), inferred: nanos(5) };
  expect(coverage({ ...base, totals }).text).toContain("25 %");
  expect(coverage({ ...base, totals }).text).toContain("0.5 % of it was inferred");
  expect(coverage({ ...base, totals }).level).toBe("limited");
  const known = { ...totals, unknown: nanos(0) };
  expect(coverage({ ...base, totals: known }).text).toContain(
    "of all stalled time is known, 0.5 %",
  );
  const little = { ...totals, unknown: nanos(20) };
  expect(coverage({ ...base, totals: little }).level).toBe("good");
});

test("damage is said first and cannot be taken for anything else", () => {
  const base = overviewOf([]);
  const notices = [
    { kind: "clock", text: "the clock jumped" },
    { kind: "damage", text: "byte 7: 12 bytes not understood" },
  ];
  const { level, text, limits } = coverage({ ...base, notices });
  expect(level).toBe("damaged");
  expect(text).toMatch(/^The file is damaged/);
  expect(limits[0]).toContain("byte 7");
});

test("a recording without a stall is good news only if waits would have been seen", () => {
  const base = overviewOf([]);
  expect(noStall(base)).toBe("No thread was stalled.");
  const damaged = { ...base, notices: [{ kind: "damage", text: "" }] };
  expect(noStall(damaged)).toContain("does not mean");
  const plain = { ...base.capture, tier: "plain-jfr" as const };
  expect(noStall({ ...base, capture: plain })).toContain("does not mean");
});
