import { describe, expect, it } from 'vitest';
import { RandomState, stream } from '../../src/core/random.ts';

describe('RandomState equals numpy.random.RandomState(42)', () => {
  // numpy 2.4.6: RandomState(42).randint(0, 2**32, size=8, dtype=uint32), .permutation(10), .random_sample(5), .randn(3)
  it('uniform', () => {
    const random = new RandomState(42);
    const drawn = Array.from({ length: 5 }, () => random.uniform());
    expect(drawn).toEqual([
      0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366, 0.15601864044243652,
    ]);
  });
  it('permutation', () => {
    expect([...new RandomState(42).permutation(10)]).toEqual([8, 1, 5, 0, 7, 2, 9, 4, 3, 6]);
  });
  it('normal', () => {
    const random = new RandomState(42);
    expect([random.normal(), random.normal(), random.normal()]).toEqual([
      0.4967141530112327, -0.13826430117118466, 0.6476885381006925,
    ]);
  });
  it('refuses what numpy refuses', () => {
    expect(() => new RandomState(-1)).toThrow(/seed must be a whole number/);
    expect(() => new RandomState(Number.NaN)).toThrow(/got NaN/);
  });
});

describe('stream', () => {
  it('the same name gives the same draws, other names unrelated ones', () => {
    const draws = (...path: (string | number)[]) => {
      const random = stream(7, ...path);
      return Array.from({ length: 2000 }, () => random.uniform());
    };
    expect(draws('fold', 1)).toEqual(draws('fold', 1));
    const a = draws('fold', 1);
    const b = draws('fold', 2);
    const c = draws('fold', '1');
    const correlation = (x: number[], y: number[]) =>
      (12 * x.reduce((sum, v, i) => sum + (v - 0.5) * (y[i]! - 0.5), 0)) / x.length;
    // The correlation of 2000 independent pairs has a standard error of 1/sqrt(2000) = .022.
    expect(Math.abs(correlation(a, b))).toBeLessThan(0.1);
    expect(Math.abs(correlation(a, c))).toBeLessThan(0.1);
    expect(Math.abs(a.reduce((x, y) => x + y, 0) / 2000 - 0.5)).toBeLessThan(0.03);
  });
});
