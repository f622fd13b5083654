/**
 * Gap counts: how many negatives lie between neighbouring scores of positives. They hold everything about the ranking in
 * O(P) numbers, so the areas, the corners of both curves and thousands of bootstrap replicates cost work in proportion to
 * the rare class.
 */
import { countGaps, type Gaps } from '../kernels/rank.ts';
import type { ThresholdCounts } from './counts.ts';
import type { Scores } from './types.ts';

export interface GapCounts extends Gaps {
  /** Total weight of the positives. */
  readonly positiveTotal: number;
  readonly negativeTotal: number;
}

/** Gap counts of scores: O(N + P log P) and O(P) memory where positives are rare. */
export function gapCounts(scores: Scores): GapCounts {
  return withTotals(countGaps(scores.labels, scores.scores, scores.weights));
}

/** Gap counts from a counting pass already made. */
export function gapsOf(counts: ThresholdCounts): GapCounts {
  const { thresholds, truePositives, falsePositives, negatives } = counts;
  const jumps: number[] = [];
  for (let i = 0; i < thresholds.length; i++) {
    if (truePositives[i]! > (i === 0 ? 0 : truePositives[i - 1]!)) jumps.push(i);
  }
  const m = jumps.length;
  const gaps = { positives: new Float64Array(m), tied: new Float64Array(m), between: new Float64Array(m + 1) };
  let tp = 0;
  let fp = 0;
  jumps.forEach((i, j) => {
    const before = i === 0 ? 0 : falsePositives[i - 1]!;
    gaps.positives[j] = truePositives[i]! - tp;
    gaps.between[j] = before - fp;
    gaps.tied[j] = falsePositives[i]! - before;
    tp = truePositives[i]!;
    fp = falsePositives[i]!;
  });
  gaps.between[m] = negatives - fp;
  return withTotals({ scores: Float64Array.from(jumps, (i) => thresholds[i]!), ...gaps });
}

/**
 * The counting pass thinned to where the curves turn: each score of a positive, and the end of each run of negatives (its
 * threshold is the next number above the positives that follow). At most 2 m + 1 of the thresholds of the full pass.
 */
export function cornersOf(gaps: GapCounts): ThresholdCounts {
  const m = gaps.scores.length;
  const room = 2 * m + 1;
  const thresholds = new Float64Array(room);
  const truePositives = new Float64Array(room);
  const falsePositives = new Float64Array(room);
  let at = 0;
  let tp = 0;
  let fp = 0;
  const push = (threshold: number): void => {
    thresholds[at] = threshold;
    truePositives[at] = tp;
    falsePositives[at++] = fp;
  };
  for (let j = 0; j <= m; j++) {
    if (gaps.between[j]! > 0) {
      fp += gaps.between[j]!;
      push(j < m ? nextAbove(gaps.scores[j]!) : -Infinity);
    }
    if (j === m) break;
    tp += gaps.positives[j]!;
    fp += gaps.tied[j]!;
    push(gaps.scores[j]!);
  }
  return {
    thresholds: thresholds.subarray(0, at),
    truePositives: truePositives.subarray(0, at),
    falsePositives: falsePositives.subarray(0, at),
    positives: gaps.positiveTotal,
    negatives: gaps.negativeTotal,
  };
}

function withTotals(gaps: Gaps): GapCounts {
  let positiveTotal = 0;
  let negativeTotal = 0;
  for (let j = 0; j < gaps.scores.length; j++) {
    positiveTotal += gaps.positives[j]!;
    negativeTotal += gaps.between[j]!;
    negativeTotal += gaps.tied[j]!;
  }
  return { ...gaps, positiveTotal, negativeTotal: negativeTotal + gaps.between[gaps.scores.length]! };
}

const oneNumber = new Float64Array(1);
const itsBits = new BigInt64Array(oneNumber.buffer);

/** The smallest float64 above x. */
function nextAbove(x: number): number {
  if (x === Infinity) return x;
  if (x === 0) return Number.MIN_VALUE;
  oneNumber[0] = x;
  itsBits[0]! += x > 0 ? 1n : -1n;
  return oneNumber[0]!;
}
