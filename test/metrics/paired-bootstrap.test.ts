import { expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { compareAreas } from '../../src/metrics/paired-areas.ts';
import { bootstrapDifferences } from '../../src/metrics/paired-bootstrap.ts';
import { averagePrecision, rocAuc } from '../../src/metrics/ranking.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import type { Scores } from '../../src/metrics/types.ts';
import { expectRate, normals } from '../stats/acceptance.ts';
import { trueAuc } from './simulate.ts';

function drawnPair(
  normal: () => number,
  positives: number,
  negatives: number,
  shifts: [number, number],
  copies = 1,
): [Scores, Scores] {
  const size = positives + negatives;
  const once = Array.from({ length: size }, (_, i) => {
    const label = i < positives ? 1 : 0;
    const shared = normal();
    const scored = shifts.map((shift) => Math.round(10 * (shift * label + (shared + normal()) / Math.SQRT2)) / 10);
    return { label, scored, group: i };
  });
  const rows = Array.from({ length: copies }, () => once).flat();
  const scoresOf = (model: number): Scores =>
    binaryScores({
      labels: rows.map(({ label }) => label),
      scores: rows.map(({ scored }) => scored[model]!),
      ...(copies === 1 ? {} : { groups: rows.map(({ group }) => group) }),
    });
  return [scoresOf(0), scoresOf(1)];
}

it('agrees with drawing the rows one by one', () => {
  const [first, second] = drawnPair(normals(stream(1, 'pair')), 60, 340, [1.6, 1]);
  const { rocAuc: auc, averagePrecision: ap } = bootstrapDifferences(first, second, { replicates: 4000 });
  const random = stream(2, 'naive');
  const [aucs, aps]: [number[], number[]] = [[], []];
  for (let b = 0; b < 1500; b++) {
    const weights = new Float64Array(400);
    for (let i = 0; i < 60; i++) weights[random.integer(60)]!++;
    for (let i = 0; i < 340; i++) weights[60 + random.integer(340)]!++;
    const [one, two] = [
      { ...first, weights },
      { ...second, weights },
    ];
    aucs.push(rocAuc(one).value! - rocAuc(two).value!);
    aps.push(averagePrecision(one).value! - averagePrecision(two).value!);
  }
  for (const [interval, values] of [
    [auc.interval!, aucs],
    [ap.interval!, aps],
  ] as const) {
    values.sort((x, y) => x - y);
    const width = interval.high - interval.low;
    // The limits of 1,500 draws are uncertain by about 2 % of the width.
    expect(Math.abs(interval.low - values[37]!) / width).toBeLessThan(0.07);
    expect(Math.abs(interval.high - values[1462]!) / width).toBeLessThan(0.07);
  }
});

it('rests on groups where there are groups: four copies of every row are no more evidence', () => {
  const once = drawnPair(normals(stream(3, 'copies')), 60, 340, [1.6, 1]);
  const copied = drawnPair(normals(stream(3, 'copies')), 60, 340, [1.6, 1], 4);
  const width = (pair: [Scores, Scores]) => {
    const { interval } = bootstrapDifferences(...pair, { replicates: 1500 }).rocAuc;
    return interval!.high - interval!.low;
  };
  expect(width(copied) / width(once)).toBeGreaterThan(0.9);
  expect(width(copied) / width(once)).toBeLessThan(1.1);
});

it('comes beside the closed forms where replicates are asked for', () => {
  const [first, second] = drawnPair(normals(stream(4, 'beside')), 40, 200, [1.6, 1]);
  const compared = compareAreas(first, second, { replicates: 200, seed: 9, level: 0.9 });
  expect(compared.averagePrecision.bootstrap).toEqual(
    bootstrapDifferences(first, second, { replicates: 200, seed: 9, level: 0.9 }).averagePrecision,
  );
  expect(compared.rocAuc.bootstrap!.interval!.method).toBe('paired stratified bootstrap (200), percentile');
  expect(compareAreas(first, second).rocAuc.bootstrap).toBe(undefined);
});

it('has no interval where a class is missing', () => {
  const only = binaryScores({ labels: [0, 0], scores: [1, 2] });
  expect(bootstrapDifferences(only, only, { replicates: 50 }).rocAuc).toMatchObject({
    interval: null,
    undefinedShare: 1,
  });
});

it.each([
  { positives: 60, negatives: 60, runs: 120 },
  { positives: 60, negatives: 1140, runs: 120 },
  { positives: 60, negatives: 11940, runs: 30 },
])('covers a true difference of the areas, $positives of $negatives', ({ positives, negatives, runs }) => {
  const normal = normals(stream(61, 'coverage', negatives));
  const truth = trueAuc(1.6) - trueAuc(1);
  let hits = 0;
  for (let run = 0; run < runs; run++) {
    const pair = drawnPair(normal, positives, negatives, [1.6, 1]);
    const { interval } = bootstrapDifferences(...pair, { replicates: 200, seed: run }).rocAuc;
    if (interval!.low <= truth && truth <= interval!.high) hits++;
  }
  expectRate(hits, runs, 0.93, 'paired bootstrap');
});
