/** Confusion counts: binary at a threshold or from hard labels, and matrices of any number of classes. */
import { InputError } from '../core/errors.ts';
import type { Confusion, Scores } from './types.ts';

/** Counts at one threshold: predicted positive where score >= threshold. NaN is refused, infinities are fine. O(N). */
export function confusionAt(scores: Scores, threshold: number): Confusion {
  if (Number.isNaN(threshold)) {
    throw new InputError({
      code: 'threshold',
      fn: 'confusionAt',
      argument: 'threshold',
      expected: 'a number',
      received: threshold,
    });
  }
  const { labels, weights } = scores;
  const cells = new Float64Array(4);
  for (let i = 0; i < labels.length; i++) {
    cells[2 * labels[i]! + (scores.scores[i]! >= threshold ? 1 : 0)]! += weights === undefined ? 1 : weights[i]!;
  }
  return { truePositive: cells[3]!, falsePositive: cells[1]!, falseNegative: cells[2]!, trueNegative: cells[0]! };
}

export interface ConfusionMatrixOptions {
  /** Case weights, finite and at least 0; default all 1. */
  readonly weights?: ArrayLike<number>;
}

/**
 * Counts (weights) by truth (outer) and prediction (inner) of class positions 0 to classCount - 1.
 * Throws `InputError` for empty or unequal input and positions outside. O(N + K^2).
 */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  classCount: number,
  { weights }: ConfusionMatrixOptions = {},
): number[][] {
  const n = labels.length;
  if (!(n > 0)) throw refuse('labels', 'at least one row', labels);
  if (predictions.length !== n) throw refuse('predictions', `as many as labels (${n})`, predictions.length);
  if (weights !== undefined && weights.length !== n)
    throw refuse('weights', `as many as labels (${n})`, weights.length);
  const inside = (position: number) => Number.isInteger(position) && 0 <= position && position < classCount;
  const matrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (let i = 0; i < n; i++) {
    const [truth, prediction, weight] = [labels[i]!, predictions[i]!, weights === undefined ? 1 : weights[i]!];
    if (!inside(truth)) throw refuse(`labels[${i}]`, `a class position from 0 to ${classCount - 1}`, truth);
    if (!inside(prediction))
      throw refuse(`predictions[${i}]`, `a class position from 0 to ${classCount - 1}`, prediction);
    if (!(0 <= weight && weight < Infinity)) throw refuse(`weights[${i}]`, 'finite and at least 0', weight);
    matrix[truth]![prediction]! += weight;
  }
  return matrix;
}

/** A matrix as shares of each truth (rows), each prediction (columns) or all; null where there is nothing to take a share of. */
export function normalizeConfusion(
  matrix: readonly (readonly number[])[],
  by: 'truth' | 'prediction' | 'all',
): (number | null)[][] {
  const rows = truthTotals(matrix);
  const columns = predictionTotals(matrix);
  const all = rows.reduce((sum, row) => sum + row, 0);
  return matrix.map((row, i) =>
    row.map((count, j) => {
      const whole = by === 'truth' ? rows[i]! : by === 'prediction' ? columns[j]! : all;
      return whole === 0 ? null : count / whole;
    }),
  );
}

/** Row sums: how many (how much weight) truly belong to each class. */
export function truthTotals(matrix: readonly (readonly number[])[]): number[] {
  return matrix.map((row) => row.reduce((sum, count) => sum + count, 0));
}

/** Column sums: how many were predicted to be each class. */
export function predictionTotals(matrix: readonly (readonly number[])[]): number[] {
  return matrix.map((_, j) => matrix.reduce((sum, row) => sum + row[j]!, 0));
}

/** One class against all others. */
export function oneVersusRest(matrix: readonly (readonly number[])[], position: number): Confusion {
  let all = 0;
  for (const row of matrix) for (const count of row) all += count;
  const truePositive = matrix[position]![position]!;
  const falseNegative = truthTotals(matrix)[position]! - truePositive;
  const falsePositive = predictionTotals(matrix)[position]! - truePositive;
  return {
    truePositive,
    falsePositive,
    falseNegative,
    trueNegative: all - truePositive - falseNegative - falsePositive,
  };
}

/** Binary counts as a matrix [[true negative, false positive], [false negative, true positive]]. */
export function matrixOf(confusion: Confusion): number[][] {
  return [
    [confusion.trueNegative, confusion.falsePositive],
    [confusion.falseNegative, confusion.truePositive],
  ];
}

/** The other class called positive. */
export function swapClasses(confusion: Confusion): Confusion {
  return {
    truePositive: confusion.trueNegative,
    falsePositive: confusion.falseNegative,
    falseNegative: confusion.falsePositive,
    trueNegative: confusion.truePositive,
  };
}

function refuse(argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'confusion', fn: 'confusionMatrix', argument, expected, received });
}
