import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { rowLosses } from '../../src/kernels/loss.ts';

const random = stream(5, 'loss');
const predictors = (count: number) =>
  Float64Array.from({ length: count }, () => (random.uniform() - 0.5) * 10 ** (random.integer(8) - 4));
const shares = (count: number) => Float64Array.from({ length: count }, () => random.uniform() - 0.5);
const mostRows = 128;

function answers(path: 'plain' | 'compiled', z: Float64Array, share: Float64Array) {
  const [slopes, curvatures] = [new Float64Array(z.length), new Float64Array(z.length)];
  const sum = rowLosses(mostRows, path)(z, share, slopes, curvatures);
  return { sum, slopes, curvatures };
}

/** Of the second number, or of the smallest normal one where it is less. */
const relativeError = (found: number, truth: number) => Math.abs(found - truth) / Math.max(Math.abs(truth), 2 ** -1022);

describe.each(['plain', 'compiled'] as const)('the %s loop', (path) => {
  it.each([0, 1e-300, 1e-9, 0.1, 0.3466, 0.35, 1, 2.5, 17, 36.7, 200, 700])(
    'is right to a few units in the last place on both sides of 0: predictor %f',
    (z) => {
      for (const [share, predictor] of [
        [0.25, z],
        [0.25, -z],
        [-0.25, z],
        [-0.25, -z],
      ] as const) {
        const { sum, slopes, curvatures } = answers(path, Float64Array.of(predictor), Float64Array.of(share));
        const margin = Math.sign(share) * predictor;
        const missed = margin >= 0 ? Math.exp(-margin) / (1 + Math.exp(-margin)) : 1 / (1 + Math.exp(margin));
        const loss = Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin);
        const e = Math.exp(-Math.abs(margin));
        expect(relativeError(sum, 0.25 * loss)).toBeLessThan(2e-15);
        expect(relativeError(slopes[0]!, -share * missed)).toBeLessThan(2e-15);
        expect(relativeError(curvatures[0]!, (0.25 * e) / (1 + e) ** 2)).toBeLessThan(2e-15);
      }
    },
  );

  it('adds up rows by their shares', () => {
    // log 2 each at predictor 0.
    const { sum } = answers(path, new Float64Array(5), Float64Array.of(0.5, -1, 2, 0, -0.25));
    expect(sum).toBeCloseTo(3.75 * Math.LN2, 14);
  });

  it('stays finite where the exponential does not, and says when a predictor is no number', () => {
    const far = answers(path, Float64Array.of(1e5, -1e5), Float64Array.of(1, 1));
    expect(far.sum).toBe(1e5);
    expect(far.slopes[0]).toBeCloseTo(0, 300);
    expect(far.slopes[1]).toBe(-1);
    expect(answers(path, Float64Array.of(-Infinity), Float64Array.of(1)).sum).toBe(Infinity);
    expect(answers(path, Float64Array.of(NaN, 1), Float64Array.of(1, 1)).sum).toBeNaN();
  });
});

it.each([0, 1, 2, 7, mostRows - 1, mostRows])('the compiled loop gives the bits of the plain one: %d rows', (rows) => {
  const [z, share] = [predictors(rows), shares(rows)];
  expect(answers('compiled', z, share)).toEqual(answers('plain', z, share));
});
