/** Two more looks at probabilities of a rare event: the Brier score of each class alone, and Spiegelhalter's test. */
import { normalCdf } from '../stats/normal.ts';
import { lossSums, requireProbabilities, squaredLoss } from './probability.ts';
import type { Scores } from './types.ts';
import { defined, noNegatives, noPositives, undefinedBecause, type Value } from './value.ts';

export interface StratifiedBrier {
  /** Mean (1 - p)^2 over the positives. */
  readonly positive: Value;
  /** Mean p^2 over the negatives. */
  readonly negative: Value;
}

/**
 * The Brier score of each class by itself. The overall score of a rare event is all but that of the negatives, so that
 * probabilities useless for the positives look good in it. Each undefined where its class is missing. O(N).
 * Source: Wallace and Dahabreh (2012), doi:10.1109/ICDM.2012.115.
 */
export function stratifiedBrier(scores: Scores): StratifiedBrier {
  const { positives, negatives, positiveLoss, negativeLoss } = lossSums(scores, squaredLoss);
  return {
    positive: positives > 0 ? defined(positiveLoss / positives) : noPositives,
    negative: negatives > 0 ? defined(negativeLoss / negatives) : noNegatives,
  };
}

export type Spiegelhalter = Value & {
  /** Two-sided p-value of calibration; null where the statistic is undefined. */
  readonly pValue: number | null;
};

/**
 * Spiegelhalter's z: the Brier score against what calibrated probabilities would give, sum (y - p)(1 - 2 p) over the root of
 * sum (1 - 2 p)^2 p (1 - p); standard normal if the probabilities are right. Above 0 the score is worse than promised. Weights
 * count as repetition. Undefined where every probability is 0, 0.5 or 1. O(N).
 * Source: Spiegelhalter (1986), doi:10.1002/sim.4780050506.
 */
export function spiegelhalterZ(scores: Scores): Spiegelhalter {
  requireProbabilities(scores);
  let sum = 0;
  let variance = 0;
  for (let i = 0; i < scores.labels.length; i++) {
    const p = scores.scores[i]!;
    const weight = scores.weights?.[i] ?? 1;
    const slope = 1 - 2 * p;
    sum += weight * (scores.labels[i]! - p) * slope;
    variance += weight * slope * slope * p * (1 - p);
  }
  if (!(variance > 0)) return { ...undefinedBecause('every probability is 0, 0.5 or 1'), pValue: null };
  const z = sum / Math.sqrt(variance);
  return { ...defined(z), pValue: 2 * normalCdf(-Math.abs(z)) };
}
