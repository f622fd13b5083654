/** Memories that kernels take over from each other: which are kept, and that what is left in them changes no answer. */
import { beforeEach, describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { gaussianRows, strideOf } from '../../src/kernels/gaussian.ts';
import { packMatrix } from '../../src/kernels/gram.ts';
import { returnMemory, takeMemory } from '../../src/kernels/memories.ts';
import type { Points } from '../../src/kernels/points.ts';
import { searchRows } from '../../src/kernels/row-search.ts';
import { packSingle } from '../../src/kernels/single.ts';
import { type KernelPath, pageBytes } from '../../src/kernels/wasm.ts';
import { kMeans } from '../../src/resampling/k-means.ts';

const random = stream(11, 'memories');

function cloud(count: number, dimensions: number): Points {
  return { count, dimensions, values: Float64Array.from({ length: count * dimensions }, () => random.uniform()) };
}

const allOf = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

/** Leaves memories behind that are full of a byte. */
function leaveGarbage(byte: number, pages = 256): void {
  const memories = Array.from({ length: 4 }, (_, i) => takeMemory(pages, i === 3));
  for (const memory of memories) new Uint8Array(memory.buffer).fill(byte);
  for (const memory of memories) returnMemory(memory);
}

describe('memories', () => {
  it('are taken over by whoever needs no more, and do not grow', () => {
    const first = takeMemory(700);
    returnMemory(first);
    const more = takeMemory(701);
    expect(more).not.toBe(first);
    expect(more.buffer.byteLength).toBe(701 * pageBytes);
    expect(takeMemory(699)).toBe(first);
    expect(first.buffer.byteLength).toBe(700 * pageBytes);
  });

  it('are kept in part, the largest longest', () => {
    const memories = [4, 1, 3, 2].map((pages) => takeMemory(1000 + pages));
    for (const memory of memories) returnMemory(memory);
    const [four, , three, two] = memories;
    expect([1, 1, 1].map((pages) => takeMemory(1000 + pages))).toEqual([two, three, four]);
  });

  it('serve one at a time', () => {
    const first = takeMemory(2);
    const second = takeMemory(2);
    expect(second).not.toBe(first);
    returnMemory(first);
    returnMemory(second);
  });

  it('are shared where that is asked, and only there', () => {
    const shared = takeMemory(3, true);
    returnMemory(shared);
    expect(takeMemory(3)).not.toBe(shared);
    expect(takeMemory(2, true)).toBe(shared);
    expect(takeMemory(2, true)).not.toBe(shared);
  });
});

// As numbers NaN and 1e306, as integers -1 and very large.
describe.each([0xff, 0x7f])('what is left in a memory (%i) changes nothing', (byte) => {
  const shapes = [
    [300, 3],
    [513, 7],
    [700, 20],
  ] as const;
  beforeEach(() => leaveGarbage(byte));

  it.each(shapes)('for searches among %i rows of %i columns', (count, dimensions) => {
    const points = cloud(count, dimensions);
    const queries = allOf(count);
    const some = queries.filter((row) => row % 10 === 0);
    const ask = (path: KernelPath, workers: number) =>
      searchRows(points, { mostWanted: 3, path, workers }, (search) => [
        search.nearest(some, 3, [0]),
        search.farthest(some, 3, [0]),
        search.nearest(queries, 2, [0]),
        search.farthest(queries, 3, [0]),
      ]);
    const expected = ask('plain', 1);
    expect(ask('compiled', 1)).toEqual(expected);
    expect(ask('compiled', 2)).toEqual(expected);
  });

  it.each(shapes)('for kernel rows over %i points of %i columns', (count, dimensions) => {
    const points = cloud(count, dimensions);
    const rowsBy = (path: KernelPath) => {
      const { store, choose, write, release } = gaussianRows(points, { gamma: 0.5, size: strideOf(count), path });
      choose(allOf(count));
      write([1], [0]);
      const row = store.slice(0, count);
      release();
      return row;
    };
    expect(rowsBy('compiled')).toEqual(rowsBy('plain'));
  });

  it.each(shapes)('for matrices of %i rows and %i columns', (count, dimensions) => {
    const columns = Array.from({ length: dimensions }, () => cloud(count, 1).values);
    const standard = { centres: new Float64Array(dimensions).fill(0.5), scales: new Float64Array(dimensions).fill(3) };
    const factors = cloud(count, 1).values;
    const asked = (path: KernelPath) =>
      [packMatrix(count, columns, { path }), packSingle(count, columns, standard, { path })].map((matrix) => {
        const products = new Float64Array(dimensions * dimensions);
        matrix.addGram(factors, products, dimensions);
        const last = matrix.blockCount - 1;
        const times = matrix.times(last, factors.subarray(0, dimensions), 1).slice();
        const part = factors.subarray(0, times.length);
        const transposed = matrix.transposed(last, part).slice();
        const gradient = new Float64Array(dimensions + 1);
        const value = matrix.losses?.(factors).evaluate(factors.slice(0, dimensions + 1), gradient);
        matrix.release();
        return { products, times, transposed, gradient, value };
      });
    expect(asked('compiled')).toEqual(asked('plain'));
  });

  it.each(shapes)('for clusters of %i rows of %i columns', (count, dimensions) => {
    const points = cloud(count, dimensions);
    const clusters = (path: KernelPath) =>
      kMeans({ points, rows: allOf(count) }, { clusters: 12, random: stream(1, 'seed'), path });
    expect(clusters('compiled')).toEqual(clusters('plain'));
  });
});
