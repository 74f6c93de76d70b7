// Stalls of the area by length, in powers of two. Drag over bars to list only stalls of those
// lengths; a click on the chosen bars lifts the choice.
import { h } from "../base/dom.ts";
import { formatDuration, nanos } from "../base/time.ts";
import type { Area } from "../model/tables.ts";
import type { AppContext } from "./context.ts";

export function histogram(app: AppContext, area: Area): HTMLElement {
  const bars = h("div", { class: "histogram", role: "group", "aria-label": "Stalls by length" });
  if (area.lengths.length === 0) return h("p", { class: "absent" }, "none");
  const { lengths: chosen } = app.view.value;
  const most = Math.max(...area.lengths.map((bucket) => bucket.nanos));
  let start = -1;
  const choose = (first: number, last: number): void => {
    const choice = app.view.value.area;
    const low = area.lengths[first];
    const high = area.lengths[last];
    if (!choice || !low || !high) return;
    const lengths = { min: low.atLeast, max: nanos(high.atLeast * 2) };
    const same = chosen?.min === lengths.min && chosen.max === lengths.max;
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
        "aria-pressed": String(
          chosen !== null && bucket.atLeast >= chosen.min && bucket.atLeast < chosen.max,
        ),
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
