// Colours of states, built in OKLCH: the hue is the family, lightness and chroma tell the reasons
// of one family apart. Reds wait for a lock, ambers and pinks for another thread, purples are I/O;
// green runs, teal could run. Light and dark share hues; the colour-blind table uses blue for
// running and orange for waiting, which all common forms of colour blindness keep apart.
import { ALL_STATES, type StateInfo } from "../model/states.ts";

export type Theme = "light" | "dark";
export type Vision = "standard" | "colour-blind";

interface Tone {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

const STANDARD: Readonly<Record<string, Tone>> = {
  RUNNING: { l: 0.74, c: 0.13, h: 152 },
  SPIN: { l: 0.82, c: 0.15, h: 120 },
  RUNNABLE_CPU: { l: 0.72, c: 0.11, h: 195 },
  RUNNABLE_CARRIER: { l: 0.64, c: 0.1, h: 215 },
  BLOCKED_MONITOR: { l: 0.57, c: 0.22, h: 27 },
  BLOCKED_LOCK: { l: 0.62, c: 0.21, h: 25 },
  BLOCKED_CLASSINIT: { l: 0.55, c: 0.17, h: 12 },
  BLOCKED_CONDITION: { l: 0.77, c: 0.15, h: 68 },
  BLOCKED_FUTURE: { l: 0.7, c: 0.16, h: 50 },
  BLOCKED_QUEUE: { l: 0.73, c: 0.15, h: 40 },
  BLOCKED_JOIN: { l: 0.69, c: 0.13, h: 5 },
  BLOCKED_PARK: { l: 0.74, c: 0.12, h: 20 },
  BLOCKED_NATIVE: { l: 0.62, c: 0.09, h: 15 },
  BLOCKED_SLEEP: { l: 0.62, c: 0.07, h: 255 },
  BLOCKED_NET: { l: 0.6, c: 0.16, h: 283 },
  BLOCKED_DNS: { l: 0.67, c: 0.13, h: 268 },
  BLOCKED_FILE: { l: 0.56, c: 0.19, h: 312 },
  BLOCKED_PROCESS: { l: 0.64, c: 0.15, h: 335 },
  STOPPED_VM: { l: 0.48, c: 0.12, h: 300 },
};

const COLOUR_BLIND: Readonly<Record<string, Tone>> = {
  ...STANDARD,
  RUNNING: { l: 0.72, c: 0.1, h: 235 },
  SPIN: { l: 0.85, c: 0.08, h: 230 },
  RUNNABLE_CPU: { l: 0.9, c: 0.15, h: 105 },
  RUNNABLE_CARRIER: { l: 0.8, c: 0.14, h: 95 },
  BLOCKED_MONITOR: { l: 0.5, c: 0.16, h: 45 },
  BLOCKED_LOCK: { l: 0.6, c: 0.18, h: 48 },
  BLOCKED_CLASSINIT: { l: 0.45, c: 0.12, h: 40 },
  BLOCKED_CONDITION: { l: 0.78, c: 0.16, h: 65 },
  BLOCKED_FUTURE: { l: 0.7, c: 0.17, h: 58 },
  BLOCKED_QUEUE: { l: 0.74, c: 0.15, h: 55 },
  BLOCKED_JOIN: { l: 0.66, c: 0.13, h: 45 },
  BLOCKED_PARK: { l: 0.72, c: 0.12, h: 50 },
  BLOCKED_NET: { l: 0.45, c: 0.1, h: 330 },
  BLOCKED_DNS: { l: 0.55, c: 0.1, h: 330 },
  BLOCKED_FILE: { l: 0.35, c: 0.09, h: 340 },
  BLOCKED_PROCESS: { l: 0.5, c: 0.08, h: 345 },
};

export interface Palette {
  readonly theme: Theme;
  /** Fill of a state by its name. */
  readonly fill: ReadonlyMap<string, string>;
  readonly paper: string;
  readonly rowAlternate: string;
  readonly sectionRow: string;
  readonly grid: string;
  readonly text: string;
  readonly faint: string;
  readonly onSpan: string;
  readonly selection: string;
  readonly pause: string;
  readonly safepoint: string;
  readonly blocking: string;
  readonly culpritRow: string;
  readonly area: string;
  readonly areaEdge: string;
  readonly lit: string;
  /** Tints that tell owners of a lock apart; not colours of states. */
  readonly owners: readonly string[];
  readonly note: string;
  readonly hatchGround: string;
  readonly hatchInk: string;
}

type Surfaces = Omit<Palette, "theme" | "fill">;

const OWNER_HUES = [80, 230, 140, 330, 30, 280] as const;

const LIGHT: Surfaces = {
  paper: "#ffffff",
  rowAlternate: "#f8f9fb",
  sectionRow: "#eef1f5",
  grid: "#e9ecf1",
  text: "#1b2330",
  faint: "#66707f",
  onSpan: "#ffffff",
  selection: "#10151c",
  pause: "oklch(0.55 0.19 300 / 0.28)",
  safepoint: "oklch(0.6 0.12 300 / 0.14)",
  blocking: "oklch(0.72 0.17 80)",
  area: "rgb(29 78 216 / 0.12)",
  areaEdge: "#1d4ed8",
  lit: "#111827",
  owners: OWNER_HUES.map((hue) => `oklch(0.88 0.06 ${hue})`),
  note: "#0b7a5c",
  hatchGround: "rgb(255 255 255 / 0.25)",
  hatchInk: "#16181d",
  culpritRow: "oklch(0.95 0.06 95 / 0.8)",
};

const DARK: Surfaces = {
  paper: "#14181d",
  rowAlternate: "#181d23",
  sectionRow: "#20262e",
  grid: "#262d36",
  text: "#e6e9ee",
  faint: "#8b95a3",
  onSpan: "#0d1116",
  selection: "#ffffff",
  pause: "oklch(0.62 0.16 300 / 0.38)",
  safepoint: "oklch(0.7 0.1 300 / 0.2)",
  blocking: "oklch(0.82 0.17 90)",
  area: "rgb(138 180 255 / 0.16)",
  areaEdge: "#8ab4ff",
  lit: "#ffd84d",
  owners: OWNER_HUES.map((hue) => `oklch(0.42 0.06 ${hue})`),
  note: "#5fd3b0",
  hatchGround: "rgb(0 0 0 / 0.25)",
  hatchInk: "#f4f6f8",
  culpritRow: "oklch(0.3 0.06 85 / 0.55)",
};

/** Colours of the user's own, by state name: `#rrggbb`. */
export type Overrides = Readonly<Record<string, string>>;

/** The part of a stored text that is colours of states this version knows. */
export function readOverrides(text: string | null): Overrides {
  const found: Record<string, string> = {};
  try {
    const stored: unknown = JSON.parse(text ?? "{}");
    for (const { name } of ALL_STATES) {
      const colour = (stored as Record<string, unknown> | null)?.[name];
      if (typeof colour === "string" && /^#[0-9a-f]{6}$/i.test(colour)) found[name] = colour;
    }
  } catch {
    // Somebody else's text in our place of the browser's storage: as if there were none.
  }
  return found;
}

export function palette(theme: Theme, vision: Vision, own: Overrides = {}): Palette {
  const tones = vision === "standard" ? STANDARD : COLOUR_BLIND;
  const dark = theme === "dark";
  const fill = new Map(
    ALL_STATES.map((info) => [info.name, own[info.name] ?? fillOf(info, tones, dark)]),
  );
  return { theme, fill, ...(dark ? DARK : LIGHT) };
}

function fillOf(info: StateInfo, tones: Readonly<Record<string, Tone>>, dark: boolean): string {
  if (info.family === "idle") return dark ? "#2b323b" : "#e3e7ec";
  if (info.family === "unknown") return dark ? "#1b2026" : "#f7f1e3";
  const tone = tones[info.name];
  if (!tone) return dark ? "#1b2026" : "#f7f1e3";
  const lightness = dark ? Math.max(0.5, tone.l - 0.04) : tone.l;
  return `oklch(${lightness} ${tone.c} ${tone.h})`;
}
