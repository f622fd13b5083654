import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { type AreaComparison, compareAreas, type PairedMetric } from '../../src/metrics/paired-areas.ts';
import { averagePrecision, rocAuc } from '../../src/metrics/ranking.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import type { Scores } from '../../src/metrics/types.ts';
import { expectAtMostRate, expectRate, normals } from '../stats/acceptance.ts';

interface Peer {
  readonly labels: number[];
  readonly first: number[];
  readonly second: number[];
  readonly delong: { first: number; second: number; z: number; variance: number };
}

const peers = JSON.parse(readFileSync(new URL('../fixtures/paired.json', import.meta.url), 'utf8')) as {
  delong: Peer[];
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

/** Placement values by comparing every positive with every negative. */
function placements(labels: readonly number[], scores: readonly number[]): { own: number[]; others: number[] } {
  const wins = (p: number, q: number) => (p > q ? 1 : p === q ? 0.5 : 0);
  const of = (label: number) => scores.filter((_, i) => labels[i] === label);
  const [positives, negatives] = [of(1), of(0)];
  return {
    own: positives.map((p) => mean(negatives.map((q) => wins(p, q)))),
    others: negatives.map((q) => mean(positives.map((p) => wins(p, q)))),
  };
}

describe('paired DeLong', () => {
  it.each(peers.delong.map((peer, i) => ({ i, peer })))(
    'agrees with MLstatkit and with all pairs, case $i',
    ({ peer }) => {
      const { labels, first, second, delong } = peer;
      const { rocAuc: compared } = compareAreas(
        binaryScores({ labels, scores: first }),
        binaryScores({ labels, scores: second }),
      );
      expect(compared.first).toBeCloseTo(delong.first, 13);
      expect(compared.second).toBeCloseTo(delong.second, 13);
      expect(compared.statistic! / delong.z).toBeCloseTo(1, 10);
      expect(compared.standardError! ** 2 / delong.variance).toBeCloseTo(1, 10);
      const [a, b] = [placements(labels, first), placements(labels, second)];
      const own = variance(a.own.map((value, i) => value - b.own[i]!)) / a.own.length;
      const others = variance(a.others.map((value, i) => value - b.others[i]!)) / a.others.length;
      expect(compared.standardError! ** 2 / (own + others)).toBeCloseTo(1, 11);
      const df = (own + others) ** 2 / (own ** 2 / (a.own.length - 1) + others ** 2 / (a.others.length - 1));
      expect(compared.df! / df).toBeCloseTo(1, 9);
    },
  );

  it('agrees with arithmetic by hand', () => {
    // First: .9 beats both negatives, .4 beats .2 only: placements 1, .5 and for the negatives .5, 1. AUC .75.
    // Second: all four pairs right: AUC 1. Differences 0, -.5 and -.5, 0: each of variance .125, over 2 rows each.
    const labels = [1, 1, 0, 0];
    const { rocAuc: compared } = compareAreas(
      binaryScores({ labels, scores: [0.9, 0.4, 0.5, 0.2] }),
      binaryScores({ labels, scores: [0.9, 0.4, 0.3, 0.2] }),
    );
    expect(compared).toMatchObject({ first: 0.75, second: 1, difference: -0.25 });
    expect(compared.standardError).toBeCloseTo(Math.sqrt(0.125), 14);
    expect(compared.statistic).toBeCloseTo(-0.25 / Math.sqrt(0.125), 14);
    expect(compared.df).toBeCloseTo(2, 12);
    // P(|T| >= t) with 2 degrees of freedom is 1 - t / sqrt(t^2 + 2), t^2 = .5.
    expect(compared.pValue).toBeCloseTo(1 - Math.sqrt(0.5 / 2.5), 12);
  });
});

/** Both models see the same positives shifted by d, with errors that are correlated by one half. */
function drawnPair(
  normal: () => number,
  { positives, negatives, groupsOf = 1 }: { positives: number; negatives: number; groupsOf?: number },
): [Scores, Scores] {
  const labels = Uint8Array.from({ length: positives + negatives }, (_, i) => (i < positives ? 1 : 0));
  const d = 1.5;
  const probability = (x: number) => 1 / (1 + (negatives / positives) * Math.exp(-d * (x - d / 2)));
  const [a, b] = [new Float64Array(labels.length), new Float64Array(labels.length)];
  const groups = Int32Array.from(labels, (_, i) => Math.floor(i / groupsOf));
  for (let i = 0; i < labels.length; i += groupsOf) {
    const [both, own, other] = [normal(), normal(), normal()];
    for (let j = i; j < i + groupsOf; j++) {
      const within = groupsOf === 1 ? 0 : 0.3 * normal();
      a[j] = probability(labels[j]! * d + (both + own + within) / Math.SQRT2);
      b[j] = probability(labels[j]! * d + (both + other + within) / Math.SQRT2);
    }
  }
  const grouped = groupsOf === 1 ? {} : { groups };
  return [
    binaryScores({ labels, scores: a, probabilities: true, ...grouped }),
    binaryScores({ labels, scores: b, probabilities: true, ...grouped }),
  ];
}

const metricNames: readonly PairedMetric[] = ['rocAuc', 'averagePrecision', 'brier', 'logLoss'];

describe('error of the first kind', () => {
  it.each([
    { positives: 50, negatives: 50, runs: 800 },
    { positives: 20, negatives: 380, runs: 800 },
    { positives: 20, negatives: 3980, runs: 200 },
  ])('is near 5 % for $positives of $negatives', ({ positives, negatives, runs }) => {
    const normal = normals(stream(21, 'paired', positives, negatives));
    const rejected = Object.fromEntries(metricNames.map((name) => [name, 0])) as Record<PairedMetric, number>;
    for (let run = 0; run < runs; run++) {
      const compared = compareAreas(...drawnPair(normal, { positives, negatives }));
      for (const name of metricNames) if (compared[name]!.pValue! < 0.05) rejected[name]++;
    }
    for (const name of ['rocAuc', 'brier', 'logLoss'] as const) expectRate(rejected[name], runs, 0.05, name);
    // The influence of average precision is that of large samples: with few positives it mostly errs on the side of doubt.
    expectAtMostRate(rejected.averagePrecision, runs, 0.06, 'averagePrecision');
  });

  it('is kept where rows come in groups, and lost where the groups are ignored', () => {
    const normal = normals(stream(22, 'grouped pairs'));
    const runs = 300;
    const [heeded, ignored] = [
      { auc: 0, brier: 0 },
      { auc: 0, brier: 0 },
    ];
    const count = (of: { auc: number; brier: number }, compared: AreaComparison): void => {
      if (compared.rocAuc.pValue! < 0.05) of.auc++;
      if (compared.brier!.pValue! < 0.05) of.brier++;
    };
    for (let run = 0; run < runs; run++) {
      const [first, second] = drawnPair(normal, { positives: 120, negatives: 1080, groupsOf: 4 });
      count(heeded, compareAreas(first, second));
      const loose = ({ groups: _, ...rest }: Scores): Scores => rest;
      count(ignored, compareAreas(loose(first), loose(second)));
    }
    expectRate(heeded.auc, runs, 0.05, 'ROC-AUC by group');
    expectRate(heeded.brier, runs, 0.05, 'Brier by group');
    expect(ignored.auc / runs).toBeGreaterThan(0.2);
  });
});

describe('compareAreas', () => {
  const labels = [1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1];
  const a = [0.9, 0.9, 0.8, 0.7, 0.7, 0.7, 0.5, 0.4, 0.4, 0.3, 0.2, 0.1];
  const b = [0.8, 0.3, 0.9, 0.6, 0.7, 0.2, 0.7, 0.5, 0.1, 0.3, 0.6, 0.4];
  const scoresOf = (scores: number[], more: Partial<Parameters<typeof binaryScores>[0]> = {}): Scores =>
    binaryScores({ labels, scores, probabilities: true, ...more });

  it('subtracts the metrics of the two', () => {
    const compared = compareAreas(scoresOf(a), scoresOf(b));
    expect(compared.rocAuc.difference).toBeCloseTo(rocAuc(scoresOf(a)).value! - rocAuc(scoresOf(b)).value!, 14);
    const ap = averagePrecision(scoresOf(a)).value! - averagePrecision(scoresOf(b)).value!;
    expect(compared.averagePrecision.difference).toBeCloseTo(ap, 14);
    const brierOf = (scores: number[]) => mean(scores.map((score, i) => (score - labels[i]!) ** 2));
    expect(compared.brier!.difference).toBeCloseTo(brierOf(a) - brierOf(b), 14);
    expect(compared).toMatchObject({ n: 12, nPositive: 5, nGroups: null });
  });

  it('turns its sign when the two change places', () => {
    const [ab, ba] = [compareAreas(scoresOf(a), scoresOf(b)), compareAreas(scoresOf(b), scoresOf(a))];
    for (const name of metricNames) {
      expect(ba[name]!.statistic).toBeCloseTo(-ab[name]!.statistic!, 12);
      expect(ba[name]!.pValue).toBeCloseTo(ab[name]!.pValue!, 12);
      expect(ba[name]!.interval!.low).toBeCloseTo(-ab[name]!.interval!.high, 12);
    }
  });

  it('takes a weight of 2 for a repetition and one of 0 for none', () => {
    const weights = labels.map((_, i) => i % 3);
    const rows = weights.flatMap((weight, i) => new Array<number>(weight).fill(i));
    const repeated = (scores: number[]) =>
      binaryScores({ labels: rows.map((i) => labels[i]!), scores: rows.map((i) => scores[i]!), probabilities: true });
    const weighted = compareAreas(scoresOf(a, { weights }), scoresOf(b, { weights }));
    const written = compareAreas(repeated(a), repeated(b));
    for (const name of metricNames) {
      for (const key of ['first', 'difference', 'standardError', 'df', 'pValue'] as const) {
        expect(weighted[name]![key], `${name} ${key}`).toBeCloseTo(written[name]![key]!, 12);
      }
    }
  });

  it('agrees by group with leaving out one group at a time', () => {
    const random = stream(6, 'jackknife');
    const [first, second] = drawnPair(normals(random), { positives: 160, negatives: 640, groupsOf: 4 });
    // Groups that hold both classes, so that their sums matter: group g has rows g, g + 200, …
    const groups = first.labels.map((_, i) => i % 200);
    const regrouped = (scores: Scores): Scores => ({ ...scores, groups: Int32Array.from(groups) });
    const compared = compareAreas(regrouped(first), regrouped(second));
    const without = Array.from({ length: 200 }, (_, left) => {
      const weights = Float64Array.from(groups, (group) => (group === left ? 0 : 1));
      return compareAreas({ ...first, weights }, { ...second, weights });
    });
    for (const name of metricNames) {
      const jackknife = (variance(without.map((one) => one[name]!.difference!)) * 199 ** 2) / 200;
      expect(Math.sqrt(jackknife) / compared[name]!.standardError!, name).toBeGreaterThan(0.97);
      expect(Math.sqrt(jackknife) / compared[name]!.standardError!, name).toBeLessThan(1.03);
    }
  });

  it('has no error to show where nothing varies', () => {
    const alike = compareAreas(scoresOf(a), scoresOf(a.map((score) => score / 2)));
    expect(alike.rocAuc).toMatchObject({ difference: 0, standardError: 0, pValue: 1, interval: null });
    expect(alike.rocAuc.reason).toBe('both treat all rows alike');
    const perfect = binaryScores({ labels: [1, 1, 0, 0], scores: [4, 3, 2, 1] });
    const worst = binaryScores({ labels: [1, 1, 0, 0], scores: [1, 2, 3, 4] });
    expect(compareAreas(perfect, worst).rocAuc).toMatchObject({ difference: 1, pValue: null, interval: null });
  });

  it('is undefined with one class, and without an error with one row of a class', () => {
    const only = binaryScores({ labels: [0, 0], scores: [1, 2] });
    expect(compareAreas(only, only).averagePrecision).toMatchObject({ first: null, reason: 'there are no positives' });
    const one = compareAreas(
      binaryScores({ labels: [1, 0, 0], scores: [1, 2, 0] }),
      binaryScores({ labels: [1, 0, 0], scores: [1, 0, 2] }),
    );
    expect(one.rocAuc).toMatchObject({ difference: 0, pValue: null, reason: 'a class has fewer than two rows' });
    expect(one.brier).toBe(null);
  });

  it('names the first row in which the two are not the same', () => {
    const other = binaryScores({ labels: [1, 0, 0, ...labels.slice(3)], scores: a });
    expect(() => compareAreas(scoresOf(a), other)).toThrow('label of row 2');
    expect(() => compareAreas(scoresOf(a), binaryScores({ labels: [1, 0], scores: [1, 2] }))).toThrow('as many rows');
    const weights = labels.map(() => 1);
    expect(() => compareAreas(scoresOf(a, { weights }), scoresOf(b))).toThrow('the weight of each row');
    expect(() => compareAreas(scoresOf(a), scoresOf(b), { level: NaN })).toThrow('level');
  });
});
