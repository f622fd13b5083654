/** Made rows that need no search, against the definition: all distances, sorted. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { type Points, pointsOf, squaredDistance } from '../../src/kernels/points.ts';
import { amongOwn } from '../../src/resampling/among-own.ts';
import { joinedRows } from '../../src/resampling/joined-rows.ts';
import { resampledInput } from '../../src/resampling/materialise.ts';
import { readySampler, resampleInput } from '../../src/resampling/resample.ts';
import { searchByClass, searchSpace } from '../../src/resampling/search-space.ts';
import type { SamplerInput } from '../../src/resampling/types.ts';

interface Shape {
  readonly name: string;
  readonly dimensions: number;
  readonly classes: number;
  /** How far classes are apart. */
  readonly apart: number;
  readonly scale: number;
  readonly levels: number;
}

const shapes: readonly Shape[] = [
  { name: 'two classes', dimensions: 6, classes: 2, apart: 0.5, scale: 1, levels: 0 },
  { name: 'three classes, scaled', dimensions: 4, classes: 3, apart: 1, scale: 3, levels: 0 },
  { name: 'many columns', dimensions: 30, classes: 2, apart: 0, scale: 1, levels: 0 },
  { name: 'categories', dimensions: 3, classes: 2, apart: 1, scale: 1, levels: 3 },
];

function inputOf({ name, dimensions, classes, apart, scale, levels }: Shape): SamplerInput {
  const random = stream(11, name);
  const count = 240;
  const labels = Int32Array.from({ length: count }, (_, i) => (i % 6 === 0 ? 1 + ((i / 6) % (classes - 1)) : 0));
  const values = new Float64Array(count * dimensions);
  for (let i = 0; i < values.length; i++) {
    values[i] = random.uniform() + random.uniform() + apart * labels[Math.floor(i / dimensions)]!;
  }
  const points: Points = { count, dimensions, values };
  const categories =
    levels === 0 ? [] : [{ codes: Int32Array.from({ length: count }, () => random.integer(levels)), levels }];
  return {
    values: points,
    space: scale === 1 ? points : { ...points, values: values.map((value) => value / scale) },
    scale: new Float64Array(dimensions).fill(scale),
    categories,
    labels,
    classes: ['common', 'rare', 'rarer'].slice(0, classes),
    names: Array.from({ length: dimensions + categories.length }, (_, d) => `x${d}`),
  };
}

describe.each(shapes)('$name', (shape) => {
  const input = inputOf(shape);
  const result = resampleInput(input, readySampler({ kind: 'smote', k: 3 }));
  const rows = joinedRows(input, result);
  const space = searchSpace(resampledInput(input, result));

  it('are joined as if they had been copied', () => {
    const joined = 'values' in rows.space ? rows.space : pointsOf(rows.space);
    expect([...joined.values]).toEqual([...space.values]);
    if ('values' in rows.space) return;
    const some = new Float64Array(5 * shape.dimensions);
    rows.space.write(237, 242, some);
    expect([...some]).toEqual([...space.values.subarray(237 * shape.dimensions, 242 * shape.dimensions)]);
  });

  it('lie as far from their anchors as is said, and these are of their class', () => {
    expect(rows.made.first + rows.made.anchors.length).toBe(space.count);
    rows.made.anchors.forEach((anchor, i) => {
      const row = rows.made.first + i;
      expect(rows.labels[anchor]).toBe(rows.labels[row]);
      expect(rows.made.distances[i]).toBe(Math.sqrt(squaredDistance(space, row, space, anchor)));
    });
  });

  it.each([1, 2, 3])('have their %i nearest in their class where they are marked', (k) => {
    const marks = searchByClass(rows, { mostWanted: 1, path: 'auto' }, (search) =>
      amongOwn(search, rows, rows.made, k),
    );
    const marked = Int32Array.from(marks.keys()).filter((row) => marks[row] === 1);
    expect(marked.length).toBeGreaterThan(0);
    for (const row of marked) {
      const nearest = Array.from({ length: space.count }, (_, other) => other)
        .filter((other) => other !== row)
        .sort((a, b) => squaredDistance(space, row, space, a) - squaredDistance(space, row, space, b))
        .slice(0, k);
      expect(nearest.map((other) => rows.labels[other])).toEqual(new Array(k).fill(rows.labels[row]));
    }
  });
});
