/**
 * Precision-recall-gain: precision and recall on the harmonic scale between the prevalence (gain 0) and 1 (gain 1), where the
 * points between two thresholds lie on a straight line, so that areas and averages mean something. Unlike average precision,
 * whose baseline moves with the prevalence, the area here is 0 for a predictor that flags everyone.
 *
 * Source: Flach and Kull (2015), "Precision-recall-gain curves: PR analysis done right", NeurIPS 28.
 */
import type { ThresholdCounts } from './counts.ts';
import { cornersOf, gapCounts } from './gaps.ts';
import type { Scores } from './types.ts';
import { defined, noNegatives, noPositives, type Value } from './value.ts';

export interface PrecisionRecallGainCurve {
  /** From 0 to 1, rising; one entry more than thresholds, because the first point is interpolated at recall gain 0. */
  readonly recallGain: Float64Array;
  /** At most 1; below 0 where precision is below the prevalence. */
  readonly precisionGain: Float64Array;
  /** Descending; `thresholds[i]` belongs to point i + 1. */
  readonly thresholds: Float64Array;
}

/**
 * Precision gain 1 - (P / N) FP / TP against recall gain 1 - (P / N) FN / TP, from the point where recall equals the prevalence
 * on. Points are joined by straight lines. Empty where a class is missing. O(T).
 */
export function precisionRecallGainCurve(counts: ThresholdCounts): PrecisionRecallGainCurve {
  const { positives, negatives, truePositives: tp, falsePositives: fp } = counts;
  if (positives === 0 || negatives === 0) {
    const none = new Float64Array(0);
    return { recallGain: none, precisionGain: none, thresholds: none };
  }
  /* Recall gain is 0 where recall is the prevalence. */
  const start = (positives * positives) / (positives + negatives);
  let first = 0;
  while (tp[first]! < start) first++;
  const odds = positives / negatives;
  const length = tp.length - first;
  const recallGain = new Float64Array(length + 1);
  const precisionGain = new Float64Array(length + 1);
  precisionGain[0] = 1 - (odds * falsePositivesAt(counts, first, start)) / start;
  for (let i = 0; i < length; i++) {
    const hits = tp[first + i]!;
    recallGain[i + 1] = Math.max(0, 1 - (odds * (positives - hits)) / hits);
    precisionGain[i + 1] = 1 - (odds * fp[first + i]!) / hits;
  }
  return { recallGain, precisionGain, thresholds: counts.thresholds.slice(first) };
}

/** False positives where the line to point `i` of the counting pass has so many true positives. */
function falsePositivesAt({ truePositives, falsePositives }: ThresholdCounts, i: number, hits: number): number {
  const [tp, fp] = i === 0 ? [0, 0] : [truePositives[i - 1]!, falsePositives[i - 1]!];
  return fp + ((hits - tp) / (truePositives[i]! - tp)) * (falsePositives[i]! - fp);
}

/** Area under the precision-recall-gain curve of a counting pass, or of its corners. O(T). */
export function auprgOf(counts: ThresholdCounts): Value {
  if (counts.positives === 0) return noPositives;
  if (counts.negatives === 0) return noNegatives;
  const { recallGain, precisionGain } = precisionRecallGainCurve(counts);
  let area = 0;
  for (let i = 1; i < recallGain.length; i++) {
    area += ((recallGain[i]! - recallGain[i - 1]!) * (precisionGain[i]! + precisionGain[i - 1]!)) / 2;
  }
  return defined(area);
}

/**
 * Area under the precision-recall-gain curve over recall gains 0 to 1: 1 for a perfect ranking, 0 for flagging at random; below
 * 0 where precision stays below the prevalence. Undefined with one class. O(N + P log P).
 */
export function auprg(scores: Scores): Value {
  return auprgOf(cornersOf(gapCounts(scores)));
}
