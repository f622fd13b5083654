import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { binomialPmf } from '../../src/stats/binomial.ts';
import { chiSquareSf } from '../../src/stats/chi-square.ts';
import { countResampler } from '../../src/stats/count-resampler.ts';

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

/** Chi-square test of draws against the exact probabilities, small expectations pooled at the end. */
function fit(observed: ReadonlyMap<number, number>, probability: (k: number) => number, draws: number): number {
  let statistic = 0;
  let [cells, restSeen, restExpected] = [0, draws, draws];
  for (const k of Array.from(observed.keys()).sort((a, b) => a - b)) {
    const expected = draws * probability(k);
    if (expected < 8) continue;
    statistic += (observed.get(k)! - expected) ** 2 / expected;
    restSeen -= observed.get(k)!;
    restExpected -= expected;
    cells++;
  }
  if (restExpected > 1) statistic += (restSeen - restExpected) ** 2 / restExpected;
  return chiSquareSf(statistic, restExpected > 1 ? cells : cells - 1);
}

describe('countResampler', () => {
  it.each([
    ['one row in each cell', [1, 1, 1, 1, 1, 1, 1]],
    ['a single row', [0, 1]],
    ['few rows, so that most are drawn one by one', [3, 0, 1, 2]],
    ['counts with a table of their own', [40, 200, 7, 12]],
    ['counts of two digits and by rejection', [300, 1111, 5000, 9]],
    ['counts that are not whole', [1.5, 2.5, 4]],
  ])('keeps the total: %s', (_, counts) => {
    const draw = countResampler(counts);
    const random = stream(1, 'total');
    const out = new Float64Array(counts.length);
    for (let i = 0; i < 200; i++) {
      draw(random, out);
      expect(sum(out)).toBe(sum(counts));
      out.forEach((count, cell) => {
        expect(count).toBeGreaterThanOrEqual(0);
        if (counts[cell] === 0) expect(count).toBe(0);
      });
    }
  });

  it.each([
    { counts: [1, 1, 1, 1, 1, 1, 1, 1], cell: 3 },
    { counts: [3, 0, 1, 2], cell: 0 },
    { counts: [40, 200, 7, 12], cell: 0 },
    { counts: [300, 1111, 5000, 9], cell: 0 },
    { counts: [300, 1111, 5000, 9], cell: 2 },
    { counts: [300, 1111, 5000, 9], cell: 3 },
  ])('draws every cell binomially: $counts, cell $cell', ({ counts, cell }) => {
    const draw = countResampler(counts);
    const random = stream(2, 'binomial', cell, ...counts);
    const out = new Float64Array(counts.length);
    const draws = 20_000;
    const seen = new Map<number, number>();
    for (let i = 0; i < draws; i++) {
      draw(random, out);
      seen.set(out[cell]!, (seen.get(out[cell]!) ?? 0) + 1);
    }
    const n = sum(counts);
    const p = fit(seen, (k) => binomialPmf(k, n, counts[cell]! / n), draws);
    expect(p).toBeGreaterThan(1e-4);
  });

  it('draws cells together multinomially: covariances are minus n p q', () => {
    const counts = [5, 300, 1, 60, 1, 1];
    const n = sum(counts);
    const draw = countResampler(counts);
    const random = stream(3, 'covariance');
    const out = new Float64Array(counts.length);
    const draws = 40_000;
    const products = counts.map(() => counts.map(() => 0));
    for (let i = 0; i < draws; i++) {
      draw(random, out);
      for (let a = 0; a < counts.length; a++)
        for (let b = 0; b < counts.length; b++)
          products[a]![b]! += ((out[a]! - counts[a]!) * (out[b]! - counts[b]!)) / draws;
    }
    counts.forEach((a, i) => {
      counts.forEach((b, j) => {
        const expected = (i === j ? a : 0) - (a * b) / n;
        // A product of two about normal numbers has a standard deviation of at most about twice the product of theirs.
        const room = (4.5 * 2.5 * Math.sqrt(a * b)) / Math.sqrt(draws);
        expect(Math.abs(products[i]![j]! - expected), `${i}, ${j}`).toBeLessThan(room);
      });
    });
  });

  it('refuses what is no count', () => {
    expect(() => countResampler([1, NaN])).toThrow('counts[1]');
    expect(() => countResampler([0, 0])).toThrow('the sum of counts');
  });
});
