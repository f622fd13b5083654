/** Searches among rows by parts, with rows taken away, against the definition: all distances, sorted, ties by row. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { type Points, squaredDistance } from '../../src/kernels/points.ts';
import { RowSearch } from '../../src/kernels/row-search.ts';

interface Case {
  readonly name: string;
  readonly count: number;
  readonly dimensions: number;
  readonly value: (random: () => number, row: number) => number;
}

const cases: readonly Case[] = [
  { name: 'spread out', count: 900, dimensions: 9, value: (random) => random() + random() },
  { name: 'ties and duplicates', count: 700, dimensions: 3, value: (random) => Math.floor(random() * 3) },
  { name: 'rows far out', count: 600, dimensions: 5, value: (random, row) => (row % 83 ? 1 : 1e5) * random() },
  { name: 'more than one cell', count: 5000, dimensions: 6, value: (random) => random() ** 3 },
  { name: 'few dimensions', count: 1500, dimensions: 2, value: (random) => random() },
];

const partCount = 3;

function make({ name, count, dimensions, value }: Case): { readonly points: Points; readonly parts: Int32Array } {
  const random = stream(7, name);
  const values = new Float64Array(count * dimensions);
  for (let i = 0; i < values.length; i++) values[i] = value(() => random.uniform(), Math.floor(i / dimensions));
  // Part 1 is rare, and nothing is in part 2.
  const parts = Int32Array.from({ length: count }, () => (random.uniform() < 0.1 ? 1 : 0));
  return { points: { count, dimensions, values }, parts };
}

interface Found {
  readonly row: number;
  readonly distance: number;
}

describe.each(cases)('$name', (shape) => {
  const { points, parts } = make(shape);
  const queries = Int32Array.from({ length: 60 }, (_, i) => (i * 37) % points.count);
  const everywhere = [0, 1, 2];

  /** All rows of some parts, nearest first. */
  function others(row: number, among: readonly number[], gone: ReadonlySet<number>): Found[] {
    const found: Found[] = [];
    for (let other = 0; other < points.count; other++) {
      if (other === row || gone.has(other) || !among.includes(parts[other]!)) continue;
      found.push({ row: other, distance: squaredDistance(points, row, points, other) });
    }
    return found.sort((a, b) => a.distance - b.distance || a.row - b.row);
  }

  describe.each(['auto', 'compiled', 'plain'] as const)('%s', (path) => {
    const searchFor = (mostWanted: number) =>
      new RowSearch(points, { parts: { of: parts, count: partCount }, mostWanted, path });

    it.each([[[0]], [[1]], [everywhere]])('finds the nearest and the farthest of parts %j', (among) => {
      const search = searchFor(4);
      search.prepare([0]);
      const gone = new Set<number>();
      for (let round = 0; round < 3; round++) {
        const near = search.nearest(queries, 4, among);
        const far = search.farthest(queries, 2, among);
        queries.forEach((row, i) => {
          const sorted = others(row, among, gone);
          const nearest = sorted.slice(0, 4);
          expect([...near.indices.subarray(i * 4, i * 4 + 4)]).toEqual(nearest.map((each) => each.row));
          expect([...near.distances.subarray(i * 4, i * 4 + 4)]).toEqual(nearest.map((each) => each.distance));
          const farthest = sorted.sort((a, b) => b.distance - a.distance || a.row - b.row).slice(0, 2);
          expect([...far.indices.subarray(i * 2, i * 2 + 2)]).toEqual(farthest.map((each) => each.row));
        });
        const leaving = near.indices.filter((row, i) => i % 12 === 0 && !gone.has(row));
        search.remove(leaving);
        for (const row of leaving) gone.add(row);
      }
      search.release();
    });

    it.each([[[0]], [everywhere]])('bounds the sums of distances among parts %j', (among) => {
      const search = searchFor(3);
      search.remove(Int32Array.of(5, 11));
      for (const which of ['nearest', 'farthest'] as const) {
        const sums = search.sums(queries, 3, among, { which });
        const beginnings = search.sums(queries, 3, among, { which, mostShells: 1 });
        expect(sums === null).toBe(path === 'plain');
        if (sums === null || beginnings === null) continue;
        queries.forEach((row, i) => {
          const sorted = others(row, among, new Set([5, 11])).map(({ distance }) => Math.sqrt(distance));
          const picked = which === 'nearest' ? sorted.slice(0, 3) : sorted.slice(-3);
          const sum = picked.reduce((total, distance) => total + distance, 0);
          expect(sums[2 * i]).toBeLessThanOrEqual(sum);
          expect(sums[2 * i + 1]).toBeGreaterThanOrEqual(sum);
          if (which === 'farthest') expect(beginnings[2 * i]).toBeLessThanOrEqual(sum);
          else expect(beginnings[2 * i + 1]).toBeGreaterThanOrEqual(sum);
          // Rows far out make the grid coarse or are left to the exact search.
          if (shape.name !== 'rows far out') expect(sums[2 * i + 1]! - sums[2 * i]!).toBeLessThan(0.01 * sum + 0.01);
        });
      }
      search.release();
    });

    it('finds witnesses as far as there are any, and no row that is not one', () => {
      const search = searchFor(3);
      const gone = new Set(Array.from({ length: 50 }, (_, i) => (i * 11) % points.count));
      search.remove(Int32Array.from(gone));
      const limitRows = queries.map((row) => others(row, [1], gone)[2]!.row);
      const limits = Float64Array.from(queries, (row, i) => squaredDistance(points, row, points, limitRows[i]!));
      const { counts, indices } = search.witnesses(queries, { wanted: 3, limits, limitRows }, [0]);
      queries.forEach((row, i) => {
        const possible = others(row, [0], gone).filter(
          ({ row: other, distance }) => distance < limits[i]! || (distance === limits[i] && other < limitRows[i]!),
        );
        expect(counts[i]).toBe(Math.min(3, possible.length));
        const found = [...indices.subarray(i * 3, i * 3 + counts[i]!)];
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((other) => possible.some((each) => each.row === other))).toBe(true);
      });
    });

    it('finds a near row that is really there', () => {
      const { indices, distances } = searchFor(1).near(queries, [0]);
      queries.forEach((row, i) => {
        expect(parts[indices[i]!]).toBe(0);
        expect(indices[i]).not.toBe(row);
        expect(distances[i]).toBe(squaredDistance(points, row, points, indices[i]!));
      });
    });
  });
});
