/** Platt scaling: a logistic curve through the scores. Two parameters, so it works with few positives. */
import { fitLogit, logistic } from './logit-fit.ts';
import { checked, checkScore, softTargets } from './targets.ts';
import type { Calibrator, FittedCalibrator } from './types.ts';

/** p = 1 / (1 + exp(-(slope s + intercept))). */
export interface FittedPlatt extends FittedCalibrator {
  readonly kind: 'platt';
  readonly slope: number;
  readonly intercept: number;
}

/** Platt (1999) with softened targets; scikit-learn's a and b are -slope and -intercept. O(n) a round. */
export const platt: Calibrator<FittedPlatt> = {
  kind: 'platt',
  title: 'Platt scaling',
  takes: 'scores',
  strict: true,
  fit: (input) => {
    const data = checked('platt', input, 'scores');
    // Scores of any size, brought to the order 1 for the search and back.
    const size = data.scores.reduce((most, score) => Math.max(most, Math.abs(score)), 0) || 1;
    const columns = [data.scores.map((score) => score / size), new Float64Array(data.scores.length).fill(1)];
    const start = [0, Math.log((data.positives + 1) / (data.negatives + 1))];
    const [slope, intercept] = fitLogit({ columns, targets: softTargets(data), weights: data.weights, start });
    return { kind: 'platt', version: 1, slope: slope! / size, intercept: intercept! };
  },
  apply: ({ slope, intercept }, scores) =>
    scores.map((score, i) => {
      checkScore('platt', score, i, 'scores');
      return logistic(slope * score + intercept);
    }),
};
