// The selected stall as a lane of its own: which root stood in the way at each moment of it, as wide
// as it was long. A click goes to that moment.
import { h } from "../base/dom.ts";
import { formatDuration, type Nanos, nanos } from "../base/time.ts";
import type { Piece } from "../model/details.ts";
import type { AppContext } from "./context.ts";
import { rootText } from "./frames.ts";

/** Narrower stretches carry no text. */
const TEXT_FROM = 0.12;

export function pathStrip(
  app: AppContext,
  thread: number,
  pieces: readonly Piece[],
  at: Nanos,
): HTMLElement {
  const first = pieces[0]?.from ?? 0;
  const last = pieces[pieces.length - 1]?.to ?? 0;
  const length = Math.max(1, last - first);
  const strip = h("div", {
    class: "path",
    role: "group",
    "aria-label": "What stood in the way, moment by moment",
  });
  for (const piece of pieces) {
    const share = (piece.to - piece.from) / length;
    const end = piece.hops[piece.hops.length - 1];
    const who = end?.thread === null || end === undefined ? "" : app.name(end.thread);
    const what = piece.root ? rootText(piece.root) : "not recorded";
    const text = `${who}: ${what}`;
    const part = h(
      "button",
      {
        type: "button",
        title: `${text}, ${formatDuration(nanos(piece.to - piece.from))}`,
        "aria-label": text,
        "aria-current": piece.from <= at && at < piece.to ? "true" : undefined,
        onClick: () => void app.selectSpan({ thread, at: piece.from }, { zoom: false }),
      },
      h("i", { "data-state": end?.state ?? "UNKNOWN" }),
      share >= TEXT_FROM && text,
    );
    part.style.left = `${(100 * (piece.from - first)) / length}%`;
    part.style.width = `${100 * share}%`;
    strip.append(part);
  }
  return strip;
}
