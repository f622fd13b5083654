/**
 * The effective number of samples: rows of a class overlap in what they tell, so the n-th adds less than the first. Weights
 * by its inverse lie between no weights (beta 0) and balanced weights (beta towards 1).
 */
import { InputError } from '../core/errors.ts';
import { classTotals } from './class-weights.ts';

export interface EffectiveNumberOptions {
  /** [0, 1); .9, .99, .999 and .9999 are usual. Defaults to .999. */
  readonly beta?: number;
  readonly sampleWeights?: Float64Array | undefined;
}

/**
 * Effective number of samples of a class of n rows: (1 - beta^n) / (1 - beta); n may be a total weight.
 *
 * Source: Cui, Jia, Lin, Song and Belongie (2019), doi:10.1109/CVPR.2019.00949.
 */
export function effectiveNumber(n: number, beta: number): number {
  if (!(0 <= beta && beta < 1)) {
    throw new InputError({
      code: 'out-of-range',
      fn: 'effectiveNumber',
      argument: 'beta',
      expected: 'at least 0 and below 1',
      received: beta,
    });
  }
  if (!(n > 0)) return 0;
  // expm1 keeps the digits that 1 - beta^n loses when beta is close to 1.
  return beta === 0 ? 1 : -Math.expm1(n * Math.log(beta)) / (1 - beta);
}

/**
 * Class weights in inverse proportion to the effective number of samples, scaled so that the classes that occur have mean
 * weight 1. A class without rows gets 1, which changes nothing. O(rows).
 */
export function effectiveNumberWeights(
  labels: Int32Array,
  classCount: number,
  { beta = 0.999, sampleWeights }: EffectiveNumberOptions = {},
): Float64Array {
  const inverse = classTotals(labels, classCount, sampleWeights).map((total) => {
    const effective = effectiveNumber(total, beta);
    return effective > 0 ? 1 / effective : 0;
  });
  const present = inverse.filter((value) => value > 0).length;
  const sum = inverse.reduce((total, value) => total + value, 0);
  return inverse.map((value) => (value > 0 ? (value * present) / sum : 1));
}
