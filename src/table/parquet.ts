/**
 * Parquet to a table, with hyparquet, which is loaded only when there is a Parquet file to read. Only the wanted columns'
 * bytes are fetched, column by column and row group by row group.
 */
import type { AsyncBuffer, FileMetaData, SchemaElement } from 'hyparquet';
import { DataError } from '../core/errors.ts';
import { type FileBytes, joined } from './bytes.ts';
import { asCategory, checkColumnNames, makeTable } from './columns.ts';
import { columnOf, type Pages, type ValueKind } from './parquet-values.ts';
import type { Column, Table } from './types.ts';

export interface ParquetOptions {
  /** Read only these columns; they keep the file's order. */
  readonly columns?: readonly string[];
  /** Columns turned into category whatever their type. */
  readonly text?: readonly string[];
  /** Told after each column of a row group; of the bytes of the wanted columns. */
  readonly onProgress?: (bytesDone: number, bytesTotal: number | undefined) => void;
}

/**
 * Reads a Parquet file.
 *
 * Integers, floats and decimals become numeric (not-a-number is missing), but 64-bit integers and whole decimals of which some
 * exceed 2^53 become categories, digit by digit; text, enumerations, JSON and UUIDs become categories; days and timestamps
 * become dates in whole milliseconds of UTC; booleans boolean.
 *
 * @throws DataError with the file where it is cut short or damaged, and with the column where one is nested or of a type that
 * is no single value; read without such a column by naming the others in `columns`.
 */
export async function readParquet(file: FileBytes, options: ParquetOptions = {}): Promise<Table> {
  const buffer = await bufferOf(file);
  const { parquetMetadataAsync, parquetRead, parquetSchema } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  const metadata = await undamaged(file.name, () => parquetMetadataAsync(buffer, { geoparquet: false }));
  const tops = await undamaged(file.name, async () => parquetSchema(metadata).children);
  const names = tops.map(({ element }) => element.name);
  checkColumnNames(file.name, names, options.columns);
  checkColumnNames(file.name, names, options.text);
  const wanted = new Set(options.columns ?? names);
  const fields = tops
    .filter(({ element }) => wanted.has(element.name))
    .map(({ element, children }) => ({ name: element.name, kind: kindOf(file.name, element, children.length > 0) }));
  checkDistinct(file.name, names);
  const rowCount = await rowsOf(file.name, metadata);
  const raw: FileMetaData = { ...metadata, schema: metadata.schema.map(withoutMeaning) };

  const progress = progressOver(metadata, wanted, options.onProgress);
  const text = new Set(options.text);
  const columns: Column[] = [];
  for (const { name, kind } of fields) {
    const pages = await undamaged(file.name, () => readPages(name), name);
    const typed = columnOf(file.name, name, kind, pages, rowCount);
    columns.push(text.has(name) ? asCategory(typed) : typed);
  }
  return makeTable(columns);

  async function readPages(name: string): Promise<Pages> {
    const pages: ArrayLike<unknown>[] = [];
    let rowStart = 0;
    for (const [group, { num_rows }] of metadata.row_groups.entries()) {
      const rowEnd = rowStart + Number(num_rows);
      let rows = 0;
      await parquetRead({
        file: buffer,
        metadata: raw,
        columns: [name],
        rowStart,
        rowEnd,
        compressors,
        utf8: false,
        geoparquet: false,
        parsers: { timestampFromNanoseconds: (count: bigint) => count },
        onChunk: ({ columnData }) => {
          pages.push(columnData);
          rows += columnData.length;
        },
      });
      if (rows !== rowEnd - rowStart)
        throw new Error(`${rows} of ${rowEnd - rowStart} values in row group ${group + 1}`);
      rowStart = rowEnd;
      progress(group, name);
    }
    return pages;
  }
}

/** The file as hyparquet wants it; a pipe is read to its end first. */
async function bufferOf(file: FileBytes): Promise<AsyncBuffer> {
  let { byteLength, slice } = file;
  if (byteLength === undefined || slice === undefined) {
    const parts: Uint8Array[] = [];
    for await (const part of file.stream()) parts.push(part);
    const whole = joined(parts);
    byteLength = whole.length;
    slice = async (start, end) => whole.slice(start, end).buffer as ArrayBuffer;
  }
  const length = byteLength;
  const read = slice;
  const magic = async (start: number) => String.fromCharCode(...new Uint8Array(await read(start, start + 4)));
  if (length < 12 || (await magic(0)) !== 'PAR1') {
    const problem = length === 0 ? 'the file is empty' : 'this is not a Parquet file, or it was cut short';
    throw new DataError('not-parquet', problem, { file: file.name });
  }
  if ((await magic(length - 4)) !== 'PAR1') {
    const problem = 'the Parquet file is cut short: its end is missing; copy or write it again';
    throw new DataError('damaged', problem, { file: file.name });
  }
  return { byteLength: length, slice: (start, end) => read(start, Math.min(end ?? length, length)) };
}

/** Whatever the decoder throws means that the file is damaged, or uses what the decoder does not know. */
async function undamaged<T>(file: string, read: () => Promise<T>, column?: string): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DataError) throw error;
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 120);
    const what = column === undefined ? 'the Parquet file' : `column '${column}' of the Parquet file`;
    const problem = `${what} is damaged or of an unknown kind (${reason}); write it again`;
    throw new DataError('damaged', problem, { file, ...(column === undefined ? {} : { column }) });
  }
}

async function rowsOf(file: string, { row_groups }: FileMetaData): Promise<number> {
  const rows = row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (rows === 0) throw new DataError('no-rows', 'the file has columns but no rows', { file });
  const sound = row_groups.every(({ num_rows }) => num_rows >= 0n) && rows <= 2 ** 31;
  return undamaged(file, async () => {
    if (!sound) throw new Error(`${rows} rows`);
    return rows;
  });
}

function checkDistinct(file: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  const problem = `two columns are called '${twice}'; give every column its own name`;
  throw new DataError('duplicate-column', problem, { file, column: twice });
}

function kindOf(file: string, element: SchemaElement, nested: boolean): ValueKind {
  const { name, type, converted_type: converted, logical_type: logical } = element;
  const refuse = (what: string) => {
    const advice = 'choose the columns to read without it';
    return new DataError('column-type', `column '${name}' ${what}, not one value per row; ${advice}`, {
      file,
      column: name,
    });
  };
  if (nested || element.repetition_type === 'REPEATED') throw refuse('is nested: it holds lists or records');
  const meaning = logical?.type ?? converted;
  if (meaning === 'DECIMAL') {
    const scale = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
    return { kind: 'decimal', scale };
  }
  if (type === 'BOOLEAN') return { kind: 'boolean' };
  if (meaning === 'DATE') return { kind: 'day' };
  if (type === 'INT96') return { kind: 'timestamp', perMillisecond: 1_000_000n };
  if (converted === 'TIMESTAMP_MILLIS') return { kind: 'timestamp', perMillisecond: 1n };
  if (converted === 'TIMESTAMP_MICROS') return { kind: 'timestamp', perMillisecond: 1000n };
  if (logical?.type === 'TIMESTAMP') {
    const perMillisecond = { MILLIS: 1n, MICROS: 1000n, NANOS: 1_000_000n }[logical.unit];
    return { kind: 'timestamp', perMillisecond };
  }
  if (type === 'INT64') return { kind: 'integer64' };
  if (type === 'INT32' || type === 'FLOAT' || type === 'DOUBLE' || meaning === 'FLOAT16') return { kind: 'number' };
  const textual = ['STRING', 'UTF8', 'ENUM', 'JSON', undefined];
  if (meaning === 'UUID' || (type === 'BYTE_ARRAY' && textual.includes(meaning))) return { kind: 'text' };
  throw refuse(`holds ${meaning === undefined ? 'raw bytes' : `values of type ${meaning}`}`);
}

/**
 * The schema element without the meanings that hyparquet would apply by itself with loss: decimals through doubles, dates as
 * objects, text with replacement characters for bytes that are none.
 */
function withoutMeaning(element: SchemaElement): SchemaElement {
  const { converted_type, logical_type, ...bare } = element;
  const kept = ['FLOAT16', 'UUID', 'INTEGER'].includes(logical_type?.type ?? '') || converted_type?.startsWith('UINT');
  return kept || element.num_children !== undefined ? element : bare;
}

function progressOver(metadata: FileMetaData, wanted: ReadonlySet<string>, onProgress: ParquetOptions['onProgress']) {
  const sizeOf = (group: number, name?: string): number =>
    metadata.row_groups[group]!.columns.reduce((sum, { meta_data: chunk }) => {
      const top = chunk?.path_in_schema[0];
      const counts = top !== undefined && (name === undefined ? wanted.has(top) : top === name);
      return sum + (counts ? Number(chunk!.total_compressed_size) : 0);
    }, 0);
  const total = metadata.row_groups.reduce((sum, _, group) => sum + sizeOf(group), 0);
  let done = 0;
  return (group: number, name: string): void => {
    done += sizeOf(group, name);
    onProgress?.(done, total);
  };
}
