/**
 * How well scores rank: ROC-AUC (whole and partial) and average precision, from gap counts. Sums are over whole counts where
 * weights are whole, so the areas are exact up to one division; tied scores count one half.
 */
import { InputError } from '../core/errors.ts';
import { type GapCounts, gapCounts } from './gaps.ts';
import type { Scores } from './types.ts';
import { defined, noNegatives, noPositives, undefinedBecause, type Value } from './value.ts';

export interface ZeroDivision {
  /** Give scikit-learn's number in place of an undefined one. */
  readonly zeroDivision?: 0 | 1;
}

/** Probability that a random positive outranks a random negative, ties one half. Undefined with one class. O(P). */
export function rocAucOf(gaps: GapCounts): Value {
  if (gaps.positiveTotal === 0) return noPositives;
  if (gaps.negativeTotal === 0) return noNegatives;
  let below = gaps.negativeTotal;
  let twice = 0;
  for (let j = 0; j < gaps.scores.length; j++) {
    const tied = gaps.tied[j]!;
    below -= gaps.between[j]! + tied;
    twice += gaps.positives[j]! * (2 * below + tied);
  }
  return defined(twice / 2 / (gaps.positiveTotal * gaps.negativeTotal));
}

/**
 * Average precision: precision at the score of each positive, averaged over the positives (steps, no interpolation). A
 * predictor that knows nothing scores the prevalence. Undefined without positives; `zeroDivision` gives 0 then. O(P).
 */
export function averagePrecisionOf(gaps: GapCounts, { zeroDivision }: ZeroDivision = {}): Value {
  if (gaps.positiveTotal === 0) return zeroDivision === undefined ? noPositives : defined(0);
  let tp = 0;
  let fp = 0;
  let sum = 0;
  for (let j = 0; j < gaps.scores.length; j++) {
    const gained = gaps.positives[j]!;
    tp += gained;
    fp += gaps.between[j]! + gaps.tied[j]!;
    /* A bootstrap replicate may leave a score without its rows; the 1 stands in where there are none at all so far. */
    sum += gained * (tp / (tp + fp || 1));
  }
  return defined(sum / tp);
}

/** Both areas by one walk, for replicates by the thousand; NaN for what is undefined. O(P). */
export function bothAreas({ positives, between, tied, positiveTotal, negativeTotal }: GapCounts): {
  rocAuc: number;
  averagePrecision: number;
} {
  let tp = 0;
  let fp = 0;
  let twice = 0;
  let sum = 0;
  for (let j = 0; j < positives.length; j++) {
    const gained = positives[j]!;
    tp += gained;
    fp += between[j]! + tied[j]!;
    twice += gained * (2 * (negativeTotal - fp) + tied[j]!);
    sum += gained * (tp / (tp + fp || 1));
  }
  return { rocAuc: twice / 2 / (positiveTotal * negativeTotal), averagePrecision: sum / tp };
}

/** ROC-AUC of scores: O(N + P log P). */
export function rocAuc(scores: Scores): Value {
  return rocAucOf(gapCounts(scores));
}

/** Average precision of scores: O(N + P log P). */
export function averagePrecision(scores: Scores, options: ZeroDivision = {}): Value {
  return averagePrecisionOf(gapCounts(scores), options);
}

/**
 * Area under the ROC curve left of `maxFpr`, rescaled so that chance is .5 and perfection 1 (McClish 1989,
 * doi:10.1177/0272989X8900900307). The curve is interpolated linearly at `maxFpr`, which must be in (0, 1]. O(P).
 */
export function partialRocAucOf(gaps: GapCounts, maxFpr: number): Value {
  if (!(0 < maxFpr && maxFpr <= 1)) {
    throw new InputError({
      code: 'out-of-range',
      fn: 'partialRocAuc',
      argument: 'maxFpr',
      expected: 'more than 0 and at most 1',
      received: maxFpr,
    });
  }
  if (gaps.positiveTotal === 0) return noPositives;
  if (gaps.negativeTotal === 0) return noNegatives;
  if (maxFpr === 1) return rocAucOf(gaps);
  const limit = maxFpr * gaps.negativeTotal;
  let tp = 0;
  let fp = 0;
  let area = 0;
  /** Goes right by `width` while rising by `height`, as far as the limit lets it. */
  const advance = (width: number, height: number): void => {
    const share = width === 0 ? 1 : Math.min(1, (limit - fp) / width);
    area += share * width * (tp + (share * height) / 2);
    tp += height;
    fp += width;
  };
  for (let j = 0; j < gaps.scores.length && fp < limit; j++) {
    advance(gaps.between[j]!, 0);
    if (fp < limit) advance(gaps.tied[j]!, gaps.positives[j]!);
  }
  if (fp < limit) advance(gaps.between[gaps.scores.length]!, 0);
  const whole = area / (gaps.positiveTotal * gaps.negativeTotal);
  const least = (maxFpr * maxFpr) / 2;
  return defined(0.5 * (1 + (whole - least) / (maxFpr - least)));
}

/** Partial ROC-AUC of scores. */
export function partialRocAuc(scores: Scores, { maxFpr }: { readonly maxFpr: number }): Value {
  return partialRocAucOf(gapCounts(scores), maxFpr);
}

/**
 * Trapezoids under the precision-recall curve. Offered for comparison with other tools only: joining the points by straight
 * lines promises precision that no threshold attains (Davis and Goadrich 2006, doi:10.1145/1143844.1143874).
 */
export function trapezoid(x: ArrayLike<number>, y: ArrayLike<number>): Value {
  if (x.length < 2) return undefinedBecause('a curve needs two points');
  let area = 0;
  for (let i = 1; i < x.length; i++) area += ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2;
  return defined(Math.abs(area));
}
