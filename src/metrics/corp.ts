/**
 * CORP: calibration without bins. Predictions are recalibrated by isotonic regression on the very rows that are judged, and the
 * score falls apart into miscalibration, discrimination and uncertainty, all at least 0, with nothing to choose.
 *
 * Source: Dimitriadis, Gneiting and Jordan (2021), doi:10.1073/pnas.2016191118.
 */
import { countAtThresholds, type ThresholdCounts } from './counts.ts';
import { type Loss, logarithmicLoss, requireProbabilities, squaredLoss } from './probability.ts';
import type { Scores } from './types.ts';

/** One step of the recalibrated predictions, ascending. */
export interface CorpStep {
  /** Lowest and highest prediction that the step covers. */
  readonly from: number;
  readonly to: number;
  /** Share of positives among them: the recalibrated probability. */
  readonly calibrated: number;
  readonly n: number;
  readonly nPositive: number;
}

export interface CorpOptions {
  /** `brier` (default) or `logLoss`, with probabilities clipped as there. */
  readonly loss?: 'brier' | 'logLoss';
}

export interface CorpParts {
  /** The mean loss: miscalibration - discrimination + uncertainty. */
  readonly score: number;
  /** Mean loss less that of the recalibrated predictions; 0 is calibrated. */
  readonly miscalibration: number;
  /** Loss of always predicting the prevalence less that of the recalibrated predictions; more is better. */
  readonly discrimination: number;
  /** Loss of always predicting the prevalence. */
  readonly uncertainty: number;
}

/** The CORP decomposition. Throws `InputError` where the scores are no probabilities. O(N). */
export function corpParts(scores: Scores, { loss = 'brier' }: CorpOptions = {}): CorpParts {
  requireProbabilities(scores);
  const counts = countAtThresholds(scores);
  const cost = loss === 'brier' ? squaredLoss : logarithmicLoss;
  const all = counts.positives + counts.negatives;
  const mean = (sum: number): number => sum / all;
  let score = 0;
  let [tp, fp] = [0, 0];
  for (let i = 0; i < counts.thresholds.length; i++) {
    const [positives, negatives] = [counts.truePositives[i]! - tp, counts.falsePositives[i]! - fp];
    score += lossOf(cost, counts.thresholds[i]!, { positives, negatives });
    tp += positives;
    fp += negatives;
  }
  let calibrated = 0;
  for (const step of corpSteps(counts)) {
    const negatives = step.n - step.nPositive;
    calibrated += lossOf(cost, step.calibrated, { positives: step.nPositive, negatives });
  }
  const uncertainty = mean(lossOf(cost, counts.positives / all, counts));
  return {
    score: mean(score),
    miscalibration: mean(score - calibrated),
    discrimination: uncertainty - mean(calibrated),
    uncertainty,
  };
}

function lossOf(
  cost: Loss,
  probability: number,
  { positives, negatives }: { positives: number; negatives: number },
): number {
  return (
    (positives === 0 ? 0 : positives * cost(1, probability)) + (negatives === 0 ? 0 : negatives * cost(0, probability))
  );
}

/**
 * Isotonic regression of the outcome on the prediction, by pooling adjacent violators: the CORP reliability curve. Neighbouring
 * steps differ in their calibrated probability. O(T).
 */
export function corpSteps(counts: ThresholdCounts): CorpStep[] {
  const { thresholds, truePositives: tp, falsePositives: fp } = counts;
  const steps: CorpStep[] = [];
  for (let i = thresholds.length - 1; i >= 0; i--) {
    const nPositive = tp[i]! - (i === 0 ? 0 : tp[i - 1]!);
    const n = nPositive + fp[i]! - (i === 0 ? 0 : fp[i - 1]!);
    let step: CorpStep = { from: thresholds[i]!, to: thresholds[i]!, calibrated: nPositive / n, n, nPositive };
    for (let last = steps.at(-1); last !== undefined && !rises(last, step); last = steps.at(-1)) {
      steps.pop();
      step = pooled(last, step);
    }
    steps.push(step);
  }
  return steps;
}

/** Compared by cross products, which are exact for whole counts. */
function rises(low: CorpStep, high: CorpStep): boolean {
  return low.nPositive * high.n < high.nPositive * low.n;
}

function pooled(low: CorpStep, high: CorpStep): CorpStep {
  const n = low.n + high.n;
  const nPositive = low.nPositive + high.nPositive;
  return { from: low.from, to: high.to, calibrated: nPositive / n, n, nPositive };
}
