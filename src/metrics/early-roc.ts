/**
 * The left edge of the ROC curve, where few false alarms are allowed: recall at a given false-positive rate, ROC enrichment and
 * the area over a logarithmic axis. The curve is joined by straight lines, which is the mean over all orders of tied rows.
 */
import { InputError } from '../core/errors.ts';
import type { ThresholdCounts } from './counts.ts';
import { cornersOf, gapCounts } from './gaps.ts';
import type { Scores } from './types.ts';
import { defined, noNegatives, noPositives, type Value } from './value.ts';

export interface RocEnrichment {
  readonly fpr: number;
  /** Recall at that false-positive rate; where the curve rises there, its upper end. */
  readonly recall: Value;
  /** recall / fpr; 1 is chance. */
  readonly enrichment: Value;
}

/**
 * ROC enrichment at given false-positive rates, each in (0, 1]; by default 0.5, 1, 2 and 5 %. Independent of the prevalence.
 * Undefined where a class is missing. O(N + P log P). Source: Jain and Nicholls (2008), doi:10.1007/s10822-008-9196-5.
 */
export function rocEnrichment(
  scores: Scores,
  { fprs = [0.005, 0.01, 0.02, 0.05] }: { readonly fprs?: readonly number[] } = {},
): RocEnrichment[] {
  for (const fpr of fprs)
    if (!(0 < fpr && fpr <= 1)) throw refuse('rocEnrichment', 'fpr', 'more than 0 and at most 1', fpr);
  const counts = cornersOf(gapCounts(scores));
  const missing = missingClass(counts);
  return fprs.map((fpr) => {
    if (missing !== null) return { fpr, recall: missing, enrichment: missing };
    const recall = recallAtFpr(counts, fpr);
    return { fpr, recall: defined(recall), enrichment: defined(recall / fpr) };
  });
}

/** Recall on the ROC curve above a false-positive rate; the upper end where the curve rises there. Both classes occur. O(T). */
function recallAtFpr(counts: ThresholdCounts, fpr: number): number {
  const { truePositives: tp, falsePositives: fp, positives, negatives } = counts;
  const limit = fpr * negatives;
  let i = 0;
  while (i < fp.length && fp[i]! <= limit) i++;
  if (i === fp.length) return 1;
  const [x, y] = i === 0 ? [0, 0] : [fp[i - 1]!, tp[i - 1]!];
  return (y + ((limit - x) / (fp[i]! - x)) * (tp[i]! - y)) / positives;
}

export interface LogAucOptions {
  /** Lower end of the false-positive rates, (0, `maxFpr`); defaults to 0.001. */
  readonly minFpr?: number;
  /** Upper end, at most 1; defaults to 1. */
  readonly maxFpr?: number;
}

/**
 * Area under the ROC curve over the logarithm of the false-positive rate, divided by the width: the mean recall where every
 * decade of false alarms counts the same. Each straight piece of the curve is integrated exactly. A random ranking has
 * (maxFpr - minFpr) / ln(maxFpr / minFpr): 0.1446 by default. Undefined where a class is missing. O(N + P log P).
 * Source: Mysinger and Shoichet (2010), doi:10.1021/ci100214a.
 */
export function logAuc(scores: Scores, { minFpr = 0.001, maxFpr = 1 }: LogAucOptions = {}): Value {
  if (!(0 < maxFpr && maxFpr <= 1)) throw refuse('logAuc', 'maxFpr', 'more than 0 and at most 1', maxFpr);
  if (!(0 < minFpr && minFpr < maxFpr)) throw refuse('logAuc', 'minFpr', `between 0 and maxFpr (${maxFpr})`, minFpr);
  const counts = cornersOf(gapCounts(scores));
  const missing = missingClass(counts);
  if (missing !== null) return missing;
  const { truePositives: tp, falsePositives: fp, positives, negatives } = counts;
  let area = 0;
  let x0 = 0;
  let y0 = 0;
  for (let i = 0; i < fp.length && x0 < maxFpr; i++) {
    const x1 = fp[i]! / negatives;
    const y1 = tp[i]! / positives;
    const from = Math.max(x0, minFpr);
    const to = Math.min(x1, maxFpr);
    if (to > from) {
      const slope = (y1 - y0) / (x1 - x0);
      area += (y0 - slope * x0) * Math.log(to / from) + slope * (to - from);
    }
    [x0, y0] = [x1, y1];
  }
  return defined(area / Math.log(maxFpr / minFpr));
}

function missingClass({ positives, negatives }: ThresholdCounts): Value | null {
  if (positives === 0) return noPositives;
  return negatives === 0 ? noNegatives : null;
}

function refuse(fn: string, argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'out-of-range', fn, argument, expected, received });
}
