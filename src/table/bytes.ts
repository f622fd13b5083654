/**
 * Where the bytes of a file come from, the same for a file on disk, a dropped file in a browser and bytes in memory. What
 * can be sliced can also be streamed again; a pipe can be streamed once and not sliced.
 */

export interface FileBytes {
  /** Shown in errors and used to tell the format by its ending. */
  readonly name: string;
  /** Absent where it is not known beforehand, as for a pipe. */
  readonly byteLength?: number;
  /** Bytes from start to end (exclusive). Present only where `stream` may be called more than once. */
  slice?(start: number, end: number): Promise<ArrayBuffer>;
  /** The bytes from the first on, in pieces of any size. */
  stream(): AsyncIterable<Uint8Array>;
}

const pieceSize = 1 << 20;

async function* pieces(file: { byteLength: number; slice(start: number, end: number): Promise<ArrayBuffer> }) {
  for (let start = 0; start < file.byteLength; start += pieceSize) {
    yield new Uint8Array(await file.slice(start, Math.min(start + pieceSize, file.byteLength)));
  }
}

async function* views(data: Uint8Array) {
  for (let start = 0; start < data.length; start += pieceSize) yield data.subarray(start, start + pieceSize);
}

/** Bytes in memory, or a browser's `File` or `Blob`, as a source. Bytes in memory are not copied when streamed. */
export function bytesOf(data: Uint8Array | Blob, name: string): FileBytes {
  if (data instanceof Uint8Array) {
    return {
      name,
      byteLength: data.length,
      // A copy of the plain kind: the slice of a Node Buffer would be a view into a larger memory.
      slice: async (start, end) => new Uint8Array(data.subarray(start, end)).buffer,
      stream: () => views(data),
    };
  }
  const slice = (start: number, end: number) => data.slice(start, end).arrayBuffer();
  return { name, byteLength: data.size, slice, stream: () => pieces({ byteLength: data.size, slice }) };
}

/**
 * The first `count` bytes of a source (fewer where it is shorter) and a source that still has them all: a pipe's bytes are
 * not lost by looking.
 */
export async function peek(file: FileBytes, count: number): Promise<{ first: Uint8Array; file: FileBytes }> {
  if (file.slice !== undefined) {
    const end = file.byteLength === undefined ? count : Math.min(count, file.byteLength);
    return { first: new Uint8Array(await file.slice(0, end)), file };
  }
  const source = file.stream()[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  while (length < count) {
    const { done, value } = await source.next();
    if (done) break;
    seen.push(value);
    length += value.length;
  }
  async function* all() {
    try {
      yield* seen;
      yield* { [Symbol.asyncIterator]: () => source };
    } finally {
      await source.return?.();
    }
  }
  return { first: joined(seen).subarray(0, count), file: { ...file, stream: all } };
}

/** Pieces end to end in one array; a single piece as it is. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
