/**
 * The top of a ranking: how many hits are among the k highest scores. Where the cut goes through rows of one score, every
 * order of those rows is as good as another, and the answer is the mean over all of them, never the order of the file.
 */
import { InputError } from '../core/errors.ts';
import type { ThresholdCounts } from './counts.ts';
import { stepsFrom } from './threshold-steps.ts';

/** Where to cut: so many rows (or weight), or a share of all, rounded up to whole rows. */
export type Cut = { readonly k: number } | { readonly fraction: number };

export interface Top {
  /** Rows (weight) taken: the asked k, or all rows where there are fewer. */
  readonly k: number;
  /** Positives expected among them. */
  readonly hits: number;
  /** Positives among them if the ranking were perfect. */
  readonly attainable: number;
  /** Score at the cut: all rows above it are taken, and those equal to it in part or in whole. */
  readonly threshold: number;
  /** Rows with exactly the score at the cut that found no place: 0 where the cut is clean. */
  readonly leftOut: number;
}

/** The number of rows that a cut takes. Throws `InputError` unless k > 0 or 0 < fraction <= 1. */
export function rowsOfCut(fn: string, cut: Cut, all: number): number {
  if ('k' in cut) {
    if (!(cut.k > 0 && cut.k < Infinity)) throw refuse(fn, 'k', 'more than 0 and finite', cut.k);
    return Math.min(cut.k, all);
  }
  if (!(0 < cut.fraction && cut.fraction <= 1)) throw refuse(fn, 'fraction', 'more than 0 and at most 1', cut.fraction);
  /* 0.07 of 100 rows are 7, though the product is 7.000000000000001. */
  return Math.min(all, Math.ceil(cut.fraction * all * (1 - 4 * Number.EPSILON)));
}

/**
 * The first k rows of the ranking. Hits among tied rows are those of the hypergeometric mean: the share of the tied rows that
 * are taken times the positives among them. O(log T).
 */
export function topOf(counts: ThresholdCounts, cut: Cut, fn = 'topOf'): Top {
  const { thresholds, truePositives: tp, falsePositives: fp, positives, negatives } = counts;
  const k = rowsOfCut(fn, cut, positives + negatives);
  let low = 0;
  let high = thresholds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tp[middle]! + fp[middle]! >= k) high = middle;
    else low = middle + 1;
  }
  const before = low === 0 ? 0 : tp[low - 1]!;
  const above = low === 0 ? 0 : before + fp[low - 1]!;
  const tied = tp[low]! + fp[low]! - above;
  /* Sums of broken weights may fall short of their total by a rounding. */
  const taken = Math.min(1, (k - above) / tied);
  return {
    k,
    hits: before + taken * (tp[low]! - before),
    attainable: Math.min(k, positives),
    threshold: thresholds[low]!,
    leftOut: taken === 1 ? 0 : tied - (k - above),
  };
}

/** Running totals of a quantity of the positives along the thresholds, such as the amounts at stake. O(P log T). */
export function runningTotals(
  counts: ThresholdCounts,
  rows: { readonly scores: Float64Array; readonly quantity: (row: number) => number },
): Float64Array {
  const totals = new Float64Array(counts.thresholds.length);
  for (let i = 0; i < rows.scores.length; i++) {
    const quantity = rows.quantity(i);
    if (quantity !== 0) totals[stepsFrom(counts.thresholds, rows.scores[i]!) - 1]! += quantity;
  }
  for (let i = 1; i < totals.length; i++) totals[i]! += totals[i - 1]!;
  return totals;
}

function refuse(fn: string, argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'out-of-range', fn, argument, expected, received });
}
