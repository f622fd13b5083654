/**
 * Fits in other coordinates: numeric columns centred and brought to the same scale, so that they can be rounded to single
 * precision. Coefficients change with the columns and the intercept with both, so that no prediction does. Centres and scales need
 * not be exact: any would do.
 */
import type { Standard } from '../kernels/single.ts';
import type { Metric } from './minimise.ts';
import type { Features } from './types.ts';

/** Rows by which the spread of a column is judged, about. */
const judged = 250;

export interface Spread {
  readonly mean: number;
  /** 1 / variance; 0 where that is not a number to work with. */
  readonly precision: number;
}

/** Judged by rows at equal distances; by all where these are all the same, as in columns of almost only zeros. */
export function spreadOf(values: Float64Array, rows: Int32Array | undefined, rowCount: number): Spread {
  const some = spreadAt(values, rows, rowCount, Math.ceil(rowCount / judged));
  return some.precision > 0 ? some : spreadAt(values, rows, rowCount, 1);
}

function spreadAt(values: Float64Array, rows: Int32Array | undefined, rowCount: number, distance: number): Spread {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < rowCount; i += distance) {
    const value = values[rows === undefined ? i : rows[i]!]!;
    const off = value - mean;
    count += 1;
    mean += off / count;
    squares += off * (value - mean);
  }
  const precision = count / squares;
  return { mean, precision: precision < Infinity ? precision : 0 };
}

/** Means and 1 / standard deviation of the numeric columns, about; a scale of 1 where there is no deviation. */
export function standardOf({ numeric, rowCount }: Features, rows: Int32Array | undefined): Standard {
  const spreads = numeric.map((values) => spreadOf(values, rows, rows?.length ?? rowCount));
  return {
    centres: Float64Array.from(spreads, ({ mean }) => mean),
    scales: Float64Array.from(spreads, ({ precision }) => (precision > 0 ? Math.sqrt(precision) : 1)),
  };
}

/** Coefficients of the columns as they are, the intercept last, to those of the standardised ones. */
export function standardised({ centres, scales }: Standard, point: Float64Array): Float64Array {
  const result = point.slice();
  const last = point.length - 1;
  for (let j = 0; j < centres.length; j++) {
    result[last]! += centres[j]! * point[j]!;
    result[j]! /= scales[j]!;
  }
  return result;
}

/** And back, in place: of directions as well as points. */
export function restore({ centres, scales }: Standard, point: Float64Array): void {
  const last = point.length - 1;
  for (let j = 0; j < centres.length; j++) {
    point[j]! *= scales[j]!;
    point[last]! -= centres[j]! * point[j]!;
  }
}

/** What a metric of the standardised coefficients is to those of the columns as they are. */
export function restoredMetric(standard: Standard, metric: Metric): Metric {
  return (vector) => {
    const last = vector.at(-1)!;
    for (let j = 0; j < standard.centres.length; j++) {
      vector[j] = standard.scales[j]! * (vector[j]! - standard.centres[j]! * last);
    }
    metric(vector);
    restore(standard, vector);
  };
}

/** Largest absolute entry of the gradient by the coefficients of the columns as they are, given that by the standardised ones. */
export function restoredNorm({ centres, scales }: Standard, gradient: Float64Array): number {
  const last = gradient.at(-1)!;
  let norm = Math.abs(last);
  for (let j = 0; j < gradient.length - 1; j++) {
    const entry = j < scales.length ? gradient[j]! / scales[j]! + centres[j]! * last : gradient[j]!;
    norm = Math.max(norm, Math.abs(entry));
  }
  return norm;
}
