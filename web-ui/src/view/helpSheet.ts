import { h } from "../base/dom.ts";
import type { KeyBinding } from "./keys.ts";

const MOUSE: readonly (readonly [string, string])[] = [
  ["wheel", "scroll the lanes"],
  ["Ctrl + wheel", "zoom at the pointer"],
  ["Shift + wheel", "earlier, later"],
  ["drag", "select an area (Alt: no snapping)"],
  ["Shift + drag", "earlier, later"],
  ["click", "select a span"],
  ["double click", "zoom to a span"],
];

/** The sheet of all keys, as a dialog. */
export function helpSheet(bindings: readonly KeyBinding[]): HTMLDialogElement {
  const list = h("dl", { class: "keys" });
  for (const { keys, text } of bindings)
    list.append(h("dt", {}, h("kbd", {}, keys)), h("dd", {}, text));
  for (const [keys, text] of MOUSE) list.append(h("dt", {}, h("kbd", {}, keys)), h("dd", {}, text));
  const dialog = h(
    "dialog",
    { class: "sheet", "aria-label": "Keys" },
    h("h2", {}, "Keys and mouse"),
    list,
    h("form", { method: "dialog" }, h("button", {}, "Close")),
  );
  return dialog;
}
