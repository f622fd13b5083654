/** Encoding of numeric, date and boolean columns: median imputation, missingness, standardisation. */
import { DataError } from '../core/errors.ts';
import type { Warning } from '../core/warnings.ts';
import type { BooleanColumn, Column, DateColumn, NumericColumn } from '../table/types.ts';

/** What was learned about one numeric, date or boolean column. */
export interface ValueEncoding {
  readonly kind: 'values';
  readonly column: string;
  readonly type: 'numeric' | 'date' | 'boolean';
  /** The file's words for false and true; booleans only. */
  readonly words: readonly [no: string, yes: string] | null;
  /** Milliseconds from which dates count; 0 for other types. */
  readonly origin: number;
  /** Median of the training values, taken by missing ones; in days for dates. */
  readonly fill: number;
  /** (value - centre) / scale is the feature; 0 and 1 for booleans; scale is null where the values are constant. */
  readonly centre: number;
  readonly scale: number | null;
  /** There is a 0/1 feature for being missing. */
  readonly missing: boolean;
}

type ValueColumn = NumericColumn | DateColumn | BooleanColumn;

const millisecondsPerDay = 86_400_000;

/** Learns one column; the encoding is null where the column gives no feature. */
export function fitValues(
  column: ValueColumn,
  weights: Float64Array,
  minLevelCount: number,
): { encoding: ValueEncoding | null; note: Warning | null } {
  const origin = column.type === 'date' ? earliest(column.values, weights) : 0;
  const values = valuesOf(column, column.type, null, origin);
  const { present, missing } = presence(values, weights);
  const nothing = { code: 'constant-column', message: `column '${column.name}' has no value in any row` };
  if (present === 0) return { encoding: null, note: nothing };
  const fill = weightedMedian(values, weights);
  const indicator = missing >= minLevelCount && present >= minLevelCount;
  const spread = centreAndScale(values, weights, fill);
  const standardised = spread !== null && column.type !== 'boolean';
  const encoding: ValueEncoding = {
    kind: 'values',
    column: column.name,
    type: column.type,
    words: column.type === 'boolean' ? column.words : null,
    origin,
    fill,
    centre: standardised ? spread.centre : 0,
    scale: spread === null ? null : standardised ? spread.scale : 1,
    missing: indicator,
  };
  const constant = { code: 'constant-column', message: `column '${column.name}' has the same value in every row` };
  return {
    encoding: spread === null && !indicator ? null : encoding,
    note: spread === null ? constant : null,
  };
}

/** The feature of the values themselves. */
export function encodeValues(encoding: ValueEncoding, column: Column): Float64Array {
  const { fill, centre, origin, type, words } = encoding;
  const scale = encoding.scale ?? 1;
  const features = valuesOf(column, type, words, origin);
  for (let i = 0; i < features.length; i++) {
    const value = features[i]!;
    features[i] = ((Number.isFinite(value) ? value : fill) - centre) / scale;
  }
  return features;
}

/** The 0/1 feature of being missing. */
export function encodeMissing(encoding: ValueEncoding, column: Column): Float64Array {
  const values = valuesOf(column, encoding.type, encoding.words, encoding.origin);
  return values.map((value) => (Number.isFinite(value) ? 0 : 1));
}

/** A fresh array of the column as numbers of the wanted type, not finite where missing. */
function valuesOf(
  column: Column,
  type: ValueEncoding['type'],
  words: readonly [string, string] | null,
  origin: number,
): Float64Array {
  if (column.type === 'boolean' && type === 'boolean') {
    return Float64Array.from(column.values, (value) => (value === 255 ? NaN : value));
  }
  if (column.type === 'numeric' && type === 'numeric') return column.values.slice();
  if (column.type === 'date' && type === 'date') {
    return column.values.map((value) => (value - origin) / millisecondsPerDay);
  }
  const rowCount = column.type === 'category' ? column.codes.length : column.values.length;
  // A column without any value has no type that could contradict.
  if (column.missing === rowCount) return new Float64Array(rowCount).fill(NaN);
  const read = type === 'boolean' && words !== null ? readWords(column, words) : null;
  if (read !== null) return read;
  throw new DataError(
    'column-type',
    `column '${column.name}' must be ${type} as it was in training, got ${column.type}`,
    {
      column: column.name,
    },
  );
}

/** Few rows may hold only one of the two words, and then do not look boolean to a reader. */
function readWords(column: Column, [no, yes]: readonly [string, string]): Float64Array | null {
  const truth = (word: string) => (word === yes ? 1 : word === no ? 0 : NaN);
  if (column.type === 'category') {
    const byLevel = column.levels.map(truth);
    if (byLevel.some(Number.isNaN)) return null;
    return Float64Array.from(column.codes, (code) => (code < 0 ? NaN : byLevel[code]!));
  }
  if (column.type !== 'numeric') return null;
  const read = column.values.map((value) => truth(String(value)));
  return read.every((value, i) => Number.isNaN(value) === Number.isNaN(column.values[i]!)) ? read : null;
}

function earliest(values: Float64Array, weights: Float64Array): number {
  let least = Infinity;
  values.forEach((value, i) => {
    if (weights[i]! > 0 && value < least) least = value;
  });
  return Number.isFinite(least) ? least : 0;
}

/** Total weight of rows with and without a value. */
function presence(values: Float64Array, weights: Float64Array): { present: number; missing: number } {
  let present = 0;
  let missing = 0;
  values.forEach((value, i) => {
    if (Number.isFinite(value)) present += weights[i]!;
    else missing += weights[i]!;
  });
  return { present, missing };
}

/** Median of the finite values, the mean of the middle two where the total weight splits evenly. */
function weightedMedian(values: Float64Array, weights: Float64Array): number {
  const order = Array.from(values.keys()).filter((i) => weights[i]! > 0 && Number.isFinite(values[i]!));
  order.sort((a, b) => values[a]! - values[b]!);
  const half = order.reduce((sum, i) => sum + weights[i]!, 0) / 2;
  let passed = 0;
  for (let k = 0; k < order.length; k++) {
    passed += weights[order[k]!]!;
    const value = values[order[k]!]!;
    if (passed > half) return value;
    if (passed === half) return k + 1 < order.length ? value / 2 + values[order[k + 1]!]! / 2 : value;
  }
  return values[order.at(-1)!]!;
}

/** Mean and population standard deviation after imputation, null where all values are the same. */
function centreAndScale(
  values: Float64Array,
  weights: Float64Array,
  fill: number,
): { centre: number; scale: number } | null {
  const filled = values.map((value) => (Number.isFinite(value) ? value : fill));
  // Divided by their largest size first, so that squares of very large or very small values stay in range.
  let size = 0;
  let total = 0;
  filled.forEach((value, i) => {
    if (weights[i]! > 0) size = Math.max(size, Math.abs(value));
    total += weights[i]!;
  });
  if (size === 0) return null;
  let sum = 0;
  for (let i = 0; i < filled.length; i++) sum += weights[i]! * (filled[i]! / size);
  const mean = sum / total;
  let squares = 0;
  for (let i = 0; i < filled.length; i++) squares += weights[i]! * (filled[i]! / size - mean) ** 2;
  const sd = Math.sqrt(squares / total);
  // Below this the spread is rounding noise of a constant.
  if (!(sd > 1e-14 * Math.max(1, Math.sqrt(total)) * Math.abs(mean))) return null;
  return { centre: mean * size, scale: sd * size };
}
