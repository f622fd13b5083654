/**
 * Intervals for means over classes. Rows move several classes' values at once, so the errors of the classes are not combined
 * as if independent: what each row does to the mean is summed up first, and the spread is taken within the true classes.
 */
import { normalQuantile } from '../stats/normal.ts';
import { wilson } from '../stats/proportion.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import type { Interval } from '../stats/types.ts';
import { truthTotals } from './confusion.ts';
import type { GapCounts } from './gaps.ts';
import type { Influence } from './influence.ts';
import { type IntervalOptions, logitInterval } from './intervals.ts';
import { type Matrix, matrixBalancedAccuracy } from './multiclass.ts';
import { classTotals } from './ranking-multiclass.ts';
import type { ClassScores } from './types.ts';
import type { Value } from './value.ts';

/** Balanced accuracy: the Wilson limits of the recalls, combined by the square root of the sum of squares (MOVER). */
export function macroRecallInterval(matrix: Matrix, { level = 0.95 }: IntervalOptions = {}): Interval | null {
  const { value } = matrixBalancedAccuracy(matrix);
  if (value === null) return null;
  const sizes = truthTotals(matrix);
  const limits = sizes.flatMap((size, k) => {
    const interval = wilson(matrix[k]![k]!, size, { level });
    return interval === null ? [] : [{ recall: matrix[k]![k]! / size, ...interval }];
  });
  const apart = (side: 'low' | 'high'): number => Math.hypot(...limits.map((limit) => limit.recall - limit[side]));
  const low = Math.max(0, value - apart('low') / limits.length);
  const high = Math.min(1, value + apart('high') / limits.length);
  return { low, high, level, method: 'Wilson limits combined (MOVER)' };
}

/**
 * Interval of any metric of a confusion matrix with class sizes fixed, by the delta method: numerical derivatives along each
 * row's shares, which are smoothed by one pseudo-case so that a perfect row is not taken for a certain one. O(K^4).
 */
export function matrixInterval(
  metric: (matrix: Matrix) => Value,
  matrix: Matrix,
  { level = 0.95, range }: IntervalOptions & { readonly range: readonly [number, number] },
): Interval | null {
  const { value } = metric(matrix);
  if (value === null) return null;
  const sizes = truthTotals(matrix);
  let variance = 0;
  for (const [k, size] of sizes.entries()) {
    if (size === 0) continue;
    const shares = matrix[k]!.map((count) => (count + 1 / matrix.length) / (size + 1));
    const slopes = shares.map((_, j) => slopeAlong(metric, matrix, k, j) ?? 0);
    const mean = slopes.reduce((sum, slope, j) => sum + shares[j]! * slope, 0);
    variance += slopes.reduce((sum, slope, j) => sum + shares[j]! * (slope - mean) ** 2, 0) / size;
  }
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
  const low = Math.max(range[0], value - half);
  return { low, high: Math.min(range[1], value + half), level, method: 'delta method' };
}

/** Derivative of the metric as row k's shares move towards prediction j. */
function slopeAlong(metric: (matrix: Matrix) => Value, matrix: Matrix, k: number, j: number): number | null {
  const step = 1e-6;
  const size = matrix[k]!.reduce((sum, count) => sum + count, 0);
  const moved = (by: number): number | null => {
    const row = matrix[k]!.map((count, i) => (1 - by) * count + (i === j ? by * size : 0));
    return metric(matrix.map((other, i) => (i === k ? row : other))).value;
  };
  const [after, before] = [moved(step), metric(matrix).value];
  return after === null || before === null ? null : (after - before) / step;
}

/**
 * Interval on the logit scale of the macro mean of an area, from what each row does to the areas of all classes together.
 * Null where a class has fewer than two rows. O(N K log P).
 */
export function macroAreaInterval(
  scores: ClassScores,
  mean: Value,
  perClass: readonly { readonly gaps: GapCounts; readonly influence: Influence }[],
  { level = 0.95 }: IntervalOptions = {},
): Interval | null {
  const sizes = classTotals(scores);
  const rarest = Math.min(...sizes);
  if (mean.value === null || !(rarest >= 2)) return null;
  const effects = rowEffects(scores, perClass);
  const [sums, squares] = [new Float64Array(sizes.length), new Float64Array(sizes.length)];
  effects.forEach((effect, i) => {
    sums[scores.labels[i]!]! += (scores.weights?.[i] ?? 1) * effect;
  });
  effects.forEach((effect, i) => {
    const label = scores.labels[i]!;
    squares[label]! += (scores.weights?.[i] ?? 1) * (effect - sums[label]! / sizes[label]!) ** 2;
  });
  const variance = sizes.reduce((sum, size, k) => sum + (squares[k]! * size) / (size - 1), 0);
  const multiple = studentTQuantile((1 + level) / 2, rarest - 1);
  return logitInterval(mean.value, Math.sqrt(variance), multiple, { level, method: 'logit, influence function' });
}

/** By how much one more row like this one, in place of an average row, moves the mean over classes. */
function rowEffects(
  scores: ClassScores,
  perClass: readonly { readonly gaps: GapCounts; readonly influence: Influence }[],
): Float64Array {
  const k = perClass.length;
  const effects = new Float64Array(scores.labels.length);
  for (const [c, { gaps, influence }] of perClass.entries()) {
    for (let i = 0; i < effects.length; i++) {
      if (scores.weights?.[i] === 0) continue;
      const score = scores.probabilities[i * k + c]!;
      const place = placeOf(gaps.scores, score);
      const tied = gaps.scores[place] === score;
      if (scores.labels[i] === c) effects[i]! += influence.positive[place]! / gaps.positiveTotal / k;
      else effects[i]! += (tied ? influence.tied[place]! : influence.between[place]!) / gaps.negativeTotal / k;
    }
  }
  return effects;
}

/** First position whose score is not above the given one, among descending scores. */
function placeOf(descending: Float64Array, score: number): number {
  let low = 0;
  let high = descending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (descending[middle]! > score) low = middle + 1;
    else high = middle;
  }
  return low;
}
