/** The k-d tree against its specification, the plain float64 loop: equal to the last bit, ties and all. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { nearest } from '../../src/kernels/neighbours.ts';
import { nearestPlain } from '../../src/kernels/neighbours-plain.ts';
import { nearestTree, treeServes } from '../../src/kernels/neighbours-tree.ts';
import type { Points } from '../../src/kernels/points.ts';

const random = stream(3, 'points');
const uniform = () => random.uniform();
const shapes: Record<string, (i: number, d: number) => number> = {
  'spread out': () => uniform() + uniform(),
  'a lattice, many ties': () => Math.floor(uniform() * 5),
  'a lattice without duplicates': (i, d) => Math.floor(i / 9 ** d) % 9,
  'exact duplicates': (i, d) => ((i % 20) * (d + 1)) % 7,
  'all points equal': () => 3.25,
  'far from the origin': () => 1e9 + uniform(),
  'squares that vanish': () => 1e-200 * uniform(),
  'squares that overflow': () => 1e200 * uniform(),
  'a few points very far out': (i) => (i % 97 ? uniform() : 1e6 * uniform()),
  'sorted rows': (i, d) => i * (d + 0.5),
  'equal in all but one dimension': (i, d) => (d === 0 ? i % 50 : 1),
};

function make(count: number, dimensions: number, value: (i: number, d: number) => number): Points {
  const values = new Float64Array(count * dimensions);
  for (let i = 0; i < values.length; i++) values[i] = value(Math.floor(i / dimensions), i % dimensions);
  return { count, dimensions, values };
}

const self = ({ count }: Points) => Int32Array.from({ length: count }, (_, i) => i);

describe.each(Object.entries(shapes))('%s', (_name, value) => {
  it.each([1, 2, 3, 4, 7])('%i dimensions', (dimensions) => {
    const points = make(300, dimensions, value);
    const others = make(40, dimensions, value);
    for (const k of [1, 6]) {
      const options = { k, leaveOut: self(points) };
      expect(nearestTree(points, points, options)).toEqual(nearestPlain(points, points, options));
      expect(nearestTree(points, others, { k })).toEqual(nearestPlain(points, others, { k }));
    }
  });
});

it('leaves places empty where there are fewer references than asked for', () => {
  const points = make(3, 2, uniform);
  for (const count of [0, 1, 3]) {
    const few = { ...points, count };
    const options = { k: 5, leaveOut: self(points) };
    expect(nearestTree(few, points, options)).toEqual(nearestPlain(few, points, options));
  }
});

it('does not compare every pair where all points are equal', () => {
  // 4e10 pairs would take minutes.
  const points = make(200_000, 2, () => 1);
  const { indices } = nearestTree(points, points, { k: 2, leaveOut: self(points) });
  expect([...indices.subarray(0, 6)]).toEqual([1, 2, 0, 2, 0, 1]);
  expect([...indices.subarray(-2)]).toEqual([0, 1]);
});

it('is taken where dimensions are few and points are many', () => {
  const points = (count: number, dimensions: number) => ({ count, dimensions, values: new Float64Array(0) });
  expect(treeServes(points(5000, 2), points(5000, 2))).toBe(true);
  expect(treeServes(points(100, 2), points(100, 2))).toBe(false);
  expect(treeServes(points(5000, 2), points(2, 2))).toBe(false);
  expect(treeServes(points(100_000, 20), points(100_000, 20))).toBe(false);
  const many = make(5000, 2, uniform);
  const paths = (['auto', 'tree', 'compiled'] as const).map((path) => nearest(many, many, { k: 3, path }));
  expect(paths[0]).toEqual(paths[1]);
  expect(paths[2]).toEqual(paths[1]);
});
