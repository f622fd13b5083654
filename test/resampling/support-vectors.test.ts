/** Support vectors whatever the way to them: with rows left out and taken in again, and with the compiled kernel or without. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import type { Points } from '../../src/kernels/points.ts';
import { supportWeights } from '../../src/resampling/support-vectors.ts';
import { peer, pointsOf } from './peer.ts';

const random = stream(5, 'support');

/** Two overlapping clouds, a tenth of the rows in the second. */
function clouds(count: number, dimensions: number): { points: Points; signs: Int8Array } {
  const signs = Int8Array.from({ length: count }, (_, i) => (i < 0.9 * count ? 1 : -1));
  const values = Float64Array.from({ length: count * dimensions }, (_, at) => {
    const sum = random.uniform() + random.uniform() + random.uniform();
    return sum - 0.15 * signs[Math.floor(at / dimensions)]!;
  });
  return { points: { count, dimensions, values }, signs };
}

const supportOf = (weights: Float64Array) => [...weights.keys()].filter((row) => weights[row]! > 0);

describe('support weights', () => {
  const { points, signs } = clouds(1500, 7);
  const gamma = 1 / (7 * 0.25);
  // Room for a few rows only: rows are left out from the first attempt on.
  const ways = { wide: {}, narrow: { room: 0 }, plain: { path: 'plain' as const } };
  const [wide, narrow, plain] = Object.values(ways).map((way) =>
    supportWeights(points, signs, { gamma, c: 1, ...way }),
  ) as [Float64Array, Float64Array, Float64Array];

  it('are the same to the last bit with the compiled kernel and without', () => {
    expect(plain).toEqual(wide);
  });

  it('meet the conditions of the optimum, also where rows were left out on the way', () => {
    for (const weights of [wide, narrow]) {
      const slopes = Float64Array.from(signs);
      for (const j of supportOf(weights)) {
        for (let i = 0; i < signs.length; i++) {
          let squared = 0;
          for (let d = 0; d < 7; d++) squared += (points.values[7 * i + d]! - points.values[7 * j + d]!) ** 2;
          slopes[i]! -= weights[j]! * signs[j]! * Math.exp(-gamma * squared);
        }
      }
      const rising = [...slopes].filter((_, i) => (signs[i] === 1 ? weights[i]! < 1 : weights[i]! > 0));
      const falling = [...slopes].filter((_, i) => (signs[i] === 1 ? weights[i]! > 0 : weights[i]! < 1));
      // The tolerance of 1e-3, and the rounding of kernels to single precision.
      expect(Math.max(...rising) - Math.min(...falling)).toBeLessThan(1.01e-3);
      expect(Math.abs(weights.reduce((sum, weight, i) => sum + weight * signs[i]!, 0))).toBeLessThan(1e-9);
      expect(weights.every((weight) => 0 <= weight && weight <= 1)).toBe(true);
    }
    expect(narrow.every((weight, i) => Math.abs(weight - wide[i]!) < 0.05)).toBe(true);
  });

  it.each(peer.support.filter(({ input }) => Math.max(...peer.inputs[input]!.labels) === 1))(
    'are those of scikit-learn on $input also where rows were left out on the way',
    ({ input, support }) => {
      const { values, labels } = peer.inputs[input]!;
      const given = pointsOf(values);
      const mean = given.values.reduce((sum, value) => sum + value, 0) / given.values.length;
      const variance = given.values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / given.values.length;
      const options = { gamma: 1 / (given.dimensions * variance), room: 0 };
      const weights = supportWeights(
        given,
        Int8Array.from(labels, (label) => (label === 0 ? 1 : -1)),
        options,
      );
      expect(supportOf(weights)).toEqual(support);
    },
  );
});
