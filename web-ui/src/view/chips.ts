// What is left out or lit at the moment, each with a way back: nothing is hidden silently.
import { fill, h } from "../base/dom.ts";
import { FAMILY_LABELS } from "../model/states.ts";
import { NO_RESOURCE } from "../model/viewState.ts";
import { effectiveFilter } from "../timeline/laneRows.ts";
import type { AppContext } from "./context.ts";
import { resourceText } from "./frames.ts";

const MAX_STEPS = 4;

export function chips(app: AppContext): HTMLElement {
  const element = h("div", { class: "chips", "aria-live": "polite" });
  const render = (): void => {
    const all = [...laneChips(app), ...litChips(app)];
    element.hidden = all.length === 0;
    fill(element, ...all);
  };
  app.view.listen((now, before) => {
    const shown = ["filter", "around", "families", "pinnedNames"] as const;
    if (shown.some((key) => now[key] !== before[key])) render();
  });
  app.ui.listen(render);
  render();
  return element;
}

function laneChips(app: AppContext): HTMLElement[] {
  const { filter, around } = app.view.value;
  const found: HTMLElement[] = [];
  if (filter !== "") {
    const applies = effectiveFilter(app.overview, filter) !== "";
    const text = applies
      ? `Threads named “${filter}”`
      : `No thread is named “${filter}”; Enter finds waits`;
    const keep = h(
      "button",
      {
        type: "button",
        class: "link",
        title: "Keep the lanes of all threads so named on top",
        onClick: () => app.view.update({ pinnedNames: filter, filter: "" }),
      },
      "keep on top",
    );
    found.push(chip(text, () => app.view.update({ filter: "" }), applies && keep));
  }
  if (around) {
    const more = h(
      "button",
      {
        type: "button",
        class: "link",
        disabled: around.steps >= MAX_STEPS,
        onClick: () => void app.showAround({ ...around, steps: around.steps + 1 }),
      },
      "one step more",
    );
    const steps = around.steps === 1 ? "directly" : `within ${around.steps} steps`;
    const text = `Only lanes that have to do with ${app.name(around.thread)} ${steps}`;
    found.push(chip(text, () => void app.showAround(null), more));
  }
  const { families, pinnedNames } = app.view.value;
  if (families.length > 0) {
    const names = families.map((family) => FAMILY_LABELS[family]).join(", ");
    found.push(chip(`Only threads ${names}`, () => void app.showFamilies([])));
  }
  if (pinnedNames !== "") {
    found.push(
      chip(`On top: threads named “${pinnedNames}”`, () => app.view.update({ pinnedNames: "" })),
    );
  }
  return found;
}

function litChips(app: AppContext): HTMLElement[] {
  const { resource, hits, hit } = app.ui.value;
  const found: HTMLElement[] = [];
  if (resource) {
    const text = `${resourceText(resource.resource)}: ${resource.count} waits lit`;
    found.push(chip(text, () => void app.selectResource(NO_RESOURCE)));
  }
  if (hits) {
    const more =
      hits.count > hits.hits.length
        ? `first ${hits.hits.length} of ${hits.count}`
        : `${hits.count}`;
    const text =
      hits.count === 0
        ? "Found nothing"
        : `Found ${more} waits${hit >= 0 ? `, at ${hit + 1}` : ""}`;
    const step = (title: string, sign: string, by: number): HTMLElement =>
      h("button", { type: "button", title, onClick: () => void app.nextHit(by) }, sign);
    found.push(
      chip(
        text,
        () => app.ui.update({ hits: null, hit: -1 }),
        hits.count > 0 && step("Previous (Shift+Enter)", "‹", -1),
        hits.count > 0 && step("Next (Enter)", "›", 1),
      ),
    );
  }
  return found;
}

function chip(text: string, remove: () => void, ...more: (HTMLElement | false)[]): HTMLElement {
  return h(
    "span",
    { class: "chip" },
    text,
    ...more,
    h(
      "button",
      { type: "button", class: "remove", "aria-label": `Remove: ${text}`, onClick: remove },
      "✕",
    ),
  );
}
