import { h } from "../base/dom.ts";
import { formatDuration, type Nanos, nanos } from "../base/time.ts";
import { stateInfo } from "../model/states.ts";

/** Time by state as one stacked bar and its numbers. */
export function stateBar(states: Readonly<Record<string, Nanos>>): HTMLElement {
  const rows = Object.entries(states).sort(([, a], [, b]) => b - a);
  const total = rows.reduce((sum, [, value]) => sum + value, 0) || 1;
  const bar = h("div", { class: "state-bar", "aria-hidden": true });
  const list = h("ul", { class: "plain" });
  for (const [name, value] of rows) {
    const part = h("i", { "data-state": name });
    part.style.width = `${(100 * value) / total}%`;
    bar.append(part);
    list.append(
      h(
        "li",
        {},
        h("span", {}, h("i", { class: "swatch", "data-state": name }), stateInfo(name).label),
        h("span", { class: "time" }, formatDuration(nanos(value))),
      ),
    );
  }
  return h("div", {}, bar, list);
}
