import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { areaStatistics, bootstrapCounts } from '../../src/metrics/bootstrap.ts';
import { evaluateScores } from '../../src/metrics/evaluate.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import type { Scores } from '../../src/metrics/types.ts';
import { expectRate, normals } from '../stats/acceptance.ts';
import { trueAuc } from './simulate.ts';

interface Peer {
  readonly estimate: number;
  readonly standardError: number;
  readonly percentile: [number, number];
  readonly bca: [number, number];
}

const { bootstrap: peer } = JSON.parse(readFileSync(new URL('../fixtures/paired.json', import.meta.url), 'utf8')) as {
  bootstrap: { labels: number[]; scores: number[]; level: number; rocAuc: Peer; averagePrecision: Peer };
};

const sample = binaryScores({ labels: peer.labels, scores: peer.scores });
/** Limits from 20,000 replicates differ by chance: the limit of two such runs has a standard deviation of about 2 % of the standard error. */
const close = (actual: number, expected: number, standardError: number): void => {
  expect(Math.abs(actual - expected) / standardError).toBeLessThan(0.06);
};

describe.each(['rocAuc', 'averagePrecision'] as const)('against scipy: %s', (name) => {
  it.each(['percentile', 'bca'] as const)('%s limits', (kind) => {
    const { estimate, standardError, interval } = bootstrapCounts(sample, areaStatistics, {
      kind,
      level: peer.level,
      replicates: 20_000,
    })[name];
    expect(estimate).toBeCloseTo(peer[name].estimate, 12);
    expect(standardError / peer[name].standardError).toBeGreaterThan(0.98);
    expect(standardError / peer[name].standardError).toBeLessThan(1.02);
    close(interval!.low, peer[name][kind][0], standardError);
    close(interval!.high, peer[name][kind][1], standardError);
  });

  it('BCa is the same whether the influence is known or every place is left out', () => {
    const options = { kind: 'bca', replicates: 4000 } as const;
    const known = bootstrapCounts(sample, areaStatistics, options)[name].interval!;
    const { value } = areaStatistics[name];
    const unknown = bootstrapCounts(sample, { own: { value } }, options).own.interval!;
    const width = known.high - known.low;
    expect(Math.abs(known.low - unknown.low) / width).toBeLessThan(0.02);
    expect(Math.abs(known.high - unknown.high) / width).toBeLessThan(0.02);
  });
});

describe('ways to draw', () => {
  const labels = [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0];
  const scores = [9, 8, 7, 6, 5, 4, 4, 4, 3, 2, 1, 0];

  it('plain: about as many replicates are undefined as chance leaves without a class', () => {
    const few = binaryScores({ labels: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0], scores: scores.slice(0, 10) });
    const { rocAuc: area } = bootstrapCounts(few, areaStatistics, { sampling: 'plain', replicates: 4000 });
    // No positive among 10 draws: .8^10; no negative: .2^10.
    expectRate(area.undefinedShare * 4000, 4000, 0.8 ** 10 + 0.2 ** 10, 'undefined replicates');
    expect(area.interval).toBe(null);
    expect(area.estimate).toBe(1);
  });

  it('groups: one group a row is the plain bootstrap', () => {
    const alone = binaryScores({ labels: peer.labels, scores: peer.scores, groups: peer.labels.map((_, i) => i) });
    const grouped = bootstrapCounts(alone, areaStatistics, { replicates: 4000 });
    const plain = bootstrapCounts(sample, areaStatistics, { sampling: 'plain', replicates: 4000 });
    for (const name of ['rocAuc', 'averagePrecision'] as const) {
      expect(grouped[name].standardError / plain[name].standardError).toBeGreaterThan(0.94);
      expect(grouped[name].standardError / plain[name].standardError).toBeLessThan(1.06);
      expect(grouped[name].interval!.method).toBe('bootstrap by group (4000), percentile');
    }
  });

  it('groups: rows written four times over are no more evidence', () => {
    const times = [0, 1, 2, 3];
    const repeat = (values: readonly number[]) => times.flatMap(() => values);
    const copies = binaryScores({
      labels: repeat(peer.labels),
      scores: repeat(peer.scores),
      groups: repeat(peer.labels.map((_, i) => i)),
    });
    const { rocAuc: copied } = bootstrapCounts(copies, areaStatistics, { replicates: 3000, kind: 'bca' });
    const { rocAuc: once } = bootstrapCounts(sample, areaStatistics, { replicates: 3000, sampling: 'plain' });
    const { rocAuc: fooled } = bootstrapCounts(copies, areaStatistics, { replicates: 3000, sampling: 'plain' });
    expect(copied.standardError / once.standardError).toBeGreaterThan(0.93);
    expect(copied.standardError / once.standardError).toBeLessThan(1.07);
    // Four times the rows: half the error.
    expect(fooled.standardError / once.standardError).toBeLessThan(0.56);
  });

  it('evaluations that ask for replicates draw groups where there are groups', () => {
    const groups = peer.labels.map((_, i) => i % 50);
    const options = { areas: 'bootstrap', bootstrap: 200, seed: 7 } as const;
    const grouped = evaluateScores({ ...sample, groups: Int32Array.from(groups) }, options);
    expect(grouped.ranking.map(({ interval }) => interval!.method)).toEqual(
      new Array(2).fill('bootstrap by group (200), percentile'),
    );
    const { averagePrecision } = bootstrapCounts(sample, areaStatistics, { replicates: 200, seed: 7 });
    expect(evaluateScores(sample, options).ranking[1]!.interval).toEqual(averagePrecision.interval);
    // Nothing is random unless it is asked for.
    expect(evaluateScores(sample, { seed: 1 })).toEqual(evaluateScores(sample, { seed: 2, bootstrap: 5 }));
  });

  it('is fixed by its seed and refuses what it cannot do', () => {
    const rows = binaryScores({ labels, scores });
    const options = { replicates: 50, seed: 3 };
    expect(bootstrapCounts(rows, areaStatistics, options)).toEqual(bootstrapCounts(rows, areaStatistics, options));
    expect(() => bootstrapCounts(rows, areaStatistics, { sampling: 'groups' })).toThrow('give each row its group');
    expect(() => bootstrapCounts(rows, areaStatistics, { replicates: NaN })).toThrow('replicates');
    expect(() => bootstrapCounts(rows, areaStatistics, { level: 95 })).toThrow('level');
    const one = binaryScores({ labels: [0, 0], scores: [1, 2] });
    expect(bootstrapCounts(one).rocAuc).toMatchObject({ estimate: null, interval: null, undefinedShare: 1 });
  });

  it('keeps class sizes when stratified: weight 2 is a repetition', () => {
    const weighted = binaryScores({ labels, scores, weights: labels.map((label) => 1 + label) });
    const sizes = bootstrapCounts(
      weighted,
      { positives: { value: (gaps) => gaps.positiveTotal }, negatives: { value: (gaps) => gaps.negativeTotal } },
      { replicates: 100 },
    );
    expect(sizes.positives).toMatchObject({ estimate: 6, standardError: 0 });
    expect(sizes.negatives).toMatchObject({ estimate: 9, standardError: 0 });
  });
});

it('covers where rows come in groups, and does not where the groups are ignored', () => {
  const normal = normals(stream(41, 'grouped coverage'));
  const d = 1;
  const runs = 150;
  const hits = { heeded: 0, ignored: 0 };
  for (let run = 0; run < runs; run++) {
    // 80 groups of 5 rows of one label; the rows of a group share most of their error.
    const groups = Int32Array.from({ length: 400 }, (_, i) => Math.floor(i / 5));
    const labels = groups.map((group) => (group < 30 ? 1 : 0));
    const own = Float64Array.from({ length: 80 }, normal);
    const scores = Float64Array.from(
      groups,
      (group, i) => labels[i]! * d + 0.9 * own[group]! + Math.sqrt(0.19) * normal(),
    );
    const rows: Scores = binaryScores({ labels, scores, groups });
    const covered = (sampling: 'groups' | 'plain'): number => {
      const { interval } = bootstrapCounts(
        rows,
        { area: areaStatistics.rocAuc },
        { sampling, replicates: 300, seed: run },
      ).area;
      return interval!.low <= trueAuc(d) && trueAuc(d) <= interval!.high ? 1 : 0;
    };
    hits.heeded += covered('groups');
    hits.ignored += covered('plain');
  }
  // Percentile intervals from 30 groups of positives fall a little short of 95 %.
  expect(hits.heeded / runs).toBeGreaterThan(0.87);
  expect(hits.ignored / runs).toBeLessThan(0.75);
});

it.each([
  { positives: 50, negatives: 50 },
  { positives: 50, negatives: 950 },
  { positives: 50, negatives: 9950 },
])('BCa covers the area of $positives positives among $negatives negatives', ({ positives, negatives }) => {
  const normal = normals(stream(43, 'bca', negatives));
  const d = 1.5;
  const runs = 120;
  const labels = Uint8Array.from({ length: positives + negatives }, (_, i) => (i < positives ? 1 : 0));
  let hits = 0;
  for (let run = 0; run < runs; run++) {
    const rows = binaryScores({ labels, scores: Float64Array.from(labels, (label) => label * d + normal()) });
    const { interval } = bootstrapCounts(
      rows,
      { area: areaStatistics.rocAuc },
      { kind: 'bca', replicates: 400, seed: run },
    ).area;
    if (interval!.low <= trueAuc(d) && trueAuc(d) <= interval!.high) hits++;
  }
  expectRate(hits, runs, 0.94, 'BCa');
});
