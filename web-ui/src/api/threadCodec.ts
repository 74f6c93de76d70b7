// Reads a directory of threads (ThreadDirectory.java writes it): all of them, or those of the first
// screen with the numbers of the others. Little endian, every column aligned: of a whole directory
// the typed arrays lie over the received bytes, and names become strings when somebody asks for them.
//
//   byte  0        4         8        12       16          20               24     32
//         +--------+---------+--------+--------+-----------+----------------+------+
//         | "HTD2" | threads | rows   | groups | nameBytes | groupNameBytes |  0   |
//         |  u32   |  T u32  |  R u32 |  K u32 |   B u32   |     C u32      | u64  |
//         +--------+---------+--------+--------+-----------+----------------+------+
//   then  from, to, suffered, inflicted, idle, running, javaThreadId   f64[R] each; nanoseconds
//         row, order, osThreadId, group, nameRank, nameEnd             i32[R] each
//         groupRow, groupNameEnd, moreEventful, moreQuiet, moreMachine i32[K] each
//         flags                                                        u8[R]: 1 virtual, 2 carrier, 4 of the JVM
//         names                                                        u8[B], UTF-8, a zero after each
//         groupNames                                                   u8[C], likewise
//
// `row` ascends and says which thread a place in the columns is; `order` holds the same rows, the most
// stalled first. `nameEnd` is where the zero after the name stands. `more…` count threads of a group
// that are not among the rows; the group -1 stands for all groups that no row belongs to.
import type { MoreThreads, NanosColumn, ThreadColumns } from "../model/recording.ts";

const MAGIC = 0x32445448;
const HEADER_BYTES = 32;
const BYTES_PER_ROW = 7 * 8 + 6 * 4 + 1;
const BYTES_PER_GROUP = 5 * 4;

/** Hands out the columns one after the other. */
class Reader {
  private at = HEADER_BYTES;
  private readonly bytes: ArrayBuffer;

  constructor(bytes: ArrayBuffer) {
    this.bytes = bytes;
  }

  doubles(count: number): Float64Array {
    return new Float64Array(this.bytes, this.next(8 * count), count);
  }

  ints(count: number): Int32Array {
    return new Int32Array(this.bytes, this.next(4 * count), count);
  }

  octets(count: number): Uint8Array {
    return new Uint8Array(this.bytes, this.next(count), count);
  }

  private next(count: number): number {
    const start = this.at;
    this.at += count;
    return start;
  }
}

/** Throws if the bytes are not such a directory. */
export function decodeThreads(bytes: ArrayBuffer): ThreadColumns {
  const header = new DataView(bytes);
  if (bytes.byteLength < HEADER_BYTES || header.getUint32(0, true) !== MAGIC) {
    throw new Error(`threads: expected "HTD2", found ${bytes.byteLength} other bytes`);
  }
  const [threads, rows, groups, nameBytes, groupNameBytes] = [4, 8, 12, 16, 20].map((at) =>
    header.getUint32(at, true),
  ) as [number, number, number, number, number];
  const expected =
    HEADER_BYTES + rows * BYTES_PER_ROW + groups * BYTES_PER_GROUP + nameBytes + groupNameBytes;
  if (bytes.byteLength !== expected) {
    throw new Error(`threads: expected ${expected} bytes, found ${bytes.byteLength}`);
  }
  const reader = new Reader(bytes);
  const complete = rows === threads;
  const times = Array.from({ length: 7 }, () => reader.doubles(rows));
  const row = reader.ints(rows);
  const order = reader.ints(rows);
  const [osThreadId, group, nameRank, nameEnd] = Array.from({ length: 4 }, () => reader.ints(rows));
  const ofGroups = Array.from({ length: 5 }, () => reader.ints(groups));
  const flags = reader.octets(rows);
  const names = new Names(reader.octets(nameBytes), nameEnd ?? row, complete ? null : row, threads);
  const ints = (column: Int32Array | undefined): Int32Array =>
    complete ? (column ?? row) : spread(column ?? row, row, new Int32Array(threads));
  const nanosOf = (place: number): NanosColumn => {
    const column = times[place] ?? new Float64Array(rows);
    const all = complete ? column : spread(column, row, new Float64Array(threads));
    return all as unknown as NanosColumn;
  };
  return {
    count: threads,
    complete,
    order,
    nameOf: (thread) => names.of(thread),
    allNames: () => names.all(),
    ...groupsOf(ofGroups, reader.octets(groupNameBytes)),
    group: ints(group),
    javaThreadId: nanosOf(6) as ArrayLike<number>,
    osThreadId: ints(osThreadId),
    nameRank: ints(nameRank),
    flags: complete ? flags : spread(flags, row, new Uint8Array(threads)),
    from: nanosOf(0),
    to: nanosOf(1),
    suffered: nanosOf(2),
    inflicted: nanosOf(3),
    idle: nanosOf(4),
    running: nanosOf(5),
  };
}

/** Puts values where their threads' rows are; the other places stay 0. */
function spread<T extends { [place: number]: number }>(
  values: ArrayLike<number>,
  rows: Int32Array,
  all: T,
): T {
  for (let place = 0; place < rows.length; place++) {
    (all as { [place: number]: number })[rows[place] as number] = values[place] as number;
  }
  return all;
}

function groupsOf(
  columns: readonly Int32Array[],
  text: Uint8Array,
): Pick<ThreadColumns, "groupNames" | "more"> {
  const [rows, , eventful, quiet, machine] = columns;
  const names = splitNames(text, rows?.length ?? 0);
  const groupNames: string[] = [];
  const more = new Map<number, MoreThreads>();
  rows?.forEach((group, place) => {
    if (group >= 0) groupNames[group] = names[place] ?? "";
    const counts = {
      eventful: eventful?.[place] ?? 0,
      quiet: quiet?.[place] ?? 0,
      machine: machine?.[place] ?? 0,
    };
    if (counts.eventful + counts.quiet + counts.machine > 0) more.set(group, counts);
  });
  return { groupNames, more };
}

/** Names by thread. One by one while few are asked for; all at once for who looks at all of them. */
class Names {
  private readonly known: string[] = [];
  private every: readonly string[] | null = null;
  private readonly decoder = new TextDecoder();
  private readonly text: Uint8Array;
  private readonly ends: Int32Array;
  private readonly rows: Int32Array | null;
  private readonly threads: number;

  constructor(text: Uint8Array, ends: Int32Array, rows: Int32Array | null, threads: number) {
    this.text = text;
    this.ends = ends;
    this.rows = rows;
    this.threads = threads;
    rows?.forEach((thread, place) => {
      this.known[thread] = this.decode(place);
    });
  }

  /** Undefined if the thread is not in this directory. */
  of(thread: number): string | undefined {
    const known = this.every?.[thread] ?? this.known[thread];
    if (known !== undefined || this.rows || thread < 0 || thread >= this.threads) return known;
    const name = this.decode(thread);
    this.known[thread] = name;
    return name;
  }

  all(): readonly string[] {
    if (!this.every) {
      this.every = this.rows
        ? Array.from({ length: this.threads }, (_, thread) => this.known[thread] ?? "")
        : splitNames(this.text, this.threads);
    }
    return this.every;
  }

  private decode(place: number): string {
    const start = place === 0 ? 0 : (this.ends[place - 1] as number) + 1;
    return this.decoder.decode(this.text.subarray(start, this.ends[place]));
  }
}

function splitNames(text: Uint8Array, count: number): readonly string[] {
  const names = new TextDecoder().decode(text).split("\0");
  names.pop();
  if (names.length !== count) {
    throw new Error(`threads: expected ${count} names, found ${names.length}`);
  }
  return names;
}
