// The chain from the stalled thread to the root, as boxes with the reason between them. Every box
// is a button that goes to that thread at the same instant.
import { h } from "../base/dom.ts";
import { formatDuration, type Nanos, nanos } from "../base/time.ts";
import type { Hop, Piece } from "../model/details.ts";
import { stateInfo } from "../model/states.ts";
import type { AppContext } from "./context.ts";
import { cutName, resourceText, rootText } from "./frames.ts";

export function chainView(app: AppContext, piece: Piece, at: Nanos): HTMLElement {
  const list = h("ol", {
    class: "chain",
    "aria-label": "Chain from the stalled thread to the cause",
  });
  piece.hops.forEach((hop, i) => {
    const last = i === piece.hops.length - 1;
    list.append(hopBox(app, hop, at, i === 0 ? "victim" : last ? "culprit" : "between"));
    if (!last) list.append(link(hop, piece.hops[i + 1]));
  });
  if (piece.root && (piece.root.kind !== "EXEC" || piece.hops.length < 2)) {
    list.append(
      h(
        "li",
        { class: "root" },
        h("span", { class: "role" }, "root cause"),
        h("b", {}, rootText(piece.root)),
      ),
    );
  }
  return list;
}

const ROLES = { victim: "stalled", between: "itself held up", culprit: "culprit" } as const;

function hopBox(app: AppContext, hop: Hop, at: Nanos, role: keyof typeof ROLES): HTMLElement {
  const thread = hop.thread;
  const name = thread === null ? "outside the JVM" : app.name(thread);
  const info = stateInfo(hop.state);
  const length =
    hop.from !== undefined && hop.to !== undefined
      ? ` · ${formatDuration(nanos(hop.to - hop.from))}`
      : "";
  const what = hop.operation ? `${hop.operation}${length}` : info.label;
  const content = [
    h("span", { class: "role" }, ROLES[role]),
    h("b", { title: name }, cutName(name)),
    h("span", { class: "what" }, h("i", { class: "swatch", "data-state": hop.state }), what),
  ];
  if (thread === null) return h("li", { class: `hop is-${role}` }, ...content);
  const go = (): void => void app.jumpTo({ thread, at });
  return h(
    "li",
    { class: `hop is-${role}` },
    h("button", { type: "button", onClick: go }, ...content),
  );
}

function link(hop: Hop, next: Hop | undefined): HTMLElement {
  const inferred = hop.confidence !== "EXACT";
  const words = linkWords(hop);
  return h(
    "li",
    {
      class: inferred ? "via inferred" : "via",
      title: inferred ? "Concluded from other facts, not recorded" : undefined,
    },
    next && hop.resource && h("em", {}, resourceText(hop.resource)),
    h("span", {}, words),
    inferred && h("span", { class: "note" }, "inferred"),
  );
}

function linkWords(hop: Hop): string {
  switch (hop.operation) {
    case "monitor.enter":
    case "lock.acquire":
      return "held by";
    case "future.get":
      return "to be completed by";
    case "thread.join":
      return "to end";
    case null:
      return "because of";
    default:
      return hop.wake ? "woken by" : "waits for";
  }
}
