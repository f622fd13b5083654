/** How many cases a claim needs: published table, and the intervals themselves at and just below the answer. */
import { describe, expect, it } from 'vitest';
import { wilson } from '../../src/stats/proportion.ts';
import { casesForGate, casesForHalfWidth, ruleOfThree } from '../../src/stats/sample-size.ts';

describe('casesForHalfWidth', () => {
  it('table of positives for half-widths .10, .05, .03, .02 at 95 %', () => {
    const table: Record<string, readonly number[]> = {
      0.8: [60, 245, 682, 1535],
      0.9: [37, 141, 388, 868],
      0.95: [25, 83, 215, 469],
      0.5: [93, 381, 1064, 2398],
    };
    for (const [rate, needed] of Object.entries(table)) {
      expect([0.1, 0.05, 0.03, 0.02].map((half) => casesForHalfWidth(Number(rate), half))).toEqual(needed);
    }
  });
  it('is the smallest number whose Wilson interval is that narrow', () => {
    const width = (rate: number, n: number, level: number) => {
      const { low, high } = wilson(rate * n, n, { level })!;
      return (high - low) / 2;
    };
    for (const level of [0.8, 0.99]) {
      for (const [rate, half] of [
        [0.3, 0.07],
        [0.97, 0.01],
        [0.5, 0.2],
      ] as const) {
        const n = casesForHalfWidth(rate, half, { level });
        expect(width(rate, n, level)).toBeLessThanOrEqual(half);
        expect(width(rate, n - 1, level)).toBeGreaterThan(half);
      }
    }
    expect(casesForHalfWidth(0.5, 0.5)).toBe(1);
  });
  it('refuses', () => {
    expect(() => casesForHalfWidth(1.2, 0.1)).toThrow(/rate must be from 0 to 1, got 1.2/);
    expect(() => casesForHalfWidth(0.5, NaN)).toThrow(/halfWidth must be above 0, got NaN/);
  });
});

describe('casesForGate', () => {
  it('is the smallest number at which the Wilson interval leaves the bound out, on either side', () => {
    for (const [rate, bound] of [
      [0.9, 0.8],
      [0.85, 0.8],
      [0.7, 0.8],
      [0.02, 0.05],
    ] as const) {
      const n = casesForGate(rate, bound)!;
      const settled = (cases: number) => {
        const { low, high } = wilson(rate * cases, cases)!;
        return rate > bound ? low > bound : high < bound;
      };
      expect(settled(n)).toBe(true);
      expect(settled(n - 1)).toBe(false);
    }
    // 3.8414588 × .8 × .2 / .1² = 61.46.
    expect(casesForGate(0.9, 0.8)).toBe(62);
  });
  it('a rate at the bound is never settled', () => {
    expect(casesForGate(0.8, 0.8)).toBeNull();
  });
});

describe('ruleOfThree', () => {
  it('is 1 - .05^(1/n), close to 3/n', () => {
    expect(ruleOfThree(1)).toBeCloseTo(0.95, 14);
    expect(ruleOfThree(300)).toBeCloseTo(1 - 0.05 ** (1 / 300), 12);
    expect(Math.abs(ruleOfThree(1000)! * 1000 - 3)).toBeLessThan(0.01);
    expect(ruleOfThree(0)).toBeNull();
  });
});
