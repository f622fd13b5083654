import { describe, expect, it } from 'vitest';
import { RandomState } from '../../src/core/random.ts';
import { packDesign } from '../../src/models/design.ts';
import { enoughRows, leveragesOf, sampleRows } from '../../src/models/row-sample.ts';
import { featuresOf } from './problems.ts';

const random = new RandomState(8);
const normals = (count: number) => Array.from({ length: count }, () => random.normal());

describe('leverages', () => {
  it('are 1, plus squared distances from the mean in variances, plus rows per row of the level', () => {
    // Mean 3, variance 2 of 1 to 5; levels 0 and 1 have 2 rows of 5 each, one row has none; a constant column says nothing.
    const features = featuresOf(
      [[1, 2, 3, 4, 5], new Array<number>(5).fill(1e6)],
      [{ width: 3, codes: [0, 0, 1, 1, -1] }],
    );
    expect([...leveragesOf(packDesign(features))]).toEqual([5.5, 4, 3.5, 4, 3]);
  });

  it('are those of the rows that were packed', () => {
    const column = [7, 1, 2, 3, 4, 5, -90];
    const design = packDesign(featuresOf([column]), Int32Array.of(1, 2, 3, 4, 5));
    expect([...leveragesOf(design)]).toEqual([3, 1.5, 1, 1.5, 3]);
  });

  it('see a column that is 0 but for a few rows', () => {
    const column = new Array<number>(5000).fill(0).with(1234, 1);
    // Its variance is p (1 - p) with p = 1 / 5000.
    expect(leveragesOf(packDesign(featuresOf([column])))[1234]).toBeCloseTo(1 + 4999, 3);
  });
});

describe('a sample of rows', () => {
  const count = 4000;
  const factors = Float64Array.from({ length: count }, () => random.uniform() ** 4);
  const leverages = Float64Array.from({ length: count }, () => 1 + random.normal() ** 2);
  const sample = sampleRows(factors, leverages, 500);

  it('has at most as many rows as asked for, in order, each once', () => {
    expect(sample.rows.length).toBeLessThanOrEqual(500);
    expect(sample.rows.length).toBeGreaterThan(300);
    expect([...sample.rows]).toEqual([...new Set(sample.rows)].sort((a, b) => a - b));
  });

  it('keeps rows that contribute more than a share as they are, and gives the others a share each', () => {
    const contributions = factors.map((factor, i) => factor * leverages[i]!);
    const share = contributions.reduce((sum, value) => sum + value, 0) / 500;
    const large = [...contributions.keys()].filter((i) => contributions[i]! >= share);
    expect(large.length).toBeGreaterThan(20);
    const at = new Map(Array.from(sample.rows, (row, k) => [row, sample.factors[k]!]));
    for (const i of large) expect(at.get(i)).toBe(factors[i]);
    for (const [row, factor] of at) if (!large.includes(row)) expect(factor * leverages[row]!).toBeCloseTo(share, 12);
  });

  it('stands for all rows: sums of anything that goes with the contributions agree', () => {
    const sumOver = (of: (i: number) => number) => factors.reduce((sum, factor, i) => sum + factor * of(i), 0);
    const sampled = (of: (i: number) => number) =>
      sample.rows.reduce((sum, row, k) => sum + sample.factors[k]! * of(row), 0);
    expect(sampled((i) => leverages[i]!) / sumOver((i) => leverages[i]!)).toBeCloseTo(1, 2);
    expect(sampled(() => 1) / sumOver(() => 1)).toBeCloseTo(1, 1);
  });

  it('of rows that contribute nothing are all rows', () => {
    expect([...sampleRows(new Float64Array(3), new Float64Array(3).fill(1), 2).rows]).toEqual([0, 1, 2]);
  });
});

it('a sample is taken only where it saves much', () => {
  const rowsOf = (rowCount: number, width: number) => {
    const numeric = Array.from({ length: width }, () => normals(rowCount));
    return enoughRows(packDesign(featuresOf(numeric)));
  };
  expect(rowsOf(1999, 2)).toBe(1999);
  expect(rowsOf(2001, 2)).toBe(1000);
  expect(rowsOf(2001, 199)).toBe(2001);
});
