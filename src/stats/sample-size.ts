/**
 * How many cases a claim needs. For recall the cases are positives, for specificity negatives, for precision those predicted
 * positive. All answers take the rate as it would be observed, so they are plans, not promises.
 */
import { checkCount, checkLevel, outOfRange } from './checks.ts';
import { normalQuantile } from './normal.ts';

export interface LevelOptions {
  /** Coverage of the interval, (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Smallest number of cases for which the Wilson interval around an observed rate is no wider than `halfWidth` to either
 * side: rate in [0, 1], halfWidth above 0. O(1), solving the interval's quadratic.
 */
export function casesForHalfWidth(rate: number, halfWidth: number, { level = 0.95 }: LevelOptions = {}): number {
  if (!(0 <= rate && rate <= 1)) throw outOfRange('casesForHalfWidth', 'rate', 'from 0 to 1', rate);
  if (!(halfWidth > 0)) throw outOfRange('casesForHalfWidth', 'halfWidth', 'above 0', halfWidth);
  checkLevel('casesForHalfWidth', level);
  if (halfWidth >= 0.5) return 1;
  // Half-width h: z^2 (p q n + z^2/4) = h^2 (n + z^2)^2, a quadratic in n.
  const z2 = normalQuantile((1 + level) / 2) ** 2;
  const h2 = halfWidth ** 2;
  const b = z2 * (2 * h2 - rate * (1 - rate));
  const c = z2 * z2 * (h2 - 0.25);
  const n = (-b + Math.sqrt(b * b - 4 * h2 * c)) / (2 * h2);
  return Math.max(1, Math.ceil(n));
}

/**
 * Smallest number of cases with which an observed rate settles the gate `rate >= bound` at all: with that many the Wilson
 * interval lies wholly above the bound (rate above it: pass) or below it (rate below it: fail). Null where the rate is the
 * bound itself: no number of cases can settle it. O(1).
 */
export function casesForGate(rate: number, bound: number, { level = 0.95 }: LevelOptions = {}): number | null {
  if (!(0 <= rate && rate <= 1)) throw outOfRange('casesForGate', 'rate', 'from 0 to 1', rate);
  if (!(0 < bound && bound < 1)) throw outOfRange('casesForGate', 'bound', 'between 0 and 1, both excluded', bound);
  checkLevel('casesForGate', level);
  if (rate === bound) return null;
  // A score interval leaves out exactly the bounds that the score test rejects: n (rate - bound)^2 > z^2 bound (1 - bound).
  const z2 = normalQuantile((1 + level) / 2) ** 2;
  const n = (z2 * bound * (1 - bound)) / (rate - bound) ** 2;
  return Math.max(1, Math.ceil(n));
}

/**
 * The highest rate of an event that is still plausible after n cases without one: 1 - (1 - level)^(1/n), about 3/n at 95 %
 * (hence the name). One-sided. Null for n = 0. O(1). Source: Hanley and Lippman-Hand (1983), doi:10.1001/jama.1983.03330370053031.
 */
export function ruleOfThree(n: number, { level = 0.95 }: LevelOptions = {}): number | null {
  checkCount('ruleOfThree', 'n', n);
  checkLevel('ruleOfThree', level);
  return n === 0 ? null : -Math.expm1(Math.log1p(-level) / n);
}
