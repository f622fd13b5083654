/** The compiled neighbour kernel against its specification, the plain float64 loop: equal to the last bit, in every case. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { farthest, kernelInfo, nearest, witnesses } from '../../src/kernels/neighbours.ts';
import { type Points, squaredDistance } from '../../src/kernels/points.ts';

interface Shape {
  readonly name: string;
  readonly count: number;
  readonly dimensions: number;
  readonly value: (random: () => number, i: number, d: number) => number;
}

const shapes: readonly Shape[] = [
  { name: 'spread out', count: 700, dimensions: 20, value: (random) => random() + random() + random() },
  { name: 'odd number of dimensions', count: 301, dimensions: 7, value: (random) => random() * 10 },
  { name: 'one dimension', count: 257, dimensions: 1, value: (random) => random() },
  { name: 'many ties on a lattice', count: 500, dimensions: 3, value: (random) => Math.floor(random() * 4) },
  { name: 'exact duplicates', count: 400, dimensions: 5, value: (_random, i, d) => ((i % 20) * (d + 1)) % 7 },
  { name: 'all points equal', count: 100, dimensions: 4, value: () => 3.25 },
  {
    name: 'a few points very far out',
    count: 400,
    dimensions: 6,
    value: (random, i) => (i % 97 ? random() : 1e6 * random()),
  },
  { name: 'far from the origin', count: 400, dimensions: 4, value: (random) => 1e9 + random() },
  { name: 'tiny', count: 300, dimensions: 4, value: (random) => 1e-200 * random() },
  { name: 'several cells', count: 1900, dimensions: 6, value: (random) => random() + random() },
  { name: 'sorted rows', count: 600, dimensions: 2, value: (_random, i, d) => i * (d + 0.5) },
  { name: 'many dimensions', count: 120, dimensions: 300, value: (random) => random() - 0.5 },
  { name: 'fewer points than a group', count: 5, dimensions: 2, value: (random) => random() },
];

function make({ name, count, dimensions, value }: Shape): Points {
  const random = stream(1, name);
  const values = new Float64Array(count * dimensions);
  for (let i = 0; i < values.length; i++)
    values[i] = value(() => random.uniform(), Math.floor(i / dimensions), i % dimensions);
  return { count, dimensions, values };
}

const self = (points: Points) => Int32Array.from({ length: points.count }, (_, i) => i);

it('the compiled kernel really runs here', () => {
  expect(kernelInfo().neighbours).toBe('compiled');
});

describe.each(shapes)('$name', (shape) => {
  const points = make(shape);

  it.each([1, 3, 4])('the %i nearest are those of the plain loop', (k) => {
    const options = { k, leaveOut: self(points) };
    const plain = nearest(points, points, { ...options, path: 'plain' });
    const compiled = nearest(points, points, { ...options, path: 'compiled' });
    expect(compiled.indices).toEqual(plain.indices);
    expect(compiled.distances).toEqual(plain.distances);
  });

  it.each([1, 3])('the %i farthest are those of the plain loop', (k) => {
    const options = { k, leaveOut: self(points) };
    const plain = farthest(points, points, { ...options, path: 'plain' });
    const compiled = farthest(points, points, { ...options, path: 'compiled' });
    expect(compiled.indices).toEqual(plain.indices);
    expect(compiled.distances).toEqual(plain.distances);
    for (let i = 0; i < points.count; i += 17) {
      const others = Array.from({ length: points.count }, (_, j) => squaredDistance(points, i, points, j));
      const sorted = others.filter((_, j) => j !== i).sort((a, b) => b - a);
      expect([...plain.distances.subarray(i * k, i * k + k)]).toEqual(sorted.slice(0, k));
    }
  });

  it('finds a query among its references where nothing is left out', () => {
    const found = nearest(points, points, { k: 1, path: 'compiled' });
    expect([...found.distances].every((distance) => distance === 0)).toBe(true);
  });

  it('finds as many witnesses as the plain loop, and each of them is one', () => {
    const half = points.count >> 1;
    const limitIndices = Int32Array.from({ length: points.count }, (_, i) => (i + half) % points.count);
    const limits = Float64Array.from(limitIndices, (index, i) => squaredDistance(points, i, points, index) / 2);
    const options = { wanted: 3, limits, limitIndices, leaveOut: self(points) };
    const plain = witnesses(points, points, { ...options, path: 'plain' });
    const compiled = witnesses(points, points, { ...options, path: 'compiled' });
    expect(compiled.counts).toEqual(plain.counts);
    for (let i = 0; i < points.count; i++) {
      const row = [...compiled.indices.subarray(i * 3, i * 3 + compiled.counts[i]!)];
      expect(new Set(row).size).toBe(row.length);
      for (const index of row) {
        const distance = squaredDistance(points, i, points, index);
        expect(index).not.toBe(i);
        expect(distance < limits[i]! || (distance === limits[i]! && index < limitIndices[i]!)).toBe(true);
      }
    }
  });
});
