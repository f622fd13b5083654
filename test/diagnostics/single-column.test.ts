/** Codes of columns, and the cross-fitted ROC-AUC against one worked out row by row. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { columnCodes, majorityValue } from '../../src/diagnostics/column-codes.ts';
import { countCodes, singleColumnAuc } from '../../src/diagnostics/single-column.ts';
import { boolean, category, date, numeric } from './tables.ts';

/** The share of (positive, negative) pairs in which the positive scores higher, ties half: the definition. */
function aucByPairs(scores: readonly number[], labels: readonly number[]): number {
  let wins = 0;
  let pairs = 0;
  scores.forEach((a, i) => {
    scores.forEach((b, j) => {
      if (labels[i] !== 1 || labels[j] !== 0) return;
      pairs += 1;
      wins += a > b ? 1 : a === b ? 0.5 : 0;
    });
  });
  return wins / pairs;
}

/** Row by row: the class share of the rows with the same value in the other folds, with one row's worth of prevalence. */
function crossFitted(values: readonly number[], labels: readonly number[]): number[] {
  const turn = [0, 0];
  const folds = labels.map((label) => turn[label]!++ % 5);
  const prevalence = labels.reduce((a, b) => a + b, 0) / labels.length;
  return values.map((value, i) => {
    const others = labels.filter((_, j) => folds[j] !== folds[i] && values[j] === value);
    return (others.reduce((a, b) => a + b, 0) + prevalence) / (others.length + 1);
  });
}

describe('singleColumnAuc', () => {
  it('is the area of the cross-fitted class shares', () => {
    const draw = stream(1, 'auc');
    for (let round = 0; round < 5; round++) {
      const labels = Array.from({ length: 120 }, () => Number(draw.uniform() < 0.3));
      const values = labels.map((label) => Math.floor(draw.uniform() * 6 + label));
      const counts = countCodes(columnCodes(category('c', values.map(String))), Int32Array.from(labels), 2);
      expect(singleColumnAuc(counts, [1])?.auc).toBeCloseTo(aucByPairs(crossFitted(values, labels), labels), 12);
    }
  });

  it('gives Hanley and McNeil standard errors', () => {
    // A perfect column has area 1 and no error; one value for all has area .5 and, with 20 and 80 rows,
    // sqrt((.25 + 19(1/3 - 1/4) + 79(1/3 - 1/4)) / 1600) = sqrt(8.41667 / 1600).
    const labels = Int32Array.from({ length: 100 }, (_, i) => Number(i < 20));
    const perfect = singleColumnAuc(countCodes(columnCodes(numeric('x', [...labels])), labels, 2), [1]);
    expect(perfect).toEqual({ auc: 1, standardError: 0 });
    const constant = singleColumnAuc(countCodes(columnCodes(numeric('x', [...labels].fill(3))), labels, 2), [1]);
    expect(constant?.auc).toBe(0.5);
    expect(constant?.standardError).toBeCloseTo(Math.sqrt(8.416666666666666 / 1600), 12);
  });

  it('has no value without both classes', () => {
    const labels = new Int32Array(10);
    expect(singleColumnAuc(countCodes(columnCodes(numeric('x', [...labels])), labels, 2), [1])).toBeNull();
  });
});

describe('columnCodes', () => {
  it('tells few numbers apart one by one', () => {
    const { codes, points, describe: say } = columnCodes(numeric('x', [3, 1, null, 3, 2]));
    expect(points).toEqual([1, 2, 3]);
    expect([...codes]).toEqual([6, 2, 0, 6, 4]);
    expect([0, 1, 2, 3, 7].map(say)).toEqual([
      'x missing',
      'x below 1',
      'x equal to 1',
      'x between 1 and 2',
      'x above 3',
    ]);
  });

  it('puts many numbers into points and the gaps between them, in order', () => {
    const draw = stream(2, 'numbers');
    const values = Array.from({ length: 5000 }, (_, i) => (i % 3 === 0 ? 0 : draw.uniform() * 10 - 2));
    const { codes, points } = columnCodes(numeric('x', values));
    expect(points).toContain(0);
    values.forEach((value, i) => {
      const at = (codes[i]! - 1) >> 1;
      if (codes[i]! % 2 === 0) expect(value).toBe(points![at]);
      else {
        expect(value).toBeLessThan(points![at] ?? Infinity);
        expect(value).toBeGreaterThan(points![at - 1] ?? -Infinity);
      }
    });
  });

  it('finds points among few present values of many rows', () => {
    const values = Array.from({ length: 60_000 }, (_, i) => (i % 600 === 1 ? i : null));
    const { codes, points } = columnCodes(numeric('x', values));
    expect(points!.every((point) => values.includes(point))).toBe(true);
    expect(codes.filter((code) => code > 0)).toHaveLength(100);
  });

  it('tells levels, words and presence apart', () => {
    expect([...columnCodes(category('c', ['a', null, 'b'])).codes]).toEqual([1, 0, 2]);
    expect([...columnCodes(boolean('b', [true, null, false])).codes]).toEqual([2, 0, 1]);
    expect([...columnCodes(date('d', [86_400_000, null])).codes]).toEqual([1, 0]);
    expect(columnCodes(boolean('b', [true])).describe(2)).toBe("b 'yes'");
  });
});

describe('majorityValue', () => {
  it.each([
    [[0, 0, 0, 5, 7], 0],
    [[5, 0, 7, 0, 0], 0],
    [[0, 0, 5, 7], null],
    [[Number.NaN, Number.NaN, 4], 4],
    [[], null],
  ])('of %j is %s', (values, expected) => {
    expect(majorityValue(Float64Array.from(values))).toBe(expected);
  });
});
