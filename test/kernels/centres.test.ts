/** The compiled search for centres and the seeding against plain float64 loops, while centres move. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { type CentreGrid, centreGrid, type Members, placeRow, scatterOf } from '../../src/kernels/centre-grid.ts';
import { seeding } from '../../src/kernels/centre-seeding.ts';
import {
  type CentreSpace,
  centreSpace,
  gridRows,
  type SpaceOptions,
  tileRows,
} from '../../src/kernels/centre-space.ts';
import { CentreSearch } from '../../src/kernels/centres.ts';
import { type Points, squaredDistance, takePoints } from '../../src/kernels/points.ts';

function pointsOf(count: number, dimensions: number, draw: () => number): Points {
  return { count, dimensions, values: Float64Array.from({ length: count * dimensions }, draw) };
}

const allOf = (count: number) => Int32Array.from({ length: count }, (_, i) => i);
const membersOf = (points: Points): Members => ({ points, rows: allOf(points.count) });
const gridFor = (points: Points, centres?: Points) =>
  centreGrid(membersOf(points), scatterOf(membersOf(points)), centres);

function gridOf(points: Points): CentreGrid {
  const grid = gridFor(points);
  if (grid === null) throw new Error('no grid');
  return grid;
}

function spaceOf(points: Points, clusters: number, options: Partial<SpaceOptions> = {}): CentreSpace {
  const space = centreSpace(membersOf(points), gridOf(points), { clusters, path: 'compiled', ...options });
  if (space === null) throw new Error('not compiled');
  return space;
}

function firstNearest(points: Points, centres: Points): number[] {
  return Array.from({ length: points.count }, (_, i) => {
    const squares = Array.from({ length: centres.count }, (_, c) => squaredDistance(points, i, centres, c));
    return squares.indexOf(Math.min(...squares));
  });
}

/** Rows of the points as centres, moved some at a time towards other rows, so that they stay among the points. */
function followMoves(points: Points, clusters: number, options: Partial<SpaceOptions> = {}): void {
  const space = spaceOf(points, clusters, options);
  const search = new CentreSearch(membersOf(points), space);
  const random = stream(7, 'moves');
  const { dimensions } = points;
  const rows = Int32Array.from({ length: clusters }, () => random.integer(points.count));
  let centres = takePoints(points, rows);
  let moved = allOf(clusters);
  for (const [share, step] of [
    [1, 0.1],
    [0.5, 0.01],
    [0.1, 1],
    [0, 0],
    [0.3, 0.001],
    [0.2, 0],
    [1, 0.5],
  ] as const) {
    expect([...search.nearest(centres, moved)]).toEqual(firstNearest(points, centres));
    moved = allOf(clusters).filter(() => random.uniform() < share);
    const values = centres.values.slice();
    for (const c of moved) {
      const row = random.integer(points.count) * dimensions;
      for (let d = 0, at = c * dimensions; d < dimensions; d++, at++) {
        values[at] = values[at]! + step * (points.values[row + d]! - values[at]!);
      }
    }
    centres = { ...centres, values };
  }
  space.release();
}

describe('CentreSearch', () => {
  it.each([
    { count: 700, dimensions: 1, clusters: 9 },
    { count: 700, dimensions: 3, clusters: 1 },
    { count: 600, dimensions: 7, clusters: 40 },
    { count: 300, dimensions: 65, clusters: 17 },
    { count: 257, dimensions: 20, clusters: 150 },
    { count: 12, dimensions: 200, clusters: 12 },
  ])('finds the first of the nearest of $clusters centres for $count rows in $dimensions columns', (given) => {
    const random = stream(3, 'rows');
    followMoves(
      pointsOf(given.count, given.dimensions, () => random.uniform() ** 3),
      given.clusters,
    );
  });

  it('finds them with less room for bounds, in blocks of several groups of centres', () => {
    const random = stream(3, 'blocks');
    const points = pointsOf(300, 6, () => random.uniform());
    for (const blocks of [1, 2, 5]) {
      // Four bytes for each row of two tiles and each block.
      const boundBytes = 4 * 2 * tileRows * blocks;
      expect(spaceOf(points, 77, { boundBytes }).blockCount).toBe(blocks);
      followMoves(points, 77, { boundBytes });
    }
  });

  it('gives ties to the first, among whole numbers and rows that are there many times', () => {
    const random = stream(3, 'whole');
    followMoves(
      pointsOf(600, 2, () => random.integer(3)),
      30,
    );
    followMoves(
      pointsOf(600, 1, () => random.integer(2)),
      300,
    );
  });

  it('finds them for any rows that there is a grid for', () => {
    const value = fc.oneof(fc.constantFrom(0, 1, -1, 0.5), fc.double({ min: -1e3, max: 1e3, noNaN: true }));
    const shape = fc.record({ dimensions: fc.integer({ min: 1, max: 11 }), clusters: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(shape, fc.array(value, { minLength: 11, maxLength: 300 }), (given, values) => {
        const count = Math.floor(values.length / given.dimensions);
        const points = { ...given, count, values: Float64Array.from(values.slice(0, count * given.dimensions)) };
        if (gridFor(points) !== null) followMoves(points, given.clusters);
      }),
      { numRuns: 60 },
    );
  });

  it.each([1e-80, 1e80])('finds them at the scale of %d', (scale) => {
    const random = stream(3, 'scales');
    followMoves(
      pointsOf(300, 5, () => scale * random.uniform()),
      20,
    );
  });
});

describe('centreGrid', () => {
  it('keeps distances within its margin', () => {
    const random = stream(5, 'rows');
    for (const dimensions of [1, 4, 90]) {
      const points = pointsOf(200, dimensions, () => 1000 + random.uniform() ** 4);
      const grid = gridOf(points);
      const { images, squares, width } = gridRows(membersOf(points), grid);
      const steps = (i: number, j: number) => {
        let sum = 0;
        for (let d = 0; d < width; d++) sum += (images[i * width + d]! - images[j * width + d]!) ** 2;
        return Math.sqrt(sum);
      };
      for (let i = 0; i < points.count; i++) {
        expect(squares[i]! < 2 ** 29).toBe(true);
        const j = (i * 7 + 1) % points.count;
        const error = steps(i, j) - Math.sqrt(squaredDistance(points, i, points, j)) * grid.scale;
        // Twice in each of the two distances that are compared.
        expect(Math.abs(error)).toBeLessThanOrEqual(grid.margin / 2);
      }
    }
  });

  it('is none where rows are all the same, too large, or too near each other beside one far out', () => {
    const random = stream(5, 'rows');
    const some = pointsOf(500, 3, () => random.uniform());
    const far = { ...some, values: some.values.map((value, at) => (at === 0 ? 1e9 : value)) };
    for (const points of [
      pointsOf(1, 3, () => random.uniform()),
      pointsOf(40, 3, () => 5),
      pointsOf(40, 3, () => 1e200 * random.uniform()),
      far,
    ]) {
      expect(gridFor(points)).toBeNull();
    }
  });

  it('reaches as far as centres from outside', () => {
    const random = stream(5, 'rows');
    const points = pointsOf(100, 2, () => random.uniform());
    const centres = pointsOf(2, 2, () => 3);
    const grid = gridFor(points, centres)!;
    const square = placeRow(centres, 1, grid, new Int16Array(2), 0);
    expect(square).toBeLessThan(2 ** 29);
    expect(square).toBeGreaterThan(2 ** 28.9);
  });
});

describe('seeding', () => {
  it.each([1, 6, 8, 30])('adds up the same whole numbers on both paths in %i columns', (dimensions) => {
    const random = stream(9, 'rows');
    const points = pointsOf(403, dimensions, () => random.uniform());
    const among = allOf(403).filter((row) => row % 5 !== 0);
    const compiled = seeding(spaceOf(points, 12).rows, spaceOf(points, 12), among);
    const plain = seeding(gridRows(membersOf(points), gridOf(points)), null, among);
    for (const tries of [[7], [400, 0, 88, 3, 3, 402, 17, 31], [7, 8, 1], [399, 16]]) {
      expect(compiled.sums(tries)).toEqual(plain.sums(tries));
      compiled.choose(tries.length - 1);
      plain.choose(tries.length - 1);
      expect(compiled.closest).toEqual(plain.closest);
    }
  });
});
