import { describe, expect, it } from 'vitest';
import { distributionOf } from '../../src/data/distribution.ts';
import { datasetOf } from './example-table.ts';

/** A dataset with this many rows of each class, named a, b, c … */
function counted(...counts: number[]) {
  const codes = counts.flatMap((count, k) => new Array<number>(count).fill(k));
  return datasetOf(codes, [...'abcdefghijklmnopqrstuvwxyz'].slice(0, counts.length));
}

describe('bands', () => {
  // Counts of two classes; ratio and share by hand.
  it.each([
    [50, 50, 'balanced', 1],
    [80, 20, 'balanced', 4], // 4:1 exactly
    [81, 20, 'mild', 4.05],
    [90, 10, 'mild', 9], // a share of exactly 10 %
    [901, 99, 'imbalanced', 901 / 99], // 9.9 %
    [990, 10, 'imbalanced', 99], // exactly 1 %
    [991, 9, 'extreme', 991 / 9], // 0.9 %
    [9, 991, 'extreme', 991 / 9], // whichever class is the rare one
  ])('%i to %i is %s', (a, b, band, ratio) => {
    const distribution = distributionOf(counted(a, b));
    expect(distribution.band).toBe(band);
    expect(distribution.ratio).toBeCloseTo(ratio, 12);
    expect(distribution.minorityShare).toBeCloseTo(Math.min(a, b) / (a + b), 12);
  });
  it('many equal classes are balanced although each is small', () => {
    expect(distributionOf(counted(...new Array<number>(20).fill(5)))).toMatchObject({ band: 'balanced', ratio: 1 });
  });
  it('three classes: the largest against the smallest', () => {
    expect(distributionOf(counted(100, 880, 20))).toMatchObject({ ratio: 44, minorityShare: 0.02, band: 'imbalanced' });
  });
});

describe('classes', () => {
  it('come largest first, equal ones in the order of the target', () => {
    const { classes, n } = distributionOf(counted(10, 30, 10));
    expect(n).toBe(50);
    expect(classes).toEqual([
      { label: 'b', values: ['b'], count: 30, share: 0.6, fate: 'used' },
      { label: 'a', values: ['a'], count: 10, share: 0.2, fate: 'used' },
      { label: 'c', values: ['c'], count: 10, share: 0.2, fate: 'used' },
    ]);
  });
  it('those set aside are counted and marked', () => {
    const distribution = distributionOf(counted(60, 38), [{ label: 'z', values: ['z1', 'z2'], count: 2 }]);
    expect(distribution).toMatchObject({ n: 100, ratio: 30, minorityShare: 0.02, band: 'imbalanced' });
    expect(distribution.classes[2]).toEqual({
      label: 'z',
      values: ['z1', 'z2'],
      count: 2,
      share: 0.02,
      fate: 'set-aside',
    });
  });
  it('a class without rows has no ratio', () => {
    expect(() => distributionOf(datasetOf([0, 0]))).toThrow(
      "distributionOf: class 'yes' must be made of at least one row, got 0",
    );
  });
});

describe('advice', () => {
  it('leaves balanced data alone', () => {
    expect(distributionOf(counted(150, 100)).advice).toEqual([
      'At 1.5:1 the classes are balanced enough to be left as they are.',
    ]);
  });
  it('above 4:1 asks for attention', () => {
    const { advice } = distributionOf(counted(500, 100));
    expect(advice[0]).toMatch(/^At 5:1 the imbalance deserves attention/);
    expect(advice[1]).toBe("Always predicting 'a' is right for 83.3 % of the rows, so accuracy says little here.");
    expect(advice).toHaveLength(2);
  });
  it('above 10:1 asks for a strategy, and not for resampling first', () => {
    expect(distributionOf(counted(1000, 100)).advice[0]).toMatch(/deserves attention/); // 10:1 exactly
    const { advice } = distributionOf(counted(1001, 100));
    expect(advice[0]).toMatch(
      /^At 10:1 at least one strategy is needed: try choosing the threshold or class weights first/,
    );
    expect(advice[0]).toMatch(/resampling is not the default remedy/);
  });
  it('does not round a rare class away', () => {
    expect(distributionOf(counted(99999, 1)).advice[1]).toContain('right for 99.99 % of the rows');
  });
  it('says where there are too few rows, whatever the ratio', () => {
    expect(distributionOf(counted(12, 9)).advice[1]).toMatch(/^Class 'b' has only 9 rows: no method makes up/);
    expect(distributionOf(counted(5, 1)).advice[2]).toMatch(/only 1 row:/);
    expect(distributionOf(counted(12, 10)).advice[1]).toMatch(/^Class 'b' has 10 rows: expect wide intervals/);
    expect(distributionOf(counted(70, 60)).advice).toHaveLength(1);
  });
  it('shows the ratios of known domains', () => {
    const domains = distributionOf(counted(2, 1)).domains;
    // ULB card data: 492 frauds in 284,807 transactions, 0.1727 %, 1 to 577.9.
    expect(domains.find(({ domain }) => domain === 'card fraud')?.ratio).toMatch(/about 1:600 \(0\.17 %/);
    expect(domains.length).toBeGreaterThanOrEqual(5);
  });
  it('is plain data', () => {
    const distribution = distributionOf(counted(30, 10));
    expect(JSON.parse(JSON.stringify(distribution))).toEqual(distribution);
  });
});
