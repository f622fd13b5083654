/** Bootstrap replicates of a counting pass: rows are drawn with replacement within each class, the thresholds stay the same. */
import type { Random } from '../core/random.ts';
import type { ThresholdCounts } from '../metrics/counts.ts';
import type { Scores } from '../metrics/types.ts';

/**
 * A function that draws one replicate per call into the same memory; O(rows + distinct scores) each. Thresholds at which a
 * replicate has no row repeat the counts of the one before and so never win over it.
 */
export function resampledCounts(scores: Scores, counts: ThresholdCounts): (random: Random) => ThresholdCounts {
  const classes = [rowsOf(scores, counts, 0), rowsOf(scores, counts, 1)] as const;
  const falsePositives = new Float64Array(counts.thresholds.length);
  const truePositives = new Float64Array(counts.thresholds.length);
  return (random) => {
    const negatives = drawInto(falsePositives, classes[0], random);
    const positives = drawInto(truePositives, classes[1], random);
    return { thresholds: counts.thresholds, truePositives, falsePositives, positives, negatives };
  };
}

interface ClassRows {
  /** Which threshold each row stands at. */
  readonly steps: Int32Array;
  readonly weights: Float64Array | null;
}

function rowsOf({ labels, scores, weights }: Scores, { thresholds }: ThresholdCounts, label: 0 | 1): ClassRows {
  const steps: number[] = [];
  const kept: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== label || weights?.[i] === 0) continue;
    steps.push(stepOf(thresholds, scores[i]!));
    if (weights !== undefined) kept.push(weights[i]!);
  }
  return { steps: Int32Array.from(steps), weights: weights === undefined ? null : Float64Array.from(kept) };
}

/** Position of a score among the descending thresholds, one of which it is. */
function stepOf(thresholds: Float64Array, score: number): number {
  let low = 0;
  let high = thresholds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (thresholds[middle]! <= score) high = middle;
    else low = middle + 1;
  }
  return low;
}

function drawInto(cumulative: Float64Array, { steps, weights }: ClassRows, random: Random): number {
  cumulative.fill(0);
  if (steps.length === 0) return 0;
  for (let i = 0; i < steps.length; i++) {
    const row = random.integer(steps.length);
    cumulative[steps[row]!]! += weights === null ? 1 : weights[row]!;
  }
  for (let i = 1; i < cumulative.length; i++) cumulative[i]! += cumulative[i - 1]!;
  return cumulative[cumulative.length - 1]!;
}
