import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binaryScores } from '../../src/metrics/scores.ts';
import { bestThreshold } from '../../src/thresholds/choose.ts';
import { bayesThreshold, costThreshold } from '../../src/thresholds/costs.ts';

describe('bayesThreshold', () => {
  it('is where the expected costs of both answers are equal', () => {
    expect(bayesThreshold({ falsePositive: 1, falseNegative: 1 })).toBe(0.5);
    expect(bayesThreshold({ falsePositive: 1, falseNegative: 9 })).toBe(0.1);
    const costs = { falsePositive: 7, falseNegative: 40, truePositive: 3, trueNegative: -2 };
    const p = bayesThreshold(costs);
    expect(p * costs.truePositive + (1 - p) * costs.falsePositive).toBeCloseTo(
      p * costs.falseNegative + (1 - p) * costs.trueNegative,
      12,
    );
  });
  it('refuses costs under which an error pays', () => {
    expect(() => bayesThreshold({ falsePositive: 1, falseNegative: 2, truePositive: 5 })).toThrow(
      'bayesThreshold: falseNegative - truePositive must be above 0 and finite, got -3',
    );
    expect(() => bayesThreshold({ falsePositive: NaN, falseNegative: 2 })).toThrow(/got NaN/);
  });
});

describe('costThreshold', () => {
  const row = fc.record({
    label: fc.integer({ min: 0, max: 1 }),
    score: fc.integer({ min: 0, max: 6 }),
    alarm: fc.integer({ min: 1, max: 9 }),
    miss: fc.integer({ min: 1, max: 50 }),
    weight: fc.integer({ min: 1, max: 3 }),
  });
  it('is the cheapest of all thresholds, by adding up every row', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const scores = binaryScores({
          labels: rows.map((r) => r.label),
          scores: rows.map((r) => r.score),
          weights: rows.map((r) => r.weight),
        });
        const costs = {
          falsePositive: rows.map((r) => r.alarm),
          falseNegative: rows.map((r) => r.miss),
          truePositive: 1,
        };
        const costOf = (threshold: number) =>
          rows.reduce((sum, r) => {
            const flagged = r.score >= threshold;
            const cost = r.label === 1 ? (flagged ? 1 : r.miss) : flagged ? r.alarm : 0;
            return sum + r.weight * cost;
          }, 0);
        const answer = costThreshold(scores, costs);
        const cheapest = Math.min(...[Infinity, ...rows.map((r) => r.score)].map(costOf));
        expect(answer.cost).toBe(cheapest);
        expect(costOf(answer.threshold ?? Infinity)).toBe(cheapest);
        expect(answer.costOfFlaggingNothing).toBe(costOf(Infinity));
        expect(answer.costOfFlaggingAll).toBe(costOf(-Infinity));
      }),
      { numRuns: 300, seed: 3 },
    );
  });
  it('with the same costs for all rows it is the cost objective', () => {
    const scores = binaryScores({ labels: [1, 1, 0, 1, 0, 0, 0, 1], scores: [9, 8, 7, 6, 5, 4, 3, 2] });
    expect(costThreshold(scores, { falsePositive: 1, falseNegative: 3 }).threshold).toBe(
      bestThreshold(scores, 'cost:fp=1,fn=3'),
    );
  });
  it('refuses what does not fit the rows', () => {
    const scores = binaryScores({ labels: [1, 0], scores: [1, 2] });
    expect(() => costThreshold(scores, { falsePositive: [1], falseNegative: 1 })).toThrow(
      /falsePositive must be one number or one for each of 2 rows, got an array of length 1/,
    );
    expect(() => costThreshold(scores, { falsePositive: NaN, falseNegative: 1 })).toThrow(
      /in row 1 must be at least 0 and finite, got NaN/,
    );
  });
});
