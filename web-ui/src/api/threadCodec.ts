// Reads the directory of all threads (ThreadDirectory.java writes it). Little endian, every column
// aligned, so the typed arrays lie over the received bytes.
//
//   byte  0        4         8           12     16
//         +--------+---------+-----------+------+
//         | "HTD1" | threads | nameBytes |  0   |
//         |  u32   |  T u32  |   B u32   | u32  |
//         +--------+---------+-----------+------+
//   then  from, to, suffered, inflicted, idle, running, javaThreadId   f64[T] each; nanoseconds
//         osThreadId, group, nameRank                                  i32[T] each
//         flags                                                        u8[T]: 1 virtual, 2 carrier, 4 of the JVM
//         names                                                        u8[B], UTF-8, a zero after each
import type { NanosColumn, ThreadColumns } from "../model/recording.ts";

const MAGIC = 0x31445448;
const HEADER_BYTES = 16;
const BYTES_PER_THREAD = 7 * 8 + 3 * 4 + 1;

/** Throws if the bytes are not such a directory. */
export function decodeThreads(bytes: ArrayBuffer): ThreadColumns {
  const header = new DataView(bytes);
  if (bytes.byteLength < HEADER_BYTES || header.getUint32(0, true) !== MAGIC) {
    throw new Error(`threads: expected "HTD1", found ${bytes.byteLength} other bytes`);
  }
  const count = header.getUint32(4, true);
  const nameBytes = header.getUint32(8, true);
  const expected = HEADER_BYTES + count * BYTES_PER_THREAD + nameBytes;
  if (bytes.byteLength !== expected) {
    throw new Error(`threads: expected ${expected} bytes, found ${bytes.byteLength}`);
  }
  let at = HEADER_BYTES;
  const times = (): NanosColumn => {
    const column = new Float64Array(bytes, at, count);
    at += 8 * count;
    return column as unknown as NanosColumn;
  };
  const ints = (): Int32Array => {
    const column = new Int32Array(bytes, at, count);
    at += 4 * count;
    return column;
  };
  const from = times();
  const to = times();
  const suffered = times();
  const inflicted = times();
  const idle = times();
  const running = times();
  const javaThreadId = times() as ArrayLike<number>;
  const osThreadId = ints();
  const group = ints();
  const nameRank = ints();
  const flags = new Uint8Array(bytes, at, count);
  const names = namesOf(new Uint8Array(bytes, at + count, nameBytes), count);
  return {
    names,
    group,
    javaThreadId,
    osThreadId,
    nameRank,
    flags,
    from,
    to,
    suffered,
    inflicted,
    idle,
    running,
  };
}

function namesOf(text: Uint8Array, count: number): readonly string[] {
  const names = new TextDecoder().decode(text).split("\0");
  names.pop();
  if (names.length !== count) {
    throw new Error(`threads: expected ${count} names, found ${names.length}`);
  }
  return names;
}
