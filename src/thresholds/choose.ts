/**
 * Choosing a threshold: every distinct score is a candidate (positive where score >= threshold), the objective decides, and of
 * equally good candidates the highest wins, which raises the fewest alerts. Where no candidate satisfies a constraint the
 * answer is that there is none, with the nearest that can be had.
 */
import { InputError } from '../core/errors.ts';
import { confusionAtIndex, countAtThresholds } from '../metrics/counts.ts';
import { pointMetric, pointValue } from '../metrics/point.ts';
import type { Confusion, Measure, Scores } from '../metrics/types.ts';
import { bestIndex, whyNone } from './best.ts';
import { parseObjective } from './objectives.ts';
import { thresholdInterval } from './threshold-interval.ts';
import type { ThresholdChoice } from './types.ts';

export interface ChooseOptions {
  /** `f1`, `recall>=0.8`, `cost:fp=1,fn=10`, `alerts<=100` and the other forms of `parseObjective`; defaults to `f1`. */
  readonly objective?: string;
  /** Positions of the held-out rows of each fold, for the thresholds that each fold alone would have chosen. */
  readonly folds?: readonly Int32Array[];
  /** Coverage of the interval of the threshold, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /** Bootstrap replicates for it, a whole number, 0 for none; defaults to 1000. */
  readonly bootstrap?: number;
  /** Fixes the bootstrap; defaults to 42. */
  readonly seed?: number;
}

/**
 * The threshold as an artifact. What it achieves is told on the scores it was chosen on, so it is optimistic. Throws
 * `InputError` for an objective that is not understood. O(n log n), plus O(positives) per replicate (O(n) with weights and for
 * budgets of alerts).
 */
export function chooseThreshold(scores: Scores, options: ChooseOptions = {}): ThresholdChoice {
  const { objective: text = 'f1', folds = [], level = 0.95, bootstrap = 1000, seed = 42 } = options;
  if (!(0 < level && level < 1)) throw refusal('level', 'between 0 and 1, both excluded', level);
  if (!(Number.isInteger(bootstrap) && bootstrap >= 0)) {
    throw refusal('bootstrap', 'a whole number of at least 0', bootstrap);
  }
  const objective = parseObjective(text);
  const counts = countAtThresholds(scores);
  const best = bestIndex(counts, objective);
  const about = {
    objective: objective.text,
    objectiveTitle: objective.title,
    chosenOn: { role: 'out-of-fold', rows: scores.labels.length, positives: counts.positives },
    perFold: folds.map((fold) => bestThreshold(takeScores(scores, fold), text)),
  } as const;
  if (best === null) return { ...about, threshold: null, infeasible: whyNone(counts, objective), achieved: [] };
  const interval = thresholdInterval(scores, objective, counts, { level, replicates: bootstrap, seed });
  return {
    ...about,
    threshold: counts.thresholds[best]!,
    achieved: achievedAt(confusionAtIndex(counts, best)),
    ...(interval === undefined ? {} : { interval }),
  };
}

/** The chosen threshold alone; null where the constraint cannot be met. O(n log n). */
export function bestThreshold(scores: Scores, objective: string): number | null {
  const counts = countAtThresholds(scores);
  const best = bestIndex(counts, parseObjective(objective));
  return best === null ? null : counts.thresholds[best]!;
}

function achievedAt(confusion: Confusion): Measure[] {
  const nPositive = confusion.truePositive + confusion.falseNegative;
  const n = nPositive + confusion.falsePositive + confusion.trueNegative;
  return ['f1', 'recall', 'precision', 'specificity', 'balancedAccuracy', 'mcc'].map((name) => {
    const { value, reason } = pointValue(pointMetric(name)!, confusion);
    return { name, value, n, nPositive, ...(reason === undefined ? {} : { reason }) };
  });
}

function takeScores(scores: Scores, rows: Int32Array): Scores {
  return {
    ...scores,
    labels: Uint8Array.from(rows, (row) => scores.labels[row]!),
    scores: Float64Array.from(rows, (row) => scores.scores[row]!),
    ...(scores.weights === undefined ? {} : { weights: Float64Array.from(rows, (row) => scores.weights![row]!) }),
  };
}

function refusal(argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'out-of-range', fn: 'chooseThreshold', argument, expected, received });
}
