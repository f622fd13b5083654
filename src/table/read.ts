/** A file of any format we read, to a table. The format is told from the first bytes and the ending of the name. */
import { InputError } from '../core/errors.ts';
import { type FileBytes, peek } from './bytes.ts';
import { type CsvOptions, readCsv } from './csv.ts';
import { readParquet } from './parquet.ts';
import type { Table } from './types.ts';

export type FileFormat = 'csv' | 'tsv' | 'parquet';

export interface ReadOptions extends CsvOptions {
  /** By default `parquet` where the file begins like one or is called `.parquet`, `tsv` where `.tsv` or `.tab`, else `csv`. */
  readonly format?: FileFormat;
}

export interface ReadResult {
  readonly table: Table;
  readonly format: FileFormat;
  /** Of text formats, given or found. */
  readonly delimiter?: string;
}

const formats: readonly FileFormat[] = ['csv', 'tsv', 'parquet'];

/**
 * Reads a CSV, TSV or Parquet file; `readCsv` says how text becomes typed columns, `readParquet` what becomes of Parquet's
 * types. The options `delimiter` and `missing` concern text formats only.
 *
 * @throws DataError with the file, and where there is one the line or column, where the file cannot be read as a table.
 * @throws InputError where an option is not one of those offered.
 */
export async function readTable(file: FileBytes, options: ReadOptions = {}): Promise<ReadResult> {
  const { format: asked, ...rest } = options;
  if (asked !== undefined && !formats.includes(asked)) {
    throw new InputError({
      code: 'format',
      fn: 'readTable',
      argument: 'format',
      expected: "'csv', 'tsv' or 'parquet'",
      received: asked,
    });
  }
  const { first, file: source } = await peek(file, 4);
  const format = asked ?? formatOf(file.name, first);
  if (format === 'parquet') return { table: await readParquet(source, rest), format };
  const { table, delimiter } = await readCsv(source, format === 'tsv' ? { delimiter: '\t', ...rest } : rest);
  return { table, format, delimiter };
}

/** The format of a file by its first bytes (four will do) and the ending of its name. */
export function formatOf(name: string, first: Uint8Array): FileFormat {
  if (String.fromCharCode(...first) === 'PAR1' || /\.(parquet|parq|pq)$/i.test(name)) return 'parquet';
  return /\.(tsv|tab)$/i.test(name) ? 'tsv' : 'csv';
}
