/** Looking things up in a counting pass: where a score stands, and the confusion counts at any threshold at all. */
import type { ThresholdCounts } from './counts.ts';
import type { Confusion } from './types.ts';

/**
 * How many of the descending thresholds are at or above `score`: the rows with score >= `score` are those of the first so many
 * steps. A score that is itself a threshold stands at the step before. O(log T).
 */
export function stepsFrom(thresholds: Float64Array, score: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (thresholds[middle]! >= score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Confusion counts after the first `steps` thresholds: 0 means that nothing is predicted positive. O(1). */
export function confusionAfter(counts: ThresholdCounts, steps: number): Confusion {
  const truePositive = steps === 0 ? 0 : counts.truePositives[steps - 1]!;
  const falsePositive = steps === 0 ? 0 : counts.falsePositives[steps - 1]!;
  return {
    truePositive,
    falsePositive,
    falseNegative: counts.positives - truePositive,
    trueNegative: counts.negatives - falsePositive,
  };
}

/** Confusion counts where score >= threshold, for any threshold. O(log T). */
export function confusionFrom(counts: ThresholdCounts, threshold: number): Confusion {
  return confusionAfter(counts, stepsFrom(counts.thresholds, threshold));
}
