import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { gapCounts } from '../../src/metrics/gaps.ts';
import { hanleyMcNeilError, hanleyMcNeilInterval } from '../../src/metrics/hanley-mcneil.ts';
import { rocAucOf } from '../../src/metrics/ranking.ts';
import { binaryScores } from '../../src/metrics/scores.ts';

it('is the published formula', () => {
  // A = .893, 51 positives, 58 negatives: Q1 = .893 / 1.107 = .806685, Q2 = 2 (.797449) / 1.893 = .842524,
  // (.095551 + 50 (.009236) + 57 (.045075)) / 2958 = (.095551 + .461800 + 2.569275) / 2958 = .00105701, root .032512.
  expect(hanleyMcNeilError(0.893, { positives: 51, negatives: 58 })).toBeCloseTo(0.032512, 5);
});

describe.each([
  { positives: 50, negatives: 50 },
  { positives: 20, negatives: 380 },
  { positives: 10, negatives: 1990 },
])('exponential scores, $positives positives and $negatives negatives', ({ positives, negatives }) => {
  it.each([0.6, 0.8, 0.95])('of area %d spread as much, and the interval covers', (area) => {
    // Positives of mean A, negatives of mean 1 - A: a positive exceeds a negative with probability A.
    const random = stream(81, 'exponential', positives, area);
    const labels = Uint8Array.from({ length: positives + negatives }, (_, i) => (i < positives ? 1 : 0));
    const runs = 600;
    const values: number[] = [];
    let hits = 0;
    for (let run = 0; run < runs; run++) {
      const scores = Float64Array.from(
        labels,
        (label) => -Math.log1p(-random.uniform()) * (label === 1 ? area : 1 - area),
      );
      const value = rocAucOf(gapCounts(binaryScores({ labels, scores }))).value!;
      values.push(value);
      const interval = hanleyMcNeilInterval(value, { positives, negatives });
      if (interval !== null && interval.low <= area && area <= interval.high) hits++;
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / runs;
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (runs - 1));
    // The spread of 600 values is uncertain by 3 %, more where they are skewed.
    expect(error / hanleyMcNeilError(area, { positives, negatives })).toBeGreaterThan(0.87);
    expect(error / hanleyMcNeilError(area, { positives, negatives })).toBeLessThan(1.13);
    expect(hits / runs).toBeGreaterThan(0.92);
    expect(hits / runs).toBeLessThan(0.99);
  });
});

it('has no interval at the ends and refuses what is no area or size', () => {
  expect(hanleyMcNeilError(1, { positives: 5, negatives: 5 })).toBe(0);
  expect(hanleyMcNeilInterval(1, { positives: 5, negatives: 5 })).toBe(null);
  expect(() => hanleyMcNeilError(NaN, { positives: 5, negatives: 5 })).toThrow('area');
  expect(() => hanleyMcNeilError(0.8, { positives: 0, negatives: 5 })).toThrow('positives');
  expect(() => hanleyMcNeilInterval(0.8, { positives: 5, negatives: 5 }, { level: 95 })).toThrow('level');
});
