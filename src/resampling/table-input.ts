/** From a table to the rows samplers work on: numbers and days as values, categories and booleans as codes. */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import type { Column, Table } from '../table/types.ts';
import type { LevelColumn } from './allowed.ts';
import { scaled } from './materialise.ts';
import type { ValueColumn } from './plausible.ts';
import { spreadOf } from './spread.ts';
import type { CategoryPart, SamplerInput } from './types.ts';

/** The columns samplers look at and make values of, in the order of the parts of the input. */
export interface TableInput {
  readonly input: SamplerInput;
  readonly valueColumns: readonly ValueColumn[];
  readonly levelColumns: readonly LevelColumn[];
  /** For each of `levelColumns` the column's own code of each code of the input. */
  readonly ownCodes: readonly Int32Array[];
}

export interface TableInputOptions {
  readonly columns: readonly string[];
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  /** `sd`: every numeric column is divided by its standard deviation for the search of neighbours. */
  readonly scale: 'sd' | 'none';
}

/** Reads the named columns. Codes follow the order of the level texts, so that the order of rows does not matter. */
export function tableInput(
  fn: string,
  table: Table,
  { columns, labels, classes, scale }: TableInputOptions,
): TableInput {
  const chosen = columns.map((name) => columnNamed(fn, table, name));
  const valueColumns = chosen.filter((column) => column.type === 'numeric' || column.type === 'date');
  const levelColumns = chosen.filter((column) => column.type === 'category' || column.type === 'boolean');
  const values = matrixOf(valueColumns, table.rowCount);
  const spread = scale === 'sd' ? spreadOf(values, 0) : new Float64Array(0);
  const scales = Float64Array.from(valueColumns, (_, d) => (spread[d]! > 0 ? spread[d]! : 1));
  const coded = levelColumns.map(codesOf);
  const input: SamplerInput = {
    values,
    space: scale === 'sd' ? scaled(values, scales) : values,
    scale: scales,
    categories: coded.map(({ part }) => part),
    labels,
    classes,
    names: [...valueColumns, ...levelColumns].map(({ name }) => name),
  };
  return { input, valueColumns, levelColumns, ownCodes: coded.map(({ own }) => own) };
}

function columnNamed(fn: string, table: Table, name: string): Column {
  const found = table.columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  const names = table.columns.map((column) => column.name);
  const nearest = nearestName(name, names);
  throw new InputError({
    code: 'unknown-column',
    fn,
    argument: 'column',
    expected: `one of the ${names.length} columns of the table`,
    received: name,
    ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
  });
}

function matrixOf(columns: readonly ValueColumn[], rowCount: number): SamplerInput['values'] {
  const dimensions = columns.length;
  const values = new Float64Array(rowCount * dimensions);
  columns.forEach((column, d) => {
    for (let i = 0, at = d; i < rowCount; i++, at += dimensions) values[at] = column.values[i]!;
  });
  return { count: rowCount, dimensions, values };
}

function codesOf(column: LevelColumn): { readonly part: CategoryPart; readonly own: Int32Array } {
  if (column.type === 'boolean') {
    const codes = Int32Array.from(column.values, (value) => (value === 255 ? -1 : value));
    return { part: { codes, levels: 2 }, own: Int32Array.of(0, 1) };
  }
  const { levels } = column;
  const order = [...levels.keys()].sort((a, b) => (levels[a]! < levels[b]! ? -1 : 1));
  const place = new Int32Array(levels.length);
  order.forEach((level, at) => {
    place[level] = at;
  });
  const codes = column.codes.map((code) => (code < 0 ? -1 : place[code]!));
  return { part: { codes, levels: levels.length }, own: Int32Array.from(order) };
}
