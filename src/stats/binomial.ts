/** The binomial distribution, for exact intervals and tests on counts of thousands of millions as on counts of five. */
import { betaTails } from './incomplete-beta.ts';
import { deviance, stirlingError } from './log-gamma.ts';

/** ln P(X = k) of n trials with success probability p: k and n whole, 0 <= p <= 1; -Infinity where impossible. O(1). */
export function binomialLogPmf(k: number, n: number, p: number): number {
  if (!(n >= 0 && 0 <= p && p <= 1) || Number.isNaN(k)) return NaN;
  if (k < 0 || k > n || !Number.isInteger(k)) return -Infinity;
  const q = 1 - p;
  if (k === 0) return p === 0 ? 0 : n * Math.log1p(-p);
  if (k === n) return p === 1 ? 0 : n * Math.log(p);
  if (p === 0 || p === 1) return -Infinity;
  const misses = n - k;
  const spread = 0.5 * Math.log(n / (2 * Math.PI * k * misses));
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(misses);
  return spread + errors - deviance(k, n * p) - deviance(misses, n * q);
}

/** P(X = k). */
export function binomialPmf(k: number, n: number, p: number): number {
  return Math.exp(binomialLogPmf(k, n, p));
}

/** P(X <= k) of n trials with success probability p; k is rounded down. NaN for n < 0 or p outside [0, 1]. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (!(n >= 0 && 0 <= p && p <= 1) || Number.isNaN(k)) return NaN;
  if (k < 0) return 0;
  if (k >= n) return 1;
  const whole = Math.floor(k);
  return betaTails(whole + 1, n - whole, p, 1 - p).upper;
}

/** P(X > k), accurate where it is small. */
export function binomialSf(k: number, n: number, p: number): number {
  if (!(n >= 0 && 0 <= p && p <= 1) || Number.isNaN(k)) return NaN;
  if (k < 0) return 1;
  if (k >= n) return 0;
  const whole = Math.floor(k);
  return betaTails(whole + 1, n - whole, p, 1 - p).lower;
}

/** The smallest k with P(X <= k) >= share, share in [0, 1]; NaN outside. O(log n) evaluations of the distribution. */
export function binomialQuantile(share: number, n: number, p: number): number {
  if (!(0 <= share && share <= 1 && n >= 0 && 0 <= p && p <= 1)) return NaN;
  let [below, reached] = [-1, n];
  while (reached - below > 1) {
    const middle = Math.floor((below + reached) / 2);
    if (binomialCdf(middle, n, p) >= share) reached = middle;
    else below = middle;
  }
  return reached;
}
