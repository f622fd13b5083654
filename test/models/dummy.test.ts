import { describe, expect, it } from 'vitest';
import { fitModel, predictModel } from '../../src/models/registry.ts';
import type { FitInput } from '../../src/models/types.ts';
import { balancedWeights, rowWeights } from '../../src/weighting/class-weights.ts';
import { featuresOf } from './problems.ts';

const inputOf = (labels: readonly number[], classCount: number): FitInput => ({
  features: featuresOf([labels.map(() => 0)]),
  labels: Int32Array.from(labels),
  classCount,
  seed: 1,
});
const firstRow = (kind: string, input: FitInput) => [
  ...predictModel(fitModel(kind, input), input.features).slice(0, input.classCount),
];

describe('dummies', () => {
  it('answer the majority with certainty, or the class shares', () => {
    const input = inputOf([1, 1, 1, 0, 2], 4);
    expect(firstRow('majority', input)).toEqual([0, 1, 0, 0]);
    expect(firstRow('prevalence', input)).toEqual([0.2, 0.6, 0.2, 0]);
  });

  it('among classes that weigh the same up to rounding, the majority is the first', () => {
    for (let rare = 1; rare < 30; rare++) {
      const input = inputOf([...new Array<number>(97).fill(0), ...new Array<number>(rare).fill(1)], 2);
      const weights = rowWeights(input.labels, balancedWeights(input.labels, 2));
      expect(firstRow('majority', { ...input, weights })).toEqual([1, 0]);
    }
  });
});
