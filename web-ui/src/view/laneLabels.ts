// Labels of the visible rows; elements exist for these only and are reused while they stay visible.
import { h } from "../base/dom.ts";
import { formatDuration, nanos } from "../base/time.ts";
import { CARRIER, VIRTUAL } from "../model/recording.ts";
import { ROW_PX, type RowRange } from "../timeline/laneLayout.ts";
import { RESOURCE_FOLD, type Row } from "../timeline/laneRows.ts";
import type { AppContext } from "./context.ts";
import { resourceText } from "./frames.ts";

export class LaneLabels {
  private readonly shown = new Map<number, HTMLElement>();
  private readonly app: AppContext;
  private readonly toggleFold: (key: string) => void;

  constructor(app: AppContext, toggleFold: (key: string) => void) {
    this.app = app;
    this.toggleFold = toggleFold;
    app.view.listen((now, before) => {
      const shown = now.pinned !== before.pinned || now.around !== before.around;
      if (shown || now.span?.thread !== before.span?.thread) this.reset();
    });
    app.ui.listen((now, before) => {
      if (now.resource !== before.resource) this.reset();
    });
  }

  /** Forgets all elements, because rows moved or the selection did. */
  reset(): void {
    for (const element of this.shown.values()) element.remove();
    this.shown.clear();
  }

  /** Sees to it that `parent` holds the labels of these rows and of no others. */
  show(
    parent: HTMLElement,
    rows: readonly Row[],
    range: RowRange,
    topOf: (index: number) => number,
  ): void {
    for (const [index, element] of this.shown) {
      if (element.parentElement === parent && (index < range.first || index >= range.end)) {
        element.remove();
        this.shown.delete(index);
      }
    }
    for (let index = range.first; index < range.end; index++) {
      const row = rows[index];
      if (!row || this.shown.has(index)) continue;
      const element = this.label(row);
      element.style.top = `${topOf(index)}px`;
      element.style.height = `${ROW_PX}px`;
      this.shown.set(index, element);
      parent.append(element);
    }
  }

  private label(row: Row): HTMLElement {
    switch (row.kind) {
      case "section":
        return h(
          "div",
          { class: "row-label section" },
          h("strong", {}, row.title),
          row.note !== "" && h("span", { class: "note" }, row.note),
        );
      case "fold":
        return h(
          "button",
          {
            type: "button",
            class: "row-label fold",
            "aria-expanded": String(row.open),
            onClick: () => this.toggleFold(row.key),
          },
          `${row.open ? "▾" : "▸"} ${foldText(row.key, row.count, row.title)}`,
        );
      case "group":
        return this.group(row.group, row.key, row.count, row.open);
      case "resource":
        return this.resource(row.resource);
      case "lane":
        return this.lane(row.thread, row.role);
    }
  }

  /** An object's lane: who owned it; under it how many waited. */
  private resource(id: number): HTMLElement {
    const { resource: lit, stall } = this.app.ui.value;
    const listed = this.app.overview.resources.find(({ resource }) => resource.id === id);
    const hop = stall?.worst?.hops.find((candidate) => candidate.resource?.id === id);
    const resource = listed?.resource ?? hop?.resource ?? null;
    const text = resourceText(resource);
    return h(
      "button",
      {
        type: "button",
        class: "row-label resource",
        "aria-pressed": String(lit?.resource.id === id),
        title: `${resource?.name ?? ""}: who owned it, and under it how many threads waited; click to light up every lane that touches it`,
        onClick: () => void this.app.selectResource(id),
      },
      h("span", { class: "name" }, text),
      h("span", { class: "mark" }, (resource?.kind ?? "").toLowerCase()),
      h("span", { class: "time" }, listed ? formatDuration(listed.nanos) : ""),
    );
  }

  private group(group: number, key: string, count: number, open: boolean): HTMLElement {
    const name = this.app.overview.threads.groupNames[group] ?? "";
    return h(
      "button",
      {
        type: "button",
        class: `row-label group ${open ? "open" : ""}`,
        "aria-expanded": String(open),
        title: `${name}: ${count} threads; click to ${open ? "close" : "open"}`,
        onClick: () => this.toggleFold(key),
      },
      open ? "▾" : "▸",
      ...nameParts(name),
      h("span", { class: "mark" }, `${count} threads`),
    );
  }

  private lane(thread: number, role: string): HTMLElement {
    const label = this.laneButton(thread, role);
    const { pinned, around } = this.app.view.value;
    const isPinned = pinned.includes(thread);
    const isAround = around?.thread === thread;
    return h(
      "div",
      {
        class: `row-label lane ${role}`,
        "aria-current": label.getAttribute("aria-current") ?? undefined,
      },
      label,
      h(
        "span",
        { class: "lane-actions" },
        h(
          "button",
          {
            type: "button",
            title: isPinned ? "Let it scroll again" : "Keep this lane on top",
            "aria-pressed": String(isPinned),
            "aria-label": `Pin ${this.app.name(thread)}`,
            onClick: () => this.app.togglePin(thread),
          },
          "⊤",
        ),
        h(
          "button",
          {
            type: "button",
            title: isAround ? "Show all lanes again" : "Only lanes that have to do with this one",
            "aria-pressed": String(isAround),
            "aria-label": `Only lanes around ${this.app.name(thread)}`,
            onClick: () => void this.app.showAround(isAround ? null : { thread, steps: 1 }),
          },
          "⇄",
        ),
      ),
    );
  }

  private laneButton(thread: number, role: string): HTMLElement {
    const { suffered, inflicted, flags } = this.app.overview.threads;
    const kind = flags[thread] ?? 0;
    const lost = suffered[thread] ?? 0;
    const caused = inflicted[thread] ?? 0;
    const selected = this.app.view.value.span?.thread === thread;
    const mark = (kind & VIRTUAL) !== 0 ? "virtual" : (kind & CARRIER) !== 0 ? "carrier" : "";
    return h(
      "button",
      {
        type: "button",
        class: "lane-name",
        "aria-current": selected ? "true" : undefined,
        title:
          `${this.app.name(thread)}: stalled ${formatDuration(nanos(lost))}, ` +
          `stalled others for ${formatDuration(nanos(caused))}`,
        onClick: () => this.app.revealThread(thread),
      },
      ...nameParts(this.app.name(thread)),
      mark === "virtual" && h("span", { class: "mark", title: "virtual thread" }, "v"),
      mark === "carrier" && h("span", { class: "mark" }, mark),
      role === "culprit" && h("span", { class: "mark culprit" }, "culprit"),
      role === "elsewhere" &&
        h("span", { class: "mark", title: "the culprit at other moments" }, "also"),
      h("span", { class: "time" }, lost > 0 ? formatDuration(nanos(lost)) : ""),
    );
  }
}

function foldText(key: string, count: number, title: string): string {
  if (key === RESOURCE_FOLD) return `${count} locks and other objects waited for`;
  return `${count} ${count === 1 ? "thread" : "threads"} ${title}`;
}

/** Names of a pool differ at their ends: the end stays, the middle gives way. */
const TAIL = 9;

function nameParts(name: string): HTMLElement[] {
  // By letters: half of a pair of UTF-16 is none.
  const letters = Array.from(name);
  const cut = Math.max(0, letters.length - TAIL);
  return [
    h("span", { class: "name" }, letters.slice(0, cut).join("")),
    h("span", { class: "tail" }, letters.slice(cut).join("")),
  ];
}
