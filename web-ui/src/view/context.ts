// What all parts of the page share: the recording, the view, and the acts that change the view.
import type { Client, RecordingName } from "../api/client.ts";
import type { Store } from "../base/store.ts";
import { type Nanos, nanos } from "../base/time.ts";
import type { Piece, Span, StallDetails } from "../model/details.ts";
import { type Overview, threadName } from "../model/recording.ts";
import { type Family, stateInfo } from "../model/states.ts";
import type { Area, Note, Notes, ResourceDetails, SearchHits } from "../model/tables.ts";
import {
  type AreaChoice,
  firstView,
  NO_RESOURCE,
  type SpanPoint,
  type ViewState,
} from "../model/viewState.ts";
import type { Overrides, Theme, Vision } from "../render/palette.ts";
import { around, pan } from "../timeline/timeScale.ts";

/** State of the page that no address needs to hold. */
export interface UiState {
  readonly theme: Theme;
  readonly vision: Vision;
  /** The user's own colours of states. */
  readonly colours: Overrides;
  /** Threads with time in the emphasised families, or null if none is. */
  readonly inFamilies: ReadonlySet<number> | null;
  /** Threads that have to do with the chosen one, or null if none is chosen. */
  readonly related: ReadonlySet<number> | null;
  /** Waits found by text, and which of them is shown; -1 for none yet. */
  readonly hits: SearchHits | null;
  readonly hit: number;
  readonly stall: StallDetails | null;
  readonly span: Span | null;
  /** True as soon as every thread of the recording is known, not only those of the first screen. */
  readonly allThreads: boolean;
  /** The object whose waits light up in the lanes. */
  readonly resource: ResourceDetails | null;
  readonly area: Area | null;
  readonly notes: Notes | null;
  /** Why the last question was not answered, "" if it was. */
  readonly failure: string;
}

/** Room left and right of a span that was jumped to, in lengths of the span. */
export const ROOM = 0.8;

export class AppContext {
  readonly client: Client;
  overview: Overview;
  readonly view: Store<ViewState>;
  readonly ui: Store<UiState>;
  /** All opened recordings. */
  readonly recordings: readonly RecordingName[];
  /** Opens the dialog of a note; the page sets it. */
  editNote: (note: Note) => void = () => undefined;
  /** True if a name was asked for before all threads were known. */
  namesMissing = false;
  private directory: Promise<void> | null = null;
  private readonly trail: SpanPoint[] = [];
  private asked = new AbortController();
  private askedStall = new AbortController();
  private askedResource = new AbortController();

  constructor(
    client: Client,
    recordings: readonly RecordingName[],
    overview: Overview,
    view: Store<ViewState>,
    ui: Store<UiState>,
  ) {
    this.client = client;
    this.recordings = recordings;
    this.overview = overview;
    this.view = view;
    this.ui = ui;
  }

  get duration(): Nanos {
    return this.overview.recording.durationNanos;
  }

  name(thread: number): string {
    const { threads } = this.overview;
    if (!threads.complete && threads.nameOf(thread) === undefined) this.namesMissing = true;
    return threadName(this.overview, thread);
  }

  /**
   * Sees to it that every thread is known. The first screen only knows what it shows; orders, filters
   * and tables need all, which are asked for once.
   */
  allThreads(): Promise<void> {
    this.directory ??= this.overview.threads.complete ? Promise.resolve() : this.askThreads();
    return this.directory;
  }

  private async askThreads(): Promise<void> {
    try {
      const threads = await this.client.threads();
      this.overview = { ...this.overview, threads };
      this.ui.update({ allThreads: true });
    } catch (error) {
      this.directory = null;
      this.fail(error);
    }
  }

  /** Selects a ranked stall and, unless told not to, goes to its worst moment. */
  async selectStall(id: number, options: { readonly jump: boolean }): Promise<void> {
    this.askedStall.abort();
    this.askedStall = new AbortController();
    const { signal } = this.askedStall;
    this.view.update({ stall: id });
    if (id === 0) {
      this.ui.update({ stall: null });
      return;
    }
    const stall = await this.answer(this.client.stall(id, signal), signal);
    if (!stall) return;
    this.ui.update({ stall });
    if (options.jump && stall.worst) {
      const { thread, from, to } = stall.worst;
      this.trail.length = 0;
      await this.selectSpan({ thread, at: nanos(Math.floor((from + to) / 2)) }, { zoom: true });
    }
  }

  /** Selects the span of a thread at an instant; `zoom` fits the window to it. */
  async selectSpan(point: SpanPoint, options: { readonly zoom: boolean }): Promise<void> {
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    this.view.update({ span: point, area: null });
    this.ui.update({ area: null });
    const span = await this.answer(this.client.span(point.thread, point.at, signal), signal);
    if (!span) return;
    this.ui.update({ span });
    if (options.zoom && span.from !== undefined && span.to !== undefined) {
      this.show(span.from, span.to);
    }
  }

  /** Selects a stretch of time on some lanes; `lengths` limits the stalls that are listed. */
  async selectArea(choice: AreaChoice, lengths: ViewState["lengths"] = null): Promise<void> {
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    this.view.update({ area: choice, lengths });
    const answer = this.client.area(choice.lanes, choice, lengths, signal);
    const area = await this.answer(answer, signal);
    if (area) this.ui.update({ area });
  }

  /** Lights up every wait for an object; the one that is lit goes out. */
  async selectResource(id: number): Promise<void> {
    this.askedResource.abort();
    this.askedResource = new AbortController();
    const { signal } = this.askedResource;
    if (id === NO_RESOURCE || this.ui.value.resource?.resource.id === id) {
      this.view.update({ resource: NO_RESOURCE });
      this.ui.update({ resource: null });
      return;
    }
    this.view.update({ resource: id });
    const resource = await this.answer(this.client.resource(id, signal), signal);
    if (resource) this.ui.update({ resource });
  }

  /** Shows only threads that have to do with this one; null shows all again. */
  async showAround(around: ViewState["around"]): Promise<void> {
    this.view.update({ around });
    if (!around) {
      this.ui.update({ related: null });
      return;
    }
    try {
      const threads = await this.client.related(around.thread, around.steps);
      this.ui.update({ related: new Set(threads) });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Emphasises families of states, and leaves out threads without any time in them. */
  async showFamilies(families: readonly Family[]): Promise<void> {
    this.view.update({ families });
    const states = this.overview.states.filter((name) => families.includes(stateInfo(name).family));
    try {
      const threads = states.length === 0 ? null : await this.client.threadsIn(states);
      if (this.view.value.families === families) {
        this.ui.update({ inFamilies: threads && new Set(threads) });
      }
    } catch (error) {
      this.fail(error);
    }
  }

  /** Opens or closes a fold or a group of lanes. */
  toggleFold(key: string): void {
    const { open } = this.view.value;
    const next = open.includes(key) ? open.filter((other) => other !== key) : [...open, key];
    this.view.update({ open: next });
  }

  togglePin(thread: number): void {
    const { pinned } = this.view.value;
    const next = pinned.includes(thread) ? pinned.filter((p) => p !== thread) : [...pinned, thread];
    this.view.update({ pinned: next });
  }

  /** Finds waits whose operation, target or frames have a text, and goes to the first from here. */
  async find(text: string): Promise<void> {
    try {
      const hits = await this.client.search(text);
      const here = this.view.value.from;
      const first = hits.hits.findIndex((hit) => hit.to > here);
      this.ui.update({ hits, hit: -1 });
      if (hits.hits.length > 0) await this.goToHit(Math.max(0, first));
    } catch (error) {
      this.fail(error);
    }
  }

  /** Goes `steps` hits on; at the end it begins anew. */
  async nextHit(steps: number): Promise<void> {
    const count = this.ui.value.hits?.hits.length ?? 0;
    if (count > 0) await this.goToHit((this.ui.value.hit + steps + count) % count);
  }

  private async goToHit(hit: number): Promise<void> {
    const found = this.ui.value.hits?.hits[hit];
    if (!found) return;
    this.ui.update({ hit });
    await this.jumpTo({ thread: found.thread, at: found.from });
  }

  /** Makes the page look as an address says. */
  async restore(wanted: Partial<ViewState>): Promise<void> {
    const now = this.view.value;
    const next = { ...firstView(now.recording, this.duration), ...wanted };
    this.view.update(next);
    await this.restoreLanes(next);
    if (next.stall !== (this.ui.value.stall?.id ?? 0))
      await this.selectStall(next.stall, { jump: false });
    if (next.span) await this.selectSpan(next.span, { zoom: false });
    else this.ui.update({ span: null });
    if (next.area) await this.selectArea(next.area, next.lengths);
    else this.ui.update({ area: null });
    this.view.update(next);
  }

  /** Asks for what the lanes of a view need: related threads, threads with some states, a lock. */
  async restoreLanes(next: ViewState): Promise<void> {
    if (next.around || this.ui.value.related) await this.showAround(next.around);
    if (next.families.length > 0 || this.ui.value.inFamilies) {
      await this.showFamilies(next.families);
    }
    const lit = this.ui.value.resource?.resource.id ?? NO_RESOURCE;
    const known = this.overview.resourcesCount > 0;
    if (known && next.resource !== lit) await this.selectResource(next.resource);
  }

  /** Clears the innermost selection: lit object, then area, then span. */
  clearSelection(): void {
    this.asked.abort();
    if (this.ui.value.resource) void this.selectResource(NO_RESOURCE);
    else if (this.view.value.area) {
      this.view.update({ area: null, lengths: null });
      this.ui.update({ area: null });
    } else {
      this.view.update({ span: null });
      this.ui.update({ span: null });
    }
  }

  /** Moves the window so that [from, to) is in it, with room. */
  show(from: Nanos, to: Nanos): void {
    this.view.update(around(from, to, ROOM, this.duration));
  }

  showAll(): void {
    this.view.update({ from: nanos(0), to: this.duration });
  }

  /** The stretch of the selected stall that holds the selected instant. */
  get piece(): Piece | null {
    const { span } = this.ui.value;
    const at = this.view.value.span?.at;
    if (!span?.pieces || at === undefined) return null;
    return span.pieces.find((p) => p.from <= at && at < p.to) ?? span.pieces[0] ?? null;
  }

  /** One step along the chain: the thread that stood in the way, at the same instant. */
  async goToCulprit(): Promise<void> {
    const at = this.view.value.span;
    const next = this.piece?.hops[1]?.thread;
    if (!at || next === undefined || next === null) return;
    this.trail.push(at);
    await this.selectSpan({ thread: next, at: at.at }, { zoom: false });
  }

  async goBack(): Promise<void> {
    const before = this.trail.pop();
    if (before) await this.selectSpan(before, { zoom: false });
  }

  async jumpTo(point: SpanPoint): Promise<void> {
    const at = this.view.value.span;
    if (at) this.trail.push(at);
    await this.selectSpan(point, { zoom: false });
    const { from, to } = this.view.value;
    if (point.at < from || point.at >= to) {
      this.view.update(pan({ from, to }, nanos(point.at - (from + to) / 2), this.duration));
    }
  }

  /** Shows a thread: selects its span at the selected instant if it lives then, else its first. */
  async revealThread(thread: number): Promise<void> {
    if (this.overview.threads.nameOf(thread) === undefined) await this.allThreads();
    const { from, to } = this.overview.threads;
    const wanted = this.view.value.span?.at ?? this.view.value.from;
    const first = from[thread] ?? nanos(0);
    const last = nanos(Math.max(first, (to[thread] ?? first) - 1));
    await this.jumpTo({ thread, at: nanos(Math.min(Math.max(wanted, first), last)) });
  }

  fail(error: unknown): void {
    this.ui.update({ failure: error instanceof Error ? error.message : String(error) });
  }

  private async answer<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
    try {
      const value = await promise;
      return signal.aborted ? null : value;
    } catch (error) {
      if (!signal.aborted) this.fail(error);
      return null;
    }
  }
}
