/**
 * Single records of a CSV file cut into fields: for the header and for telling the delimiter. The rows themselves are read
 * by csv-scan.ts, which makes columns of them at speed.
 */

export const lineFeed = 10;
export const carriageReturn = 13;
export const quote = 34;

/** A field's bytes, with the quotes around it and inside it taken away. */
export interface RawRecord {
  readonly fields: readonly Uint8Array[];
  /** First byte after the record and its line end. */
  readonly next: number;
  /** Line ends from the start of the record to `next`. */
  readonly lines: number;
}

/** Why there is no record: its end is not among the bytes, or a field goes on after its closing quote. */
export type NoRecord = 'open-quote' | 'unfinished' | 'text-after-quote';

/** How many lines begin after bytes start to end; CR LF is one line end. */
export function lineEnds(bytes: Uint8Array, start: number, end: number): number {
  let lines = 0;
  for (let p = start; p < end; p++) {
    const b = bytes[p]!;
    if (b === lineFeed || (b === carriageReturn && bytes[p + 1] !== lineFeed)) lines++;
  }
  return lines;
}

/** The closing quote of a field that opens at `start`, -1 where it is not before `end`. */
export function closingQuote(bytes: Uint8Array, start: number, end: number): number {
  for (let p = start + 1; p < end; p++) {
    if (bytes[p] !== quote) continue;
    if (p + 1 < end && bytes[p + 1] === quote) p++;
    else return p;
  }
  return -1;
}

/** Copies bytes start to end to `target` with every doubled quote once; returns how many were written. */
export function singleQuotes(bytes: Uint8Array, start: number, end: number, target: Uint8Array): number {
  let at = 0;
  for (let p = start; p < end; p++) {
    const b = bytes[p]!;
    target[at++] = b;
    if (b === quote) p++;
  }
  return at;
}

/**
 * The record that starts at `start`. `last` says that the file ends at `end`, so that a record without a line end counts.
 */
export function recordAt(
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
  last: boolean,
): RawRecord | NoRecord {
  const fields: Uint8Array[] = [];
  for (let p = start; ; p++) {
    if (p < end && bytes[p] === quote) {
      const close = closingQuote(bytes, p, end);
      if (close < 0 || (close + 1 === end && !last)) return 'open-quote';
      const field = new Uint8Array(close - p);
      fields.push(field.subarray(0, singleQuotes(bytes, p + 1, close, field)));
      p = close + 1;
      if (p < end && !endsField(bytes[p]!, delimiter)) return 'text-after-quote';
    } else {
      const from = p;
      while (p < end && !endsField(bytes[p]!, delimiter)) p++;
      fields.push(bytes.subarray(from, p));
    }
    if (p < end && bytes[p] === delimiter) continue;
    if (p >= end && !last) return 'unfinished';
    if (bytes[p] === carriageReturn && p + 1 >= end && !last) return 'unfinished';
    const next = Math.min(end, bytes[p] === carriageReturn && bytes[p + 1] === lineFeed ? p + 2 : p + 1);
    return { fields, next, lines: lineEnds(bytes, start, next) };
  }
}

function endsField(byte: number, delimiter: number): boolean {
  return byte === delimiter || byte === lineFeed || byte === carriageReturn;
}
