/** Beta calibration: Platt's curve on ln p and -ln(1 - p) apart, so that it can also leave good probabilities as they are. */
import { fitLogit, logistic } from './logit-fit.ts';
import { type Checked, checked, checkScore, softTargets } from './targets.ts';
import type { Calibrator, FittedCalibrator } from './types.ts';

/** logit p' = a ln p - b ln(1 - p) + c with a, b >= 0. */
export interface FittedBeta extends FittedCalibrator {
  readonly kind: 'beta';
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const smallest = 1e-12;
const logOf = (p: number): number => Math.log(Math.max(p, smallest));

function fitColumns(columns: readonly Float64Array[], data: Checked): number[] {
  const ones = new Float64Array(data.scores.length).fill(1);
  const start = [...columns.map(() => 1), Math.log((data.positives + 1) / (data.negatives + 1))];
  return fitLogit({ columns: [...columns, ones], targets: softTargets(data), weights: data.weights, start });
}

/**
 * Kull, Silva Filho and Flach (2017), doi:10.1214/17-EJS1338SI, with Platt's softened targets, so that separable scores have
 * a finite answer. A negative coefficient would turn the ranking round: it is set to 0 and the others are fitted again.
 */
export const beta: Calibrator<FittedBeta> = {
  kind: 'beta',
  title: 'beta calibration',
  takes: 'probabilities',
  strict: false,
  fit: (input) => {
    const data = checked('beta', input, 'probabilities');
    const left = data.scores.map(logOf);
    const right = data.scores.map((p) => -logOf(1 - p));
    let [a = 0, b = 0, c = 0] = fitColumns([left, right], data);
    if (a < 0) {
      [b = 0, c = 0] = fitColumns([right], data);
      a = 0;
    } else if (b < 0) {
      [a = 0, c = 0] = fitColumns([left], data);
      b = 0;
    }
    return { kind: 'beta', version: 1, a: Math.max(a, 0), b: Math.max(b, 0), c };
  },
  apply: ({ a, b, c }, scores) =>
    scores.map((score, i) => {
      checkScore('beta', score, i, 'probabilities');
      return logistic(a * logOf(score) - b * logOf(1 - score) + c);
    }),
};
