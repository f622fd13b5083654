/**
 * How much each case moves an area: the derivative of ROC-AUC and of average precision with respect to the share of rows at
 * each place of the gap counts. Its variance within each class is the large-sample variance of the area when class sizes are
 * fixed; for ROC-AUC that is DeLong's. All of it takes O(P).
 */
import type { GapCounts } from './gaps.ts';

/** Derivatives per unit of class share, in the places of the gap counts. */
export interface Influence {
  /** At each distinct score of positives, for a positive there. */
  readonly positive: Float64Array;
  /** For a negative tied with them. */
  readonly tied: Float64Array;
  /** For a negative in each gap; one entry more. */
  readonly between: Float64Array;
}

/** DeLong's placements: for a positive the share of negatives below it, for a negative the share of positives above it. */
export function rocAucInfluence(gaps: GapCounts): Influence {
  const { positiveTotal, negativeTotal } = gaps;
  const influence = emptyInfluence(gaps.scores.length);
  let above = 0;
  let below = negativeTotal;
  for (let j = 0; j < gaps.scores.length; j++) {
    influence.between[j] = above / positiveTotal;
    influence.tied[j] = (above + gaps.positives[j]! / 2) / positiveTotal;
    above += gaps.positives[j]!;
    below -= gaps.between[j]! + gaps.tied[j]!;
    influence.positive[j] = (below + gaps.tied[j]! / 2) / negativeTotal;
  }
  influence.between[gaps.scores.length] = 1;
  return influence;
}

/** The same for average precision: a case moves the precision at its own score and at every lower one. */
export function averagePrecisionInfluence(gaps: GapCounts): Influence {
  const { positiveTotal, negativeTotal } = gaps;
  const m = gaps.scores.length;
  const influence = emptyInfluence(m);
  let tp = positiveTotal;
  let fp = negativeTotal - gaps.between[m]!;
  let raised = 0;
  let lowered = 0;
  for (let j = m - 1; j >= 0; j--) {
    const share = gaps.positives[j]! / positiveTotal / (tp + fp) ** 2;
    raised += share * positiveTotal * fp;
    lowered -= share * negativeTotal * tp;
    influence.positive[j] = tp / (tp + fp) + raised;
    influence.tied[j] = lowered;
    influence.between[j] = lowered;
    tp -= gaps.positives[j]!;
    fp -= gaps.tied[j]! + gaps.between[j]!;
  }
  return influence;
}

function emptyInfluence(m: number): Influence {
  return { positive: new Float64Array(m), tied: new Float64Array(m), between: new Float64Array(m + 1) };
}

/** Variance of the area with class sizes fixed; NaN where a class has no more than one row. */
export function stratifiedVariance(gaps: GapCounts, influence: Influence): number {
  const { positiveTotal, negativeTotal } = gaps;
  const positives = spread([[gaps.positives, influence.positive]], positiveTotal);
  const places = [
    [gaps.tied, influence.tied],
    [gaps.between, influence.between],
  ] as const;
  return positives / positiveTotal + spread(places, negativeTotal) / negativeTotal;
}

/** Sample variance of values that occur as often as their counts say. */
function spread(places: readonly (readonly [counts: Float64Array, values: Float64Array])[], total: number): number {
  let mean = 0;
  for (const [counts, values] of places)
    for (let i = 0; i < counts.length; i++) mean += (counts[i]! / total) * values[i]!;
  let squares = 0;
  for (const [counts, values] of places) {
    for (let i = 0; i < counts.length; i++) squares += counts[i]! * (values[i]! - mean) ** 2;
  }
  return total > 1 ? squares / (total - 1) : NaN;
}
