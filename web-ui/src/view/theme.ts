// Theme and colours of states, from one table for canvas and elements alike.
import { ALL_STATES } from "../model/states.ts";
import { palette, type Theme, type Vision } from "../render/palette.ts";

const sheet = new CSSStyleSheet();

export function preferredTheme(): Theme {
  const kept = localStorage.getItem("holdup.theme");
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function preferredVision(): Vision {
  return localStorage.getItem("holdup.vision") === "colour-blind" ? "colour-blind" : "standard";
}

/** Makes the page look so, and remembers it. */
export function applyTheme(theme: Theme, vision: Vision): void {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("holdup.theme", theme);
  localStorage.setItem("holdup.vision", vision);
  const { fill } = palette(theme, vision);
  const rules = ALL_STATES.map(
    (info) => `[data-state="${info.name}"]{background:${fill.get(info.name)}}`,
  );
  sheet.replaceSync(rules.join("\n"));
  if (!document.adoptedStyleSheets.includes(sheet)) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
}
