// Everything about the selected span: the verdict, the chain, and victim, contention and culprit
// side by side.
import { fill, h } from "../base/dom.ts";
import { formatDuration, formatInstant, type Nanos, nanos } from "../base/time.ts";
import type { Piece, Span, Wait, Wake } from "../model/details.ts";
import { stateInfo } from "../model/states.ts";
import { areaPanel } from "./areaPanel.ts";
import { chainView } from "./chainView.ts";
import type { AppContext } from "./context.ts";
import { cutName, resourceText, rootText, stackView } from "./frames.ts";
import { handOff } from "./handOff.ts";
import { pathStrip } from "./pathStrip.ts";
import { stateBar } from "./stateBar.ts";

const LISTED = 8;
/** The one wait that is for nothing but time. */
const SLEEP = "thread.sleep";

export function detailsPanel(app: AppContext): HTMLElement {
  const body = h("div", { class: "details-body" });
  const panel = h("section", { class: "details", "aria-label": "Selection" }, body);
  const render = (): void => {
    const { span, area } = app.ui.value;
    const at = app.view.value.span?.at;
    if (area) {
      fill(body, areaPanel(app, area));
    } else if (!span || at === undefined) {
      fill(
        body,
        h("p", { class: "absent" }, "Click a span, a thread or a stall to see why it waited."),
      );
    } else if (!span.alive) {
      fill(body, h("p", {}, `${app.name(span.thread)} did not live at ${formatInstant(at)}.`));
    } else {
      fill(body, title(app, span), ...sections(app, span, at));
    }
  };
  app.ui.listen((now, before) => {
    const named = now.allThreads !== before.allThreads && app.namesMissing;
    if (now.span !== before.span || now.area !== before.area || named) render();
  });
  render();
  return panel;
}

function title(app: AppContext, span: Span): HTMLElement {
  const info = stateInfo(span.state ?? "UNKNOWN");
  const length = formatDuration(nanos((span.to ?? 0) - (span.from ?? 0)));
  const lower = span.openEnded && info.stall ? "at least " : "";
  return h(
    "header",
    { class: "details-title" },
    h("i", { class: "swatch", "data-state": span.state ?? "UNKNOWN" }),
    h(
      "h2",
      { title: app.name(span.thread) },
      `${cutName(app.name(span.thread))} was ${info.label} for ${lower}${length}`,
    ),
    h("span", { class: "when" }, `from ${formatInstant(span.from ?? nanos(0), nanos(1e5))}`),
    span.openEnded &&
      info.stall &&
      h("span", { class: "note" }, "still so when the recording ended"),
    h(
      "span",
      { class: "title-actions" },
      action("Zoom to it", "F", () => app.show(span.from ?? nanos(0), span.to ?? nanos(0))),
      // Not where it stood in its own way, or nothing did: the way leads nowhere.
      (app.piece?.hops[1]?.thread ?? null) !== null &&
        action("Go to what stood in the way", "]", () => void app.goToCulprit()),
      action("Back", "[", () => void app.goBack()),
    ),
  );
}

function action(text: string, key: string, run: () => void): HTMLElement {
  return h("button", { type: "button", onClick: run }, text, h("kbd", {}, key));
}

function sections(app: AppContext, span: Span, at: Nanos): (HTMLElement | null)[] {
  const { piece } = app;
  return [
    handOff(app, span),
    piece && chainView(app, piece, at),
    span.pieces && span.pieces.length > 1 ? pathStrip(app, span.thread, span.pieces, at) : null,
    h(
      "div",
      { class: "columns" },
      victimColumn(span),
      contentionColumn(app, span),
      culpritColumn(app, span, piece),
    ),
    actsOf(app, span),
  ];
}

function victimColumn(span: Span): HTMLElement {
  const { wait } = span;
  return h(
    "div",
    { class: "column" },
    h("h3", {}, wait ? "Blocked in" : "Doing"),
    wait
      ? facts([
          ["operation", wait.operation],
          ["outcome", outcomeText(wait)],
          ["timeout", wait.timeout === undefined ? "" : formatDuration(wait.timeout)],
          ["bytes", wait.bytes === undefined ? "" : wait.bytes.toLocaleString("en")],
          ["carrier", span.carrier ? "kept: it could run nothing else (pinned)" : ""],
          ["headroom", headroomText(span.headroom)],
          ["known", wait.confidence === "EXACT" ? "" : "inferred, not recorded"],
        ])
      : h("p", {}, stateInfo(span.state ?? "").label),
    wait ? stackView(wait.stack, "Blocked stack") : null,
  );
}

function contentionColumn(app: AppContext, span: Span): HTMLElement | null {
  const { wait } = span;
  const others = span.otherWaiters ?? [];
  const pieces = span.pieces ?? [];
  if (!wait && others.length === 0 && pieces.length < 2) return null;
  return h(
    "div",
    { class: "column" },
    h("h3", {}, "What for"),
    wait?.resource
      ? h(
          "p",
          { class: "resource" },
          h("strong", {}, resourceText(wait.resource)),
          ` ${wait.resource.kind.toLowerCase()}, ${wait.resource.waits} waits in all`,
        )
      : wait &&
          (wait.operation === SLEEP
            ? h("p", {}, "for time to pass")
            : h("p", { class: "absent" }, "the object was not recorded")),
    others.length > 0 && h("h4", {}, `Waiting for it at the same time: ${others.length}`),
    others.length > 0 &&
      threadList(
        app,
        others.map((o) => ({ ...o, at: o.from })),
      ),
    pieces.length > 1 && breakdown(app, pieces),
  );
}

/** The span cut into stretches by what stood in the way: "0.15 ms behind X, 1.35 ms behind Y". */
function breakdown(app: AppContext, pieces: readonly Piece[]): HTMLElement {
  const sums = new Map<string, { nanos: number; piece: Piece }>();
  for (const piece of pieces) {
    const root = piece.root;
    const who = root?.thread === null || !root ? "" : `${cutName(app.name(root.thread))}: `;
    const text = root ? who + rootText(root) : "not recorded";
    const known = sums.get(text);
    if (known) known.nanos += piece.nanos;
    else sums.set(text, { nanos: piece.nanos, piece });
  }
  const rows = [...sums].sort(([, a], [, b]) => b.nanos - a.nanos);
  const list = h("ul", { class: "plain" });
  for (const [text, { nanos: lost, piece }] of rows.slice(0, LISTED)) {
    const thread = piece.hops[0]?.thread ?? null;
    const go = (): void => {
      if (thread !== null) void app.jumpTo({ thread, at: piece.from });
    };
    list.append(
      h(
        "li",
        {},
        h("button", { type: "button", class: "link", onClick: go }, text),
        h("span", { class: "time" }, formatDuration(nanos(lost))),
      ),
    );
  }
  return h("div", {}, h("h4", {}, "Where the time went"), list);
}

function culpritColumn(app: AppContext, span: Span, piece: Piece | null): HTMLElement {
  const column = h("div", { class: "column" });
  const last = piece?.hops[piece.hops.length - 1];
  if (piece?.root && last && piece.hops.length > 1) {
    const who = last.thread === null ? "Outside the JVM" : app.name(last.thread);
    column.append(
      h("h3", {}, "Culprit"),
      h("p", {}, h("strong", {}, who), `: ${rootText(piece.root)}`),
    );
    column.append(stackView(last.stack ?? piece.root.stack, "Culprit's stack"));
    if (span.culpritStates)
      column.append(h("h4", {}, "What it did meanwhile"), stateBar(span.culpritStates));
  }
  const { wait } = span;
  if (wait && !wait.endsOutside) column.append(h("h3", {}, "Woken by"), wakeView(app, wait.wake));
  if (wait?.endsOutside)
    column.append(
      h("h3", {}, "Ended by"),
      h("p", {}, wait.operation === SLEEP ? "its time was over" : "something outside the JVM"),
    );
  if (span.wokenBy) column.append(h("h3", {}, "Could run because of"), wakeView(app, span.wokenBy));
  return column;
}

function wakeView(app: AppContext, wake: Wake | null): HTMLElement {
  if (!wake) return h("p", { class: "absent" }, "waker not recorded");
  const who =
    wake.from === null
      ? h("strong", {}, "not recorded")
      : threadLink(app, wake.from, wake.act, app.name(wake.from));
  const how = `${WAKE_WORDS[wake.kind] ?? wake.kind.toLowerCase()} at ${formatInstant(wake.act, nanos(1e5))}`;
  const latency = nanos(wake.wake - wake.act);
  return h(
    "div",
    {},
    h("p", {}, who, ` ${how}`, latency > 0 && `, took effect after ${formatDuration(latency)}`),
    wake.confidence !== "EXACT" && h("p", { class: "note" }, "inferred, not recorded"),
    stackView(wake.stack, "Waker's stack"),
  );
}

const WAKE_WORDS: Readonly<Record<string, string>> = {
  UNPARK: "unparked it",
  NOTIFY: "notified it",
  MONITOR_EXIT: "left the monitor",
  INTERRUPT: "interrupted it",
  TIMER: "timer expired",
  THREAD_END: "ended",
};

function actsOf(app: AppContext, span: Span): HTMLElement {
  const woke = span.woke ?? [];
  const victims = span.victims ?? [];
  return h(
    "div",
    { class: "columns" },
    victims.length > 0 &&
      h(
        "div",
        { class: "column" },
        h(
          "h3",
          {},
          `Waited directly for this thread meanwhile: ${victims.length}${span.victimsMore ? "+" : ""}`,
        ),
        threadList(
          app,
          victims.map((v) => ({ ...v, at: v.from })),
        ),
      ),
    woke.length > 0 &&
      h(
        "div",
        { class: "column" },
        h("h3", {}, `Woke meanwhile: ${woke.length}${span.wokeMore ? "+" : ""}`),
        wokeList(app, span, woke),
      ),
  );
}

function wokeList(app: AppContext, span: Span, woke: readonly Wake[]): HTMLElement {
  const list = h("ul", { class: "plain" });
  for (const wake of woke.slice(0, LISTED)) {
    if (wake.to === null) continue;
    const delta = formatDuration(nanos(wake.act - (span.from ?? wake.act)));
    list.append(
      h(
        "li",
        {},
        threadLink(app, wake.to, wake.wake, app.name(wake.to)),
        h("span", { class: "time" }, `+${delta}`),
      ),
    );
  }
  return list;
}

function threadList(
  app: AppContext,
  waits: readonly { thread: number; from: Nanos; to: Nanos; at: Nanos; operation: string }[],
): HTMLElement {
  const list = h("ul", { class: "plain" });
  for (const wait of waits.slice(0, LISTED)) {
    list.append(
      h(
        "li",
        {},
        threadLink(app, wait.thread, wait.at, app.name(wait.thread)),
        h("span", { class: "time" }, formatDuration(nanos(wait.to - wait.from))),
      ),
    );
  }
  if (waits.length > LISTED)
    list.append(h("li", { class: "absent" }, `and ${waits.length - LISTED} more`));
  return list;
}

function threadLink(app: AppContext, thread: number, at: Nanos, text: string): HTMLElement {
  const go = (): void => void app.jumpTo({ thread, at });
  return h("button", { type: "button", class: "link", onClick: go }, text);
}

/** Of a wait for several parties: what hurrying the last one alone can save. */
function headroomText(headroom: Span["headroom"]): string {
  if (headroom === undefined || headroom === null) return "";
  if (headroom === 0) return "none: the last two parties were done at once";
  return `${formatDuration(headroom)}: so much later than the others the last party was done`;
}

function outcomeText(wait: Wait): string {
  const words: Readonly<Record<string, string>> = {
    SATISFIED: "",
    TIMED_OUT: "timed out",
    INTERRUPTED: "interrupted",
    FAILED: "failed",
    UNFINISHED: "still waiting at the end",
    UNKNOWN: "not recorded",
  };
  return words[wait.outcome] ?? wait.outcome;
}

/** A definition list without the empty ones. */
function facts(rows: readonly (readonly [string, string])[]): HTMLElement {
  const list = h("dl", { class: "facts-list" });
  for (const [name, value] of rows) {
    if (value !== "") list.append(h("dt", {}, name), h("dd", {}, value));
  }
  return list;
}
