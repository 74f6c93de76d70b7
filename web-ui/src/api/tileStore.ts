// Tiles of the lanes that are or were visible. Asks for a window three times the visible one, with
// the resolution a power of two and bounds that are multiples of it, so that panning inside costs
// nothing and keys repeat. A newer question cancels an older one for the same lane. Until the right
// tile comes, the one that is there stays: coarse beats blank.
import { type Nanos, nanos } from "../base/time.ts";
import { FIRST_GROUP_LANE, FIRST_RESOURCE_LANE, type LaneTile } from "./tileCodec.ts";

export interface TileWindow {
  readonly from: Nanos;
  readonly to: Nanos;
  readonly shift: number;
}

export type FetchTiles = (
  lanes: readonly number[],
  window: TileWindow,
  signal: AbortSignal,
) => Promise<Map<number, LaneTile>>;

const LANES_PER_REQUEST = 48;
const MAX_LANES_KEPT = 2_000;
const QUANTUM_PX = 256;
/** Share of the window that must be there on both sides of it. */
const AHEAD = 0.25;

interface Slot {
  tile: LaneTile | null;
  window: TileWindow | null;
  asked: TileWindow | null;
  batch: AbortController | null;
  used: number;
}

/** The window to ask for when [from, to) is visible on `widthPx` pixels. */
export function tileWindow(from: Nanos, to: Nanos, widthPx: number, duration: Nanos): TileWindow {
  const nanosPerPx = Math.max(1, (to - from) / Math.max(1, widthPx));
  // The nearest power of two: buckets of 0.7 to 1.4 pixels. Finer ones would double what is sent and
  // drawn, and show no more.
  const shift = Math.max(0, Math.round(Math.log2(nanosPerPx)));
  const quantum = 2 ** shift * QUANTUM_PX;
  const span = to - from;
  const start = Math.max(0, Math.floor((from - span) / quantum) * quantum);
  const end = Math.min(Math.ceil((to + span) / quantum) * quantum, Math.ceil(duration));
  return { from: nanos(start), to: nanos(Math.max(end, start + 1)), shift };
}

/** True for the lane of a group of threads. */
export function isGroup(lane: number): boolean {
  return lane <= FIRST_GROUP_LANE && lane > FIRST_RESOURCE_LANE;
}

export class TileStore {
  private readonly slots = new Map<number, Slot>();
  private readonly fetchTiles: FetchTiles;
  private readonly onChange: () => void;
  private readonly onError: (error: unknown) => void;
  private clock = 0;

  constructor(fetchTiles: FetchTiles, onChange: () => void, onError: (error: unknown) => void) {
    this.fetchTiles = fetchTiles;
    this.onChange = onChange;
    this.onError = onError;
  }

  /** The best tile at hand for a lane, or null. */
  tile(lane: number): LaneTile | null {
    return this.slots.get(lane)?.tile ?? null;
  }

  /** True while a visible lane waits for its first or for a finer tile. */
  pending(lane: number): boolean {
    return (this.slots.get(lane)?.asked ?? null) !== null;
  }

  /** Sees to it that these lanes get tiles for what is visible. */
  want(lanes: readonly number[], from: Nanos, to: Nanos, widthPx: number, duration: Nanos): void {
    const window = tileWindow(from, to, widthPx, duration);
    // Asked for anew before the edge comes into view, so that panning never runs into blank lanes.
    const ahead = (to - from) * AHEAD;
    const covers = (have: TileWindow | null): boolean =>
      have !== null &&
      have.shift === window.shift &&
      have.from <= Math.max(0, from - ahead) &&
      have.to >= Math.min(to + ahead, duration);
    const missing: number[] = [];
    for (const lane of lanes) {
      const slot = this.slot(lane);
      slot.used = ++this.clock;
      if (covers(slot.window) || covers(slot.asked)) continue;
      slot.batch?.abort();
      missing.push(lane);
    }
    // A group may be of 100 000 threads: single lanes do not wait for it.
    for (const lanes of [missing.filter((lane) => !isGroup(lane)), missing.filter(isGroup)]) {
      for (let i = 0; i < lanes.length; i += LANES_PER_REQUEST) {
        this.ask(lanes.slice(i, i + LANES_PER_REQUEST), window);
      }
    }
    this.forget();
  }

  private slot(lane: number): Slot {
    let slot = this.slots.get(lane);
    if (!slot) {
      slot = { tile: null, window: null, asked: null, batch: null, used: 0 };
      this.slots.set(lane, slot);
    }
    return slot;
  }

  private ask(lanes: readonly number[], window: TileWindow): void {
    const batch = new AbortController();
    for (const lane of lanes) {
      const slot = this.slot(lane);
      slot.asked = window;
      slot.batch = batch;
    }
    this.fetchTiles(lanes, window, batch.signal)
      .then((tiles) => {
        for (const lane of lanes) this.arrived(lane, batch, window, tiles.get(lane));
      })
      .catch((error: unknown) => {
        for (const lane of lanes) this.arrived(lane, batch, window, undefined);
        if (!batch.signal.aborted) this.onError(error);
      })
      .finally(this.onChange);
  }

  private arrived(
    lane: number,
    batch: AbortController,
    window: TileWindow,
    tile: LaneTile | undefined,
  ): void {
    const slot = this.slots.get(lane);
    if (slot?.batch !== batch) return;
    slot.asked = null;
    slot.batch = null;
    if (tile) {
      slot.tile = tile;
      slot.window = window;
    }
  }

  private forget(): void {
    if (this.slots.size <= MAX_LANES_KEPT * 1.25) return;
    const byUse = [...this.slots].sort(([, a], [, b]) => b.used - a.used);
    for (const [lane, slot] of byUse.slice(MAX_LANES_KEPT)) {
      slot.batch?.abort();
      this.slots.delete(lane);
    }
  }
}
