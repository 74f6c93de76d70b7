// The legend is a switch: a click on a family draws the others faintly.
import { fill, h } from "../base/dom.ts";
import { formatDuration, nanos } from "../base/time.ts";
import { ALL_STATES, FAMILIES, FAMILY_LABELS, type Family, stateInfo } from "../model/states.ts";
import type { AppContext } from "./context.ts";

export function legend(app: AppContext): HTMLElement {
  const element = h("div", {
    class: "legend",
    role: "group",
    "aria-label": "States; click to show only threads with it",
  });
  const totals = new Map<Family, number>();
  for (const [name, time] of Object.entries(app.overview.totals.states)) {
    const family = stateInfo(name).family;
    totals.set(family, (totals.get(family) ?? 0) + time);
  }
  const render = (): void => {
    const { families } = app.view.value;
    fill(
      element,
      ...FAMILIES.filter((family) => totals.has(family)).map((family) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(families.includes(family)),
            title: `${formatDuration(nanos(totals.get(family) ?? 0))} of all threads together`,
            onClick: () => toggle(app, family),
          },
          h("i", { class: "swatch", "data-state": representative(app, family) }),
          FAMILY_LABELS[family],
        ),
      ),
    );
  };
  app.view.listen((now, before) => {
    if (now.families !== before.families) render();
  });
  render();
  return element;
}

/** The state of a family with the most time, whose colour stands for the family. */
function representative(app: AppContext, family: Family): string {
  const states = app.overview.totals.states;
  const own = ALL_STATES.filter((info) => info.family === family);
  const most = own.reduce<string>(
    (best, info) => ((states[info.name] ?? 0) > (states[best] ?? -1) ? info.name : best),
    own[0]?.name ?? "UNKNOWN",
  );
  return most;
}

function toggle(app: AppContext, family: Family): void {
  const { families } = app.view.value;
  const next = families.includes(family)
    ? families.filter((other) => other !== family)
    : [...families, family];
  void app.showFamilies(next);
}
