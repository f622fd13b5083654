/**
 * What the first bytes of a file say: that it is text at all, which delimiter it uses, and what its columns are called.
 */
import { DataError } from '../core/errors.ts';
import { carriageReturn, lineFeed, recordAt } from './csv-record.ts';
import { decodeStrictly } from './levels.ts';

/** The name of a first column without one, which is how pandas writes a row index. */
export const unnamed = '(unnamed)';

const candidates = [',', ';', '\t', '|'];
/** Records looked at to tell the delimiter. */
const sniffedRecords = 50;

const signatures: readonly (readonly [code: string, bytes: readonly number[], message: string])[] = [
  ['not-utf8', [0xff, 0xfe], 'the file is UTF-16; save it as UTF-8'],
  ['not-utf8', [0xfe, 0xff], 'the file is UTF-16; save it as UTF-8'],
  ['not-text', [0x50, 0x4b, 3, 4], 'this is a ZIP archive or a spreadsheet, not CSV; unpack it or export it as CSV'],
  ['not-text', [0x1f, 0x8b], 'this is a gzip archive, not CSV; unpack it first'],
  ['not-text', [0x28, 0xb5, 0x2f, 0xfd], 'this is a Zstandard archive, not CSV; unpack it first'],
  ['not-text', [0x50, 0x41, 0x52, 0x31], 'this is a Parquet file, not CSV; read it with format parquet'],
];

const startsWith = (bytes: Uint8Array, prefix: readonly number[]): boolean =>
  prefix.every((byte, i) => bytes[i] === byte);

/** Refuses what is not UTF-8 text; returns where the text starts, after a byte order mark. */
export function textStart(file: string, head: Uint8Array): number {
  for (const [code, bytes, message] of signatures) {
    if (startsWith(head, bytes)) throw new DataError(code, message, { file });
  }
  return startsWith(head, [0xef, 0xbb, 0xbf]) ? 3 : 0;
}

/**
 * The delimiter of the records that start at `start`: the candidate that cuts every one of the first records into the same
 * number of fields, more than one; among several of those the one with most fields, the comma before others. Where none
 * does, the one that cuts the header into most fields, so that the error about a later row makes sense.
 */
export function sniffDelimiter(head: Uint8Array, start: number, last: boolean): string {
  let best = ',';
  let bestScore = 0;
  for (const candidate of candidates) {
    const counts = fieldCounts(head, start, candidate.charCodeAt(0), last);
    const width = counts[0] ?? 1;
    if (width < 2) continue;
    const score = counts.every((count) => count === width) ? 1e9 + width : width;
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

/** Fields of each of the first records, blank lines aside. */
function fieldCounts(head: Uint8Array, start: number, delimiter: number, last: boolean): number[] {
  const counts: number[] = [];
  for (let at = start; at < head.length && counts.length < sniffedRecords; ) {
    const record = recordAt(head, at, head.length, delimiter, last);
    if (typeof record === 'string') return record === 'text-after-quote' ? [] : counts;
    const blank = record.fields.length === 1 && record.fields[0]!.length === 0;
    if (!blank) counts.push(record.fields.length);
    at = record.next;
  }
  return counts;
}

export interface Header {
  readonly names: readonly string[];
  /** First byte of the first row. */
  readonly next: number;
  /** 1-based line of the first row. */
  readonly line: number;
}

/**
 * The header that starts at `start`, blank lines before it passed over; null where its end is not among the bytes.
 *
 * @throws DataError where there is none, a name is empty (but the first, see `unnamed`), not UTF-8 or given twice.
 */
export function readHeader(
  file: string,
  head: Uint8Array,
  start: number,
  delimiter: number,
  last: boolean,
): Header | null {
  let line = 1;
  let at = start;
  for (; head[at] === lineFeed || head[at] === carriageReturn; at++) {
    if (head[at] === lineFeed || head[at + 1] !== lineFeed) line++;
  }
  if (at === head.length) {
    if (!last) return null;
    throw new DataError('empty-file', start === head.length ? 'the file is empty' : 'the file holds only blank lines', {
      file,
    });
  }
  const record = recordAt(head, at, head.length, delimiter, last);
  if (record === 'text-after-quote') {
    throw new DataError('text-after-quote', `line ${line}: a column name goes on after its closing quote`, {
      file,
      line,
    });
  }
  if (record === 'open-quote' && last) {
    throw new DataError('open-quote', `line ${line}: a quote is opened and never closed`, { file, line });
  }
  if (typeof record === 'string') return null;
  const names = record.fields.map((field, i) => columnName(file, line, field, i));
  checkDistinct(file, line, names);
  return { names, next: record.next, line: line + record.lines };
}

function columnName(file: string, line: number, field: Uint8Array, position: number): string {
  if (field.includes(0)) {
    throw new DataError('not-text', `line ${line} holds a NUL byte; this is not a text file, or it is UTF-16`, {
      file,
      line,
    });
  }
  const name = decodeStrictly(field);
  if (name === null) {
    throw new DataError(
      'not-utf8',
      `line ${line}: the name of column ${position + 1} is not UTF-8; save the file as UTF-8`,
      {
        file,
        line,
      },
    );
  }
  if (name !== '') return name;
  if (position === 0) return unnamed;
  throw new DataError('no-column-name', `line ${line}: column ${position + 1} has no name; give every column a name`, {
    file,
    line,
  });
}

function checkDistinct(file: string, line: number, names: readonly string[]): void {
  const positions = new Map<string, number>();
  names.forEach((name, i) => {
    const earlier = positions.get(name);
    if (earlier !== undefined) {
      const where = `columns ${earlier + 1} and ${i + 1} are both called '${name}'`;
      throw new DataError('duplicate-column', `line ${line}: ${where}; give every column its own name`, {
        file,
        line,
        column: name,
      });
    }
    positions.set(name, i);
  });
}
