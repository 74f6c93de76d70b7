// What the recording could see, and what the numbers are worth.
import { h } from "../../base/dom.ts";
import { formatDuration, formatInstant, type Nanos, nanos } from "../../base/time.ts";
import { percent } from "../banner.ts";
import type { AppContext } from "../context.ts";

export function qualityPage(app: AppContext): HTMLElement {
  const { capture, recording, totals, notices, window } = app.overview;
  const share = (part: Nanos, whole: Nanos): string =>
    part === 0 ? "0" : `${formatDuration(part)} (${percent(part, whole)})`;
  const rows: [string, string][] = [
    ["files", recording.files.join(", ")],
    ["started", new Date(recording.startEpochMillis).toISOString()],
    ["length", formatDuration(recording.durationNanos)],
    ["analysed", analysed(window, recording.durationNanos)],
    ["rules of what is idle", window.idleRules],
    ["observed JVM", recording.jvmVersion || "not recorded"],
    ["process", recording.pid === 0 ? "not recorded" : String(recording.pid)],
    ["command", recording.command || "not recorded"],
    ["recorded by", capture.tier],
    ["live probes", String(capture.hooksLive)],
    ["kernel lane", capture.kernelLane === "none" ? "not recorded" : capture.kernelLane],
    ["events lost", String(capture.lostEvents)],
    ["stalled", formatDuration(totals.suffered)],
    ["of it, cause not recorded", share(totals.unknown, totals.suffered)],
    ["of it, cause inferred", share(totals.inferred, totals.suffered)],
    ["idle", formatDuration(totals.idle)],
    ["of it, may have been a stall", share(totals.ambiguousIdle, totals.idle)],
    ["of the stalls, may have been idle", share(totals.ambiguousStall, totals.suffered)],
  ];
  const facts = h("dl", { class: "facts-list" });
  for (const [name, value] of rows) facts.append(h("dt", {}, name), h("dd", {}, value));
  return h(
    "div",
    {},
    h("h2", {}, "Data quality"),
    facts,
    h("h3", {}, "Notices"),
    list(
      notices.map((notice) => notice.text),
      "none",
    ),
    h("h3", {}, "Probes that are not live"),
    list(capture.hooksMissing, "none"),
    h("h3", {}, "Recorded only from this length on"),
    list(
      Object.entries(capture.thresholdsNanos).map(
        ([type, value]) => `${type}: ${formatDuration(nanos(value))}`,
      ),
      "no threshold is known",
    ),
    h("h3", {}, "Recorded in part"),
    list(capture.throttled, "none"),
  );
}

function analysed({ from, to }: { from: Nanos; to: Nanos }, duration: Nanos): string {
  const whole = from <= 0 && to >= duration;
  return whole ? "all of it" : `${formatInstant(from)} to ${formatInstant(to)}`;
}

function list(texts: readonly string[], none: string): HTMLElement {
  if (texts.length === 0) return h("p", { class: "absent" }, none);
  return h("ul", { class: "bullets" }, ...texts.map((text) => h("li", {}, text)));
}
