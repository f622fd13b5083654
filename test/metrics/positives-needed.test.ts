import { describe, expect, it } from 'vitest';
import { boydIntervalOf, newcombeInterval } from '../../src/metrics/intervals.ts';
import { positivesNeeded } from '../../src/metrics/positives-needed.ts';
import { wilson } from '../../src/stats/proportion.ts';

describe('positivesNeeded', () => {
  it.each([
    // Half-widths of Wilson's interval at 95 %, as published tables of sample sizes have them.
    [0.8, [60, 245, 682, 1535]],
    [0.9, [37, 141, 388, 868]],
    [0.95, [25, 83, 215, 469]],
    [0.5, [93, 381, 1064, 2398]],
  ] as const)('recall %d, known to within .10, .05, .03 and .02', (value, expected) => {
    const widths = [0.1, 0.05, 0.03, 0.02];
    expect(widths.map((halfWidth) => positivesNeeded({ metric: 'recall', value }, { halfWidth }))).toEqual(expected);
  });

  it('precision: the rows flagged are turned into positives', () => {
    // 245 flagged rows of precision .8 hold 196 true positives; at recall .5 there are 392 positives.
    expect(positivesNeeded({ metric: 'precision', value: 0.8, recall: 0.5 }, { halfWidth: 0.05 })).toBe(392);
    expect(positivesNeeded({ metric: 'precision', value: 0.8, recall: 0 }, { halfWidth: 0.05 })).toBe(null);
  });

  it('specificity: positives come with the negatives', () => {
    // 141 negatives at a prevalence of .1: one positive to nine negatives, 15.67.
    expect(positivesNeeded({ metric: 'specificity', value: 0.9, prevalence: 0.1 }, { halfWidth: 0.05 })).toBe(16);
  });

  it('a gate on recall: the interval is clear of the bound with so many, and not with one less', () => {
    const n = positivesNeeded({ metric: 'recall', value: 0.9 }, { bound: 0.8 })!;
    // z^2 (.8)(.2) / .1^2 = 61.46.
    expect(n).toBe(62);
    expect(wilson(0.9 * n, n)!.low).toBeGreaterThan(0.8);
    expect(wilson(0.9 * (n - 1), n - 1)!.low).toBeLessThan(0.8);
    expect(positivesNeeded({ metric: 'recall', value: 0.8 }, { bound: 0.8 })).toBe(null);
  });

  it.each([0.5, 0.05, 0.005])('areas: the smallest number whose interval does, prevalence %d', (prevalence) => {
    const areaOf = (positives: number) =>
      newcombeInterval(0.85, { positives, negatives: (positives * (1 - prevalence)) / prevalence });
    const narrow = positivesNeeded({ metric: 'rocAuc', value: 0.85, prevalence }, { halfWidth: 0.04 })!;
    const half = (positives: number) => (areaOf(positives).high - areaOf(positives).low) / 2;
    expect(half(narrow)).toBeLessThanOrEqual(0.04);
    expect(half(narrow - 1)).toBeGreaterThan(0.04);
    const clear = positivesNeeded({ metric: 'rocAuc', value: 0.85, prevalence }, { bound: 0.9 })!;
    expect(areaOf(clear).high).toBeLessThan(0.9);
    expect(areaOf(clear - 1).high).toBeGreaterThanOrEqual(0.9);
  });

  it('average precision', () => {
    const n = positivesNeeded({ metric: 'averagePrecision', value: 0.4 }, { bound: 0.3 }, { level: 0.9 })!;
    expect(boydIntervalOf(0.4, n, { level: 0.9 })!.low).toBeGreaterThan(0.3);
    expect(boydIntervalOf(0.4, n - 1, { level: 0.9 })!.low).toBeLessThanOrEqual(0.3);
    expect(positivesNeeded({ metric: 'averagePrecision', value: 1 }, { halfWidth: 0.1 })).toBe(null);
    expect(positivesNeeded({ metric: 'averagePrecision', value: 0.4 }, { bound: 0.4 })).toBe(null);
  });

  it('refuses what is out of range', () => {
    expect(() => positivesNeeded({ metric: 'recall', value: 80 }, { halfWidth: 0.1 })).toThrow('recall');
    expect(() => positivesNeeded({ metric: 'recall', value: 0.8 }, { halfWidth: NaN })).toThrow('halfWidth');
    expect(() => positivesNeeded({ metric: 'recall', value: 0.8 }, { bound: 1 })).toThrow('bound');
    expect(() => positivesNeeded({ metric: 'rocAuc', value: 0.8, prevalence: 0 }, { bound: 0.7 })).toThrow(
      'prevalence',
    );
    expect(() => positivesNeeded({ metric: 'recall', value: 0.8 }, { halfWidth: 0.1 }, { level: 95 })).toThrow('level');
  });
});
