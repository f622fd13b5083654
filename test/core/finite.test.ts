/** Missing and infinite numbers are found wherever they are, and very large ones are not taken for them. */
import { describe, expect, it } from 'vitest';
import { allFinite } from '../../src/core/finite.ts';

const lengths = [1, 7, 8, 9, 2047, 2048, 2049, 4101];

describe('allFinite', () => {
  it.each(lengths)('finds each kind at both ends and in the middle of %i values', (length) => {
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      for (const place of [0, length >> 1, length - 1]) {
        const values = new Float64Array(length).fill(1);
        expect(allFinite(values)).toBe(true);
        values[place] = value;
        expect(allFinite(values)).toBe(false);
      }
    }
  });

  it('does not let infinities of both signs pass', () => {
    expect(allFinite(Float64Array.of(Infinity, 1, 2, -Infinity))).toBe(false);
  });

  it('takes finite values whose sum is not finite for what they are', () => {
    const values = new Float64Array(100).fill(Number.MAX_VALUE);
    expect(allFinite(values)).toBe(true);
    values[99] = Number.NaN;
    expect(allFinite(values)).toBe(false);
  });

  it('holds for no values', () => {
    expect(allFinite(new Float64Array(0))).toBe(true);
  });
});
