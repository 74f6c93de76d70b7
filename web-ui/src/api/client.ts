// The only place that talks to the server. The session cookie was set with the page.
import type { Nanos } from "../base/time.ts";
import type { Span, StallDetails, Strip, ThreadDetails } from "../model/details.ts";
import type { Overview, ThreadColumns } from "../model/recording.ts";
import type {
  Area,
  Carriers,
  Comparison,
  Executors,
  Ledgers,
  Note,
  Notes,
  ResourceDetails,
  ResourceTable,
  SearchHits,
} from "../model/tables.ts";
import { decodeThreads } from "./threadCodec.ts";
import { decodeTiles, type LaneTile } from "./tileCodec.ts";

export type OverviewHead = Omit<Overview, "threads">;

/** The server answered that it could not; the message is its own. */
export class ServerError extends Error {}

export interface RecordingName {
  readonly id: number;
  readonly title: string;
  /** How often it was replaced by a newer state of itself; grows while a program is watched. */
  readonly updates: number;
}

type Query = Readonly<Record<string, string | number>>;

export class Client {
  private readonly recording: number;

  constructor(recording: number) {
    this.recording = recording;
  }

  static async recordings(): Promise<readonly RecordingName[]> {
    const answer = await request("api/recordings", {});
    return ((await answer.json()) as { recordings: RecordingName[] }).recordings;
  }

  /** Sends a recording to the server, which opens it; returns its id. */
  static async open(file: File): Promise<number> {
    const sent = { method: "POST", body: file };
    const answer = await request("api/open", { name: file.name }, undefined, sent);
    return ((await answer.json()) as { id: number }).id;
  }

  /** What is known of the recording as a whole, without its threads. */
  head(): Promise<OverviewHead> {
    return this.json<OverviewHead>("overview", {});
  }

  /** The directory of all threads; `first` only of those that the first screen shows. */
  async threads(which: "all" | "first" = "all"): Promise<ThreadColumns> {
    const question = which === "all" ? "threads" : "firstThreads";
    const answer = await request(`api/${this.recording}/${question}`, {});
    return decodeThreads(await answer.arrayBuffer());
  }

  strip(): Promise<Strip> {
    return this.json<Strip>("strip", {});
  }

  resources(): Promise<ResourceTable> {
    return this.json<ResourceTable>("resources", {});
  }

  resource(id: number, signal?: AbortSignal): Promise<ResourceDetails> {
    return this.json<ResourceDetails>("resource", { id }, signal);
  }

  executors(): Promise<Executors> {
    return this.json<Executors>("executors", {});
  }

  ledgers(): Promise<Ledgers> {
    return this.json<Ledgers>("ledgers", {});
  }

  carriers(): Promise<Carriers> {
    return this.json<Carriers>("carriers", {});
  }

  /** No lanes means all threads. Stalls of [min, max) are listed. */
  area(
    lanes: readonly number[],
    window: { readonly from: Nanos; readonly to: Nanos },
    lengths: { readonly min: Nanos; readonly max: Nanos } | null,
    signal?: AbortSignal,
  ): Promise<Area> {
    return this.json<Area>(
      "area",
      {
        from: Math.round(window.from),
        to: Math.round(window.to),
        ...(lanes.length > 0 ? { lanes: lanes.join(",") } : {}),
        ...(lengths ? { min: Math.round(lengths.min), max: Math.round(lengths.max) } : {}),
      },
      signal,
    );
  }

  search(text: string, signal?: AbortSignal): Promise<SearchHits> {
    return this.json<SearchHits>("search", { text }, signal);
  }

  /** Threads with time in one of these states. */
  async threadsIn(states: readonly string[]): Promise<readonly number[]> {
    return (await this.json<{ threads: number[] }>("threadsIn", { states: states.join(",") }))
      .threads;
  }

  async related(thread: number, steps: number): Promise<readonly number[]> {
    return (await this.json<{ threads: number[] }>("related", { thread, steps })).threads;
  }

  span(thread: number, at: Nanos, signal?: AbortSignal): Promise<Span> {
    return this.json<Span>("span", { thread, at: Math.round(at) }, signal);
  }

  thread(thread: number, signal?: AbortSignal): Promise<ThreadDetails> {
    return this.json<ThreadDetails>("thread", { thread }, signal);
  }

  stall(id: number, signal?: AbortSignal): Promise<StallDetails> {
    return this.json<StallDetails>("stall", { id }, signal);
  }

  /** From this recording to another one. */
  compare(other: number): Promise<Comparison> {
    return this.json<Comparison>("compare", { with: other });
  }

  notes(): Promise<Notes> {
    return this.json<Notes>("notes", {});
  }

  /** Replaces all notes; refused if they are no longer of the revision given. */
  async saveNotes(revision: number, notes: readonly Note[]): Promise<Notes> {
    const body = JSON.stringify({ revision, notes });
    const answer = await request(`api/${this.recording}/notes`, {}, undefined, {
      method: "PUT",
      body,
    });
    return (await answer.json()) as Notes;
  }

  /**
   * Lanes as tiles; `kind` "blocking" gives the strips of threads that stood in the way, "pinned"
   * where virtual threads kept their carriers.
   */
  async tiles(
    kind: "tiles" | "blocking" | "pinned",
    lanes: readonly number[],
    window: { readonly from: Nanos; readonly to: Nanos; readonly shift: number },
    signal: AbortSignal,
  ): Promise<Map<number, LaneTile>> {
    const answer = await request(
      `api/${this.recording}/${kind}`,
      { lanes: lanes.join(","), from: window.from, to: window.to, shift: window.shift },
      signal,
    );
    return decodeTiles(await answer.arrayBuffer());
  }

  private async json<T>(question: string, query: Query, signal?: AbortSignal): Promise<T> {
    const answer = await request(`api/${this.recording}/${question}`, query, signal);
    return (await answer.json()) as T;
  }
}

async function request(
  path: string,
  query: Query,
  signal?: AbortSignal,
  sent?: { readonly method: string; readonly body: File | string },
): Promise<Response> {
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  const answer = await fetch(text ? `${path}?${text}` : path, {
    ...(signal ? { signal } : {}),
    ...sent,
  });
  if (answer.ok) return answer;
  const refusal = (await answer.json().catch(() => ({}))) as { error?: string };
  throw new ServerError(refusal.error ?? `the server answered ${answer.status}`);
}
