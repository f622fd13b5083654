/** Large arrays are as any others: as long as asked, each its own, and zero. */
import { expect, it } from 'vitest';
import { largeFloats } from '../../src/core/large-arrays.ts';

it.each([0, 3, 2 ** 17, 2 ** 18 + 1, 2 ** 18 + 1])('%i numbers are zeros in a buffer of their own', (length) => {
  const values = largeFloats(length);
  expect(values.length).toBe(length);
  expect(values.every((value) => value === 0)).toBe(true);
  expect(values.buffer.byteLength).toBe(length * 8);
  values.fill(1);
});
