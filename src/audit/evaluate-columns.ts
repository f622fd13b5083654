/** Columns of a file of predictions as numbers, with the line of whatever cannot be one. */
import { DataError } from '../core/errors.ts';
import { column as columnNamed, textOf } from '../table/columns.ts';
import type { Column, Table } from '../table/types.ts';

/** A table with what is needed to point into its file. */
export interface ReadFile {
  readonly name: string;
  readonly format: string;
  readonly table: Table;
}

/** Texts that other tools write for a number that is none. */
const notNumbers: ReadonlySet<string> = new Set(['nan', 'na', 'n/a', 'null', 'none']);

/** `line 17` of a text file, `row 16` of another; a text file is taken to have one line for each row. */
export function placeOf({ format }: ReadFile, row: number): string {
  return format === 'csv' || format === 'tsv' ? `line ${row + 2}` : `row ${row + 1}`;
}

export function columnOf(file: ReadFile, name: string): Column {
  return columnNamed(file.table, name)!;
}

/** A line that is at fault, as an error that names file and column. */
export function faultyRow(file: ReadFile, name: string, row: number, what: string): DataError {
  const line = file.format === 'csv' || file.format === 'tsv' ? { line: row + 2 } : {};
  return new DataError('bad-value', `${placeOf(file, row)}: column '${name}' ${what}`, {
    file: file.name,
    column: name,
    ...line,
  });
}

/**
 * Numbers of a column, NaN where missing; `NaN`, `inf` and the like, which other tools write, are understood. Throws a
 * DataError with the first value that is no number and its line. The array is the table's own where it can be.
 */
export function numbersOf(file: ReadFile, name: string, what: string): Float64Array {
  const column = columnOf(file, name);
  if (column.type === 'numeric') return column.values;
  if (column.type === 'category') {
    const numbers = column.levels.map(numberOf);
    const bad = numbers.indexOf(null);
    if (bad >= 0) throw notNumeric(file, name, column.codes.indexOf(bad), what);
    return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : numbers[code]!));
  }
  const first = (column.values as { findIndex(is: (value: number) => boolean): number }).findIndex((value) =>
    column.type === 'boolean' ? value !== 255 : !Number.isNaN(value),
  );
  throw notNumeric(file, name, first, what);
}

function notNumeric(file: ReadFile, name: string, row: number, what: string): DataError {
  const text = textOf(columnOf(file, name), row) ?? '';
  return faultyRow(file, name, row, `must hold ${what}, got '${text.slice(0, 60)}'`);
}

/** Null where the text is no number. */
function numberOf(text: string): number | null {
  const word = text.trim().toLowerCase();
  if (notNumbers.has(word)) return Number.NaN;
  const infinite = /^([+-]?)inf(inity)?$/.exec(word);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(word) ? Number(word) : Number.NaN;
  return Number.isNaN(value) ? null : value;
}

/** Numbers of a column in which every row must have one that passes `fits`. */
export function completeNumbers(
  file: ReadFile,
  name: string,
  { what, fits }: { readonly what: string; readonly fits: (value: number) => boolean },
): Float64Array {
  const values = numbersOf(file, name, what);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (fits(value)) continue;
    throw faultyRow(file, name, row, `must hold ${what}, got ${Number.isNaN(value) ? 'nothing' : value}`);
  }
  return values;
}

/** The named rows of an array; without a list of rows the array itself. */
export function takeKept<A extends Float64Array | Int32Array | Uint8Array>(values: A, kept: Int32Array | null): A {
  if (kept === null) return values;
  const taken = new (values.constructor as new (length: number) => A)(kept.length);
  for (let i = 0; i < kept.length; i++) taken[i] = values[kept[i]!]!;
  return taken;
}
