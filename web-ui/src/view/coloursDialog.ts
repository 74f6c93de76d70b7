// Which colours the states have: a table for all forms of colour vision, and colours of one's own.
import { fill, h } from "../base/dom.ts";
import { ALL_STATES } from "../model/states.ts";
import { rgba } from "../render/painter.ts";
import { palette } from "../render/palette.ts";
import type { AppContext } from "./context.ts";
import { looksOther } from "./theme.ts";

export function coloursDialog(app: AppContext): HTMLDialogElement {
  const list = h("div", { class: "colour-list" });
  const vision = h("input", { type: "checkbox" });
  vision.addEventListener("change", () =>
    app.ui.update({ vision: vision.checked ? "colour-blind" : "standard" }),
  );
  const reset = h(
    "button",
    { type: "button", onClick: () => app.ui.update({ colours: {} }) },
    "Forget my own colours",
  );
  const render = (): void => {
    vision.checked = app.ui.value.vision === "colour-blind";
    reset.disabled = Object.keys(app.ui.value.colours).length === 0;
    fill(list, ...ALL_STATES.map(({ name, label }) => line(app, name, label)));
  };
  app.ui.listen((now, before) => {
    if (looksOther(now, before)) render();
  });
  render();
  return h(
    "dialog",
    { class: "sheet colours-dialog", "aria-label": "Colours" },
    h("h2", {}, "Colours"),
    h("label", {}, vision, " for all forms of colour vision"),
    list,
    h(
      "form",
      { method: "dialog", class: "dialog-buttons" },
      reset,
      h("button", { type: "submit" }, "Close"),
    ),
  );
}

function line(app: AppContext, name: string, label: string): HTMLElement {
  const { theme, vision, colours } = app.ui.value;
  const now = palette(theme, vision, colours).fill.get(name) ?? "#808080";
  const input = h("input", { type: "color", value: hex(now) });
  // On "change", not "input": the list is built anew, and must not be while the chooser is open.
  input.addEventListener("change", () =>
    app.ui.update({ colours: { ...app.ui.value.colours, [name]: input.value } }),
  );
  return h("label", {}, input, ` ${label}`);
}

/** As a colour input wants it. */
function hex(colour: string): string {
  const parts = rgba(colour).slice(0, 3);
  return `#${parts
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
