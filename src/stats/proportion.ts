/**
 * Intervals of a proportion: successes out of n trials. Both may be weighted counts, which then stand for effective numbers.
 * No trials, no interval: the answer is null.
 */
import { betaQuantile } from './beta-quantile.ts';
import { checkLevel, outOfRange } from './checks.ts';
import { normalQuantile } from './normal.ts';
import type { Interval } from './types.ts';

export interface ProportionOptions {
  /** Coverage, (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Wilson's score interval: covers close to its level on average even for few trials and shares near 0 or 1. O(1).
 * Source: Wilson (1927), doi:10.1080/01621459.1927.10502953.
 */
export function wilson(successes: number, n: number, { level = 0.95 }: ProportionOptions = {}): Interval | null {
  check('wilson', successes, n, level);
  if (n === 0) return null;
  const z2 = normalQuantile((1 + level) / 2) ** 2;
  const failures = n - successes;
  const centre = (successes + z2 / 2) / (n + z2);
  const half = Math.sqrt(z2 * ((successes * failures) / n + z2 / 4)) / (n + z2);
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: failures === 0 ? 1 : Math.min(1, centre + half),
    level,
    method: 'Wilson',
  };
}

/**
 * The exact interval of Clopper and Pearson: never covers less than its level, so it is wide. O(1).
 * Source: Clopper and Pearson (1934), doi:10.1093/biomet/26.4.404.
 */
export function clopperPearson(
  successes: number,
  n: number,
  { level = 0.95 }: ProportionOptions = {},
): Interval | null {
  check('clopperPearson', successes, n, level);
  if (n === 0) return null;
  const tail = (1 - level) / 2;
  const failures = n - successes;
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1),
    high: failures === 0 ? 1 : betaQuantile(1 - tail, successes + 1, failures),
    level,
    method: 'Clopper-Pearson',
  };
}

/**
 * Jeffreys' interval: equal tails of the posterior under the prior Beta(½, ½), closed at 0 and 1 where nothing or everything
 * succeeded. O(1). Source: Brown, Cai and DasGupta (2001), doi:10.1214/ss/1009213286.
 */
export function jeffreys(successes: number, n: number, { level = 0.95 }: ProportionOptions = {}): Interval | null {
  check('jeffreys', successes, n, level);
  if (n === 0) return null;
  const tail = (1 - level) / 2;
  const failures = n - successes;
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes + 0.5, failures + 0.5),
    high: failures === 0 ? 1 : betaQuantile(1 - tail, successes + 0.5, failures + 0.5),
    level,
    method: 'Jeffreys',
  };
}

function check(fn: string, successes: number, n: number, level: number): void {
  if (!(n >= 0 && n < Infinity)) throw outOfRange(fn, 'n', 'a finite number of at least 0', n);
  if (!(0 <= successes && successes <= n)) throw outOfRange(fn, 'successes', `from 0 to n (${n})`, successes);
  checkLevel(fn, level);
}
