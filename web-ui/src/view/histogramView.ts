// Stalls of the area by length, in powers of two. Drag over bars to list only stalls of those
// lengths; a click on the chosen bars lifts the choice.
import { h } from "../base/dom.ts";
import { formatDuration, nanos } from "../base/time.ts";
import type { Area } from "../model/tables.ts";
import type { AppContext } from "./context.ts";

/** Kept outside the element, which is built anew for each answer. */
const chosen = { area: "", first: -1, last: -1 };

export function histogram(app: AppContext, area: Area): HTMLElement {
  const bars = h("div", { class: "histogram", role: "group", "aria-label": "Stalls by length" });
  if (area.lengths.length === 0) return h("p", { class: "absent" }, "none");
  const key = `${area.from}-${area.to}-${area.threads}`;
  if (chosen.area !== key) Object.assign(chosen, { area: key, first: -1, last: -1 });
  const most = Math.max(...area.lengths.map((bucket) => bucket.nanos));
  let start = -1;
  const choose = (first: number, last: number): void => {
    const same = chosen.first === first && chosen.last === last;
    Object.assign(chosen, same ? { first: -1, last: -1 } : { first, last });
    const choice = app.view.value.area;
    const low = area.lengths[first];
    const high = area.lengths[last];
    if (!choice || !low || !high) return;
    const lengths = { min: low.atLeast, max: nanos(high.atLeast * 2) };
    void app.selectArea(choice, same ? null : lengths);
  };
  area.lengths.forEach((bucket, i) => {
    const text = `${bucket.count} stalls of ${formatDuration(bucket.atLeast)} to ${formatDuration(nanos(bucket.atLeast * 2))}, ${formatDuration(bucket.nanos)} together`;
    const bar = h(
      "button",
      {
        type: "button",
        title: text,
        "aria-label": text,
        "aria-pressed": String(i >= chosen.first && i <= chosen.last),
        onPointerdown: () => {
          start = i;
        },
        onPointerup: () => {
          if (start >= 0) choose(Math.min(start, i), Math.max(start, i));
          start = -1;
        },
        onKeydown: (event: KeyboardEvent) => {
          if (event.key === "Enter" || event.key === " ") choose(i, i);
        },
      },
      h("i", {}),
    );
    bar.style.setProperty("--height", String(bucket.nanos / most));
    bars.append(bar);
  });
  const first = area.lengths[0];
  const last = area.lengths[area.lengths.length - 1];
  return h(
    "div",
    {},
    bars,
    h(
      "p",
      { class: "histogram-ends" },
      h("span", {}, formatDuration(first?.atLeast ?? nanos(0))),
      h("span", {}, formatDuration(nanos(2 * (last?.atLeast ?? 0)))),
    ),
  );
}
