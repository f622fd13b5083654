/** What the tests of this room share: sources of bytes, cut as a test wants them, and tables as plain rows of texts. */
import { expect } from 'vitest';
import { bytesOf, type FileBytes } from '../../src/table/bytes.ts';
import { textOf } from '../../src/table/columns.ts';
import { type CsvOptions, readCsv } from '../../src/table/csv.ts';
import type { Column, Table } from '../../src/table/types.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A pipe that brings the bytes in pieces that end at `cuts`. */
export function pipe(bytes: Uint8Array, cuts: readonly number[], name = 'pipe.csv'): FileBytes {
  let opened = false;
  return {
    name,
    async *stream() {
      expect(opened, 'a pipe is opened once').toBe(false);
      opened = true;
      let from = 0;
      for (const cut of [...cuts, bytes.length]) {
        yield bytes.slice(from, cut);
        from = cut;
      }
    },
  };
}

export async function csv(text: string | Uint8Array, options: CsvOptions = {}): Promise<Table> {
  const bytes = typeof text === 'string' ? utf8(text) : text;
  return (await readCsv(bytesOf(bytes, 'x.csv'), options)).table;
}

/** The one column of a one-column CSV with these lines. */
export async function columnFrom(lines: readonly string[], options: CsvOptions = {}): Promise<Column> {
  return (await csv(`a\n${lines.join('\n')}\n`, { delimiter: ',', ...options })).columns[0]!;
}

export function rowsOf(table: Table): (string | null)[][] {
  return Array.from({ length: table.rowCount }, (_, row) => table.columns.map((column) => textOf(column, row)));
}
