// Keys, one list: what they do and how the `?` sheet calls them. Letters that steer are physical
// positions, so that W A S D lie alike on every keyboard.
import { nanos } from "../base/time.ts";
import { pan, zoom } from "../timeline/timeScale.ts";
import type { AppContext } from "./context.ts";

export interface KeyBinding {
  /** `event.code` for positions, `event.key` for signs. */
  readonly match: (event: KeyboardEvent) => boolean;
  readonly keys: string;
  readonly text: string;
  readonly run: () => void;
}

const ZOOM_STEP = 0.75;
const PAN_STEP = 0.15;

const code = (wanted: string) => (e: KeyboardEvent) => e.code === wanted && plain(e);
const sign = (wanted: string) => (e: KeyboardEvent) =>
  // AltGr, which brackets need on many keyboards, arrives as Ctrl and Alt.
  e.key === wanted && (!e.ctrlKey || e.altKey) && !e.metaKey;

export function keyBindings(app: AppContext, page: PageActs): readonly KeyBinding[] {
  return [...steering(app, page), ...selecting(app, page), ...pageKeys(app, page)];
}

function steering(app: AppContext, page: PageActs): KeyBinding[] {
  const zoomBy = (factor: number): void => {
    const { from, to } = app.view.value;
    const anchor = page.cursor() ?? nanos((from + to) / 2);
    app.view.update(zoom({ from, to }, factor, anchor, app.duration));
  };
  const panBy = (share: number): void => {
    const { from, to } = app.view.value;
    app.view.update(pan({ from, to }, nanos((to - from) * share), app.duration));
  };
  return [
    { match: code("KeyW"), keys: "W", text: "zoom in", run: () => zoomBy(ZOOM_STEP) },
    { match: code("KeyS"), keys: "S", text: "zoom out", run: () => zoomBy(1 / ZOOM_STEP) },
    { match: code("KeyA"), keys: "A", text: "earlier", run: () => panBy(-PAN_STEP) },
    { match: code("KeyD"), keys: "D", text: "later", run: () => panBy(PAN_STEP) },
    { match: sign("0"), keys: "0", text: "the whole recording", run: () => app.showAll() },
  ];
}

function selecting(app: AppContext, page: PageActs): KeyBinding[] {
  return [
    {
      match: sign("]"),
      keys: "]",
      text: "to what stood in the way",
      run: () => void app.goToCulprit(),
    },
    { match: sign("["), keys: "[", text: "back along the chain", run: () => void app.goBack() },
    {
      match: code("KeyF"),
      keys: "F",
      text: "zoom to the selected span",
      run: () => page.focusSpan(),
    },
    { match: sign("."), keys: ".", text: "next span of the thread", run: () => page.neighbour(1) },
    {
      match: sign(","),
      keys: ",",
      text: "previous span of the thread",
      run: () => page.neighbour(-1),
    },
    { match: sign("/"), keys: "/", text: "filter threads", run: () => page.search() },
    { match: sign("j"), keys: "J", text: "next stall", run: () => page.stall(1) },
    { match: sign("k"), keys: "K", text: "previous stall", run: () => page.stall(-1) },
    {
      match: code("KeyR"),
      keys: "R",
      text: "select the span as an area",
      run: () => page.spanArea(),
    },
    {
      match: (e) => code("KeyM")(e) && !e.shiftKey,
      keys: "M",
      text: "note at the pointer or the selected span",
      run: () => page.noteHere(),
    },
    {
      match: (e) => code("KeyM")(e) && e.shiftKey,
      keys: "Shift+M",
      text: "note over the selection",
      run: () => page.noteOver(),
    },
  ];
}

function pageKeys(app: AppContext, page: PageActs): KeyBinding[] {
  return [
    {
      match: withControl("KeyZ"),
      keys: "Ctrl+Z",
      text: "undo the last step of the view",
      run: () => history.back(),
    },
    {
      match: withControl("KeyY"),
      keys: "Ctrl+Y",
      text: "redo it",
      run: () => history.forward(),
    },
    {
      match: withControl("KeyP"),
      keys: "Ctrl+P",
      text: "go to a thread",
      run: () => page.threads(),
    },
    {
      match: (e) => e.key === "F1" || (e.code === "KeyP" && e.ctrlKey && e.shiftKey),
      keys: "Ctrl+Shift+P",
      text: "all commands",
      run: () => page.commands(),
    },
    {
      match: code("KeyQ"),
      keys: "Q",
      text: "show or hide the selection",
      run: () => page.drawer(),
    },
    {
      match: sign("Escape"),
      keys: "Esc",
      text: "clear the selection",
      run: () => app.clearSelection(),
    },
    { match: sign("?"), keys: "?", text: "this sheet", run: () => page.help() },
  ];
}

/** Acts of keys that need more than the context. */
export interface PageActs {
  readonly cursor: () => ReturnType<typeof nanos> | null;
  readonly focusSpan: () => void;
  readonly neighbour: (direction: 1 | -1) => void;
  readonly stall: (direction: 1 | -1) => void;
  readonly search: () => void;
  readonly drawer: () => void;
  readonly help: () => void;
  readonly spanArea: () => void;
  readonly threads: () => void;
  readonly commands: () => void;
  readonly noteHere: () => void;
  readonly noteOver: () => void;
}

function withControl(wanted: string): (event: KeyboardEvent) => boolean {
  return (event) => event.code === wanted && (event.ctrlKey || event.metaKey) && !event.shiftKey;
}

function plain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}

export function listenToKeys(bindings: readonly KeyBinding[]): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target as Element | null;
    if (target?.closest("input, textarea, select, dialog")) return;
    const binding = bindings.find((candidate) => candidate.match(event));
    if (!binding) return;
    event.preventDefault();
    binding.run();
  });
}
