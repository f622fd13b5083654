/**
 * Copies rows of a CSV file, byte by byte, in any order and any number of times, for files that do not fit into memory. The
 * file is streamed: once for the rows that come in its order, and then once for every batch of distinct rows that come out of
 * order, which for copies of a rare class is mostly one. Memory is 8 bytes per row of the file and one batch.
 */
import { DataError } from '../core/errors.ts';
import type { FileBytes } from '../table/bytes.ts';
import { type CsvTop, contentLength, RowCutter } from '../table/csv-rows.ts';

export interface CopyOptions {
  readonly top: CsvTop;
  /** Rows of the file, from 0, in the order they are to come out. */
  readonly order: Int32Array;
  /** How many rows the file has. */
  readonly rowCount: number;
  /** What is added at the end of the header and of each row that comes out, if anything. */
  readonly added?: { readonly header: string; readonly row: (position: number) => string };
  readonly signal?: AbortSignal;
  /** Bytes of distinct rows kept at a time; default 64 MiB. */
  readonly batchBytes?: number;
}

/** The bytes of the new file, in pieces. */
export async function* copyRows(file: FileBytes, options: CopyOptions): AsyncGenerator<Uint8Array, void, undefined> {
  const { order, top, rowCount, added, batchBytes = 1 << 26 } = options;
  const pen = new Pen(top);
  pen.write(top.bytes, added?.header);
  const lengths = new Uint32Array(rowCount);
  let at = 0;
  let seen = 0;
  const inOrder = (row: Uint8Array) => {
    if (seen === rowCount) throw changed(file);
    lengths[seen] = row.length;
    for (; at < order.length && order[at] === seen; at++) pen.write(row, added?.row(at));
    seen++;
  };
  yield* written(file, options, pen, inOrder);
  if (seen !== rowCount) throw changed(file);
  while (at < order.length) {
    const batch = nextBatch(order, at, lengths, batchBytes);
    yield* written(file, options, null, (row) => {
      if (!batch.keep(row)) throw changed(file);
    });
    for (; at < batch.end; at++) {
      pen.write(batch.rowOf(order[at]!), added?.row(at));
      if (pen.length > pieceLength) yield pen.take();
    }
    if (pen.length > 0) yield pen.take();
  }
}

const pieceLength = 1 << 20;

/** Streams the file through `take`, and yields what the pen wrote. */
async function* written(
  file: FileBytes,
  { top, signal }: CopyOptions,
  pen: Pen | null,
  take: (row: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const cutter = new RowCutter(top);
  for await (const piece of file.stream()) {
    signal?.throwIfAborted();
    cutter.add(piece, take);
    if (pen !== null && pen.length > pieceLength) yield pen.take();
  }
  cutter.end(take);
  if (pen !== null && pen.length > 0) yield pen.take();
}

/** Gathers rows of text; every one gets a line end, and before it what is added. */
class Pen {
  length = 0;
  private readonly lineEnd: Uint8Array;
  private readonly delimiter: string;
  private parts: Uint8Array = new Uint8Array(2 * pieceLength);

  constructor({ bytes, delimiter }: CsvTop) {
    this.lineEnd = bytes.slice(contentLength(bytes));
    this.delimiter = delimiter;
  }

  write(row: Uint8Array, added: string | undefined): void {
    const content = contentLength(row);
    this.put(row.subarray(0, content));
    if (added !== undefined) this.put(new TextEncoder().encode(this.delimiter + added));
    this.put(content < row.length ? row.subarray(content) : this.lineEnd);
  }

  /** What was written since the last call. */
  take(): Uint8Array {
    const piece = this.parts.slice(0, this.length);
    this.length = 0;
    return piece;
  }

  private put(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.parts.length) {
      const larger = new Uint8Array(2 * (this.length + bytes.length));
      larger.set(this.parts.subarray(0, this.length));
      this.parts = larger;
    }
    this.parts.set(bytes, this.length);
    this.length += bytes.length;
  }
}

interface Batch {
  /** Position in the order after the last row of the batch. */
  readonly end: number;
  /** Told every row of the file in turn; false where it is not as long as before. */
  readonly keep: (row: Uint8Array) => boolean;
  readonly rowOf: (row: number) => Uint8Array;
}

const absent = 0xffff_ffff;

/** As many of the rows from position `from` on as have distinct texts of no more than `limit` bytes together, at least one. */
function nextBatch(order: Int32Array, from: number, lengths: Uint32Array, limit: number): Batch {
  const starts = new Uint32Array(lengths.length).fill(absent);
  let size = 0;
  let end = from;
  for (; end < order.length; end++) {
    const row = order[end]!;
    if (starts[row] !== absent) continue;
    if (end > from && size + lengths[row]! > limit) break;
    starts[row] = size;
    size += lengths[row]!;
  }
  const store = new Uint8Array(size);
  let seen = 0;
  return {
    end,
    keep: (row) => {
      const at = seen++;
      if (row.length !== lengths[at]) return false;
      if (starts[at] !== absent) store.set(row, starts[at]);
      return true;
    },
    rowOf: (row) => store.subarray(starts[row]!, starts[row]! + lengths[row]!),
  };
}

function changed(file: FileBytes): DataError {
  return new DataError('changed', 'the file changed while it was being read', { file: file.name });
}
