/** What each method owes beyond the contract: its geometry, its choices, its warnings and refusals. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomState, stream } from '../../src/core/random.ts';
import { betaDraw } from '../../src/resampling/beta-draw.ts';
import { customSampler } from '../../src/resampling/custom.ts';
import { fitPolynomials, polynomialAt } from '../../src/resampling/fit-polynomials.ts';
import { kMeans } from '../../src/resampling/k-means.ts';
import { resampledInput } from '../../src/resampling/materialise.ts';
import { readySampler, resampleInput, resampleMatrix } from '../../src/resampling/resample.ts';
import { supportRowsOf } from '../../src/resampling/support-rows.ts';
import type { Resampled, SamplerInput } from '../../src/resampling/types.ts';
import { valueDifferences } from '../../src/resampling/value-difference.ts';
import { inputOf, peer, pointsOf } from './peer.ts';

const { binary, three } = peer.inputs;
const two = inputOf(binary!.values, binary!.labels);
const many = { counts: { 1: 400 } };

function made(input: SamplerInput, kind: string, options: Readonly<Record<string, unknown>> = {}, seed = 3): Resampled {
  return resampleInput(input, readySampler({ kind, ...options }), { seed });
}

/** A class of 8 rows far from a class of 20 rows. */
function apart(): SamplerInput {
  const random = new RandomState(11);
  const rows = Array.from({ length: 28 }, (_, i) => [random.normal() + (i < 8 ? 50 : 0), random.normal()]);
  return inputOf(
    rows,
    rows.map((_, i) => (i < 8 ? 1 : 0)),
  );
}

const rowAt = ({ values }: SamplerInput, row: number): number[] =>
  Array.from({ length: values.dimensions }, (_, d) => values.values[row * values.dimensions + d]!);
const minus = (a: readonly number[], b: readonly number[]): number[] => a.map((value, d) => value - b[d]!);
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, d) => sum + value * b[d]!, 0);
const syntheticRow = ({ synthetic: { values } }: Resampled, i: number): number[] =>
  Array.from({ length: values.dimensions }, (_, d) => values.values[i * values.dimensions + d]!);

describe('smote', () => {
  it('names class, size and largest k where there are too few rows', () => {
    const few = inputOf([[0], [1], [2], [3], [5], [6], [7], [8], [9], [10]], [1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    const named = { ...few, classes: ['None', 'Substantial'] };
    expect(() => made(named, 'smote')).toThrow(
      "smote: k must be less than the number of 'Substantial' rows (4), got 5; lower k to 3 or use random-over",
    );
    const { report, warnings } = made(named, 'smote', { shrinkK: true });
    expect(report[1]).toMatchObject({ before: 4, after: 6 });
    expect(warnings).toEqual([
      {
        code: 'k-shrunk',
        message: "smote uses 3 neighbours instead of 5 for class 'Substantial', which has 4 rows.",
      },
    ]);
    const one = { ...named, labels: Int32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0) };
    expect(() => made(one, 'smote', { shrinkK: true })).toThrow('rows (1), got 5; use random-over');
  });

  it('never takes a row for its own neighbour, however many equal it', () => {
    const rows = [[0], [0], [0], [1], [9], [9], [9], [9], [9]];
    const { synthetic } = made(inputOf(rows, [1, 1, 1, 1, 0, 0, 0, 0, 0]), 'smote', { k: 2, strategy: many });
    synthetic.base.forEach((base, i) => {
      expect(synthetic.neighbour[i]).not.toBe(base);
    });
    // Among equals the first rows are the neighbours: row 3 has rows 0 and 1, rows 0 to 2 have each other.
    const pairs = new Set(synthetic.base.map((base, i) => 10 * base + synthetic.neighbour[i]!));
    expect([...pairs].sort((a, b) => a - b)).toEqual([1, 2, 10, 12, 20, 21, 30, 31]);
  });

  it('uses every row equally often where asked', () => {
    const { synthetic } = made(two, 'smote', { even: true, strategy: { counts: { 1: 16 + 40 } } });
    const uses = [...two.labels.keys()]
      .filter((row) => two.labels[row] === 1)
      .map((row) => {
        return synthetic.base.filter((base) => base === row).length;
      });
    expect(uses.length).toBe(16);
    expect(Math.min(...uses)).toBe(2);
    expect(Math.max(...uses)).toBe(3);
  });

  it('draws pairs and steps uniformly', () => {
    const wanted = 60_000;
    const { synthetic } = made(two, 'smote', { k: 4, strategy: { counts: { 1: 16 + wanted } } });
    const counts = new Map<number, number>();
    synthetic.base.forEach((base, i) => {
      const pair = base * 1000 + synthetic.neighbour[i]!;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    });
    expect(counts.size).toBe(64);
    const expected = wanted / 64;
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99.9 % of chi-square with 63 degrees of freedom is 103.4.
    expect(chi).toBeLessThan(103.4);
    const mean = synthetic.step.reduce((sum, step) => sum + step, 0) / wanted;
    expect(Math.abs(mean - 0.5)).toBeLessThan((3.3 * Math.sqrt(1 / 12)) / Math.sqrt(wanted));
  });

  it('says that nothing was to be done', () => {
    const even = inputOf([[0], [1], [2], [3]], [0, 1, 0, 1]);
    expect(made(even, 'smote').warnings).toEqual([
      { code: 'nothing-to-do', message: 'smote changed nothing: no row was added or removed.' },
    ]);
  });
});

describe('smote with categories', () => {
  it('lets categories weigh where most numbers do not vary', () => {
    // Ten rows of class 1 at 0, 1, 2 … with categories in turn; three more columns are constant. The one that varies has a
    // standard deviation of 2.87, so a row two away of the same category (2) is nearer than the next of the other (3.04).
    const own = Array.from({ length: 10 }, (_, i) => [i, 0, 0, 0]);
    const rows = [...own, ...Array.from({ length: 15 }, () => [90, 0, 0, 0])];
    const input = inputOf(
      rows,
      rows.map((_, i) => (i < 10 ? 1 : 0)),
      [rows.map((_, i) => i % 2)],
    );
    const sameAsBase = (options: Readonly<Record<string, unknown>>) => {
      const { synthetic } = made(input, 'smote', { k: 1, strategy: many, ...options });
      return synthetic.base.filter((base, i) => synthetic.categories[0]![i] === base % 2).length;
    };
    expect(sameAsBase({})).toBe(390);
    // The median over all four columns is 0: categories weigh nothing and the next row, of the other category, is nearest.
    expect(sameAsBase({ compatibility: 'imbalanced-learn' })).toBe(0);
  });

  it('refuses what smote-nc and smote-n cannot take', () => {
    expect(() => made(two, 'smote-nc')).toThrow(
      "smote-nc: columns must be numeric and category columns, at least one of each, got 'numbers only'; use smote",
    );
    expect(() => made(two, 'smote-n')).toThrow(
      "smote-n: column 'column 0' must be a category, got 'a number'; use smote",
    );
    const mixed = inputOf(peer.mixedInput.values, peer.mixedInput.labels, peer.mixedInput.codes);
    expect(() => made(mixed, 'polynom-fit')).toThrow(
      "polynom-fit: column 'column 3' must be numeric, got 'a category'",
    );
  });

  it('measures categories by the classes that go with them', () => {
    // Level 0 goes with classes 0, 0, 1 (2/3, 1/3), level 1 with 1, 1 (0, 1), level 2 with 0 (1, 0).
    const input = inputOf([], [0, 0, 1, 1, 1, 0], [[0, 0, 0, 1, 1, 2]]);
    const [{ distances }] = valueDifferences(input) as [ReturnType<typeof valueDifferences>[number]];
    const expected = [0, 16 / 9, 4 / 9, 16 / 9, 0, 4, 4 / 9, 4, 0];
    distances.forEach((distance, i) => {
      expect(distance).toBeCloseTo(expected[i]!, 14);
    });
  });

  it('makes more than a handful of different rows of categories', () => {
    const nominal = inputOf([], peer.nominalInput.labels, peer.nominalInput.codes);
    const distinct = (options: Readonly<Record<string, unknown>>) => {
      const { synthetic } = made(nominal, 'smote-n', options);
      const rows = [...synthetic.base.keys()].map((i) => synthetic.categories.map((codes) => codes[i]).join());
      return new Set(rows).size;
    };
    expect(distinct({})).toBeGreaterThan(distinct({ compatibility: 'imbalanced-learn' }));
  });
});

describe('borderline-smote', () => {
  it('says why a class without rows in danger stays as it is', () => {
    const { report, warnings } = made(apart(), 'borderline-smote', { m: 5 });
    const whyNot = 'none of its 8 rows has between half and all of its 5 neighbours in other classes';
    expect(report[1]).toMatchObject({ before: 8, asked: 20, after: 8, made: 0, whyNot });
    expect(warnings.map(({ code }) => code)).toEqual(['not-as-asked', 'nothing-to-do']);
    expect(warnings[0]!.message).toBe(`borderline-smote was asked for 20 rows of class '1' and gives 8: ${whyNot}.`);
  });

  it('goes half way at most towards foreign neighbours', () => {
    const { synthetic } = made(two, 'borderline-smote', { variant: '2', strategy: many });
    const foreign = [...synthetic.step].filter((_, i) => two.labels[synthetic.neighbour[i]!] === 0);
    const own = [...synthetic.step].filter((_, i) => two.labels[synthetic.neighbour[i]!] === 1);
    expect(Math.max(...foreign)).toBeLessThan(0.5);
    expect(Math.max(...own)).toBeGreaterThan(0.9);
  });

  it('leaves foreign neighbours no vote on categories', () => {
    const input = inputOf(binary!.values, binary!.labels, [binary!.labels.map((label) => 1 - label)]);
    const { synthetic } = made(input, 'borderline-smote', { variant: '2', strategy: many });
    expect([...synthetic.neighbour].some((row) => input.labels[row] === 0)).toBe(true);
    expect(synthetic.categories[0]!.every((code) => code === 0)).toBe(true);
  });

  it('refuses more neighbours than rows', () => {
    expect(() => made(two, 'borderline-smote', { m: 86 })).toThrow(
      'borderline-smote: m must be less than the number of rows (86), got 86; lower m to 85',
    );
  });
});

describe('adasyn', () => {
  it('shares out by foreign neighbours to the exact number', () => {
    // On a line: class 1 at 0, 1, 2, 3 with class 0 from 3.5 on; with k = 2 only the row at 3 (one of two) and none other has
    // a foreign neighbour.
    const rows = [[0], [1], [2], [3], [3.5], [4], [5], [6], [7]];
    const { synthetic } = made(inputOf(rows, [1, 1, 1, 1, 0, 0, 0, 0, 0]), 'adasyn', { k: 2, strategy: many });
    expect(new Set(synthetic.base)).toEqual(new Set([3]));
    expect(synthetic.base.length).toBe(396);
  });

  it('makes from all alike, with a warning, where no row has a foreign neighbour', () => {
    const { report, warnings } = made(apart(), 'adasyn');
    expect(report[1]).toMatchObject({ after: 20, asked: 20 });
    expect(warnings.map(({ code }) => code)).toEqual(['no-foreign-neighbours']);
    expect(() => made(apart(), 'adasyn', { compatibility: 'imbalanced-learn' })).toThrow(
      "adasyn: class '1' must be near other classes in at least one of the 5 neighbours of a row, got 'only neighbours of its own'; use smote",
    );
  });
});

describe('the order of rows', () => {
  it('does not matter to what is found without drawing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
        const order = new RandomState(seed).permutation(two.labels.length);
        const shuffled = inputOf(
          [...order].map((row) => rowAt(two, row)),
          [...order].map((row) => two.labels[row]!),
        );
        for (const [kind, options] of [
          ['adasyn', {}],
          ['borderline-smote', { even: true }],
          ['svm-smote', { even: true }],
        ] as const) {
          const uses = (input: SamplerInput, from: ArrayLike<number>) => {
            const { synthetic } = made(input, kind, { ...options, strategy: many });
            return [...new Set(synthetic.base)].map((row) => from[row]!).sort((a, b) => a - b);
          };
          expect(uses(shuffled, order)).toEqual(uses(two, [...two.labels.keys()]));
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('random-over', () => {
  it('moves copies by a normal kernel as wide as the class is scattered', () => {
    const wanted = 40_000;
    const { synthetic } = made(two, 'random-over', { shrinkage: 1, strategy: { counts: { 1: 16 + wanted } } });
    const members = [...two.labels.keys()].filter((row) => two.labels[row] === 1);
    // Rule of thumb with 16 rows and 3 columns: (4 / (5 * 16))^(1/7) = .6518.
    const width = (4 / (5 * 16)) ** (1 / 7);
    for (let d = 0; d < 3; d++) {
      const values = members.map((row) => two.values.values[row * 3 + d]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / 16;
      const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 15);
      let squares = 0;
      synthetic.base.forEach((base, i) => {
        squares += (synthetic.values.values[i * 3 + d]! - two.values.values[base * 3 + d]!) ** 2;
      });
      // The standard error of an estimated standard deviation is 1 / sqrt(2 n).
      expect(Math.abs(Math.sqrt(squares / wanted) / (width * sd) - 1)).toBeLessThan(3.3 / Math.sqrt(2 * wanted));
    }
  });

  it('refuses a shrinkage that is negative or lacks a class', () => {
    expect(() => made(two, 'random-over', { shrinkage: -1 })).toThrow(
      'random-over: shrinkage must be a number of at least 0, or one per class, got -1',
    );
    expect(() => made(two, 'random-over', { shrinkage: [['0', 1]] })).toThrow(
      "random-over: shrinkage must be a factor for every class that grows, got 'none for '1''",
    );
  });
});

describe('svm-smote', () => {
  it.each(peer.support)('finds the support vectors of scikit-learn on $input', ({ input, support }) => {
    const { values, labels } = peer.inputs[input]!;
    const classCount = Math.max(...labels) + 1;
    const rowsOf = supportRowsOf(pointsOf(values), Int32Array.from(labels), classCount);
    const found = Array.from({ length: classCount }, (_, label) => [...rowsOf(label)]).flat();
    expect(found.sort((a, b) => a - b)).toEqual(support);
  });

  it('makes all that is asked where one sort of support vector is missing', () => {
    const { report } = made(apart(), 'svm-smote', { m: 5 });
    expect(report[1]).toMatchObject({ after: 20 });
    const { report: theirs, warnings } = made(apart(), 'svm-smote', { m: 5, compatibility: 'imbalanced-learn' });
    expect(theirs[1]!.after).toBeLessThan(20);
    expect(warnings[0]!.message).toMatch(/: no support vector is in danger, and its share is left out\.$/);
  });

  it('draws its shares from a beta distribution', () => {
    const random = stream(1, 'beta');
    const draws = Array.from({ length: 20_000 }, () => betaDraw(random, 10, 10));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    // Mean 1/2, variance ab / ((a + b)^2 (a + b + 1)) = 100 / 8400.
    expect(Math.abs(mean - 0.5)).toBeLessThan(3.3 * Math.sqrt(100 / 8400 / 20_000));
    expect(Math.abs(variance / (100 / 8400) - 1)).toBeLessThan(0.04);
  });
});

describe('kmeans-smote', () => {
  it('refuses where the class is at home nowhere', () => {
    expect(() => made(two, 'kmeans-smote', { threshold: 1, clusters: 2 })).toThrow(
      "kmeans-smote: class '1' must be at home, with more than 2 rows, in at least one of the 2 clusters, got 'no such cluster for its 16 rows'; lower threshold, change clusters, or use smote",
    );
  });

  it('makes more where rows lie sparse', () => {
    // Two clusters of 6 rows, one ten times as wide. With exponent 1 the sparsities are as 10 to 1.
    const unit = [0, 1, 2, 3, 4, 5];
    const rows = [
      ...unit.map((x) => [x / 10]),
      ...unit.map((x) => [1000 + x]),
      ...unit.map((x) => [5000 + x]),
      ...unit.map((x) => [5000.5 + x]),
    ];
    const labels = rows.map((_, i) => (i < 12 ? 1 : 0));
    const { synthetic } = made(inputOf([...rows], labels), 'kmeans-smote', {
      clusters: 3,
      exponent: 1,
      strategy: { counts: { 1: 12 + 110 } },
    });
    expect(synthetic.base.filter((row) => row < 6).length).toBe(10);
    expect(synthetic.base.filter((row) => row >= 6).length).toBe(100);
  });
});

describe('kmeans-smote with exponent 0', () => {
  it('makes more in smaller clusters', () => {
    // 4 and 12 rows: one over the number is as 3 to 1, whatever the distances.
    const rows = [...Array.from({ length: 4 }, (_, i) => [i]), ...Array.from({ length: 12 }, (_, i) => [1000 + i])];
    const others = Array.from({ length: 30 }, (_, i) => [5000 + i]);
    const input = inputOf([...rows, ...others], [...rows.map(() => 1), ...others.map(() => 0)]);
    const { synthetic } = made(input, 'kmeans-smote', {
      clusters: 3,
      exponent: 0,
      strategy: { counts: { 1: 16 + 40 } },
    });
    expect(synthetic.base.filter((row) => row < 4).length).toBe(30);
  });
});

describe('draws', () => {
  it('differ between classes of the same size', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [i * i]);
    const input = inputOf(
      rows,
      rows.map((_, i) => (i < 8 ? 1 : i < 16 ? 2 : 0)),
    );
    const { synthetic } = made(input, 'smote', { k: 3 });
    expect([...synthetic.step.subarray(0, 16)]).not.toEqual([...synthetic.step.subarray(16)]);
    const theirs = made(input, 'smote', { k: 3, compatibility: 'imbalanced-learn' }).synthetic.step;
    expect([...theirs.subarray(0, 16)]).toEqual([...theirs.subarray(16)]);
  });
});

describe('k-means', () => {
  it('finds separate groups and their means', () => {
    const rows = [0, 10, 20].flatMap((at) => [-1, 0, 1].map((x) => [at + x, at - x]));
    const { centres, assignment, converged } = kMeans(
      { points: pointsOf(rows), rows: Int32Array.from(rows.keys()) },
      {
        clusters: 3,
        random: stream(1, 'test'),
        path: 'auto',
      },
    );
    expect(converged).toBe(true);
    expect([...centres.values].sort((a, b) => a - b)).toEqual([0, 0, 10, 10, 20, 20]);
    for (let i = 0; i < 9; i++) expect(assignment[i]).toBe(assignment[i - (i % 3)]);
  });

  it('gives every cluster a point where there are as many as points', () => {
    const { assignment } = kMeans(
      { points: pointsOf([[0], [1], [5], [9]]), rows: Int32Array.of(0, 1, 2, 3) },
      {
        clusters: 4,
        random: stream(2, 'test'),
        path: 'auto',
      },
    );
    expect(new Set(assignment).size).toBe(4);
  });
});

describe('polynom-fit', () => {
  it('star: stands evenly on the lines to the mean', () => {
    // Class 1 at (0, 0), (4, 0), (2, 6): mean (2, 2). Four rows over three lines: two on the first, one on each other.
    const input = inputOf(
      [[0, 0], [4, 0], [2, 6], ...Array.from({ length: 7 }, (_, i) => [i, 9])],
      [1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
    );
    const { synthetic } = made(input, 'polynom-fit');
    const expected = [2 / 3, 2 / 3, 4 / 3, 4 / 3, 3, 1, 2, 4];
    synthetic.values.values.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 14);
    });
    expect([...synthetic.base]).toEqual([0, 0, 1, 2]);
  });

  it('bus: stands evenly between each row and the next', () => {
    const input = inputOf([[0], [3], [9], ...Array.from({ length: 6 }, (_, i) => [i])], [1, 1, 1, 0, 0, 0, 0, 0, 0]);
    const { synthetic } = made(input, 'polynom-fit', { topology: 'bus' });
    expect([...synthetic.values.values].map((value) => Number(value.toFixed(12)))).toEqual([1, 2, 6]);
    expect([...synthetic.neighbour]).toEqual([1, 1, 2]);
  });

  it('poly: lies on the curve fitted through the class', () => {
    // Columns that are polynomials in the rank of order 1 and 2: made rows satisfy y = x^2 exactly.
    const rows = Array.from({ length: 9 }, (_, i) => [i, i * i]);
    const input = inputOf(
      [...rows, ...Array.from({ length: 40 }, (_, i) => [i, -i])],
      [...rows.map(() => 1), ...Array.from({ length: 40 }, () => 0)],
    );
    const { synthetic } = made(input, 'polynom-fit', { topology: 'poly', degree: 2 });
    for (let i = 0; i < 31; i++) {
      const [x, y] = [synthetic.values.values[2 * i]!, synthetic.values.values[2 * i + 1]!];
      expect(y).toBeCloseTo(x * x, 10);
      expect(synthetic.base[i]).toBe(Math.round(x));
    }
  });

  it('fits polynomials exactly and by least squares', () => {
    const cubic = Array.from({ length: 7 }, (_, i) => [i ** 3 - 2 * i + 1]);
    const [curve] = fitPolynomials(pointsOf(cubic), 3);
    for (const at of [0, 1.5, 4, 6]) expect(polynomialAt(curve!, at, 6)).toBeCloseTo(at ** 3 - 2 * at + 1, 9);
    // The line through (0, 0), (1, 3), (2, 0) is y = 1.
    const [line] = fitPolynomials(pointsOf([[0], [3], [0]]), 1);
    expect(polynomialAt(line!, 0.7, 2)).toBeCloseTo(1, 12);
  });
});

describe('prowsyn', () => {
  it('makes more rows in layers nearer to other classes', () => {
    // Class 0 right of class 1 on a line; with k = 2 the layers are the two nearest rows, the two behind, the rest.
    const rows = [[1], [2], [3], [4], [5], [6], [7], [20], [21], [22]];
    const input = inputOf(rows, [1, 1, 1, 1, 1, 1, 1, 0, 0, 0]);
    const { synthetic } = made(input, 'prowsyn', { levels: 3, k: 2, strategy: { counts: { 1: 7 + 1000 } } });
    const weights = [1, Math.exp(-1), Math.exp(-2)];
    const sum = weights[0]! + weights[1]! + weights[2]!;
    const within = (low: number, high: number) => synthetic.base.filter((row) => low <= row && row <= high).length;
    expect(Math.abs(within(5, 6) - (1000 * weights[0]!) / sum)).toBeLessThan(1);
    expect(Math.abs(within(3, 4) - (1000 * weights[1]!) / sum)).toBeLessThan(1);
    expect(Math.abs(within(0, 2) - (1000 * weights[2]!) / sum)).toBeLessThan(1);
  });
});

describe('geometric-smote', () => {
  const relation = (options: Readonly<Record<string, unknown>>) => {
    const result = made(two, 'geometric-smote', { strategy: many, ...options });
    return Array.from({ length: result.synthetic.base.length }, (_, i) => {
      const base = rowAt(two, result.synthetic.base[i]!);
      const axis = minus(rowAt(two, result.synthetic.neighbour[i]!), base);
      const way = minus(syntheticRow(result, i), base);
      const radius = Math.sqrt(dot(axis, axis));
      return {
        label: two.labels[result.synthetic.neighbour[i]!]!,
        along: dot(way, axis) / radius ** 2,
        length: Math.sqrt(dot(way, way)) / radius,
      };
    });
  };

  it('stays in the sphere, and in the half that is left of it', () => {
    const all = relation({ truncation: 0 });
    expect(Math.max(...all.map(({ length }) => length))).toBeLessThanOrEqual(1 + 1e-12);
    expect(Math.min(...all.map(({ along }) => along))).toBeLessThan(-0.5);
    expect(Math.min(...relation({ truncation: 1 }).map(({ along }) => along))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...relation({ truncation: -1 }).map(({ along }) => along))).toBeLessThanOrEqual(0);
  });

  it('fills the sphere evenly', () => {
    // In three dimensions half of the volume lies within (1/2)^(1/3) of the radius.
    const inner = relation({ truncation: 0, strategy: { counts: { 1: 16 + 20_000 } } }).filter(
      ({ length }) => length < 0.5 ** (1 / 3),
    );
    expect(Math.abs(inner.length / 20_000 - 0.5)).toBeLessThan(3.3 * Math.sqrt(0.25 / 20_000));
  });

  it('is SMOTE where it is cut in half and flattened to a line', () => {
    const flat = relation({ selection: 'minority', truncation: 1, deformation: 1 });
    for (const { label, along, length } of flat) {
      expect(label).toBe(1);
      expect(along).toBeGreaterThanOrEqual(0);
      expect(Math.abs(along - length)).toBeLessThan(1e-9);
    }
  });

  it('is spanned by the nearest foreign row, or the nearer of both', () => {
    expect(new Set(relation({ selection: 'majority' }).map(({ label }) => label))).toEqual(new Set([0]));
    expect(new Set(relation({ selection: 'combined' }).map(({ label }) => label))).toEqual(new Set([0, 1]));
  });
});

describe('samplers of your own', () => {
  it('are run like any other, and reported on', () => {
    const first = customSampler('first-half', ({ labels }) => ({
      source: Int32Array.from({ length: labels.length / 2 }, (_, i) => i),
      synthetic: {
        values: { count: 0, dimensions: 3, values: new Float64Array(0) },
        categories: [],
        base: new Int32Array(0),
        neighbour: new Int32Array(0),
        step: new Float64Array(0),
      },
    }));
    const { labels, report } = resampleMatrix(two.values, two.labels, first);
    expect(labels.length).toBe(43);
    expect(report[0]!.removed + report[1]!.removed).toBe(43);
  });
});

describe('the rows themselves', () => {
  it('can be had as an input for a next step', () => {
    const result = resampleMatrix(two.values, two.labels, 'smote');
    const next = resampledInput(two, result);
    expect(next.values.count).toBe(140);
    expect([...next.labels]).toEqual([...result.labels]);
    expect([...next.values.values.subarray(0, 86 * 3)]).toEqual([...two.values.values]);
    expect([...next.values.values.subarray(86 * 3)]).toEqual([...result.synthetic.values.values]);
  });

  it('are refused where they do not fit together', () => {
    const points = pointsOf(three!.values);
    expect(() => resampleMatrix(points, Int32Array.of(0, 1), 'smote')).toThrow(
      'smote: labels must be one per row (86), got Int32Array of length 2',
    );
    expect(() => resampleMatrix(points, new Int32Array(86), 'smoke')).toThrow(
      /^resample: kind must be one of .*, got 'smoke'; did you mean 'smote'\?$/,
    );
    expect(() => resampleMatrix(two.values, two.labels, 'smote', { seed: -1 })).toThrow(
      'smote: seed must be a whole number',
    );
    expect(() => resampleMatrix(two.values, two.labels, { kind: 'smote', k: Number.NaN })).toThrow(
      'smote: k must be a whole number of at least 1, got NaN',
    );
  });
});
