/**
 * Correction of the prior: probabilities learned where classes were weighted or resampled, brought back to the prevalence at
 * which they will be read. By Bayes' rule only the odds change, by the ratio of the two prior odds.
 *
 * Sources: Elkan (2001), The foundations of cost-sensitive learning; Dal Pozzolo et al. (2015), doi:10.1109/SSCI.2015.33.
 */
import { InputError } from '../core/errors.ts';

export interface PriorChange {
  /** Prevalence at which the probabilities were learned, (0, 1). */
  readonly from: number;
  /** Prevalence at which they are to be read, (0, 1). */
  readonly to: number;
}

/** Binary probabilities at another prevalence: odds × odds(to) / odds(from). Order is kept; 0 and 1 stay. O(n). */
export function correctPrior(probabilities: Float64Array, { from, to }: PriorChange): Float64Array {
  checkShare('from', from);
  checkShare('to', to);
  return undoOddsFactor(probabilities, (from * (1 - to)) / ((1 - from) * to));
}

/** Binary probabilities of a model that saw every positive `factor` times: p / (p + factor (1 − p)). */
export function undoOddsFactor(probabilities: Float64Array, factor: number): Float64Array {
  if (!(factor > 0 && factor < Infinity)) {
    throw new InputError({
      code: 'out-of-range',
      fn: 'undoOddsFactor',
      argument: 'factor',
      expected: 'above 0',
      received: factor,
    });
  }
  return probabilities.map((p) => p / (p + factor * (1 - p)));
}

/**
 * Row-major class probabilities of a model whose class k weighed `classWeights[k]`, as if nothing had been weighted:
 * p_k / w_k, made to sum to 1 again. A class of weight 0 was never seen and keeps probability 0. O(rows × classes).
 */
export function undoClassWeights(probabilities: Float64Array, classWeights: readonly number[]): Float64Array {
  const classCount = classWeights.length;
  const corrected = new Float64Array(probabilities.length);
  for (let start = 0; start < probabilities.length; start += classCount) {
    let sum = 0;
    for (let k = 0; k < classCount; k++) {
      const value = classWeights[k]! > 0 ? probabilities[start + k]! / classWeights[k]! : 0;
      corrected[start + k] = value;
      sum += value;
    }
    for (let k = 0; k < classCount; k++) corrected[start + k]! /= sum;
  }
  return corrected;
}

function checkShare(argument: string, value: number): void {
  if (!(0 < value && value < 1)) {
    throw new InputError({
      code: 'out-of-range',
      fn: 'correctPrior',
      argument,
      expected: 'between 0 and 1, both excluded',
      received: value,
    });
  }
}
