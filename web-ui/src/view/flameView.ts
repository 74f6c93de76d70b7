// The flame graph of an area: states at the top, then frames from the outermost inwards. A click on
// a frame makes it the whole width.
import { fill, h } from "../base/dom.ts";
import { formatDuration, nanos } from "../base/time.ts";
import { stateInfo } from "../model/states.ts";
import type { Flame } from "../model/tables.ts";

const ROW_PX = 18;
/** Narrower frames, as a share of the width, are not drawn: nobody could read or hit them. */
const MIN_SHARE = 0.002;

interface Box {
  readonly node: number;
  readonly left: number;
  readonly state: string;
}

/** Where each node begins, in nanoseconds from the left; pure. */
export function layOut(flame: Flame): Box[] {
  const boxes: Box[] = [];
  const next: number[] = [0];
  let state = "";
  flame.names.forEach((name, node) => {
    const depth = flame.depths[node] ?? 0;
    if (depth === 0) state = name;
    const left = next[depth] ?? 0;
    boxes.push({ node, left, state });
    next[depth] = left + (flame.nanos[node] ?? 0);
    next[depth + 1] = left;
  });
  return boxes;
}

export function flameView(flame: Flame): HTMLElement {
  const graph = h("div", { class: "flame" });
  if (flame.total === 0) return h("p", { class: "absent" }, "no time in here");
  const boxes = layOut(flame);
  const render = (root: number): void => {
    const whole = root < 0 ? flame.total : (flame.nanos[root] ?? 1);
    const origin = root < 0 ? 0 : (boxes[root]?.left ?? 0);
    const shown = boxes.filter((box) => {
      const width = (flame.nanos[box.node] ?? 0) / whole;
      return (
        box.left >= origin &&
        box.left < origin + whole &&
        (width >= MIN_SHARE || root < 0) &&
        width >= MIN_SHARE
      );
    });
    const above = root < 0 ? [] : ancestors(flame, root);
    const depth = Math.max(...shown.map((box) => flame.depths[box.node] ?? 0), 0);
    graph.style.height = `${(depth + 1) * ROW_PX}px`;
    const isBelow = (box: Box): boolean =>
      root < 0 || (flame.depths[box.node] ?? 0) >= (flame.depths[root] ?? 0);
    fill(
      graph,
      ...above.map((node) => frame(flame, boxes[node], 0, 1, () => render(node), true)),
      ...shown
        .filter(isBelow)
        .map((box) =>
          frame(
            flame,
            box,
            (box.left - origin) / whole,
            Math.min(1, (flame.nanos[box.node] ?? 0) / whole),
            () => render(box.node === root ? -1 : box.node),
            false,
          ),
        ),
    );
  };
  render(-1);
  return graph;
}

/** The nodes a node lies in, the state first. */
function ancestors(flame: Flame, node: number): number[] {
  const found: number[] = [];
  let depth = flame.depths[node] ?? 0;
  for (let i = node - 1; i >= 0 && depth > 0; i--) {
    if ((flame.depths[i] ?? 0) === depth - 1) {
      found.unshift(i);
      depth--;
    }
  }
  return found;
}

function frame(
  flame: Flame,
  box: Box | undefined,
  left: number,
  width: number,
  zoom: () => void,
  faint: boolean,
): HTMLElement | null {
  if (!box) return null;
  const name = flame.names[box.node] ?? "";
  const depth = flame.depths[box.node] ?? 0;
  const text = depth === 0 ? stateInfo(name).label : name;
  const share = ((100 * (flame.nanos[box.node] ?? 0)) / flame.total).toFixed(1);
  const element = h(
    "button",
    {
      type: "button",
      class: `frame ${depth === 0 ? "state" : ""} ${faint ? "faint" : ""}`,
      "data-state": box.state,
      title: `${text}\n${formatDuration(nanos(flame.nanos[box.node] ?? 0))}, ${share} %`,
      onClick: zoom,
    },
    depth === 0 ? text : shortFrame(name),
  );
  element.style.left = `${100 * left}%`;
  element.style.width = `${100 * width}%`;
  element.style.top = `${depth * ROW_PX}px`;
  return element;
}

/** Class and method without the package. */
function shortFrame(frameText: string): string {
  const parts = frameText.split(".");
  return parts.slice(-2).join(".");
}
