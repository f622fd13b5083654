/** Bootstrap intervals and the draws behind them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { binomialPmf } from '../../src/stats/binomial.ts';
import { bcaInterval, percentileInterval } from '../../src/stats/bootstrap.ts';
import { chiSquareSf } from '../../src/stats/chi-square.ts';
import { binomialDraw, multinomialDraw, poissonDraw } from '../../src/stats/draws.ts';
import { logGamma } from '../../src/stats/log-gamma.ts';
import { studentTCdf } from '../../src/stats/student-t.ts';
import { expectRate, normals } from './acceptance.ts';

interface Peer {
  readonly estimate: number;
  readonly jackknife: readonly number[];
  readonly replicates: readonly number[];
  readonly percentile: readonly [number, number];
  readonly BCa: readonly [number, number];
}
const peers = JSON.parse(readFileSync(new URL('../fixtures/stats-peers.json', import.meta.url), 'utf8')) as {
  readonly bootstrap: readonly Peer[];
};

describe('bootstrap intervals', () => {
  it('equal those of scipy on its replicates', () => {
    for (const { replicates, estimate, jackknife, ...expected } of peers.bootstrap) {
      const percentile = percentileInterval(replicates, { level: 0.9 }).interval!;
      const bca = bcaInterval(replicates, { level: 0.9, estimate, jackknife }).interval!;
      expect(percentile.low).toBeCloseTo(expected.percentile[0], 12);
      expect(percentile.high).toBeCloseTo(expected.percentile[1], 12);
      expect(bca.low).toBeCloseTo(expected.BCa[0], 11);
      expect(bca.high).toBeCloseTo(expected.BCa[1], 11);
    }
  });
  it('a jackknife value with a multiplicity equals that value repeated', () => {
    const { replicates, estimate } = peers.bootstrap[0]!;
    const once = bcaInterval(replicates, { estimate, jackknife: [1, 1, 1, 4, 4, 6] });
    const counted = bcaInterval(replicates, { estimate, jackknife: [1, 4, 6], multiplicities: [3, 2, 1] });
    expect(counted.interval!.low).toBeCloseTo(once.interval!.low, 13);
    expect(counted.interval!.high).toBeCloseTo(once.interval!.high, 13);
  });
  it('tells the share of undefined replicates and gives no interval where there are many', () => {
    const few = percentileInterval([...Array.from({ length: 99 }, (_, i) => i), NaN]);
    expect(few).toMatchObject({ undefinedShare: 0.01, replicates: 100 });
    expect(few.interval).not.toBeNull();
    expect(percentileInterval([1, 2, 3, NaN])).toMatchObject({ interval: null, undefinedShare: 0.25 });
    expect(percentileInterval([NaN]).interval).toBeNull();
    expect(bcaInterval([1, 2, 3], { estimate: 9, jackknife: [1, 2] }).interval).toBeNull();
    expect(() => percentileInterval([1], { level: NaN })).toThrow(/level must be between 0 and 1/);
    expect(() => percentileInterval([])).toThrow(/replicates must be at least one number/);
  });
  for (const size of [200, 20, 5]) {
    it(`the percentile interval of a mean of ${size} rare cases covers as theory says`, () => {
      // Its half-width is z s sqrt((n - 1) / n) / sqrt(n), so it covers with P(|T| < z sqrt((n - 1) / n)), T Student on n - 1:
      // .949 for 200, .929 for 20, .847 for 5 cases at 95 %. (For so few the replicates are not yet normal: one point of slack.)
      const random = stream(11, 'coverage', size);
      const normal = normals(random);
      const runs = 700;
      const replicates = new Float64Array(400);
      let covered = 0;
      for (let run = 0; run < runs; run++) {
        const sample = Float64Array.from({ length: size }, () => normal());
        for (let b = 0; b < replicates.length; b++) {
          let sum = 0;
          for (let i = 0; i < size; i++) sum += sample[random.integer(size)]!;
          replicates[b] = sum / size;
        }
        const { low, high } = percentileInterval(replicates).interval!;
        if (low <= 0 && 0 <= high) covered++;
      }
      const expected = 1 - 2 * studentTCdf(-1.959964 * Math.sqrt((size - 1) / size), size - 1);
      expectRate(covered, runs, expected - 0.01, `${size} cases`);
    });
  }
});

/** p-value of the chi-square test of observed counts, neighbouring cells pooled until each expects at least 8. */
function goodness(
  observed: ReadonlyMap<number, number>,
  runs: number,
  probability: (k: number) => number,
  last: number,
): number {
  let statistic = 0;
  let cells = 0;
  let expectedSum = 0;
  let observedSum = 0;
  let expectedLeft = runs;
  for (let k = 0; k <= last; k++) {
    expectedSum += runs * probability(k);
    observedSum += observed.get(k) ?? 0;
    if (expectedSum >= 8 && expectedLeft - expectedSum >= 8) {
      statistic += (observedSum - expectedSum) ** 2 / expectedSum;
      expectedLeft -= expectedSum;
      cells++;
      expectedSum = 0;
      observedSum = 0;
    }
  }
  statistic += (observedSum - expectedLeft) ** 2 / expectedLeft;
  return chiSquareSf(statistic, cells);
}

function tally(runs: number, draw: () => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let run = 0; run < runs; run++) {
    const value = draw();
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

describe('draws follow their distribution (chi-square over all values)', () => {
  const runs = 20000;
  const cases = [
    [1, 0.3],
    [7, 0.5],
    [19, 0.5],
    [30, 0.31],
    [40, 0.5],
    [60, 0.9],
    [1000, 0.005],
    [5000, 0.005],
    [8000, 0.4],
    [400, 0.05],
  ] as const;
  it('binomialDraw, by search and by rejection', () => {
    const random = stream(21, 'binomial');
    for (const [n, p] of cases) {
      const counts = tally(runs, () => binomialDraw(random, n, p));
      expect(Math.min(...counts.keys())).toBeGreaterThanOrEqual(0);
      expect(Math.max(...counts.keys())).toBeLessThanOrEqual(n);
      expect(
        goodness(counts, runs, (k) => binomialPmf(k, n, p), n),
        `n ${n}, p ${p}`,
      ).toBeGreaterThan(1e-4);
    }
  });
  it('poissonDraw, by search and by rejection', () => {
    const random = stream(22, 'poisson');
    for (const mean of [0.02, 1, 9.9, 10.1, 37, 500]) {
      const counts = tally(runs, () => poissonDraw(random, mean));
      const probability = (k: number) => Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
      expect(goodness(counts, runs, probability, Math.ceil(mean * 2 + 40)), `mean ${mean}`).toBeGreaterThan(1e-4);
    }
  });
  it('a binomial of a thousand million trials has its mean and variance', () => {
    const random = stream(23, 'huge');
    const [n, p] = [1e9, 0.003];
    let sum = 0;
    let squares = 0;
    for (let run = 0; run < 4000; run++) {
      const z = (binomialDraw(random, n, p) - n * p) / Math.sqrt(n * p * (1 - p));
      sum += z / 4000;
      squares += (z * z) / 4000;
    }
    // Standard errors .0158 and .0224.
    expect(Math.abs(sum)).toBeLessThan(0.065);
    expect(Math.abs(squares - 1)).toBeLessThan(0.09);
  });
  it('multinomialDraw adds to n, leaves cells of weight 0 empty, and each cell is binomial', () => {
    const random = stream(24, 'multinomial');
    const weights = [0.5, 0, 3, 40, 6.5, 0];
    const first = new Map<number, number>();
    for (let run = 0; run < 5000; run++) {
      const counts = multinomialDraw(random, 30, weights);
      expect(counts.reduce((a, b) => a + b, 0)).toBe(30);
      expect([counts[1], counts[5]]).toEqual([0, 0]);
      first.set(counts[2]!, (first.get(counts[2]!) ?? 0) + 1);
    }
    expect(goodness(first, 5000, (k) => binomialPmf(k, 30, 3 / 50), 30)).toBeGreaterThan(1e-4);
  });
  it('certain and impossible successes, and refusals', () => {
    const random = stream(25);
    expect([
      binomialDraw(random, 9, 0),
      binomialDraw(random, 9, 1),
      binomialDraw(random, 0, 0.5),
      poissonDraw(random, 0),
    ]).toEqual([0, 9, 0, 0]);
    expect(() => binomialDraw(random, 1.5, 0.5)).toThrow(/n must be a whole number/);
    expect(() => binomialDraw(random, 3, NaN)).toThrow(/p must be from 0 to 1, got NaN/);
    expect(() => poissonDraw(random, -1)).toThrow(/mean must be finite and at least 0/);
    expect(() => multinomialDraw(random, 3, [0, 0])).toThrow(/the sum of weights must be above 0, got 0/);
  });
});
