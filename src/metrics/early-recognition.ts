/**
 * Early recognition as virtual screening measures it: enrichment factor, RIE and BEDROC. Ranks of tied rows are averaged
 * exactly: each tied positive gets the mean weight of the ranks that the tied rows share.
 */
import { InputError } from '../core/errors.ts';
import type { Warning } from '../core/warnings.ts';
import { countAtThresholds, type ThresholdCounts } from './counts.ts';
import type { AtCut } from './retrieval.ts';
import { topOf } from './top-k.ts';
import type { Scores } from './types.ts';
import { defined, noNegatives, noPositives, type Value } from './value.ts';

/**
 * Enrichment factor: precision in the top `fraction` of all rows (rounded up) over the prevalence. Attainable is
 * min(1 / fraction, N / P) up to that rounding. Undefined without positives. Throws `InputError` unless 0 < fraction <= 1. O(N).
 */
export function enrichmentFactor(scores: Scores, { fraction }: { readonly fraction: number }): AtCut {
  const counts = countAtThresholds(scores);
  const { k, hits, attainable } = topOf(counts, { fraction }, 'enrichmentFactor');
  if (counts.positives === 0) return { ...noPositives, k, attainable: null };
  const share = (counts.positives + counts.negatives) / (k * counts.positives);
  return { ...defined(hits * share), k, attainable: attainable * share };
}

export interface EarlyOptions {
  /** Weight exp(-alpha rank / N) of a rank; more than 0; defaults to 20, where the top 8 % carry 80 % of the weight. */
  readonly alpha?: number;
}

/**
 * Robust initial enhancement: mean weight exp(-alpha rank / N) of the positives over that of random ranks, so 1 is chance.
 * Undefined without positives. O(N). Source: Sheridan et al. (2001), doi:10.1021/ci0100144.
 */
export function rie(scores: Scores, { alpha = 20 }: EarlyOptions = {}): Value {
  return rieOf(countAtThresholds(scores), alpha);
}

/** RIE of a counting pass. Whole weights equal repetition; others continue the same formula between whole ranks. O(T). */
export function rieOf({ truePositives, falsePositives, positives, negatives }: ThresholdCounts, alpha = 20): Value {
  if (!(0 < alpha && alpha < Infinity)) {
    const expected = 'more than 0 and finite';
    throw new InputError({ code: 'out-of-range', fn: 'rie', argument: 'alpha', expected, received: alpha });
  }
  if (positives === 0) return noPositives;
  const all = positives + negatives;
  let sum = 0;
  let tp = 0;
  let above = 0;
  /* The weights of ranks s + 1 to s + m add up to exp(-alpha s / N) (1 - exp(-alpha m / N)) / (exp(alpha / N) - 1). */
  for (let i = 0; i < truePositives.length; i++) {
    const gained = truePositives[i]! - tp;
    tp += gained;
    const reached = tp + falsePositives[i]!;
    const tied = reached - above;
    if (gained > 0) sum += (gained / tied) * Math.exp((-alpha * above) / all) * -Math.expm1((-alpha * tied) / all);
    above = reached;
  }
  /* The divisor exp(alpha / N) - 1 is also in the mean weight of random ranks, so it falls out. */
  return defined((sum * all) / (positives * -Math.expm1(-alpha)));
}

/** A value with what to know before believing it. */
export type CautionedValue = Value & { readonly warnings: readonly Warning[] };

/**
 * Boltzmann-enhanced discrimination of ROC: RIE rescaled so that the worst ranking has 0 and the best 1. It is comparable
 * between data sets only where alpha times the share of positives is far below 1, and a warning says where it is not.
 * Undefined with one class. O(N). Source: Truchon and Bayly (2007), doi:10.1021/ci600426e.
 */
export function bedroc(scores: Scores, { alpha = 20 }: EarlyOptions = {}): CautionedValue {
  return bedrocOf(countAtThresholds(scores), alpha);
}

/** BEDROC of a counting pass. O(T). */
export function bedrocOf(counts: ThresholdCounts, alpha = 20): CautionedValue {
  const enhancement = rieOf(counts, alpha);
  if (enhancement.value === null) return { ...enhancement, warnings: [] };
  if (counts.negatives === 0) return { ...noNegatives, warnings: [] };
  const share = counts.positives / (counts.positives + counts.negatives);
  const best = Math.expm1(-alpha * share) / (share * Math.expm1(-alpha));
  const worst = Math.exp(alpha * (share - 1)) * best;
  return { ...defined((enhancement.value - worst) / (best - worst)), warnings: crowded(alpha, share) };
}

/** From half a crowd on, positives push each other down the list and the value depends on how many there are. */
function crowded(alpha: number, share: number): Warning[] {
  if (alpha * share < 0.5) return [];
  const product = Number((alpha * share).toPrecision(3));
  const message =
    `alpha times the share of positives is ${product}: the positives fill the early ranks, and BEDROC compares only with ` +
    'data of the same share; lower alpha or thin the positives';
  return [{ code: 'bedroc-crowded', message }];
}
