/**
 * Making tables and taking them apart: columns by name, rows by position, values as text. Names are looked up by comparison
 * or in a Map, never as properties, so any string can be one.
 */
import { DataError, InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { allWhole } from './column-store.ts';
import type { CategoryColumn, Column, Table } from './types.ts';

/** The column called `name`, or undefined. */
export function column(table: Table, name: string): Column | undefined {
  return table.columns.find((candidate) => candidate.name === name);
}

/** The position of the column called `name`, -1 where there is none. */
export function columnIndex(table: Table, name: string): number {
  return table.columns.findIndex((candidate) => candidate.name === name);
}

/** How many rows a column has. */
export function columnLength(column: Column): number {
  return column.type === 'category' ? column.codes.length : column.values.length;
}

/**
 * A table of columns.
 *
 * @throws DataError where two columns differ in length or share a name.
 */
export function makeTable(columns: readonly Column[]): Table {
  const rowCount = columns.length === 0 ? 0 : columnLength(columns[0]!);
  const seen = new Set<string>();
  for (const candidate of columns) {
    const { name } = candidate;
    if (columnLength(candidate) !== rowCount) {
      const lengths = `column '${name}' has ${columnLength(candidate)} rows, expected ${rowCount} as in '${columns[0]!.name}'`;
      throw new DataError('column-length', lengths, { column: name });
    }
    if (seen.has(name)) {
      throw new DataError('duplicate-column', `two columns are called '${name}'; give every column its own name`, {
        column: name,
      });
    }
    seen.add(name);
  }
  return { rowCount, columns };
}

/** Refuses wanted names that are not among `names`, with the nearest one suggested. */
export function checkColumnNames(
  file: string | undefined,
  names: readonly string[],
  wanted: readonly string[] = [],
): void {
  const known = new Set(names);
  const unknown = wanted.find((name) => !known.has(name));
  if (unknown === undefined) return;
  const near = nearestName(unknown, names);
  const shown = names.slice(0, 8).join(', ') + (names.length > 8 ? `, and ${names.length - 8} more` : '');
  const advice = near === undefined ? `its columns are ${shown}` : `did you mean '${near}'?`;
  const place = { column: unknown, ...(file === undefined ? {} : { file }) };
  throw new DataError('unknown-column', `there is no column '${unknown}'; ${advice}`, place);
}

/**
 * Only the named columns, in the order of `names`.
 *
 * @throws DataError where there is no such column, with the nearest name suggested.
 */
export function selectColumns(table: Table, names: readonly string[]): Table {
  checkColumnNames(
    undefined,
    table.columns.map(({ name }) => name),
    names,
  );
  const byName = new Map(table.columns.map((candidate) => [candidate.name, candidate]));
  return { rowCount: table.rowCount, columns: [...new Set(names)].map((name) => byName.get(name)!) };
}

/**
 * All but the named columns.
 *
 * @throws DataError where there is no such column, with the nearest name suggested.
 */
export function dropColumns(table: Table, names: readonly string[]): Table {
  checkColumnNames(
    undefined,
    table.columns.map(({ name }) => name),
    names,
  );
  const dropped = new Set(names);
  return { rowCount: table.rowCount, columns: table.columns.filter(({ name }) => !dropped.has(name)) };
}

/**
 * The rows at these positions, in this order; a position may come more than once. Category columns keep all their levels, so
 * that codes mean the same in every part of a table. O(rows x columns).
 *
 * @throws InputError where a position is not a row of the table.
 */
export function takeRows(table: Table, rows: ArrayLike<number>): Table {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (!(Number.isInteger(row) && 0 <= row && row < table.rowCount)) {
      throw new InputError({
        code: 'row',
        fn: 'takeRows',
        argument: `rows[${i}]`,
        expected:
          table.rowCount === 0 ? 'absent, as the table has no rows' : `a whole number from 0 to ${table.rowCount - 1}`,
        received: row,
      });
    }
  }
  return { rowCount: rows.length, columns: table.columns.map((candidate) => takeValues(candidate, rows)) };
}

function takeValues(source: Column, rows: ArrayLike<number>): Column {
  const take = <A extends Float64Array | Int32Array | Uint8Array>(from: A, to: A): A => {
    for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
    return to;
  };
  const missingIn = (taken: Column) => {
    let missing = 0;
    for (let i = 0; i < rows.length; i++) if (isMissing(taken, i)) missing++;
    return missing;
  };
  if (source.type === 'category') {
    const taken = { ...source, codes: take(source.codes, new Int32Array(rows.length)) };
    return { ...taken, missing: missingIn(taken) };
  }
  if (source.type === 'boolean') {
    const taken = { ...source, values: take(source.values, new Uint8Array(rows.length)) };
    return { ...taken, missing: missingIn(taken) };
  }
  const values = take(source.values, new Float64Array(rows.length));
  const taken = source.type === 'date' ? { ...source, values } : { ...source, values, integer: allWhole(values) };
  return { ...taken, missing: missingIn(taken) };
}

/** The column has no value in this row. */
export function isMissing(column: Column, row: number): boolean {
  if (column.type === 'category') return column.codes[row]! < 0;
  if (column.type === 'boolean') return column.values[row] === 255;
  return Number.isNaN(column.values[row]);
}

/**
 * A value as the text that `writeCsv` writes: numbers in the shortest form that reads back as the same double, days as
 * `2026-03-01`, times in ISO 8601 and UTC, booleans in the file's words. Null where missing.
 */
export function textOf(column: Column, row: number): string | null {
  if (isMissing(column, row)) return null;
  if (column.type === 'category') return column.levels[column.codes[row]!]!;
  if (column.type === 'boolean') return column.words[column.values[row] === 1 ? 1 : 0];
  const value = column.values[row]!;
  if (column.type === 'numeric') return numberText(value);
  const text = new Date(value).toISOString();
  return column.daysOnly ? text.slice(0, text.indexOf('T')) : text;
}

/** Whole numbers beyond 2^53 get an exponent: written with all digits they would read as identifiers, not as numbers. */
function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isInteger(value) && Math.abs(value) > 2 ** 53 ? value.toExponential() : String(value);
}

/** How many different values are present. Numbers and dates: O(n log n); others O(n). */
export function distinctCount(column: Column): number {
  if (column.type === 'category' || column.type === 'boolean') {
    const values = column.type === 'category' ? column.codes : column.values;
    const seen = new Uint8Array(column.type === 'category' ? column.levels.length : 2);
    for (const value of values) if (value >= 0 && value < seen.length) seen[value] = 1;
    return seen.reduce((sum, one) => sum + one, 0);
  }
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  return distinct;
}

/** The column with every value as the text `textOf` gives, levels in order of first appearance. */
export function asCategory(source: Column): CategoryColumn {
  if (source.type === 'category') return source;
  const codes = new Int32Array(columnLength(source));
  const levels = new Map<string, number>();
  for (let row = 0; row < codes.length; row++) {
    const text = textOf(source, row);
    let code = text === null ? -1 : levels.get(text);
    if (code === undefined) {
      code = levels.size;
      levels.set(text!, code);
    }
    codes[row] = code;
  }
  return { type: 'category', name: source.name, codes, levels: [...levels.keys()], missing: source.missing };
}
