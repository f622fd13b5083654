import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { type GaussianOptions, gaussianRows, strideOf, together } from '../../src/kernels/gaussian.ts';
import { powerOfTwo } from '../../src/kernels/gaussian-plain.ts';
import type { Points } from '../../src/kernels/points.ts';

const random = stream(5, 'gaussian');

function cloud(count: number, dimensions: number): Points {
  const values = Float64Array.from({ length: count * dimensions }, () => 3 * random.uniform() - 1.5);
  return { count, dimensions, values };
}

function squaredDistance({ dimensions, values }: Points, i: number, j: number): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) sum += (values[i * dimensions + d]! - values[j * dimensions + d]!) ** 2;
  return sum;
}

/** Kernels of some points with the chosen ones, row after row; the store is filled with 9 before. */
function kernels(points: Points, chosen: Int32Array, rows: number[], options: Omit<GaussianOptions, 'size'>) {
  const stride = strideOf(chosen.length);
  const { store, choose, write } = gaussianRows(points, { size: (together + 1) * stride, ...options });
  choose(chosen);
  store.fill(9);
  // Last rows first, so that a row that is too long would overwrite another.
  const places = rows.map((_, r) => (rows.length - r) * stride);
  write(rows, places);
  return { store: store.slice(), written: places.map((place) => store.slice(place, place + chosen.length)) };
}

describe('rows of a Gaussian kernel', () => {
  const gamma = 0.3;
  const dimensions = [1, 2, 3, 8, 21];
  // Around a tile of 8 points, and more than the 256 whose exponents are held at a time.
  const counts = [1, 7, 8, 9, 300];
  const shapes = dimensions.flatMap((width) => counts.map((count) => [width, count] as const));

  it.each(shapes)('of %i columns and %i points are right, and the same compiled and plain', (width, count) => {
    const points = cloud(310, width);
    const chosen = Int32Array.from({ length: count }, (_, p) => (p * 7 + 3) % 310);
    for (const rows of [[5], [3, 309], [0, 3, 17], [10, 3, 5, 200]]) {
      const [compiled, plain] = (['compiled', 'plain'] as const).map((path) =>
        kernels(points, chosen, rows, { gamma, path }),
      ) as [ReturnType<typeof kernels>, ReturnType<typeof kernels>];
      expect(compiled.written).toEqual(plain.written);
      expect(compiled.store.subarray(0, strideOf(count)).every((value) => value === 9)).toBe(true);
      rows.forEach((row, r) => {
        chosen.forEach((other, p) => {
          const exact = Math.exp(-gamma * squaredDistance(points, row, other));
          expect(Math.abs(compiled.written[r]![p]! - exact)).toBeLessThanOrEqual(exact * 2 ** -23.9 + 2 ** -149);
          if (row === other) expect(compiled.written[r]![p]).toBe(1);
        });
      });
    }
  });

  it('number the points in the order given', () => {
    const points = cloud(12, 3);
    const rows = Int32Array.of(11, 4, 0, 7);
    const chosen = Int32Array.of(3, 0, 2);
    for (const path of ['compiled', 'plain'] as const) {
      const { written } = kernels(points, chosen, [1], { gamma, path, rows });
      expect([...written[0]!]).toEqual(
        [7, 11, 0].map((other) => expect.closeTo(Math.exp(-gamma * squaredDistance(points, 4, other)), 6)),
      );
    }
  });

  it('are the same in a memory that was released, and larger before or smaller', () => {
    const answers = [40, 400, 9].map((count) => {
      const points = cloud(count, 5);
      const rows = (path: 'compiled' | 'plain') => {
        const { store, write, release } = gaussianRows(points, { gamma, size: strideOf(count), path });
        write([3], [0]);
        const row = store.slice(0, count);
        release();
        return row;
      };
      return { compiled: rows('compiled'), plain: rows('plain') };
    });
    for (const { compiled, plain } of answers) expect(compiled).toEqual(plain);
  });

  it('are zero where single precision ends, however far the points are', () => {
    const values = Float64Array.of(0, 10, 10.15, 10.19, 10.2, 12, 1e3, 1e9, 1e150);
    const points = { count: values.length, dimensions: 1, values };
    const chosen = Int32Array.from(values.keys());
    const [compiled, plain] = (['compiled', 'plain'] as const).map(
      (path) => kernels(points, chosen, [0], { gamma: 1, path }).written[0]!,
    ) as [Float32Array, Float32Array];
    expect(compiled).toEqual(plain);
    expect(compiled).toEqual(Float32Array.from(values, (value) => Math.exp(-value * value)));
  });
});

describe('a power of two', () => {
  it('is right to the last digits, and exact at whole numbers', () => {
    for (let y = -159.9; y <= 1; y += 0.0371) {
      expect(Math.abs(powerOfTwo(y) / 2 ** y - 1)).toBeLessThan(2e-15);
    }
    for (let k = -149; k <= 1; k++) expect(powerOfTwo(k)).toBe(2 ** k);
  });
});
