/** Temperature scaling: one factor on the log-odds. It mends over- and under-confidence and cannot mend a shifted prior. */
import { logistic } from './logit-fit.ts';
import { checked, checkScore, logit } from './targets.ts';
import type { Calibrator, FittedCalibrator } from './types.ts';

/** logit p' = logit p / temperature. */
export interface FittedTemperature extends FittedCalibrator {
  readonly kind: 'temperature';
  readonly temperature: number;
}

const widest = 10;

/** Derivative of the mean cross-entropy by the inverse temperature: increasing in it. */
function slopeAt(inverse: number, logits: Float64Array, labels: Uint8Array, weights: Float64Array): number {
  let slope = 0;
  for (let i = 0; i < logits.length; i++)
    slope += weights[i]! * (logistic(inverse * logits[i]!) - labels[i]!) * logits[i]!;
  return slope;
}

/**
 * The temperature of least cross-entropy, between e^-10 and e^10, by bisection of its derivative.
 * Source: Guo et al. (2017), On calibration of modern neural networks. O(n) a step, 100 steps.
 */
export const temperature: Calibrator<FittedTemperature> = {
  kind: 'temperature',
  title: 'temperature scaling',
  takes: 'probabilities',
  strict: true,
  fit: (input) => {
    const { scores, labels, weights } = checked('temperature', input, 'probabilities');
    const logits = scores.map(logit);
    let low = -widest;
    let high = widest;
    for (let step = 0; step < 100; step++) {
      const middle = (low + high) / 2;
      if (slopeAt(Math.exp(middle), logits, labels, weights) > 0) high = middle;
      else low = middle;
    }
    return { kind: 'temperature', version: 1, temperature: Math.exp(-(low + high) / 2) };
  },
  apply: (model, scores) =>
    scores.map((score, i) => {
      checkScore('temperature', score, i, 'probabilities');
      return logistic(logit(score) / model.temperature);
    }),
};
