/**
 * CSV to a table: one streaming reader for every source, RFC 4180 with the line ends and delimiters that occur in practice.
 *
 * A column's type is settled by all of its values, not by a sample. Columns start as numbers; the few that turn out to be
 * text only after numbers or dates were taken from them are read again, as text, in a second pass over the file.
 */
import { DataError, InputError } from '../core/errors.ts';
import { type FileBytes, joined } from './bytes.ts';
import { ColumnStore, firstBlockRows } from './column-store.ts';
import { checkColumnNames } from './columns.ts';
import { CsvFeed } from './csv-feed.ts';
import { CsvScan, type ScanSettings } from './csv-scan.ts';
import { type Header, readHeader, sniffDelimiter, textStart } from './csv-sniff.ts';
import type { Column, Table } from './types.ts';

export interface CsvOptions {
  /** One ASCII character; by default told from the first lines: comma, semicolon, tab or `|`. */
  readonly delimiter?: string;
  /** Exact words that mean missing, besides the empty field. */
  readonly missing?: readonly string[];
  /** Read only these columns; they keep the file's order. */
  readonly columns?: readonly string[];
  /** Columns kept as category whatever they look like. */
  readonly text?: readonly string[];
  /** Told after each piece of the file. Where a second pass is needed, the total doubles. */
  readonly onProgress?: (bytesDone: number, bytesTotal: number | undefined) => void;
}

/** At least so many bytes are looked at before reading begins: for the header, the delimiter and a first idea of the types. */
const headLength = 65_536;

/**
 * Reads a CSV file. Types, each by all present values of the column:
 *
 * - numeric: decimal numbers with an optional sign, fraction and exponent, spaces around them allowed, equal to
 *   `Number(text)`. Not `NaN` and `Infinity`; not leading zeros (`007`), nor whole numbers beyond 2^53, which a double would
 *   change: such columns are categories. A column without any value is numeric.
 * - boolean: one pair of true/false or yes/no in one of the letter cases `true`, `True`, `TRUE`; 0 and 1 are numbers.
 * - date: `2026-03-01` or `2026/03/01`, with or without a time and zone (UTC where none is given); `13/02/2026` and
 *   `02/13/2026` where the whole column leaves no doubt which is the day.
 * - category: everything else, letter by letter.
 *
 * A field in quotes is typed like one without; an empty one is missing, in quotes too. A pipe is kept in memory until it has
 * been read, for the second pass. O(bytes).
 *
 * @throws DataError with the file and line where it is no CSV of equally long rows in UTF-8.
 */
export async function readCsv(file: FileBytes, options: CsvOptions = {}): Promise<{ table: Table; delimiter: string }> {
  checkDelimiter(options.delimiter);
  const source = new Source(file, options.onProgress);
  const chunks = source.open();
  try {
    const { head, header, delimiter } = await readHead(file.name, chunks, options.delimiter);
    checkColumnNames(file.name, header.names, options.columns);
    checkColumnNames(file.name, header.names, options.text);
    const wanted = new Set(options.columns ?? header.names);
    const text = new Set(options.text);
    const settings: ScanSettings = {
      file: file.name,
      delimiter: delimiter.charCodeAt(0),
      missing: (options.missing ?? []).map((word) => new TextEncoder().encode(word)),
      line: header.line,
    };
    const firstKind = (name: string) => (!wanted.has(name) ? 'skipped' : text.has(name) ? 'category' : 'numeric');

    const rehearsal = header.names.map((name) => new ColumnStore(name, firstKind(name)));
    const rehearsed = new CsvScan(rehearsal, settings);
    const sample = head.subarray(header.next, header.next + headLength);
    new CsvFeed(rehearsed, 0).add(sample);
    for (const { name } of rehearsal.filter(({ kind }) => kind === 'flipped')) text.add(name);

    const rows = expectedRows(rehearsed.rowCount, sample.length, (file.byteLength ?? 0) - header.next);
    const expecting = { ...settings, firstBlockRows: rows };
    const stores = header.names.map((name) => new ColumnStore(name, firstKind(name), rows));
    const scan = await scanFile(resumed(head, chunks), header.next, stores, expecting);
    const columns = new Map<string, Column>();
    for (const store of stores) {
      if (store.kind !== 'skipped' && store.kind !== 'flipped') columns.set(store.name, store.finish(scan.rowsInBlock));
    }
    const flipped = new Set(stores.filter(({ kind }) => kind === 'flipped').map(({ name }) => name));
    if (flipped.size > 0) {
      const again = header.names.map((name) => new ColumnStore(name, flipped.has(name) ? 'category' : 'skipped', rows));
      const second = await scanFile(source.open(), header.next, again, expecting);
      if (second.rowCount !== scan.rowCount) {
        throw new DataError('changed', 'the file changed while it was being read', { file: file.name });
      }
      for (const store of again) {
        if (store.kind === 'category') columns.set(store.name, store.finish(second.rowsInBlock));
      }
    }
    const inOrder = header.names.flatMap((name) => columns.get(name) ?? []);
    return { table: { rowCount: scan.rowCount, columns: inOrder }, delimiter };
  } finally {
    await chunks.return(undefined);
  }
}

/** Rows of the whole file, were they all as long as those of the sample; a little more, since a second block costs a copy. */
function expectedRows(rowsInSample: number, sampleBytes: number, allBytes: number): number {
  const expected = Math.ceil(1.03 * rowsInSample * (allBytes / sampleBytes)) + 1;
  return rowsInSample > 0 && expected > firstBlockRows ? expected : firstBlockRows;
}

/** The chunks of a file, as often as they are needed, with progress. */
class Source {
  private readonly file: FileBytes;
  private readonly onProgress: CsvOptions['onProgress'];
  /** What came through a pipe, which cannot be asked again. */
  private readonly kept: Uint8Array[] = [];
  private passes = 0;
  private done = 0;

  constructor(file: FileBytes, onProgress: CsvOptions['onProgress']) {
    this.file = file;
    this.onProgress = onProgress;
  }

  async *open(): AsyncGenerator<Uint8Array, void, undefined> {
    const pipe = this.file.slice === undefined;
    const fromMemory = pipe && this.passes > 0;
    this.passes++;
    for await (const chunk of fromMemory ? this.kept : this.file.stream()) {
      if (pipe && !fromMemory) this.kept.push(chunk);
      yield chunk;
      this.done += chunk.length;
      const { byteLength } = this.file;
      this.onProgress?.(this.done, byteLength === undefined ? undefined : byteLength * this.passes);
    }
  }
}

async function* resumed(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}

async function scanFile(
  chunks: AsyncIterable<Uint8Array>,
  skip: number,
  stores: readonly ColumnStore[],
  settings: ScanSettings,
): Promise<CsvScan> {
  const scan = new CsvScan(stores, settings);
  const feed = new CsvFeed(scan, skip);
  for await (const chunk of chunks) feed.add(chunk);
  feed.end();
  if (scan.rowCount === 0) {
    throw new DataError('no-rows', 'the file has a header but no rows', { file: settings.file });
  }
  return scan;
}

interface Head {
  /** The first bytes of the file, with the whole header among them. */
  readonly head: Uint8Array;
  readonly header: Header;
  readonly delimiter: string;
}

async function readHead(name: string, chunks: AsyncIterator<Uint8Array>, delimiter: string | undefined): Promise<Head> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let atLeast = headLength; ; atLeast *= 2) {
    let last = false;
    while (length < atLeast && !last) {
      const { done, value } = await chunks.next();
      last = done === true;
      if (last) break;
      parts.push(value);
      length += value.length;
    }
    const head = joined(parts);
    const start = textStart(name, head);
    const chosen = delimiter ?? sniffDelimiter(head, start, last);
    const header = readHeader(name, head, start, chosen.charCodeAt(0), last);
    if (header !== null) return { head, header, delimiter: chosen };
  }
}

/** The delimiter must not be mistaken for a part of a number, a quote or a line end. */
function checkDelimiter(delimiter: string | undefined): void {
  if (delimiter === undefined || /^[^0-9A-Za-z+.\-"\r\n\0\u0080-\uffff]$/.test(delimiter)) return;
  throw new InputError({
    code: 'delimiter',
    fn: 'readTable',
    argument: 'delimiter',
    expected: 'one ASCII character that is no letter, digit, quote, sign, point or line end',
    received: delimiter,
  });
}
