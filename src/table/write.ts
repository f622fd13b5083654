/**
 * A table as CSV text (RFC 4180), in pieces. Spreadsheet programs run fields that begin with `=`, `+`, `-` or `@` as formulas;
 * values are written as they are, since a changed value would be a wrong one.
 */
import { textOf } from './columns.ts';
import type { Table } from './types.ts';

export interface WriteCsvOptions {
  /** One character; defaults to the comma. */
  readonly delimiter?: string;
  /** Defaults to `\n`. */
  readonly lineEnd?: '\n' | '\r\n';
}

const pieceLength = 65_536;

/**
 * The table as text, header first, every record with its line end; join the pieces or write them one after the other.
 *
 * Numbers are written in the shortest form that reads back as the same double (beyond 2^53 with an exponent), days as
 * `2026-03-01`, times in ISO 8601 and UTC, booleans in the file's words, missing values as empty fields. `readCsv` gives the
 * same values back; categories whose texts all look like numbers, dates or booleans need its option `text`, and an empty text
 * reads back as missing.
 */
export function* writeCsv(table: Table, options: WriteCsvOptions = {}): Generator<string, void, undefined> {
  const { delimiter = ',', lineEnd = '\n' } = options;
  const quoted = (text: string): string => {
    const special = text.includes(delimiter) || /["\r\n]/.test(text) || text.charCodeAt(0) === 0xfeff;
    return special ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const writers = table.columns.map((column) => {
    if (column.type !== 'category') return (row: number) => quoted(textOf(column, row) ?? '');
    const levels = column.levels.map(quoted);
    return (row: number) => (column.codes[row]! < 0 ? '' : levels[column.codes[row]!]!);
  });
  let piece = table.columns.map(({ name }) => quoted(name)).join(delimiter) + lineEnd;
  for (let row = 0; row < table.rowCount; row++) {
    const record = writers.map((write) => write(row)).join(delimiter);
    // An empty line would be no record at all.
    piece += (record === '' ? '""' : record) + lineEnd;
    if (piece.length >= pieceLength) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
