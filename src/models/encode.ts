/**
 * Feature encoding: from the typed columns of a table to the numbers a classifier sees. Everything it needs to know (medians,
 * means, levels) is learned on the training rows by `fitEncoder` and only applied by `encode`. Labels are never looked at.
 */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import type { Warning } from '../core/warnings.ts';
import type { Column, Table } from '../table/types.ts';
import { encodeBlock, fitLevels, type LevelEncoding } from './encode-levels.ts';
import { encodeMissing, encodeValues, fitValues, type ValueEncoding } from './encode-values.ts';
import type { Features, IndicatorBlock } from './types.ts';

/** How each column becomes features: versioned plain data, columns in the order they were asked for. */
export interface FittedEncoder {
  readonly schema: 'rareclass/encoder@1';
  readonly columns: readonly ColumnEncoding[];
  /** One name per feature position, such as `Speed`, `Speed missing`, `Wildlife Size = Large`. */
  readonly names: readonly string[];
  /** Columns that give no feature, and why. */
  readonly notes: readonly Warning[];
}

export type ColumnEncoding = ValueEncoding | LevelEncoding;

export interface EncoderOptions {
  /**
   * Training rows a category level must have to get an indicator of its own, and rows that must be missing as well as present
   * for missingness to get one. Whole number of at least 1; defaults to 10.
   */
  readonly minLevelCount?: number;
  /** Case weights of the training rows, finite and at least 0; 2 equals repeating the row, 0 removing it. */
  readonly weights?: Float64Array | undefined;
}

/**
 * Learns the encoding of `columns` from training rows.
 *
 * - Numeric and date columns: missing values take the median; values are standardised (mean 0, population standard deviation
 *   1). Dates count as days since the earliest training date. Infinite values count as missing.
 * - Boolean columns: 0 and 1, missing values take the median.
 * - Either gets a 0/1 feature for missingness where at least `minLevelCount` training rows are missing and as many are not:
 *   with fewer there is nothing to learn from it.
 * - Category columns: one indicator per level; being missing is a level of its own; levels of fewer than `minLevelCount` rows
 *   share one indicator, `(other levels)`.
 * - A column that is constant or has no value in the training rows gives no feature, and a note says so.
 *
 * O(rows * columns), plus sorting each numeric column for its median.
 *
 * @throws InputError for a column that the table does not have, no rows, or a bad option.
 */
export function fitEncoder(
  table: Table,
  columns: readonly string[],
  { minLevelCount = 10, weights }: EncoderOptions = {},
): FittedEncoder {
  if (!(Number.isInteger(minLevelCount) && minLevelCount >= 1)) {
    throw refusal('minLevelCount', 'a whole number of at least 1', minLevelCount);
  }
  const rowWeights = checkedWeights(table.rowCount, weights);
  const encodings: ColumnEncoding[] = [];
  const notes: Warning[] = [];
  for (const column of columnsNamed('fitEncoder', table, columns)) {
    const { encoding, note } =
      column.type === 'category'
        ? fitLevels(column, rowWeights, minLevelCount)
        : fitValues(column, rowWeights, minLevelCount);
    if (encoding !== null) encodings.push(encoding);
    if (note !== null) notes.push(note);
  }
  return { schema: 'rareclass/encoder@1', columns: encodings, names: featureNames(encodings), notes };
}

/**
 * Applies a fitted encoding. Category levels are matched by their text, since another table may number them differently; a
 * level that training did not know goes to `(other levels)` where that exists, otherwise to no indicator. O(rows * columns).
 *
 * @throws InputError where a column is absent, DataError where its type does not fit.
 */
export function encode(encoder: FittedEncoder, table: Table): Features {
  const numeric: Float64Array[] = [];
  const blocks: IndicatorBlock[] = [];
  const names = encoder.columns.map((encoding) => encoding.column);
  columnsNamed('encode', table, names).forEach((column, position) => {
    const encoding = encoder.columns[position]!;
    if (encoding.kind === 'levels') {
      blocks.push(encodeBlock(encoding, column));
    } else {
      if (encoding.scale !== null) numeric.push(encodeValues(encoding, column));
      if (encoding.missing) numeric.push(encodeMissing(encoding, column));
    }
  });
  return { rowCount: table.rowCount, numeric, blocks, names: encoder.names };
}

/** Numeric features first, then indicators, as `Features` lays them out. */
function featureNames(encodings: readonly ColumnEncoding[]): string[] {
  const numeric: string[] = [];
  const indicators: string[] = [];
  for (const encoding of encodings) {
    const { column } = encoding;
    if (encoding.kind === 'levels') {
      for (const level of encoding.levels) indicators.push(`${column} = ${level}`);
      if (encoding.missing) indicators.push(`${column} missing`);
      if (encoding.others) indicators.push(`${column} = (other levels)`);
    } else {
      if (encoding.scale !== null) numeric.push(column);
      if (encoding.missing) numeric.push(`${column} missing`);
    }
  }
  return [...numeric, ...indicators];
}

function columnsNamed(fn: string, table: Table, names: readonly string[]): Column[] {
  const byName = new Map([...table.columns].reverse().map((column) => [column.name, column]));
  return names.map((name) => {
    const column = byName.get(name);
    if (column !== undefined) return column;
    const nearest = nearestName(name, [...byName.keys()]);
    throw new InputError({
      code: 'unknown-column',
      fn,
      argument: 'column',
      expected: 'a column of the table',
      received: name,
      ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
    });
  });
}

function checkedWeights(rowCount: number, weights: Float64Array | undefined): Float64Array {
  if (weights !== undefined && weights.length !== rowCount) {
    throw refusal('weights', `one per row (${rowCount})`, weights);
  }
  const wrong = weights?.findIndex((weight) => !(weight >= 0 && weight < Infinity)) ?? -1;
  if (wrong >= 0) throw refusal(`weights[${wrong}]`, 'finite and at least 0', weights![wrong]);
  if (!(weights ?? [rowCount]).some((weight) => weight > 0)) throw refusal('table', 'of at least one row', rowCount);
  return weights ?? new Float64Array(rowCount).fill(1);
}

function refusal(argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'encoder', fn: 'fitEncoder', argument, expected, received });
}
