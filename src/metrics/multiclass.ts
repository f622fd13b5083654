/**
 * Metrics of a confusion matrix with any number of classes: point metrics per class and averaged, and those that are defined
 * on the whole matrix. A mean over classes is undefined as soon as one class's value is, unless `zeroDivision` fills it in.
 */
import { oneVersusRest, predictionTotals, truthTotals } from './confusion.ts';
import { type PointMetric, type PointOptions, pointMetric, pointValue } from './point.ts';
import type { Confusion } from './types.ts';
import { defined, undefinedBecause, type Value } from './value.ts';

/** matrix[truth][prediction]. */
export type Matrix = readonly (readonly number[])[];

/** `macro`: every class counts the same; `weighted`: by its true size; `micro`: decisions of all classes pooled. */
export type Average = 'macro' | 'weighted' | 'micro';

/** The metric of every class against the rest. O(K^2). */
export function perClass(metric: PointMetric, matrix: Matrix, options: PointOptions = {}): Value[] {
  return matrix.map((_, k) => pointValue(metric, oneVersusRest(matrix, k), options));
}

/** The metric averaged over classes. */
export function averaged(metric: PointMetric, matrix: Matrix, average: Average, options: PointOptions = {}): Value {
  if (average === 'micro') return pointValue(metric, pooled(matrix), options);
  const weights = average === 'macro' ? matrix.map(() => 1) : truthTotals(matrix);
  return weightedMean(perClass(metric, matrix, options), weights);
}

/** Mean of per-class values; undefined with the first undefined value that has weight, and where there is no weight. */
export function weightedMean(values: readonly Value[], weights: readonly number[], names?: readonly string[]): Value {
  let sum = 0;
  let total = 0;
  for (const [k, item] of values.entries()) {
    const weight = weights[k]!;
    if (weight === 0) continue;
    if (item.value === null) return undefinedBecause(`${names?.[k] ?? `class ${k + 1}`} has no value: ${item.reason}`);
    sum += weight * item.value;
    total += weight;
  }
  return total === 0 ? undefinedBecause('there are no rows') : defined(sum / total);
}

function pooled(matrix: Matrix): Confusion {
  const sum = { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 };
  for (let k = 0; k < matrix.length; k++) {
    const one = oneVersusRest(matrix, k);
    sum.truePositive += one.truePositive;
    sum.falsePositive += one.falsePositive;
    sum.falseNegative += one.falseNegative;
    sum.trueNegative += one.trueNegative;
  }
  return sum;
}

function total(matrix: Matrix): number {
  return truthTotals(matrix).reduce((sum, count) => sum + count, 0);
}

/** Share of rows on the diagonal. */
export function matrixAccuracy(matrix: Matrix): Value {
  const n = total(matrix);
  const right = matrix.reduce((sum, row, k) => sum + row[k]!, 0);
  return n === 0 ? undefinedBecause('there are no rows') : defined(right / n);
}

export interface BalancedAccuracyOptions {
  /** Rescale so that guessing scores 0 and perfection 1; defaults to false. */
  readonly adjusted?: boolean;
}

/**
 * Mean recall over the classes that occur among the truths (a class nobody belongs to has no recall to average).
 * Undefined where only one class occurs, when adjusted.
 */
export function matrixBalancedAccuracy(matrix: Matrix, { adjusted = false }: BalancedAccuracyOptions = {}): Value {
  const totals = truthTotals(matrix);
  const kept = totals.filter((count) => count > 0).length;
  if (kept === 0) return undefinedBecause('there are no rows');
  const sum = totals.reduce((mean, count, k) => (count > 0 ? mean + matrix[k]![k]! / count : mean), 0);
  if (!adjusted) return defined(sum / kept);
  if (kept === 1) return undefinedBecause('only one class occurs');
  return defined((sum / kept - 1 / kept) / (1 - 1 / kept));
}

/** Matthews correlation of K classes (Gorodkin 2004, doi:10.1016/j.compbiolchem.2004.09.006); zeroDivision gives 0. */
export function matrixMcc(matrix: Matrix, { zeroDivision }: PointOptions = {}): Value {
  const truths = truthTotals(matrix);
  const predictions = predictionTotals(matrix);
  const n = total(matrix);
  let right = 0;
  let cross = 0;
  let truthSquares = 0;
  let predictionSquares = 0;
  for (let k = 0; k < matrix.length; k++) {
    right += matrix[k]![k]!;
    cross += truths[k]! * predictions[k]!;
    truthSquares += truths[k]! ** 2;
    predictionSquares += predictions[k]! ** 2;
  }
  const spread = Math.sqrt(n * n - predictionSquares) * Math.sqrt(n * n - truthSquares);
  if (spread > 0) return defined((right * n - cross) / spread);
  if (zeroDivision !== undefined) return defined(0);
  return undefinedBecause('all truths or all predictions are one class');
}

export interface KappaOptions {
  /** Cost of confusing ordered classes: all alike, by distance, by squared distance; defaults to `none`. */
  readonly weights?: 'none' | 'linear' | 'quadratic';
}

/** Cohen's kappa of K classes, optionally weighted for ordered classes. */
export function matrixKappa(matrix: Matrix, { weights = 'none' }: KappaOptions = {}): Value {
  const truths = truthTotals(matrix);
  const predictions = predictionTotals(matrix);
  const n = total(matrix);
  const costOf = (i: number, j: number): number => {
    if (weights === 'none') return i === j ? 0 : 1;
    return weights === 'linear' ? Math.abs(i - j) : (i - j) ** 2;
  };
  let observed = 0;
  let expected = 0;
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j < matrix.length; j++) {
      observed += costOf(i, j) * matrix[i]![j]!;
      expected += costOf(i, j) * ((truths[i]! * predictions[j]!) / n);
    }
  }
  if (!(expected > 0)) return undefinedBecause('truth and prediction are one and the same class');
  return defined(1 - observed / expected);
}

/**
 * Geometric mean of the recalls of the classes that occur: 0 as soon as one class is never found
 * (Kubat and Matwin 1997).
 */
export function matrixGMean(matrix: Matrix): Value {
  const recalls = perClass(pointMetric('recall')!, matrix).flatMap(({ value }) => (value === null ? [] : [value]));
  if (recalls.length === 0) return undefinedBecause('there are no rows');
  return defined(recalls.reduce((product, recall) => product * recall, 1) ** (1 / recalls.length));
}
