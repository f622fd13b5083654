/** How equal two numbers must be: to a relative 1e-12, with 1e-14 absolute for numbers that are 0 but for rounding. */
import { expect } from 'vitest';

type Expected = number | string | null | readonly Expected[];

/** Fixtures write infinities and NaN as words. */
export function numberOf(value: number | string): number {
  return typeof value === 'number' ? value : Number(value);
}

export function expectClose(actual: unknown, expected: Expected, what: string, tolerance = 1e-12): void {
  if (Array.isArray(expected)) {
    const list = Array.from(actual as ArrayLike<unknown>);
    expect(list.length, `${what}: length`).toBe(expected.length);
    expected.forEach((item, i) => {
      expectClose(list[i], item as Expected, `${what}[${i}]`, tolerance);
    });
    return;
  }
  if (expected === null) {
    expect(actual, what).toBe(null);
    return;
  }
  const wanted = numberOf(expected as number | string);
  expect(typeof actual, `${what}: ${String(actual)}`).toBe('number');
  const given = actual as number;
  if (!Number.isFinite(wanted)) {
    expect(given, what).toBe(wanted);
    return;
  }
  const apart = Math.abs(given - wanted);
  const allowed = Math.max(1e-14, tolerance * Math.abs(wanted));
  expect(apart, `${what}: ${given} against ${wanted}`).toBeLessThanOrEqual(allowed);
}
