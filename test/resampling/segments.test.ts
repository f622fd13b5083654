/** Making rows on segments: to the last bit, whatever the width and over more rows than one stretch, in one part or several. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { byClass } from '../../src/resampling/keep.ts';
import { resampleMatrix } from '../../src/resampling/resample.ts';
import { joinSynthetic } from '../../src/resampling/result.ts';
import { countLabels, placesWhere, rowsOfClass, rowsWhere, stretch, writeRows } from '../../src/resampling/rows.ts';
import { drawPairs, drawSteps, segmentsOf } from '../../src/resampling/segments.ts';
import type { SamplerInput } from '../../src/resampling/types.ts';

const tied = () => {
  throw new Error('no categories, no ties');
};

function inputOf(count: number, dimensions: number, seed: number): SamplerInput {
  const random = stream(seed, 'segments');
  const values = Float64Array.from({ length: count * dimensions }, () => random.uniform() - 0.3);
  const points = { count, dimensions, values };
  return {
    values: points,
    space: points,
    scale: new Float64Array(dimensions).fill(1),
    categories: [],
    labels: new Int32Array(count),
    classes: ['a', 'b'],
    names: Array.from({ length: dimensions }, (_, d) => `x${d}`),
  };
}

describe.each([1, 2, 3, 4, 5, 7, 8, 11])('rows of %i columns', (dimensions) => {
  const input = inputOf(30, dimensions, dimensions);
  const hood = {
    bases: Int32Array.of(3, 17, 29, 0),
    k: 2,
    neighbours: Int32Array.of(5, 6, 18, 19, 28, 0, 1, 29),
  };
  const partOf = (wanted: number, size: number, even: boolean) => {
    const random = stream(9, `part of ${wanted}`);
    const pairs = drawPairs(random, hood, wanted, even);
    const drawn = { bases: pairs.bases.slice(), columns: pairs.columns.slice() };
    return { drawn, segments: segmentsOf(input, hood, pairs, drawSteps(random, wanted, size), tied) };
  };

  it('stand at the step from base to neighbour, to the last bit', () => {
    const parts = [partOf(stretch + 3, 1, false), partOf(2, -0.5, true), partOf(1, 1, false)];
    const { base, neighbour, step, values } = joinSynthetic(
      input,
      parts.map(({ segments }) => segments),
    );
    expect([base.length, values.count, values.dimensions]).toEqual([stretch + 6, stretch + 6, dimensions]);
    const positions = parts.flatMap(({ drawn }) => [...drawn.bases]);
    const columns = parts.flatMap(({ drawn }) => [...drawn.columns]);
    let wrong = 0;
    for (let i = 0; i < base.length; i++) {
      if (base[i] !== hood.bases[positions[i]!]) wrong++;
      if (neighbour[i] !== hood.neighbours[positions[i]! * 2 + columns[i]!]) wrong++;
      for (let d = 0; d < dimensions; d++) {
        const from = input.values.values[base[i]! * dimensions + d]!;
        const to = input.values.values[neighbour[i]! * dimensions + d]!;
        if (!Object.is(values.values[i * dimensions + d], from + step[i]! * (to - from))) wrong++;
      }
    }
    expect(wrong).toBe(0);
    expect(Math.min(...step.subarray(0, stretch + 3))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...step.subarray(stretch + 3, stretch + 5))).toBeLessThanOrEqual(0);
  });
});

describe('rows of classes over more than one stretch', () => {
  const labels = Int32Array.from({ length: 2 * stretch + 5 }, (_, i) => (i % 7 === 3 ? 2 : i % 2));
  it('are counted and collected', () => {
    for (const label of [0, 1, 2, 3]) {
      const expected = [...labels.keys()].filter((row) => labels[row] === label);
      expect([...rowsOfClass(labels, label)]).toEqual(expected);
      expect(countLabels(labels, 4)[label]).toBe(expected.length);
    }
  });
  it('are chosen by what passes, few or many', () => {
    const rows = rowsOfClass(labels, 1);
    for (const divisor of [1, 2, 3, 50, 10 * stretch]) {
      const passes = (row: number, place: number) => row % divisor === 1 % divisor && place % 5 !== 2;
      expect([...rowsWhere(rows, passes)]).toEqual([...rows].filter(passes));
      const isMultiple = (place: number) => place % divisor === 0;
      expect([...placesWhere(labels.length, isMultiple)]).toEqual([...labels.keys()].filter(isMultiple));
    }
    expect([...rowsWhere(rows, () => false)]).toEqual([]);
  });
  it('are grouped by class in the order they have', () => {
    const rows = Int32Array.from({ length: 3 * stretch }, (_, i) => (i * 5) % labels.length);
    const expected = [0, 1, 2].flatMap((label) => [...rows].filter((row) => labels[row] === label));
    expect([...byClass(rows, labels)]).toEqual(expected);
  });
  it('are numbered', () => {
    const rows = new Int32Array(stretch + 2);
    writeRows(rows, stretch + 1);
    expect([...rows]).toEqual([...Array(stretch + 1).keys(), 0]);
  });
});

describe('values that are missing or infinite', () => {
  // Once in each lane of the sum, in the last values, and where a sum of the values themselves would cancel.
  const count = stretch + 1;
  it.each([
    [0, '0', [Number.NaN]],
    [1, '1', [Number.POSITIVE_INFINITY]],
    [2, '2', [Number.NEGATIVE_INFINITY]],
    [3, '0', [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
    [3 * count - 2, '1', [Number.NaN]],
    [3 * count - 1, '2', [Number.NEGATIVE_INFINITY]],
  ])('are found at place %i', (place, column, bad) => {
    const { values, labels } = inputOf(count, 3, 1);
    labels.fill(1, 0, 40);
    values.values.set(bad, place);
    expect(() => resampleMatrix(values, labels, 'smote')).toThrow(
      `column '${column}' must be without missing or infinite values, got '1 of ${count}'`,
    );
  });
  it('are not seen in values that are huge or tiny', () => {
    const { values, labels } = inputOf(count, 3, 1);
    labels.fill(1, 0, 40);
    values.values.set([Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, -0], 1000);
    expect(resampleMatrix(values, labels, 'smote').labels.length).toBe(2 * (count - 40));
  });
});
