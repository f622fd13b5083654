/**
 * The counting pass: true and false positives at every distinct score. Every curve, threshold and calibration bin is read
 * from its result; the pass that needs only the ranking of the positives is in gaps.ts.
 */
import { sortedScores } from '../kernels/class-scores.ts';
import type { Confusion, Scores } from './types.ts';

/**
 * Cumulative counts (weights) over the distinct scores in descending order: entry i counts the rows with
 * score >= thresholds[i]. All arrays have one length.
 */
export interface ThresholdCounts {
  readonly thresholds: Float64Array;
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  /** Total weight of the positives; equals the last true-positive count where there is one. */
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Counts at every distinct score. Rows of weight 0 count as absent, so their scores are no thresholds. Exact for integer
 * weights up to a total of 2^53. O(N) radix passes and O(N) memory.
 */
export function countAtThresholds(scores: Scores): ThresholdCounts {
  const positives = sortedScores(scores.labels, scores.scores, 1, scores.weights);
  const negatives = sortedScores(scores.labels, scores.scores, 0, scores.weights);
  let i = positives.values.length - 1;
  let j = negatives.values.length - 1;
  const room = i + j + 2;
  const thresholds = new Float64Array(room);
  const truePositives = new Float64Array(room);
  const falsePositives = new Float64Array(room);
  let at = 0;
  let tp = 0;
  let fp = 0;
  while (i >= 0 || j >= 0) {
    const threshold =
      j < 0 || (i >= 0 && positives.values[i]! > negatives.values[j]!) ? positives.values[i]! : negatives.values[j]!;
    for (; i >= 0 && positives.values[i] === threshold; i--)
      tp += positives.weights === undefined ? 1 : positives.weights[i]!;
    for (; j >= 0 && negatives.values[j] === threshold; j--)
      fp += negatives.weights === undefined ? 1 : negatives.weights[j]!;
    thresholds[at] = threshold;
    truePositives[at] = tp;
    falsePositives[at] = fp;
    at++;
  }
  return {
    thresholds: thresholds.subarray(0, at),
    truePositives: truePositives.subarray(0, at),
    falsePositives: falsePositives.subarray(0, at),
    positives: tp,
    negatives: fp,
  };
}

/** Confusion counts at entry `i` of the counting pass. */
export function confusionAtIndex(counts: ThresholdCounts, i: number): Confusion {
  const truePositive = counts.truePositives[i]!;
  const falsePositive = counts.falsePositives[i]!;
  return {
    truePositive,
    falsePositive,
    falseNegative: counts.positives - truePositive,
    trueNegative: counts.negatives - falsePositive,
  };
}
