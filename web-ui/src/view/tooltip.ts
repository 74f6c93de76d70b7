// What is under the pointer: thread, state, length; for a mixed pixel the shares of its states.
import { itemAt, type LaneTile } from "../api/tileCodec.ts";
import { fill, h } from "../base/dom.ts";
import { formatDuration, formatInstant, type Nanos, nanos } from "../base/time.ts";
import { stateInfo } from "../model/states.ts";
import type { AppContext } from "./context.ts";

const OFFSET_PX = 14;

export class Tooltip {
  readonly element = h("div", { class: "tooltip", role: "tooltip", hidden: true });
  private readonly app: AppContext;

  constructor(app: AppContext) {
    this.app = app;
  }

  hide(): void {
    this.element.hidden = true;
  }

  show(
    x: number,
    y: number,
    thread: number,
    at: Nanos,
    tile: LaneTile | null,
    waiters: number,
  ): void {
    const item = tile ? itemAt(tile, at) : -1;
    const lines: HTMLElement[] = [h("strong", {}, this.app.name(thread))];
    if (tile && item >= 0) lines.push(...this.itemLines(tile, item));
    else if (tile) lines.push(h("span", {}, "not alive here"));
    if (waiters > 0) {
      lines.push(
        h(
          "span",
          { class: "blocking" },
          `${waiters} ${waiters === 1 ? "thread waits" : "threads wait"} for it`,
        ),
      );
    }
    this.place(x, y, lines, at);
  }

  /** Of an object's lane: who owned it, and how many waited. */
  showResource(
    point: { readonly x: number; readonly y: number },
    owner: number | null,
    waiters: number,
    at: Nanos,
  ): void {
    const who = owner === null ? "nobody known owned it" : `owned by ${this.app.name(owner)}`;
    const wait = `${waiters} ${waiters === 1 ? "thread waits" : "threads wait"} for it`;
    const lines = [h("strong", {}, who), h("span", { class: "blocking" }, wait)];
    this.place(point.x, point.y, lines, at);
  }

  private place(x: number, y: number, lines: HTMLElement[], at: Nanos): void {
    lines.push(h("span", { class: "note" }, `at ${formatInstant(at, nanos(1e4))}`));
    fill(this.element, ...lines);
    this.element.hidden = false;
    const { width, height } = this.element.getBoundingClientRect();
    const left = x + OFFSET_PX + width > innerWidth ? x - OFFSET_PX - width : x + OFFSET_PX;
    const top = y + OFFSET_PX + height > innerHeight ? y - OFFSET_PX - height : y + OFFSET_PX;
    this.element.style.left = `${Math.max(0, left)}px`;
    this.element.style.top = `${Math.max(0, top)}px`;
  }

  private itemLines(tile: LaneTile, item: number): HTMLElement[] {
    const length = nanos(((tile.ends[item] ?? 0) - (tile.starts[item] ?? 0)) * tile.tickNanos);
    const count = tile.counts[item] ?? 1;
    const lines: HTMLElement[] = [];
    if (count > 1) {
      lines.push(h("span", {}, `${count} short spans within ${formatDuration(length)}`));
    }
    for (let k = 4 * item; k < 4 * item + 4; k++) {
      const share = tile.mixShares[k] ?? 0;
      if (share === 0) continue;
      const name = this.app.overview.states[tile.mixStates[k] ?? 0] ?? "UNKNOWN";
      const text =
        count > 1 ? `${Math.max(1, Math.round((100 * share) / 255))} %` : formatDuration(length);
      lines.push(
        h(
          "span",
          {},
          h("i", { class: "swatch", "data-state": name }),
          `${stateInfo(name).label} ${text}`,
        ),
      );
    }
    return lines;
  }
}
