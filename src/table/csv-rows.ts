/**
 * The rows of a CSV file as the bytes they are, one after the other and without reading a value: for copying rows unchanged.
 * Which rows are well formed is for `readCsv` to say; here only their ends are found, by the same rules.
 */
import type { FileBytes } from './bytes.ts';
import { carriageReturn, lineFeed, quote } from './csv-record.ts';
import { type Head, headLength, readHead } from './csv-source.ts';

/** What comes before the rows. */
export interface CsvTop {
  readonly names: readonly string[];
  readonly delimiter: string;
  /** All bytes before the first row: a byte order mark, the header and its line end. */
  readonly bytes: Uint8Array;
}

/** Reads no further than the header takes. The file must be one that can be streamed again. */
export async function readCsvTop(file: FileBytes, options: { readonly delimiter?: string } = {}): Promise<CsvTop> {
  const chunks = file.stream()[Symbol.asyncIterator]();
  try {
    const { header, delimiter, bytes }: Head = await readHead(file.name, chunks, options.delimiter);
    return { names: header.names, delimiter, bytes: bytes.slice(0, header.next) };
  } finally {
    await chunks.return?.();
  }
}

/** Told the bytes of each row with its line end, if it has one; they are valid only until it returns. */
export type TakeRow = (row: Uint8Array) => void;

type Place = 'field-start' | 'plain' | 'quoted' | 'after-quote';

/** Cuts pieces of a file of any size into rows. Blank lines are no rows. O(bytes), memory of the longest row. */
export class RowCutter {
  private readonly delimiter: number;
  /** Bytes of the top still to pass over. */
  private skip: number;
  private place: Place = 'field-start';
  /** The row began in an earlier piece; this is what has come of it. */
  private carried: Uint8Array = new Uint8Array(headLength);
  private carriedLength = 0;
  /** The row ended with a carriage return at the end of a piece: a line feed may follow. */
  private afterReturn = false;

  constructor(top: CsvTop) {
    this.delimiter = top.delimiter.charCodeAt(0);
    this.skip = top.bytes.length;
  }

  add(piece: Uint8Array, take: TakeRow): void {
    let from = Math.min(this.skip, piece.length);
    this.skip -= from;
    if (this.afterReturn && from < piece.length) {
      const end = piece[from] === lineFeed ? from + 1 : from;
      this.endRow(piece, from, end, take);
      from = end;
    }
    for (let at = from; at < piece.length; ) {
      const stop = this.rowStop(piece, at);
      if (stop < 0) {
        this.carry(piece.subarray(from));
        return;
      }
      if (piece[stop] === carriageReturn && stop + 1 === piece.length) {
        this.carry(piece.subarray(from));
        this.afterReturn = true;
        return;
      }
      const end = piece[stop] === carriageReturn && piece[stop + 1] === lineFeed ? stop + 2 : stop + 1;
      this.endRow(piece, from, end, take);
      from = end;
      at = end;
    }
  }

  /** The file has ended. */
  end(take: TakeRow): void {
    if (this.carriedLength > 0) this.endRow(new Uint8Array(0), 0, 0, take);
  }

  /** Where the line end of the row stands, -1 where it has not come. */
  private rowStop(piece: Uint8Array, from: number): number {
    const { delimiter } = this;
    let { place } = this;
    for (let at = from; at < piece.length; at++) {
      if (place === 'quoted') {
        at = piece.indexOf(quote, at);
        if (at < 0) break;
        place = 'after-quote';
        continue;
      }
      const byte = piece[at]!;
      if (byte === lineFeed || byte === carriageReturn) return at;
      if (byte === delimiter) place = 'field-start';
      // A quote opens a field, or is the second of a pair inside one; elsewhere it is a character like any other.
      else if (byte === quote && place !== 'plain') place = 'quoted';
      else place = 'plain';
    }
    this.place = place;
    return -1;
  }

  private endRow(piece: Uint8Array, from: number, end: number, take: TakeRow): void {
    let row = piece.subarray(from, end);
    if (this.carriedLength > 0) {
      this.carry(row);
      row = this.carried.subarray(0, this.carriedLength);
    }
    this.carriedLength = 0;
    this.afterReturn = false;
    this.place = 'field-start';
    if (contentLength(row) > 0) take(row);
  }

  private carry(part: Uint8Array): void {
    const length = this.carriedLength + part.length;
    if (length > this.carried.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.carried.subarray(0, this.carriedLength));
      this.carried = larger;
    }
    this.carried.set(part, this.carriedLength);
    this.carriedLength = length;
  }
}

/** Bytes of a row without its line end. */
export function contentLength(row: Uint8Array): number {
  let length = row.length;
  if (length > 0 && row[length - 1] === lineFeed) length--;
  if (length > 0 && row[length - 1] === carriageReturn) length--;
  return length;
}
