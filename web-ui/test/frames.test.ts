import { expect, test } from "vitest";
import { briefName, cutName } from "../src/view/frames.ts";

test("a long name loses its middle, a short one nothing", () => {
  expect(cutName("http-nio-8080-exec-12")).toBe("http-nio-8080-exec-12");
  const cut = cutName(`${"very-long-pool-name-".repeat(12)}exec-17`);
  expect(cut).toHaveLength(40);
  expect(cut).toMatch(/^very-long-pool.*….*exec-17$/);
});

test("no letter is cut in two", () => {
  const cut = cutName("🧵".repeat(60));
  expect(Array.from(cut)).toHaveLength(40);
  expect(Array.from(cut).every((letter) => letter === "🧵" || letter === "…")).toBe(true);
});

test("a class is shown without its package, a long path by its end", () => {
  expect(briefName("java.util.concurrent.locks.ReentrantLock$NonfairSync")).toBe("ReentrantLock");
  const condition = "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject";
  expect(briefName(condition)).toBe("Condition");
  expect(briefName("/tmp/holdup-demo-files-of-today/archive/tape")).toBe("…/archive/tape");
});
