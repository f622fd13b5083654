import { expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { compareDecisions } from '../../src/metrics/paired-decisions.ts';
import { expectAtMostRate } from '../stats/acceptance.ts';

// Positives: both right, only the first three times, only the second, neither; negatives: both twice, only the second twice, neither.
const labels = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
const first = [1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1];
const second = [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1];

it('counts by class what only one gets right', () => {
  const { all, positives, negatives } = compareDecisions(labels, first, second);
  // 3 against 1: twice the tail (1 + 4) / 16.
  expect(positives).toMatchObject({ n: 6, onlyFirst: 3, onlySecond: 1, difference: 2 / 6 });
  expect(positives!.pValue).toBeCloseTo(0.625, 12);
  // 0 against 2: twice 1 / 4.
  expect(negatives).toMatchObject({ n: 5, onlyFirst: 0, onlySecond: 2, difference: -2 / 5 });
  expect(negatives!.pValue).toBeCloseTo(0.5, 12);
  expect(all).toMatchObject({ n: 11, onlyFirst: 3, onlySecond: 3, difference: 0, pValue: 1 });
});

it('takes booleans, leaves out empty parts and refuses what is no decision', () => {
  expect(compareDecisions([true, false], [1, 0], [true, true])).toEqual(compareDecisions([1, 0], [1, 0], [1, 1]));
  expect(compareDecisions([0], [0], [1])).toMatchObject({ positives: null, negatives: { onlyFirst: 1 } });
  expect(compareDecisions([], [], []).all).toBe(null);
  expect(() => compareDecisions([1, 0], [1, 0.4], [1, 1])).toThrow('firstPredictions[1] must be 0 or 1');
  expect(() => compareDecisions([1, 0], [1, 0], [1])).toThrow('secondPredictions');
});

it.each([0.5, 0.05, 0.005])(
  'rejects equal classifiers at most as often as promised at a prevalence of %d',
  (prevalence) => {
    const random = stream(31, 'decisions', prevalence);
    const n = prevalence < 0.01 ? 4000 : 400;
    const runs = 300;
    const truth = Uint8Array.from({ length: n }, (_, i) => (i < n * prevalence ? 1 : 0));
    const hits = { all: 0, positives: 0, negatives: 0 };
    // Recall .7 and specificity .9 for both, independently of each other.
    const decide = () => truth.map((label) => (random.uniform() < (label === 1 ? 0.7 : 0.1) ? 1 : 0));
    for (let run = 0; run < runs; run++) {
      const compared = compareDecisions(truth, decide(), decide());
      for (const part of ['all', 'positives', 'negatives'] as const) if (compared[part]!.pValue < 0.05) hits[part]++;
    }
    for (const part of ['all', 'positives', 'negatives'] as const) expectAtMostRate(hits[part], runs, 0.05, part);
  },
);
