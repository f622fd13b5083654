/** The tests of the room: by hand, against scipy, and how often they reject a true null. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { binomialPmf } from '../../src/stats/binomial.ts';
import { correctedResampledTTest } from '../../src/stats/corrected-t-test.ts';
import { holm } from '../../src/stats/holm.ts';
import { mcnemar } from '../../src/stats/mcnemar.ts';
import { signFlipTest } from '../../src/stats/sign-flip-test.ts';
import { expectAtMostRate, expectRate, normals } from './acceptance.ts';

const peers = JSON.parse(readFileSync(new URL('../fixtures/stats-peers.json', import.meta.url), 'utf8')) as {
  readonly mcnemar: readonly { readonly onlyFirst: number; readonly onlySecond: number; readonly pValue: number }[];
  readonly signFlip: readonly { readonly differences: readonly number[]; readonly pValue: number }[];
};

describe('correctedResampledTTest', () => {
  it('by hand', () => {
    // Mean 3, s^2 = (4 + 1 + 0 + 1 + 4) / 4 = 2.5; error = sqrt((1/5 + 1/4) 2.5) = 1.0606602; t = 2.8284271 on 4 df.
    // For 4 df, P(T > t) = 1/2 - (3/8) u (1 - u^2/12) with u = t / sqrt(1 + t^2/4): u = 1.6329932, p/2 = .0237330.
    const { difference, interval, pValue, df } = correctedResampledTTest([1, 2, 3, 4, 5], { testToTrainRatio: 0.25 });
    expect([difference, df]).toEqual([3, 4]);
    const t = 3 / Math.sqrt(0.45 * 2.5);
    const u = t / Math.sqrt(1 + (t * t) / 4);
    expect(pValue).toBeCloseTo(2 * (0.5 - (3 / 8) * u * (1 - (u * u) / 12)), 12);
    // t(.975, 4) = 2.776445105 (published tables).
    expect(interval.low).toBeCloseTo(3 - 2.776445105 * Math.sqrt(0.45 * 2.5), 8);
    expect(interval.high).toBeCloseTo(3 + 2.776445105 * Math.sqrt(0.45 * 2.5), 8);
  });

  it('rejects a true null in 5 % of runs and covers in 95 % when folds share training rows as modelled', () => {
    // Equicorrelated normal differences with rho = nTest / (nTest + nTrain), the model the correction is derived from.
    const normal = normals(stream(3, 'corrected t-test'));
    const runs = 4000;
    for (const folds of [2, 5, 10]) {
      const rho = 1 / folds;
      let rejected = 0;
      let covered = 0;
      for (let run = 0; run < runs; run++) {
        const shared = normal() * Math.sqrt(rho);
        const differences = Array.from({ length: folds }, () => shared + normal() * Math.sqrt(1 - rho));
        const test = correctedResampledTTest(differences, { testToTrainRatio: rho / (1 - rho), level: 0.9 });
        rejected += test.pValue <= 0.05 ? 1 : 0;
        covered += test.interval.low <= 0 && 0 <= test.interval.high ? 1 : 0;
      }
      expectRate(rejected, runs, 0.05, `${folds} folds`);
      expectRate(covered, runs, 0.9, `${folds} folds`);
    }
  });

  it('the uncorrected test would reject far too often, so the simulation above can fail', () => {
    const normal = normals(stream(4, 'uncorrected'));
    let rejected = 0;
    for (let run = 0; run < 1000; run++) {
      const shared = normal() * Math.sqrt(0.1);
      const differences = Array.from({ length: 10 }, () => shared + normal() * Math.sqrt(0.9));
      if (correctedResampledTTest(differences, { testToTrainRatio: 1e-9 }).pValue <= 0.05) rejected++;
    }
    expect(rejected).toBeGreaterThan(100);
  });

  for (const positiveShare of [0.5, 0.05, 0.005]) {
    it(`does not exceed 5 % in real cross-validation of two equally good classifiers at ${100 * positiveShare} % positives`, () => {
      // Each classifier sees one of two exchangeable features and flags what lies above the midpoint of the two class means
      // of its training part; the measure is balanced accuracy in each of 5 stratified folds.
      const normal = normals(stream(5, 'cross-validation', positiveShare));
      const rows = 1000;
      const positives = rows * positiveShare;
      const runs = 600;
      let rejected = 0;
      for (let run = 0; run < runs; run++) {
        const features = [0, 1].map(() =>
          Float64Array.from({ length: rows }, (_, i) => normal() + (i < positives ? 1 : 0)),
        );
        const scores = features.map((feature) => balancedAccuracyOfFolds(feature, positives, 5));
        const differences = scores[0]!.map((value, fold) => value - scores[1]![fold]!);
        if (correctedResampledTTest(differences, { testToTrainRatio: 1 / 4 }).pValue <= 0.05) rejected++;
      }
      expectAtMostRate(rejected, runs, 0.05, `${positives} positives`);
      // Not by never rejecting: fold differences of independent classifiers are barely correlated, so it is conservative.
      if (positiveShare === 0.5) expect(rejected).toBeGreaterThan(0);
    });
  }

  it('says what it makes of differences without spread, and refuses fewer than two', () => {
    expect(correctedResampledTTest([0, 0, 0], { testToTrainRatio: 0.5 })).toMatchObject({
      pValue: 1,
      interval: { low: 0, high: 0 },
    });
    expect(() => correctedResampledTTest([1], { testToTrainRatio: 0.5 })).toThrow(
      /differences must be at least 2 numbers, got 1/,
    );
    expect(() => correctedResampledTTest([1, 2], { testToTrainRatio: NaN })).toThrow(
      /testToTrainRatio must be above 0, got NaN/,
    );
  });
});

/** Rows 0 to positives - 1 are positive; row i is tested in fold i mod folds. */
function balancedAccuracyOfFolds(feature: Float64Array, positives: number, folds: number): number[] {
  return Array.from({ length: folds }, (_, fold) => {
    const sums = [0, 0];
    const counts = [0, 0];
    feature.forEach((x, i) => {
      if (i % folds === fold) return;
      const label = i < positives ? 1 : 0;
      sums[label]! += x;
      counts[label]!++;
    });
    const cut = (sums[0]! / counts[0]! + sums[1]! / counts[1]!) / 2;
    const right = [0, 0];
    const all = [0, 0];
    for (let i = fold; i < feature.length; i += folds) {
      const label = i < positives ? 1 : 0;
      all[label]!++;
      if (feature[i]! > cut === (label === 1)) right[label]!++;
    }
    return (right[0]! / all[0]! + right[1]! / all[1]!) / 2;
  });
}

describe('mcnemar', () => {
  it('p-values equal the exact binomial test of scipy', () => {
    for (const { onlyFirst, onlySecond, pValue } of peers.mcnemar) {
      expect(mcnemar({ onlyFirst, onlySecond, n: 200 }).pValue).toBeCloseTo(pValue, 12);
    }
  });
  it('1 against 9: 2 (1 + 10) / 2^10, and no disagreement is no evidence', () => {
    expect(mcnemar({ onlyFirst: 1, onlySecond: 9, n: 50 }).pValue).toBeCloseTo(22 / 1024, 14);
    expect(mcnemar({ onlyFirst: 0, onlySecond: 0, n: 50 }).pValue).toBe(1);
    expect(mcnemar({ onlyFirst: 9, onlySecond: 1, n: 50 }).difference).toBe(0.16);
  });
  it('rejects a true null in at most 5 % and covers in about 95 %, exactly, for rare and common disagreement', () => {
    const n = 60;
    for (const disagreement of [0.5, 0.05, 0.005]) {
      for (const shareOfFirst of [0.5, 0.8]) {
        let rejected = 0;
        let covered = 0;
        for (let both = 0; both <= n; both++) {
          const chance = binomialPmf(both, n, disagreement);
          for (let onlyFirst = 0; onlyFirst <= both; onlyFirst++) {
            const probability = chance * binomialPmf(onlyFirst, both, shareOfFirst);
            if (probability < 1e-12) continue;
            const { pValue, interval } = mcnemar({ onlyFirst, onlySecond: both - onlyFirst, n });
            if (pValue <= 0.05) rejected += probability;
            const truth = disagreement * (2 * shareOfFirst - 1);
            if (interval.low <= truth && truth <= interval.high) covered += probability;
          }
        }
        if (shareOfFirst === 0.5) expect(rejected).toBeLessThanOrEqual(0.05);
        expect(covered).toBeGreaterThan(0.93);
      }
    }
  });
  it('refuses more disagreement than cases', () => {
    expect(() => mcnemar({ onlyFirst: 3, onlySecond: 3, n: 5 })).toThrow(
      /n must be at least 1 and the cases they disagree on \(6\), got 5/,
    );
    expect(() => mcnemar({ onlyFirst: 0.5, onlySecond: 3, n: 5 })).toThrow(/onlyFirst must be a whole number/);
  });
});

describe('signFlipTest', () => {
  it('equals the enumeration of scipy', () => {
    for (const { differences, pValue } of peers.signFlip) {
      const test = signFlipTest(differences, { random: stream(1) });
      expect(test.exact).toBe(true);
      expect(test.pValue).toBeCloseTo(pValue, 12);
    }
  });
  it('all of one sign: the two most extreme of 2^n patterns', () => {
    expect(signFlipTest([0.1, 0.2, 0.3, 0.7], { random: stream(1) }).pValue).toBe(2 / 16);
  });
  it('drawn patterns never give 0, and reject a true null of skewed sizes in at most 5 %', () => {
    const huge = Array.from({ length: 40 }, (_, i) => i + 1);
    expect(signFlipTest(huge, { random: stream(1), draws: 99 }).pValue).toBe(0.01);
    const random = stream(6, 'sign flip');
    const runs = 1500;
    for (const pairs of [20, 60]) {
      let rejected = 0;
      for (let run = 0; run < runs; run++) {
        // Symmetric about 0 with a heavy tail.
        const differences = Array.from(
          { length: pairs },
          () => (random.integer(2) === 0 ? -1 : 1) / (0.02 + random.uniform()),
        );
        if (signFlipTest(differences, { random, draws: 99 }).pValue <= 0.05) rejected++;
      }
      expectRate(rejected, runs, 0.05, `${pairs} pairs`);
    }
  });
  it('refuses what it cannot use', () => {
    expect(() => signFlipTest([], { random: stream(1) })).toThrow(/at least one number/);
    expect(() => signFlipTest([1, NaN], { random: stream(1) })).toThrow(/differences\[1\] must be finite, got NaN/);
  });
});

describe('holm', () => {
  it('by hand, in the order given', () => {
    // Sorted .01, .02, .03, .04 times 4, 3, 2, 1: .04, .06, .06, .04, made monotone: .04, .06, .06, .06.
    const adjusted = holm([0.04, 0.01, 0.03, 0.02]);
    for (const [i, p] of [0.06, 0.04, 0.06, 0.06].entries()) expect(adjusted[i]).toBeCloseTo(p, 14);
    expect(holm([0.9, null, 0.6])).toEqual([1, null, 1]);
    expect(holm([])).toEqual([]);
  });
  it('keeps the chance of any false rejection at 5 % over unequal numbers of independent tests', () => {
    const random = stream(8, 'holm');
    const runs = 4000;
    for (const tests of [1, 3, 12]) {
      let any = 0;
      for (let run = 0; run < runs; run++) {
        if (holm(Array.from({ length: tests }, () => random.uniform())).some((p) => p! <= 0.05)) any++;
      }
      // Independent uniform p-values: 1 - (1 - .05/m)^m.
      expectRate(any, runs, 1 - (1 - 0.05 / tests) ** tests, `${tests} tests`);
    }
  });
  it('refuses what is no p-value', () => {
    expect(() => holm([0.1, NaN])).toThrow(/pValues\[1\] must be from 0 to 1, or null, got NaN/);
  });
});
