import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { centreGrid, type Members, scatterOf } from '../../src/kernels/centre-grid.ts';
import { seeding } from '../../src/kernels/centre-seeding.ts';
import { gridRows } from '../../src/kernels/centre-space.ts';
import { type Points, squaredDistance, takePoints } from '../../src/kernels/points.ts';
import { distancesToFour, inFours } from '../../src/resampling/four-distances.ts';
import { type KMeans, kMeans } from '../../src/resampling/k-means.ts';
import { nearestCentres } from '../../src/resampling/nearest-centres.ts';
import { reassign } from '../../src/resampling/reassign.ts';
import { sampledKMeans } from '../../src/resampling/sampled-k-means.ts';
import { seedRows } from '../../src/resampling/seed-rows.ts';

/** Rows about as many places as there are, each within `width` of its own in every column; row i belongs to place i % places. */
function scattered(count: number, dimensions: number, { places, width }: { places: number; width: number }): Points {
  const random = stream(11, 'scattered');
  const middles = Float64Array.from({ length: places * dimensions }, () => 10 * random.uniform());
  const values = new Float64Array(count * dimensions);
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < dimensions; d++) {
      values[i * dimensions + d] = middles[(i % places) * dimensions + d]! + width * (2 * random.uniform() - 1);
    }
  }
  return { count, dimensions, values };
}

/** All rows of the points. */
function membersOf(points: Points): Members {
  return { points, rows: Int32Array.from({ length: points.count }, (_, i) => i) };
}

function inertia(points: Points, { centres, assignment }: KMeans): number {
  let sum = 0;
  for (let i = 0; i < points.count; i++) sum += squaredDistance(points, i, centres, assignment[i]!);
  return sum;
}

const shared = { path: 'auto' } as const;

describe('sampledKMeans', () => {
  it('finds clusters far apart', () => {
    const points = scattered(20_000, 6, { places: 7, width: 0.5 });
    const found = sampledKMeans(points, { clusters: 7, random: stream(1, 'test'), ...shared });
    for (let i = 7; i < points.count; i++) {
      if (found.assignment[i] !== found.assignment[i - 7]) expect.fail(`row ${i} is apart from its place`);
    }
    expect(new Set(found.assignment.subarray(0, 7)).size).toBe(7);
    // Columns are uniform within 0.5 of the middle, so the expected square is 0.25 / 3 per column; centres add next to nothing.
    expect(Math.abs(inertia(points, found) / (20_000 * 6 * (0.25 / 3)) - 1)).toBeLessThan(0.02);
  });

  it('comes within 3 % of the cost of full iterations where clusters run into each other', () => {
    const points = scattered(20_000, 4, { places: 6, width: 4 });
    const cost = (found: KMeans) => inertia(points, found);
    // Where the iterations end depends on where they start, so the middle of some runs of each is compared.
    const middle = (run: typeof sampledKMeans, name: string) =>
      [1, 2, 3, 4, 5]
        .map((seed) => cost(run(points, { clusters: 6, random: stream(seed, name), ...shared })))
        .sort((a, b) => a - b)[2]!;
    const ratio = middle(sampledKMeans, 'sampled') / middle((all, options) => kMeans(membersOf(all), options), 'full');
    expect(Math.abs(ratio - 1)).toBeLessThan(0.03);
  });

  it('gives the same clusters for the same stream, others for another', () => {
    const points = scattered(8_000, 3, { places: 12, width: 4 });
    const at = (seed: number) => sampledKMeans(points, { clusters: 5, random: stream(seed, 'test'), ...shared });
    expect(at(1)).toEqual(at(1));
    expect(at(1).centres).not.toEqual(at(2).centres);
  });

  it('clusters some thousands of rows in full', () => {
    const points = scattered(3_000, 3, { places: 5, width: 2 });
    const options = { clusters: 5, ...shared };
    const full = kMeans(membersOf(points), { ...options, random: stream(1, 'test') });
    expect(sampledKMeans(points, { ...options, random: stream(1, 'test') })).toEqual(full);
  });

  it('takes rows that are all the same', () => {
    const points: Points = { count: 5_000, dimensions: 2, values: new Float64Array(10_000).fill(3) };
    const { centres, assignment } = sampledKMeans(points, { clusters: 3, random: stream(1, 'test'), ...shared });
    expect(new Set(centres.values)).toEqual(new Set([3]));
    expect(new Set(assignment)).toEqual(new Set([0]));
  });
});

describe('kMeans', () => {
  it.each([6, 40])('leaves every row with the nearest of %i centres', (clusters) => {
    const points = scattered(1_500, 5, { places: 9, width: 5 });
    const { centres, assignment } = kMeans(membersOf(points), { clusters, random: stream(4, 'test'), ...shared });
    for (let i = 0; i < points.count; i++) {
      const distances = Array.from({ length: clusters }, (_, c) => squaredDistance(points, i, centres, c));
      expect(assignment[i]).toBe(distances.indexOf(Math.min(...distances)));
    }
  });
});

describe('kMeans on both paths', () => {
  const both = (points: Points, options: Omit<Parameters<typeof kMeans>[1], 'random' | 'path'>) => {
    const on = (path: 'compiled' | 'plain') =>
      kMeans(membersOf(points), { ...options, random: stream(6, 'test'), path });
    const compiled = on('compiled');
    expect(compiled).toEqual(on('plain'));
    return compiled;
  };

  it.each([
    { rows: 900, columns: 1, clusters: 12 },
    { rows: 1000, columns: 9, clusters: 70 },
    { rows: 600, columns: 50, clusters: 20 },
    { rows: 30, columns: 3, clusters: 30 },
  ])('finds the same $clusters clusters of $rows rows in $columns columns', ({ rows, columns, clusters }) => {
    const points = scattered(rows, columns, { places: 9, width: 5 });
    both(points, { clusters });
    both(points, { clusters, candidates: clusters });
    both(points, { clusters, candidates: Math.min(rows, 2 * clusters), maxIterations: 2, tolerance: 0 });
    both(points, {
      clusters,
      start: { ...points, count: clusters, values: points.values.slice(0, clusters * columns) },
    });
  });

  it('finds the same clusters closer to each other than the grid tells apart', () => {
    const points = scattered(800, 3, { places: 4, width: 1e-5 });
    both(points, { clusters: 25 });
  });

  it('finds the same clusters of rows that are there many times, which leave clusters empty', () => {
    const points = scattered(500, 2, { places: 6, width: 0 });
    expect(new Set(both(points, { clusters: 10 }).assignment).size).toBe(6);
    both({ ...points, values: points.values.map(Math.round) }, { clusters: 10, candidates: 10 });
  });

  it('finds the same clusters around centres that start far from all rows', () => {
    const points = scattered(500, 2, { places: 6, width: 1 });
    const start = { ...points, count: 3, values: Float64Array.of(900, 900, 5, 5, -700, 0) };
    expect(new Set(both(points, { clusters: 3, start }).assignment).size).toBe(3);
  });

  it.each([1e-160, 1e-50, 1e50, 1e160])('finds the same clusters at the scale of %d', (scale) => {
    const points = scattered(500, 4, { places: 6, width: 2 });
    both({ ...points, values: points.values.map((value) => value * scale) }, { clusters: 9 });
  });
});

describe('reassign', () => {
  it.each([
    [20, 5],
    [60, 5],
    [40, 150],
  ])(
    'finds what a search from the start finds, after some of %i centres in %i columns have moved',
    (count, columns) => {
      const points = scattered(1_500, columns, { places: 9, width: 5 });
      const centres: Points = { ...points, count, values: points.values.slice(0, columns * count) };
      const random = stream(5, 'moves');
      for (const share of [0, 0.05, 0.4, 0.8, 1]) {
        const found = nearestCentres(centres, points, 'auto');
        const moved = Int32Array.from({ length: count }, (_, c) => c).filter(() => random.uniform() < share);
        // The last one moves onto the first: a tie.
        if (share > 0.5) centres.values.set(centres.values.subarray(0, columns), columns * (count - 1));
        const all = share > 0.5 ? Int32Array.from(new Set([...moved, count - 1])).sort() : moved;
        for (const c of moved)
          for (let d = 0; d < columns; d++) centres.values[columns * c + d]! += random.uniform() - 0.5;
        const expected = nearestCentres(centres, points, 'auto');
        expect(reassign(points, centres, { found, moved: all, path: 'auto' })).toMatchObject({
          indices: expected.indices,
          distances: expected.distances,
        });
      }
    },
  );
});

describe('nearestCentres', () => {
  it.each([1, 3, 4, 9])('is the first of the nearest of %i centres', (count) => {
    const points = scattered(150, 3, { places: 4, width: 1 });
    const centres: Points = { ...points, count, values: points.values.slice(0, 3 * count) };
    // A row that is there twice: the tie goes to the first.
    if (count > 1) centres.values.set(centres.values.subarray(0, 3), 3 * (count - 1));
    const { indices, distances } = nearestCentres(centres, points, 'auto');
    for (let i = 0; i < points.count; i++) {
      const all = Array.from({ length: count }, (_, c) => squaredDistance(points, i, centres, c));
      expect(distances[i]).toBe(Math.min(...all));
      expect(indices[i]).toBe(all.indexOf(distances[i]!));
    }
  });
});

describe('distancesToFour', () => {
  it('gives the plain distances, and no number for those that are missing', () => {
    const points = scattered(30, 7, { places: 3, width: 2 });
    const rows = [4, 9, 2, 20, 7, 11];
    const out = new Float64Array(4 * 10);
    distancesToFour(points, [10, 20], inFours(takePoints(points, rows)), 1, out);
    for (let i = 10; i < 20; i++) {
      const expected = [7, 11].map((row) => squaredDistance(points, i, points, row));
      expect([...out.subarray(4 * (i - 10), 4 * (i - 10) + 4)]).toEqual([...expected, Infinity, Infinity]);
    }
  });
});

describe('seedRows', () => {
  it('takes one row of each place where places are far apart', () => {
    const points = scattered(400, 3, { places: 8, width: 0.01 });
    for (const seed of [1, 2, 3, 4, 5]) {
      const options = { clusters: 8, among: Int32Array.from({ length: 400 }, (_, i) => i) };
      const grid = centreGrid(membersOf(points), scatterOf(membersOf(points)))!;
      for (const steps of [null, seeding(gridRows(membersOf(points), grid), null, options.among)]) {
        const found = seedRows(membersOf(points), { ...options, random: stream(seed, 'test'), seeding: steps });
        expect(new Set(found.map((row) => row % 8)).size).toBe(8);
      }
    }
  });
});
