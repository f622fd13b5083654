/** Intervals of a proportion: against scipy, and their true coverage, which for counts can be computed exactly. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binomialPmf } from '../../src/stats/binomial.ts';
import { clopperPearson, jeffreys, wilson } from '../../src/stats/proportion.ts';
import type { Interval } from '../../src/stats/types.ts';

interface Row {
  readonly successes: number;
  readonly n: number;
  readonly level: number;
  readonly wilson: readonly [number, number];
  readonly clopperPearson: readonly [number, number];
  readonly jeffreys: readonly [number, number];
}
const peers = JSON.parse(readFileSync(new URL('../fixtures/stats-peers.json', import.meta.url), 'utf8')) as {
  readonly proportions: readonly Row[];
};
const close = (value: number, expected: number) =>
  Math.abs(value - expected) <= 1e-11 * Math.max(Math.abs(expected), 1e-12);

describe('against scipy', () => {
  it('Wilson and Clopper-Pearson agree to 1e-11', () => {
    for (const { successes, n, level, ...expected } of peers.proportions) {
      const context = `${successes} of ${n} at ${level}`;
      const score = wilson(successes, n, { level })!;
      const exact = clopperPearson(successes, n, { level })!;
      expect(
        close(score.low, Math.max(0, expected.wilson[0])) || (successes === 0 && score.low === 0),
        `Wilson low of ${context}`,
      ).toBe(true);
      expect(close(score.high, Math.min(1, expected.wilson[1])), `Wilson high of ${context}`).toBe(true);
      expect(close(exact.low, expected.clopperPearson[0]), `exact low of ${context}`).toBe(true);
      expect(close(exact.high, expected.clopperPearson[1]), `exact high of ${context}`).toBe(true);
    }
  });
  it('Jeffreys is the beta posterior, closed at the ends', () => {
    for (const { successes, n, level, jeffreys: expected } of peers.proportions) {
      const { low, high } = jeffreys(successes, n, { level })!;
      expect(successes === 0 ? low === 0 : close(low, expected[0])).toBe(true);
      expect(successes === n ? high === 1 : close(high, expected[1])).toBe(true);
    }
  });
  it('33 of 41 is .805 with the exact interval .651 to .912', () => {
    const { low, high } = clopperPearson(33, 41)!;
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.651', '0.912']);
  });
});

/** The probability that the interval holds the truth, summed over all outcomes of n trials. */
function coverage(
  interval: (k: number, n: number, options: { level: number }) => Interval | null,
  n: number,
  rate: number,
): number {
  let covered = 0;
  for (let k = 0; k <= n; k++) {
    const { low, high } = interval(k, n, { level: 0.95 })!;
    if (low <= rate && rate <= high) covered += binomialPmf(k, n, rate);
  }
  return covered;
}

describe('true coverage at 95 %', () => {
  const rates = [0.5, 0.05, 0.005];
  const sizes = [5, 30, 400];
  for (const n of sizes) {
    it(`Clopper-Pearson never covers less, at n = ${n}`, () => {
      for (const rate of [...rates, 0.9, 0.123]) expect(coverage(clopperPearson, n, rate)).toBeGreaterThanOrEqual(0.95);
    });
    it(`Wilson and Jeffreys cover 95 % within a point on average over rates, at n = ${n}`, () => {
      for (const interval of [wilson, jeffreys]) {
        let sum = 0;
        for (let i = 1; i < 60; i++) sum += coverage(interval, n, i / 60) / 59;
        expect(Math.abs(sum - 0.95)).toBeLessThan(0.012);
      }
    });
    it(`Wilson covers at least 83 % at every prevalence, at n = ${n}`, () => {
      // The lowest coverage of the 95 % score interval, near one expected success, is .838 (Agresti and Coull 1998).
      for (const rate of rates) expect(coverage(wilson, n, rate)).toBeGreaterThan(0.83);
    });
  }
});

describe('edges', () => {
  it('no trials, no interval', () => {
    for (const interval of [wilson, clopperPearson, jeffreys]) expect(interval(0, 0)).toBeNull();
  });
  it('refuses what cannot be counts or a level', () => {
    expect(() => wilson(5, 4)).toThrow('wilson: successes must be from 0 to n (4), got 5');
    expect(() => clopperPearson(NaN, 4)).toThrow(/successes must be from 0 to n \(4\), got NaN/);
    expect(() => jeffreys(1, NaN)).toThrow(/jeffreys: n must be a finite number of at least 0, got NaN/);
    expect(() => wilson(1, 4, { level: 95 })).toThrow(/level must be between 0 and 1, both excluded, got 95/);
  });
  it('swapping success and failure mirrors the interval', () => {
    for (const interval of [wilson, clopperPearson, jeffreys]) {
      const a = interval(3, 17)!;
      const b = interval(14, 17)!;
      expect(a.low).toBeCloseTo(1 - b.high, 13);
      expect(a.high).toBeCloseTo(1 - b.low, 13);
    }
  });
});
