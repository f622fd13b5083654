/** Searches in which the many rows pass by once, against the definition: all distances, sorted, ties by row. */
import { describe, expect, it } from 'vitest';
import { type Random, stream } from '../../src/core/random.ts';
import { smallestPassing } from '../../src/kernels/passing-queries.ts';
import { searchPassing } from '../../src/kernels/passing-references.ts';
import { type Points, sourceOf, squaredDistance } from '../../src/kernels/points.ts';

interface Case {
  readonly name: string;
  readonly count: number;
  readonly dimensions: number;
  /** One row in so many is of the few. */
  readonly oneIn: number;
  readonly value: (random: Random, row: number) => number;
}

const cases: readonly Case[] = [
  { name: 'spread out', count: 1500, dimensions: 9, oneIn: 20, value: (random) => random.uniform() + random.uniform() },
  { name: 'ties and duplicates', count: 900, dimensions: 3, oneIn: 9, value: (random) => random.integer(3) },
  { name: 'one number', count: 700, dimensions: 1, oneIn: 10, value: (random) => random.uniform() },
  { name: 'far from zero', count: 800, dimensions: 6, oneIn: 10, value: (random) => 1e9 + random.uniform() },
  // Neither the rows from which the grid is made nor the few are far out, so that it does not reach them.
  {
    name: 'rows far out',
    count: 2000,
    dimensions: 5,
    oneIn: 30,
    value: (random, row) => (row % 90 === 7 ? 1e5 : 1) * random.uniform(),
  },
  {
    name: 'few far out',
    count: 1200,
    dimensions: 5,
    oneIn: 30,
    value: (random, row) => (row % 60 === 0 ? 1e5 : 1) * random.uniform(),
  },
  {
    name: 'hardly more few than are summed up',
    count: 600,
    dimensions: 7,
    oneIn: 40,
    value: (random) => random.uniform(),
  },
  {
    name: 'more few than fit one area',
    count: 1400,
    dimensions: 4,
    oneIn: 2,
    value: (random) => random.uniform() ** 3,
  },
  { name: 'all alike', count: 400, dimensions: 4, oneIn: 8, value: () => 3 },
];

function make({ name, count, dimensions, oneIn, value }: Case) {
  const random = stream(3, name);
  const values = new Float64Array(count * dimensions);
  for (let i = 0; i < values.length; i++) values[i] = value(random, Math.floor(i / dimensions));
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  const points: Points = { count, dimensions, values };
  return { points, rows, few: rows.filter((row) => row % oneIn === 0), many: rows.filter((row) => row % oneIn !== 0) };
}

interface Found {
  readonly row: number;
  readonly distance: number;
}

const byDistance = (a: Found, b: Found): number => a.distance - b.distance || a.row - b.row;
const inward = (a: Found, b: Found): number => b.distance - a.distance || a.row - b.row;

describe.each(cases)('$name', (shape) => {
  const { points, rows, few, many } = make(shape);
  const source = sourceOf(points);

  function others(row: number, among: Int32Array): Found[] {
    const all = Array.from(among, (other) => ({ row: other, distance: squaredDistance(points, row, points, other) }));
    return all.filter((found) => found.row !== row);
  }

  it.each([
    ['nearest', 0, 'all rows', rows],
    ['nearest', 0, 'other rows', many],
    ['farthest', 2, 'all rows', rows],
    ['farthest', 2, 'other rows', many],
  ] as const)('finds the %s (mode %i) of %s for the few', (_, mode, __, among) => {
    const wanted = 3;
    const found = searchPassing(source, { queries: few, among, mode, wanted });
    if (found === null) throw new Error('the compiled kernel did not run');
    few.forEach((row, i) => {
      const expected = others(row, among)
        .sort(mode === 0 ? byDistance : inward)
        .slice(0, wanted);
      const at = i * wanted;
      expect([...found.indices.subarray(at, at + wanted)]).toEqual(expected.map((each) => each.row));
      const sign = mode === 0 ? 1 : -1;
      expect([...found.distances.subarray(at, at + wanted)]).toEqual(expected.map((each) => sign * each.distance));
    });
  });

  it('leaves places empty where there are too few rows', () => {
    const among = few.subarray(0, 3);
    const found = searchPassing(source, { queries: few.subarray(0, 5), among, mode: 0, wanted: 4 });
    expect([...found!.indices.subarray(0, 4)].filter((row) => row < 0)).toHaveLength(2);
    expect([...found!.indices.subarray(16, 20)].filter((row) => row < 0)).toHaveLength(1);
  });

  describe.each(['nearest', 'farthest'] as const)('smallest sums of the %s', (which) => {
    it.each([1, 3, 12])('of %i', (k) => {
      for (const wanted of [1, 10, 100]) {
        const found = smallestPassing(source, { queries: many, among: few, k, which, wanted });
        // With some of the few beyond the grid this search has no answer.
        expect(found === null).toBe(shape.name === 'few far out');
        if (found === null) continue;
        const sums = Float64Array.from(many, (row) => {
          const sorted = others(row, few).sort(which === 'nearest' ? byDistance : inward);
          return sorted.slice(0, k).reduce((sum, { distance }) => sum + Math.sqrt(distance), 0);
        });
        const limit = sums.toSorted()[wanted - 1]!;
        const due = many.filter((_, i) => sums[i]! <= limit);
        expect(due.filter((row) => !found.includes(row))).toEqual(new Int32Array(0));
        expect([...found]).toEqual([...found].sort((a, b) => a - b));
        // Rows beyond the grid are among the answers too, and where all are alike all of them.
        if (shape.name === 'spread out') expect(found.length).toBeLessThanOrEqual(due.length + 5);
      }
    });
  });

  it('takes queries that are among the few', () => {
    const k = 2;
    const found = smallestPassing(source, { queries: few, among: few, k, which: 'nearest', wanted: 4 });
    if (found === null) return;
    const sums = Float64Array.from(few, (row) => {
      const sorted = others(row, few).sort(byDistance);
      return sorted.slice(0, k).reduce((sum, { distance }) => sum + Math.sqrt(distance), 0);
    });
    const limit = sums.toSorted()[3]!;
    expect(few.filter((row, i) => sums[i]! <= limit && !found.includes(row))).toEqual(new Int32Array(0));
  });
});
