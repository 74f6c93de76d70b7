// What the detectors found, most severe first, each linked to its evidence.
import { h } from "../../base/dom.ts";
import { formatDuration } from "../../base/time.ts";
import type { Finding } from "../../model/recording.ts";
import type { AppContext } from "../context.ts";
import { sentence } from "../frames.ts";

export function findingsPage(app: AppContext): HTMLElement {
  const { findings } = app.overview;
  const list = h("ol", { class: "findings" }, ...findings.map((finding) => item(app, finding)));
  return h(
    "div",
    {},
    h("h2", {}, `Findings (${findings.length})`),
    findings.length === 0
      ? h("p", { class: "absent" }, "No detector found anything in what was recorded.")
      : list,
  );
}

function item(app: AppContext, finding: Finding): HTMLElement {
  return h(
    "li",
    {},
    h("strong", {}, words(finding.kind)),
    h("span", { class: "time" }, ` ${formatDuration(finding.severity)}`),
    h("p", {}, sentence(finding.summary)),
    h(
      "p",
      {},
      ...finding.stalls
        .slice(0, 6)
        .map((id) =>
          h(
            "button",
            { type: "button", onClick: () => void app.selectStall(id, { jump: true }) },
            `stall ${id}`,
          ),
        ),
    ),
  );
}

/** POOL_STARVATION as people write it. */
function words(kind: string): string {
  const text = kind
    .toLowerCase()
    .replaceAll("_", " ")
    .replace(/\bio\b/, "I/O");
  return text.charAt(0).toUpperCase() + text.slice(1).replace("ttsp", "time to safepoint");
}
