/** Support vectors whatever the way to them: with rows left out and taken in again, and with the compiled kernel or without. */
import { readFileSync } from 'node:fs';
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

/** A machine of scikit-learn's, whose input follows from a few numbers (see fixtures/generators/support-vectors.py). */
interface PeerMachine {
  readonly seed: number;
  readonly rows: number;
  readonly columns: number;
  /** One in so many rows is of the second class, whose values are moved by `shift`. */
  readonly every: number;
  readonly shift: number;
  /** Values are rounded down to multiples of one part in so many, if above 0. */
  readonly steps: number;
  readonly iterations: number;
  readonly support: readonly number[];
}

const peerMachines: PeerMachine[] = JSON.parse(
  readFileSync(new URL('../fixtures/support-vectors.json', import.meta.url), 'utf8'),
);

function inputOf({ seed, rows, columns, every, shift, steps }: PeerMachine): { values: number[][]; labels: number[] } {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const labels = Array.from({ length: rows }, (_, i) => (i % every === 0 ? 1 : 0));
  const values = labels.map((label) =>
    Array.from({ length: columns }, () => {
      const value = uniform() + uniform() + uniform() + shift * label;
      return steps > 0 ? Math.floor(value * steps) / steps : value;
    }),
  );
  return { values, labels };
}

/** Support vectors of rows of two classes, with the width of kernel and the order of rows that scikit-learn takes. */
function supportIn(values: readonly (readonly number[])[], labels: readonly number[], room: number): number[] {
  const points = pointsOf(values);
  const mean = points.values.reduce((sum, value) => sum + value, 0) / points.values.length;
  const variance = points.values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / points.values.length;
  const rows = Int32Array.from(labels.keys()).sort((a, b) => labels[a]! - labels[b]! || a - b);
  const signs = Int8Array.from(rows, (row) => (labels[row] === 0 ? 1 : -1));
  const weights = supportWeights(points, signs, { gamma: 1 / (points.dimensions * variance), room, rows });
  return supportOf(weights)
    .map((i) => rows[i]!)
    .sort((a, b) => a - b);
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
    expect(narrow).toEqual(wide);
  });

  const cases = [
    ...peer.support
      .filter(({ input }) => Math.max(...peer.inputs[input]!.labels) === 1)
      .map(({ input, support }) => ({ name: input, support, ...peer.inputs[input]! })),
    ...peerMachines.map((machine) => ({
      name: `machine ${machine.seed}`,
      support: machine.support,
      ...inputOf(machine),
    })),
  ];

  it.each(cases)(
    'are those of scikit-learn on $name, also where there is little room',
    ({ values, labels, support }) => {
      for (const room of [2 ** 27, 2 ** 21, 0]) expect(supportIn(values, labels, room)).toEqual(support);
    },
  );
});
