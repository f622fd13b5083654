/** Sparing comparisons must not change an answer: against comparing every point with every centre, while centres move. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import type { Points } from '../../src/kernels/points.ts';
import { CentreSearch } from '../../src/resampling/centre-search.ts';

/** Whole numbers up to 3, so that equal distances are many and all sums are exact, or fractions. */
function pointsOf(count: number, dimensions: number, whole: boolean, name: string): Points {
  const random = stream(4, name);
  const draw = () => (whole ? random.integer(4) : random.uniform());
  return { count, dimensions, values: Float64Array.from({ length: count * dimensions }, draw) };
}

function firstNearest(points: Points, centres: Points): number[] {
  const { dimensions } = points;
  return Array.from({ length: points.count }, (_, i) => {
    const squares = Array.from({ length: centres.count }, (_, c) => {
      let sum = 0;
      for (let d = 0; d < dimensions; d++) {
        sum += (points.values[i * dimensions + d]! - centres.values[c * dimensions + d]!) ** 2;
      }
      return sum;
    });
    return squares.indexOf(Math.min(...squares));
  });
}

describe.each([
  { count: 2500, dimensions: 3, clusters: 9, whole: true },
  { count: 2500, dimensions: 5, clusters: 7, whole: false },
  { count: 300, dimensions: 8, clusters: 2, whole: false },
  { count: 40, dimensions: 2, clusters: 1, whole: false },
])('$count points in $dimensions columns, $clusters centres, whole numbers $whole', (given) => {
  const { count, dimensions, clusters, whole } = given;
  const points = pointsOf(count, dimensions, whole, 'points');

  it('are given the first of their nearest centres after small moves, large ones and none', () => {
    const search = new CentreSearch(points);
    const random = stream(8, 'moves');
    const values = pointsOf(clusters, dimensions, whole, 'centres').values;
    // Halves and eighths keep the sums over whole numbers exact.
    for (const move of [0, 0.125, 0.125, 0, 0.125, 4, 0.125, 0.5, 0]) {
      const step = whole ? move : move / 7;
      const moved = values.map((value) => value + step * (random.integer(3) - 1));
      values.set(moved);
      const centres = { count: clusters, dimensions, values: values.slice() };
      const { indices, distances } = search.nearest(centres);
      expect([...indices]).toEqual(firstNearest(points, centres));
      const alone = new CentreSearch(points).nearest(centres);
      expect(distances).toEqual(alone.distances);
    }
  });
});

it('distances too large or too small for their squares do not mislead', () => {
  for (const size of [1e155, 1e-160]) {
    const values = Float64Array.of(0, 1, 2, 3).map((value) => value * size);
    const points = { count: 4, dimensions: 1, values };
    const search = new CentreSearch(points);
    for (const [a, b] of [
      [0, 3],
      [1, 2],
      [2, 0],
    ] as const) {
      const centres = { count: 2, dimensions: 1, values: Float64Array.of(a * size, b * size) };
      expect(search.nearest(centres)).toEqual(new CentreSearch(points).nearest(centres));
    }
  }
});
