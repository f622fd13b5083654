import { expect, it } from 'vitest';
import { binomialCdf, binomialPmf, binomialQuantile } from '../../src/stats/binomial.ts';

it('is the smallest number whose cumulative probability reaches the share', () => {
  for (const [n, p] of [
    [1, 0.5],
    [7, 0.3],
    [20, 0.9],
    [40, 0.02],
  ] as const) {
    for (const share of [0.01, 0.025, 0.3, 0.45, 0.9, 0.975]) {
      let k = 0;
      for (let sum = binomialPmf(0, n, p); sum < share; sum += binomialPmf(k, n, p)) k++;
      expect(binomialQuantile(share, n, p), `${share} of ${n}, ${p}`).toBe(k);
    }
  }
});

it('holds for millions, at the ends and refuses what is no share', () => {
  const k = binomialQuantile(0.975, 5_000_000, 0.01);
  expect(binomialCdf(k, 5_000_000, 0.01)).toBeGreaterThanOrEqual(0.975);
  expect(binomialCdf(k - 1, 5_000_000, 0.01)).toBeLessThan(0.975);
  expect(binomialQuantile(1, 10, 0.5)).toBe(10);
  expect(binomialQuantile(0, 10, 0.5)).toBe(0);
  expect(binomialQuantile(0.5, 0, 0.5)).toBe(0);
  expect(binomialQuantile(NaN, 10, 0.5)).toBe(NaN);
  expect(binomialQuantile(0.5, 10, 1.5)).toBe(NaN);
});
