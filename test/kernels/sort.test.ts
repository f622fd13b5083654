import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { sortNumbers } from '../../src/kernels/sort.ts';

/** Above the length from which digits are sorted instead of compared. */
const many = 6000;

/** Numbers of every magnitude and sign, with repeats and infinities. */
function mixture(seed: number): Float64Array {
  const random = stream(seed, 'sort');
  return Float64Array.from({ length: many }, (_, i) => {
    if (i % 97 === 0) return Infinity;
    if (i % 89 === 0) return -Infinity;
    if (i % 7 === 0) return random.integer(5) - 2;
    return (random.uniform() - 0.5) * 2 ** (random.integer(600) - 300);
  });
}

describe('sortNumbers', () => {
  it('orders like the built-in sort, short and long', () => {
    for (const length of [0, 1, 50, many]) {
      const values = mixture(length).slice(0, length);
      const expected = values.slice().sort();
      sortNumbers(values);
      expect(values).toEqual(expected);
    }
  });

  it('handles single digits, equal values and denormal numbers', () => {
    for (const make of [() => 7, (i: number) => i, (i: number) => -i, (i: number) => i * 5e-324]) {
      const values = Float64Array.from({ length: many }, (_, i) => make((i * 7919) % many) + 0);
      const expected = values.slice().sort();
      sortNumbers(values);
      expect(values).toEqual(expected);
    }
  });

  it.each([200, many])('carries a companion along and keeps the order of equals (%i numbers)', (length) => {
    const random = stream(1, 'companion');
    const keys = Float64Array.from({ length }, () => random.integer(20));
    const order = Float64Array.from(keys, (_, i) => i);
    const before = keys.slice();
    sortNumbers(keys, order);
    for (let i = 0; i < length; i++) expect(before[order[i]!]).toBe(keys[i]);
    for (let i = 1; i < length; i++) {
      if (keys[i] === keys[i - 1]) expect(order[i]!).toBeGreaterThan(order[i - 1]!);
    }
  });

  it('sorts views into larger buffers without touching what is around them', () => {
    const whole = mixture(3);
    const [first, last] = [whole[0], whole[many - 1]];
    const inner = whole.subarray(1, many - 1);
    const expected = inner.slice().sort();
    sortNumbers(inner);
    expect(inner).toEqual(expected);
    expect([whole[0], whole[many - 1]]).toEqual([first, last]);
  });

  it('sorts any numbers', () => {
    const anyNumbers = fc.array(fc.double({ noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(anyNumbers, (list) => {
        const values = Float64Array.from(list.flatMap((x) => Array.from({ length: 100 }, (_, i) => x + i + 0)));
        const expected = values.slice().sort();
        sortNumbers(values);
        expect(values).toEqual(expected);
      }),
      { numRuns: 40, seed: 5 },
    );
  });
});
