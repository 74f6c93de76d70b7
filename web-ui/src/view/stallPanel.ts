// The ranked stalls: each a sentence with its cost; the selected one shows its victims.
import { fill, h } from "../base/dom.ts";
import { formatDuration, nanos } from "../base/time.ts";
import type { StallDetails } from "../model/details.ts";
import type { Stall } from "../model/recording.ts";
import { noStall } from "./banner.ts";
import type { AppContext } from "./context.ts";
import { cutName, sentence } from "./frames.ts";

const SHOWN = 100;
const VICTIMS_SHOWN = 12;
const TARGETS_SHOWN = 6;

export function stallPanel(app: AppContext): HTMLElement {
  const list = h("ol", { class: "stalls" });
  const { stalls, headline } = app.overview;
  const panel = h(
    "section",
    { class: "stall-panel", "aria-label": "Ranked stalls" },
    h("h2", {}, "What stalled the threads"),
    // The first stall says the same, with its cost.
    stalls[0]?.sentence !== headline && h("p", { class: "headline" }, headlineOf(app)),
    list,
  );
  const render = (): void => {
    const most = stalls[0]?.total ?? 1;
    fill(list, ...stalls.slice(0, SHOWN).map((stall) => item(app, stall, most)));
    if (stalls.length > SHOWN) {
      list.append(h("li", { class: "absent" }, `and ${stalls.length - SHOWN} smaller ones`));
    }
  };
  app.view.listen((now, before) => {
    if (now.stall !== before.stall) {
      render();
      list.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
    }
  });
  app.ui.listen((now, before) => {
    const named = now.allThreads !== before.allThreads && app.namesMissing;
    if (now.stall !== before.stall || named) render();
  });
  render();
  return panel;
}

function headlineOf(app: AppContext): HTMLElement {
  const { stalls, headline } = app.overview;
  return sentence(stalls.length > 0 ? headline : noStall(app.overview));
}

function item(app: AppContext, stall: Stall, most: number): HTMLElement {
  const selected = app.view.value.stall === stall.id;
  const bar = h("span", { class: "cost-bar", "aria-hidden": true });
  bar.style.setProperty("--others", String(stall.others / most));
  bar.style.setProperty("--self", String(stall.self / most));
  const button = h(
    "button",
    {
      type: "button",
      class: "stall",
      "aria-current": selected ? "true" : undefined,
      onClick: () => void app.selectStall(stall.id, { jump: true }),
    },
    h("span", { class: "cost" }, formatDuration(stall.total)),
    h("span", { class: "facts" }, stalls(stall.incidents)),
    sentence(stall.sentence),
    bar,
    h("span", { class: "facts" }, facts(stall, selected)),
  );
  const details = app.ui.value.stall;
  const showsVictims = selected && details?.id === stall.id;
  return h("li", {}, button, showsVictims && details && victims(app, details));
}

function stalls(count: number): string {
  return count === 1 ? "1 stall" : `${count} stalls`;
}

/** A cause that is not known can not be removed either. */
const UNKNOWN = "UNKNOWN";

/** The selected row says more: what removing the cause saves at most. */
function facts(stall: Stall, selected: boolean): string {
  const parts = [`longest ${formatDuration(stall.longest)}`];
  if (stall.self > 0 && stall.others > 0)
    parts.push(`${formatDuration(stall.others)} of it lost by other threads`);
  if (selected && stall.overseers > 0)
    parts.push(
      `${formatDuration(stall.overseers)} by threads that only waited for those they had started`,
    );
  if (selected && stall.wall > 0 && stall.kind !== UNKNOWN)
    parts.push(`without it the run is at most ${formatDuration(stall.wall)} shorter`);
  if (stall.inferred > 0) parts.push(`${formatDuration(stall.inferred)} inferred`);
  return parts.join(" · ");
}

function victims(app: AppContext, stall: StallDetails): HTMLElement {
  const byThread = new Map<number, number>();
  for (const victim of stall.victims) {
    byThread.set(victim.thread, (byThread.get(victim.thread) ?? 0) + victim.nanos);
  }
  const rows = [...byThread].sort(([, a], [, b]) => b - a);
  const list = h("ul", { class: "victims", "aria-label": "Victims" });
  for (const [thread, lost] of rows.slice(0, VICTIMS_SHOWN)) {
    list.append(
      h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            class: "victim",
            title: app.name(thread),
            onClick: () => app.revealThread(thread),
          },
          h(
            "span",
            {},
            cutName(app.name(thread)),
            stall.culprits.includes(thread) && h("span", { class: "note" }, " itself"),
          ),
          h("span", { class: "time" }, formatDuration(nanos(lost))),
        ),
      ),
    );
  }
  if (stall.victimThreads > VICTIMS_SHOWN) {
    const more = stall.victimThreads - VICTIMS_SHOWN;
    list.append(h("li", { class: "absent" }, `and ${more} more threads`));
  }
  return h("div", {}, h("h3", {}, `Victims (${stall.victimThreads})`), list, targets(stall));
}

/** What the row is about, where it is about several things. */
function targets({ targets: listed, targetCount }: StallDetails): HTMLElement | null {
  if (targetCount < 2) return null;
  const list = h("ul", { class: "victims", "aria-label": "What it was about" });
  for (const { name, nanos: lost } of listed.slice(0, TARGETS_SHOWN)) {
    list.append(
      h(
        "li",
        { title: name },
        h("span", {}, cutName(name)),
        h("span", { class: "time" }, formatDuration(lost)),
      ),
    );
  }
  const more = targetCount - Math.min(listed.length, TARGETS_SHOWN);
  if (more > 0) list.append(h("li", { class: "absent" }, `and ${more} more`));
  return h("div", {}, h("h3", {}, `What it was about (${targetCount})`), list);
}
