// What the recording could and could not see, in one line that cannot be taken for good news.
import { h } from "../base/dom.ts";
import { formatDuration, type Nanos, nanos } from "../base/time.ts";
import type { Capture, Overview } from "../model/recording.ts";

export interface Coverage {
  readonly level: "good" | "limited" | "damaged";
  readonly text: string;
  readonly limits: readonly string[];
}

/** Pure: the sentence and the list of limits for a recording. */
export function coverage(overview: Overview): Coverage {
  const { capture, totals } = overview;
  const damage = overview.notices.filter(({ kind }) => kind === "damage");
  const notices = [...damage, ...overview.notices.filter(({ kind }) => kind !== "damage")];
  const limits = [...limitsOf(capture), ...notices.map((notice) => notice.text)];
  const cause =
    totals.suffered === 0 ? noStall(overview) : `${causeText(totals)}${inferred(overview)}.`;
  const blind = totals.unknown > MUCH_UNKNOWN * totals.suffered;
  const complete = capture.tier === "agent" && limits.length === 0 && !blind;
  return {
    level: damage.length > 0 ? "damaged" : complete ? "good" : "limited",
    text: `${damage.length > 0 ? DAMAGED : ""}${TIERS[capture.tier](capture)} ${cause}`,
    limits,
  };
}

/** From this share of the stalled time on a cause that was not recorded is no small print. */
const MUCH_UNKNOWN = 0.05;

const DAMAGED = "The file is damaged: a part of it could not be read and is missing here. ";

/**
 * What can be said of a recording without a stall: that there was none only if every wait would have
 * been seen. A damaged file, or one that was recorded by other means, proves nothing.
 */
export function noStall(overview: Overview): string {
  const damaged = overview.notices.some(({ kind }) => kind === "damage");
  return overview.capture.tier === "agent" && !damaged
    ? "No thread was stalled."
    : "No stall is in it, which does not mean that there was none.";
}

const TIERS: Readonly<Record<Capture["tier"], (capture: Capture) => string>> = {
  agent: (capture) => `Recorded by the Holdup agent, ${capture.hooksLive} probes live.`,
  "plain-jfr": () =>
    "Plain JFR recording: it does not say who woke a parked thread, and short waits are missing.",
  "async-profiler": () => "async-profiler recording: it holds samples and lock events only.",
  mixed: () => "Recorded partly by the Holdup agent, partly by plain JFR.",
};

function limitsOf(capture: Capture): string[] {
  const limits: string[] = [];
  const slow = Object.entries(capture.thresholdsNanos).filter(([, nanos]) => nanos >= 1_000_000);
  if (slow.length > 0) {
    const longest = Math.max(...slow.map(([, value]) => value));
    const names = slow.map(([type]) => type.replace(/^jdk\./, "")).join(", ");
    limits.push(`Waits shorter than ${formatDuration(nanos(longest))} are not in it (${names}).`);
  }
  if (capture.throttled.length > 0) {
    limits.push(`Only a part was recorded of: ${capture.throttled.join(", ")}.`);
  }
  if (capture.lostEvents > 0) limits.push(`${capture.lostEvents} events were lost.`);
  if (capture.hooksMissing.length > 0) {
    limits.push(`Not instrumented: ${capture.hooksMissing.join("; ")}.`);
  }
  return limits;
}

/** Not "of 0 % not recorded": good news is said as such. */
function causeText({ unknown, suffered }: Overview["totals"]): string {
  if (unknown === 0) return "The cause of all stalled time is known";
  return `The cause of ${percent(unknown, suffered)} of the stalled time was not recorded`;
}

function inferred(overview: Overview): string {
  const part = overview.totals.inferred;
  return part > 0 ? `, ${percent(part, overview.totals.suffered)} of it was inferred` : "";
}

/** A share that is not nothing never reads as nothing. */
export function percent(part: Nanos, whole: Nanos): string {
  if (part === 0 || whole === 0) return "0 %";
  const value = (100 * part) / whole;
  return value < 0.1 ? "< 0.1 %" : `${value.toFixed(value < 10 ? 1 : 0)} %`;
}

export function banner(overview: Overview): HTMLElement {
  const { level, text, limits } = coverage(overview);
  const summary = h("span", {}, text);
  const element = h("div", { class: `banner ${level}`, role: "status" }, summary);
  if (limits.length > 0) {
    const list = h("ul", {}, ...limits.map((limit) => h("li", {}, limit)));
    const count = limits.length === 1 ? "1 limit" : `${limits.length} limits`;
    element.append(h("details", {}, h("summary", {}, `${count} of this recording`), list));
  }
  return element;
}
