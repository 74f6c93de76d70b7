// Names as people read them: stack frames, resources, operations.
import { h } from "../base/dom.ts";
import type { Resource, Root } from "../model/details.ts";

const SHOWN = 12;
/** Of a longer path the last folder, cut, and the file are shown; of a longer address its end. */
const LONGEST = 30;
const LONGEST_FOLDER = 12;
const LONGEST_NAME = 40;
const TAIL = 12;

/** A name of any length, its middle left out if it is long: names of a pool differ at their ends. */
export function cutName(name: string): string {
  const letters = Array.from(name);
  if (letters.length <= LONGEST_NAME) return name;
  return `${letters.slice(0, LONGEST_NAME - TAIL - 1).join("")}…${letters.slice(-TAIL).join("")}`;
}

/** A class or lock without its package; a long path by its end. */
export function briefName(name: string): string {
  if (/[/: ]/.test(name)) return name.length > LONGEST ? briefPath(name) : name;
  const simple = name.slice(name.lastIndexOf(".") + 1);
  if (!/^[A-Z]/.test(simple)) return name;
  if (/^AbstractQueued(Long)?Synchronizer\$ConditionObject$/.test(simple)) return "Condition";
  return simple.replace(/\$(NonfairSync|FairSync|Sync)$/, "");
}

function briefPath(path: string): string {
  const parts = path.split("/");
  const file = parts[parts.length - 1] ?? "";
  const folder = parts[parts.length - 2] ?? "";
  if (parts.length < 3 || file === "" || file.length > LONGEST) return `…${path.slice(-LONGEST)}`;
  const cut = folder.length > LONGEST_FOLDER ? `${folder.slice(0, LONGEST_FOLDER)}…` : folder;
  return `…/${cut}/${file}`;
}

export function resourceText(resource: Resource | null): string {
  if (!resource) return "";
  const identity = resource.identity === "0" ? "" : `@${resource.identity}`;
  return (
    briefName(resource.name) +
    (resource.kind === "MONITOR" || resource.kind === "LOCK" ? identity : "")
  );
}

/** What stands at the end of a chain, in a few words. */
export function rootText(root: Pick<Root, "kind" | "operation" | "resource" | "detail">): string {
  switch (root.kind) {
    case "CALL": {
      const target = root.resource ? ` ${resourceText(root.resource)}` : "";
      return `${root.operation ?? "call"}${target}`;
    }
    case "EXEC":
      return "was running";
    case "CPU":
      return "had no CPU";
    case "VM":
      return `VM operation ${root.detail}`.trim();
    case "LATENCY":
      return root.detail === "" ? "hand-over latency" : `hand-over latency (${root.detail})`;
    case "CYCLE":
      return "deadlock";
    case "KNOT":
      return "deadlock through a pool";
    case "NO_WORK":
      return "no work";
    default:
      return `not recorded${root.detail ? `: ${root.detail}` : ""}`;
  }
}

/** A sentence of the server, in which names stand between backticks. */
export function sentence(text: string): HTMLElement {
  const element = h("span", { class: "sentence" });
  text.split("`").forEach((part, i) => {
    if (part === "") return;
    // The report is plain ASCII; here microseconds look as everywhere on the page.
    const text = part.replace(/(\d) us\b/g, "$1 µs");
    element.append(i % 2 === 1 ? h("b", { title: part }, cutName(part)) : text);
  });
  return element;
}

export function isJdkFrame(frame: string): boolean {
  return /^(java|javax|jdk|sun|com\.sun)\./.test(frame);
}

/**
 * A stack, innermost first; the first frame that is not the JDK's stands out, since that is where
 * the reader's own code asked for it. `null` is "not recorded", which is not an empty stack.
 */
export function stackView(stack: readonly string[] | null | undefined, what: string): HTMLElement {
  if (!stack) return h("p", { class: "absent" }, `${what}: not recorded`);
  const own = stack.findIndex((frame) => !isJdkFrame(frame));
  const shown = Math.max(SHOWN, own + 4);
  const list = h("ol", { class: "stack", "aria-label": what });
  const line = (frame: string, i: number): HTMLElement =>
    h("li", { class: i === own ? "own" : isJdkFrame(frame) ? "jdk" : "" }, frame);
  stack.slice(0, shown).forEach((frame, i) => void list.append(line(frame, i)));
  if (stack.length > shown) {
    const more = h(
      "button",
      { class: "link", type: "button" },
      `${stack.length - shown} more frames`,
    );
    const item = h("li", {}, more);
    more.addEventListener("click", () => {
      item.remove();
      stack.slice(shown).forEach((frame, i) => void list.append(line(frame, shown + i)));
    });
    list.append(item);
  }
  return list;
}
