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
  return probabilities.map((p, i) => {
    if (!(0 <= p && p <= 1)) {
      throw new InputError({
        code: 'out-of-range',
        fn: 'undoOddsFactor',
        argument: `probabilities[${i}]`,
        expected: 'from 0 to 1',
        received: p,
      });
    }
    return p / (p + factor * (1 - p));
  });
}

/**
 * Binary probabilities of a model that saw only the share `keptNegatives`, (0, 1], of the negatives:
 * beta p / (beta p - p + 1), Dal Pozzolo et al. (2015). O(n).
 */
export function undoUndersampling(probabilities: Float64Array, keptNegatives: number): Float64Array {
  if (!(0 < keptNegatives && keptNegatives <= 1)) {
    throw new InputError({
      code: 'out-of-range',
      fn: 'undoUndersampling',
      argument: 'keptNegatives',
      expected: 'above 0 and at most 1',
      received: keptNegatives,
    });
  }
  return undoOddsFactor(probabilities, 1 / keptNegatives);
}

/**
 * Row-major class probabilities of a model whose class k weighed `classWeights[k]`, as if nothing had been weighted:
 * p_k / w_k, made to sum to 1 again. A class of weight 0 was never seen and gets probability 0; a row that has probability for
 * no other class becomes NaN. Weights are finite, at least 0, not all 0. O(rows × classes).
 */
export function undoClassWeights(probabilities: Float64Array, classWeights: readonly number[]): Float64Array {
  const classCount = classWeights.length;
  checkWeights(probabilities, classWeights);
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

function checkWeights(probabilities: Float64Array, classWeights: readonly number[]): void {
  const refuse = (argument: string, expected: string, received: unknown): InputError =>
    new InputError({ code: 'class-weights', fn: 'undoClassWeights', argument, expected, received });
  classWeights.forEach((weight, k) => {
    if (!(0 <= weight && weight < Infinity)) throw refuse(`classWeights[${k}]`, 'finite and at least 0', weight);
  });
  if (!classWeights.some((weight) => weight > 0))
    throw refuse('classWeights', 'more than 0 for some class', classWeights);
  if (probabilities.length % classWeights.length !== 0) {
    throw refuse('probabilities', `rows of ${classWeights.length} classes`, probabilities);
  }
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
