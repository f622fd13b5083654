/**
 * CSV to a table: one streaming reader for every source, RFC 4180 with the line ends and delimiters that occur in practice.
 *
 * A column's type is settled by all of its values, not by a sample. Columns start as numbers; the few that turn out to be
 * text only after numbers or dates were taken from them are read again, as text, in a second pass over the file.
 */
import { DataError, InputError } from '../core/errors.ts';
import type { FileBytes } from './bytes.ts';
import { ColumnStore, firstBlockRows } from './column-store.ts';
import { checkColumnNames } from './columns.ts';
import { CsvFeed } from './csv-feed.ts';
import { CsvScan, type ScanSettings } from './csv-scan.ts';
import { CsvSource, type Head, headLength, readHead, resumed } from './csv-source.ts';
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
  const source = new CsvSource(file, options.onProgress);
  const chunks = source.open();
  try {
    const head = await readHead(file.name, chunks, options.delimiter);
    const { names } = head.header;
    checkColumnNames(file.name, names, options.columns);
    checkColumnNames(file.name, names, options.text);
    const { kindOf, settings } = rehearse(file, head, options);
    const first = await readOnce(resumed(head.bytes, chunks), head, settings, kindOf);
    const { columns, flipped, rowCount } = first;
    if (flipped.size > 0) {
      const again = await readOnce(source.open(), head, settings, (name) =>
        flipped.has(name) ? 'category' : 'skipped',
      );
      if (again.rowCount !== rowCount) {
        throw new DataError('changed', 'the file changed while it was being read', { file: file.name });
      }
      for (const [name, column] of again.columns) columns.set(name, column);
    }
    return {
      table: { rowCount, columns: names.flatMap((name) => columns.get(name) ?? []) },
      delimiter: head.delimiter,
    };
  } finally {
    await chunks.return(undefined);
  }
}

type FirstKind = 'numeric' | 'category' | 'skipped';

/**
 * Reads the first rows to see which columns are text after all, which spares most files the second pass, and how long the
 * rows are.
 */
function rehearse(file: FileBytes, { bytes, header, delimiter }: Head, options: CsvOptions) {
  const wanted = new Set(options.columns ?? header.names);
  const text = new Set(options.text);
  const kindOf = (name: string): FirstKind => (!wanted.has(name) ? 'skipped' : text.has(name) ? 'category' : 'numeric');
  const settings: ScanSettings = {
    file: file.name,
    delimiter: delimiter.charCodeAt(0),
    missing: (options.missing ?? []).map((word) => new TextEncoder().encode(word)),
    line: header.line,
    firstBlockRows,
  };
  const stores = header.names.map((name) => new ColumnStore(name, kindOf(name)));
  const scan = new CsvScan(stores, settings);
  const sample = bytes.subarray(header.next, header.next + headLength);
  new CsvFeed(scan, 0).add(sample);
  for (const { name, kind } of stores) if (kind === 'flipped') text.add(name);
  const expected = expectedRows(scan.rowCount, sample.length, (file.byteLength ?? 0) - header.next);
  return { kindOf, settings: { ...settings, firstBlockRows: expected } };
}

/** Rows of the whole file, were they all as long as those of the sample; a little more, since a second block costs a copy. */
function expectedRows(rowsInSample: number, sampleBytes: number, allBytes: number): number {
  const expected = Math.ceil(1.03 * rowsInSample * (allBytes / sampleBytes)) + 1;
  return rowsInSample > 0 && expected > firstBlockRows ? expected : firstBlockRows;
}

interface Reading {
  readonly rowCount: number;
  readonly columns: Map<string, Column>;
  /** Columns to be read again, as text. */
  readonly flipped: ReadonlySet<string>;
}

/** One pass over the file. */
async function readOnce(
  chunks: AsyncIterable<Uint8Array>,
  { header }: Head,
  settings: ScanSettings,
  kindOf: (name: string) => FirstKind,
): Promise<Reading> {
  const stores = header.names.map((name) => new ColumnStore(name, kindOf(name), settings.firstBlockRows));
  const scan = new CsvScan(stores, settings);
  const feed = new CsvFeed(scan, header.next);
  for await (const chunk of chunks) feed.add(chunk);
  feed.end();
  if (scan.rowCount === 0) {
    throw new DataError('no-rows', 'the file has a header but no rows', { file: settings.file });
  }
  const columns = new Map<string, Column>();
  const flipped = new Set<string>();
  for (const store of stores) {
    if (store.kind === 'flipped') flipped.add(store.name);
    else if (store.kind !== 'skipped') columns.set(store.name, store.finish(scan.rowsInBlock));
  }
  return { rowCount: scan.rowCount, columns, flipped };
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
