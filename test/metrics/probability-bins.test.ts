/** Bins by selection are the bins of the sorted counting pass, with and without ties. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { equalMassBins } from '../../src/metrics/calibration-bins.ts';
import { countAtThresholds } from '../../src/metrics/counts.ts';
import { probabilityBins } from '../../src/metrics/probability-bins.ts';
import { binaryScores } from '../../src/metrics/scores.ts';

const n = 120_000;

function scoresOf(probability: (uniform: number, i: number) => number) {
  const random = stream(3, 'bins');
  const scores = Float64Array.from({ length: n }, (_, i) => probability(random.uniform(), i));
  const labels = Uint8Array.from(scores, (score) => (random.uniform() < score / 4 ? 1 : 0));
  return binaryScores({ labels, scores, probabilities: true });
}

describe('probabilityBins', () => {
  it.each([
    ['all different', (u: number) => u],
    ['crowded near 0', (u: number) => u ** 12],
    ['rounded to hundredths', (u: number) => Math.round(100 * u) / 100],
    ['of three values', (u: number) => (u < 0.45 ? 0 : u < 0.93 ? 0.25 : 1)],
    ['all alike', () => 0.5],
    ['zeros of either sign', (u: number, i: number) => (i % 2 === 0 ? -0 : i % 3 === 0 ? 0 : u)],
  ] as const)('are those of the counting pass where probabilities are %s', (_, probability) => {
    const scores = scoresOf(probability);
    for (const bins of [1, 7, 10]) {
      const found = probabilityBins(scores, { bins });
      const sorted = equalMassBins(countAtThresholds(scores), { bins });
      expect(found.map(({ n: rows, nPositive }) => [rows, nPositive])).toEqual(
        sorted.map(({ n: rows, nPositive }) => [rows, nPositive]),
      );
      found.forEach(({ predicted, observed }, k) => {
        expect(predicted).toBeCloseTo(sorted[k]!.predicted, 12);
        expect(observed).toBe(sorted[k]!.observed);
      });
    }
  });
});
