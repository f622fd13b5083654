/**
 * Decision curves: the net benefit of treating by a model against treating everyone and no one, over the risk from which one
 * would treat. The threshold is the preference: who treats from 5 % on accepts 19 false alarms for one case found.
 *
 * Source: Vickers and Elkin (2006), doi:10.1177/0272989X06295361.
 */
import { InputError } from '../core/errors.ts';
import { countAtThresholds, type ThresholdCounts } from './counts.ts';
import { requireProbabilities } from './probability.ts';
import { confusionFrom } from './threshold-steps.ts';
import type { Scores } from './types.ts';

export interface DecisionCurveOptions {
  /** Threshold probabilities, each in (0, 1); default 0.01 to 0.99 in steps of 0.01: name your own for rare events. */
  readonly thresholds?: readonly number[];
  /** Prevalence where the model will be used, (0, 1), for samples with another one; default that of the rows. */
  readonly prevalence?: number;
}

export interface DecisionCurvePoint {
  readonly threshold: number;
  /** True positives less (false positives times threshold odds), per case. At most the prevalence. */
  readonly netBenefit: number;
  /** The same for treating everyone. */
  readonly treatAll: number;
  /** Always 0. */
  readonly treatNone: 0;
  /** Interventions per case that the model spares, at no cost in cases found, against treating everyone. */
  readonly interventionsAvoided: number;
}

/**
 * Net benefit TP / n - FP / n * t / (1 - t) at each threshold, treating from risk t on. With `prevalence` pi it is
 * recall * pi - FPR * (1 - pi) * t / (1 - t). Throws `InputError` where the scores are no probabilities, a threshold is outside
 * (0, 1), or `prevalence` is given for rows of one class. O(N) and O(log N) per threshold.
 */
export function decisionCurve(scores: Scores, options: DecisionCurveOptions = {}): DecisionCurvePoint[] {
  requireProbabilities(scores);
  return decisionCurveOf(countAtThresholds(scores), options);
}

/** Decision curve of a counting pass over probabilities. */
export function decisionCurveOf(
  counts: ThresholdCounts,
  { thresholds = hundredths, prevalence }: DecisionCurveOptions = {},
): DecisionCurvePoint[] {
  const shares = sharesOf(counts, prevalence);
  return thresholds.map((threshold) => {
    if (!(0 < threshold && threshold < 1)) throw refuse('threshold', 'between 0 and 1, both excluded', threshold);
    const odds = threshold / (1 - threshold);
    const { truePositive, falsePositive } = confusionFrom(counts, threshold);
    const netBenefit = truePositive * shares.perPositive - falsePositive * shares.perNegative * odds;
    const treatAll = counts.positives * shares.perPositive - counts.negatives * shares.perNegative * odds;
    return { threshold, netBenefit, treatAll, treatNone: 0, interventionsAvoided: (netBenefit - treatAll) / odds };
  });
}

const hundredths = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);

/** What share of the target population each positive and each negative stands for. */
function sharesOf(
  { positives, negatives }: ThresholdCounts,
  prevalence: number | undefined,
): { perPositive: number; perNegative: number } {
  if (prevalence === undefined) {
    const each = 1 / (positives + negatives);
    return { perPositive: each, perNegative: each };
  }
  if (!(0 < prevalence && prevalence < 1)) throw refuse('prevalence', 'between 0 and 1, both excluded', prevalence);
  if (positives === 0 || negatives === 0) {
    const received = positives === 0 ? 'negatives only' : 'positives only';
    throw refuse('labels', 'of both classes where a prevalence is given', received);
  }
  return { perPositive: prevalence / positives, perNegative: (1 - prevalence) / negatives };
}

function refuse(argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'out-of-range', fn: 'decisionCurve', argument, expected, received });
}
