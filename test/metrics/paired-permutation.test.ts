import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { permuteAreas } from '../../src/metrics/paired-permutation.ts';
import { averagePrecision, rocAuc } from '../../src/metrics/ranking.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import type { Scores } from '../../src/metrics/types.ts';
import { expectAtMostRate, expectRate, normals } from '../stats/acceptance.ts';

const labels = [1, 0, 1, 0, 0, 0, 1, 0, 0];
const a = [0.9, 0.2, 0.7, 0.3, 0.6, 0.1, 0.5, 0.5, 0.4];
const b = [0.6, 0.7, 0.7, 0.2, 0.3, 0.8, 0.4, 0.1, 0.5];

/** All ways to exchange rows (or whole groups) and the share of them whose areas differ at least as much. */
function enumerated(
  of: (labels: readonly number[], scores: readonly number[]) => number,
  units: readonly number[],
): number {
  const count = Math.max(...units) + 1;
  const observed = Math.abs(of(labels, a) - of(labels, b));
  let extreme = 0;
  for (let pattern = 0; pattern < 2 ** count; pattern++) {
    const swapped = units.map((unit) => (pattern >> unit) & 1);
    const one = a.map((score, i) => (swapped[i] === 1 ? b[i]! : score));
    const two = b.map((score, i) => (swapped[i] === 1 ? a[i]! : score));
    if (Math.abs(of(labels, one) - of(labels, two)) >= observed - 1e-12) extreme++;
  }
  return extreme / 2 ** count;
}

const areas = {
  rocAuc: (truth: readonly number[], scores: readonly number[]) =>
    rocAuc(binaryScores({ labels: truth, scores })).value!,
  averagePrecision: (truth: readonly number[], scores: readonly number[]) =>
    averagePrecision(binaryScores({ labels: truth, scores })).value!,
};

describe('permuteAreas', () => {
  const replicates = 5000;
  const scoresOf = (scores: number[], more: Partial<Parameters<typeof binaryScores>[0]> = {}): Scores =>
    binaryScores({ labels, scores, probabilities: true, ...more });

  it.each(['rocAuc', 'averagePrecision'] as const)('draws from all exchanges of rows: %s', (name) => {
    const test = permuteAreas(scoresOf(a), scoresOf(b), { replicates });
    const exact = enumerated(areas[name], [...labels.keys()]);
    expectRate(Math.round(test[name].pValue! * (replicates + 1)) - 1, replicates, exact, name);
    expect(test[name].difference).toBeCloseTo(areas[name](labels, a) - areas[name](labels, b), 14);
    expect(exact).toBeLessThan(0.9);
  });

  it.each(['rocAuc', 'averagePrecision'] as const)('exchanges whole groups: %s', (name) => {
    const groups = [0, 0, 1, 1, 2, 2, 3, 3, 4];
    const test = permuteAreas(scoresOf(a, { groups }), scoresOf(b, { groups }), { replicates });
    expectRate(
      Math.round(test[name].pValue! * (replicates + 1)) - 1,
      replicates,
      enumerated(areas[name], groups),
      name,
    );
  });

  it('exchanges ranks where the scales differ, so that the scale does not matter', () => {
    const cubed = (scores: number[], by: number) =>
      binaryScores({ labels, scores: scores.map((score) => 1000 * by + by * score ** 3) });
    const once = permuteAreas(cubed(a, 1), cubed(b, 1));
    expect(permuteAreas(cubed(a, 1), cubed(b, 50))).toEqual(once);
    expect(once.exchange).toBe('ranks');
    expect(permuteAreas(scoresOf(a), scoresOf(b)).exchange).toBe('scores');
  });

  it('takes whole weights for repetitions and other weights for one row', () => {
    const weights = [1, 2, 1, 0, 1, 3, 2, 1, 1];
    const rows = weights.flatMap((weight, i) => new Array<number>(weight).fill(i));
    const repeat = (scores: number[]) =>
      binaryScores({ labels: rows.map((i) => labels[i]!), scores: rows.map((i) => scores[i]!), probabilities: true });
    const written = permuteAreas(repeat(a), repeat(b), { replicates });
    const weighted = permuteAreas(scoresOf(a, { weights }), scoresOf(b, { weights }), { replicates });
    expect(weighted.rocAuc.difference).toBeCloseTo(written.rocAuc.difference!, 14);
    expect(Math.abs(weighted.rocAuc.pValue! - written.rocAuc.pValue!)).toBeLessThan(0.04);
    const halves = labels.map(() => 0.5);
    const halved = permuteAreas(scoresOf(a, { weights: halves }), scoresOf(b, { weights: halves }), { replicates });
    expectRate(
      Math.round(halved.rocAuc.pValue! * (replicates + 1)) - 1,
      replicates,
      enumerated(areas.rocAuc, [...labels.keys()]),
      'halves',
    );
  });

  it('is never 0, is 1 for the same model, and is fixed by its seed', () => {
    const sure = binaryScores({ labels: labels.map((label) => label), scores: labels, probabilities: true });
    const wrong = binaryScores({ labels, scores: labels.map((label) => 1 - label), probabilities: true });
    expect(permuteAreas(sure, wrong, { replicates: 20 }).rocAuc.pValue).toBeGreaterThanOrEqual(1 / 21);
    expect(permuteAreas(scoresOf(a), scoresOf(a)).averagePrecision).toEqual({ difference: 0, pValue: 1 });
    expect(permuteAreas(scoresOf(a), scoresOf(b), { seed: 1 })).toEqual(
      permuteAreas(scoresOf(a), scoresOf(b), { seed: 1 }),
    );
    const only = binaryScores({ labels: [0, 0], scores: [1, 2] });
    expect(permuteAreas(only, only).rocAuc).toEqual({ difference: null, pValue: null });
    expect(() => permuteAreas(scoresOf(a), scoresOf(b), { replicates: 0 })).toThrow('replicates');
  });
});

it.each([
  { positives: 50, negatives: 50, runs: 300 },
  { positives: 10, negatives: 190, runs: 300 },
  { positives: 10, negatives: 1990, runs: 100 },
])(
  'rejects equal models as often as promised, $positives positives of $negatives',
  ({ positives, negatives, runs }) => {
    const normal = normals(stream(51, 'permutation', negatives));
    const truth = Uint8Array.from({ length: positives + negatives }, (_, i) => (i < positives ? 1 : 0));
    const hits = { rocAuc: 0, averagePrecision: 0 };
    for (let run = 0; run < runs; run++) {
      const shared = truth.map(() => 0);
      const hard = Float64Array.from(shared, normal);
      const made = (): Scores =>
        binaryScores({ labels: truth, scores: Float64Array.from(hard, (own, i) => truth[i]! * 1.5 + own + normal()) });
      const test = permuteAreas(made(), made(), { replicates: 99, seed: run });
      for (const name of ['rocAuc', 'averagePrecision'] as const) if (test[name].pValue! <= 0.05) hits[name]++;
    }
    expectRate(hits.rocAuc, runs, 0.05, 'ROC-AUC');
    expectAtMostRate(hits.averagePrecision, runs, 0.05, 'average precision');
  },
);
