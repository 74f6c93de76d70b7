// Theme and colours of states, from one table for canvas and elements alike.
import { ALL_STATES } from "../model/states.ts";
import {
  type Overrides,
  palette,
  readOverrides,
  type Theme,
  type Vision,
} from "../render/palette.ts";

export interface Appearance {
  readonly theme: Theme;
  readonly vision: Vision;
  readonly colours: Overrides;
}

/** True if something about the appearance differs. */
export function looksOther(now: Appearance, before: Appearance): boolean {
  return (
    now.theme !== before.theme || now.vision !== before.vision || now.colours !== before.colours
  );
}

const sheet = new CSSStyleSheet();

export function preferredTheme(): Theme {
  const kept = localStorage.getItem("holdup.theme");
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function preferredVision(): Vision {
  return localStorage.getItem("holdup.vision") === "colour-blind" ? "colour-blind" : "standard";
}

export function preferredColours(): Overrides {
  return readOverrides(localStorage.getItem("holdup.colours"));
}

/** Makes the page look so, and remembers it. */
export function applyTheme({ theme, vision, colours }: Appearance): void {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("holdup.theme", theme);
  localStorage.setItem("holdup.vision", vision);
  localStorage.setItem("holdup.colours", JSON.stringify(colours));
  const { fill } = palette(theme, vision, colours);
  const rules = ALL_STATES.map(
    (info) => `[data-state="${info.name}"]{background:${fill.get(info.name)}}`,
  );
  sheet.replaceSync(rules.join("\n"));
  if (!document.adoptedStyleSheets.includes(sheet)) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
}
