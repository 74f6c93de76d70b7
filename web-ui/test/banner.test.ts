import { expect, test } from "vitest";
import { nanos } from "../src/base/time.ts";
import { coverage } from "../src/view/banner.ts";
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
});
