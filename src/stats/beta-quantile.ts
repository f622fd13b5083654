/** The inverse of the incomplete beta function: quantiles of the beta distribution from either tail. */
import { betaPower, betaTails } from './incomplete-beta.ts';

/** A point of [0, 1] and its complement, each with its own relative accuracy. */
export interface BetaPoint {
  readonly x: number;
  readonly y: number;
}

/** Below this no point is looked for: products with it must not underflow. */
const smallest = 1e-290;

/**
 * Solves I_x(a, b) = lower for an x of at most about one half, by Newton's method in ln x on the logarithm of the smaller
 * tail, kept inside a bracket by bisection.
 */
function solveSmall(lower: number, upper: number, a: number, b: number): number {
  const useLower = lower <= 0.5;
  const target = Math.log(useLower ? lower : upper);
  const excess = (x: number) => {
    const tails = betaTails(a, b, x, 1 - x);
    return useLower ? Math.log(tails.lower) - target : target - Math.log(tails.upper);
  };
  let low = smallest;
  let high = 0.75;
  if (excess(low) >= 0) return 0;
  let x = Math.min(0.5, a / (a + b));
  for (let round = 0; round < 200; round++) {
    const error = excess(x);
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const tails = betaTails(a, b, x, 1 - x);
    const slope = betaPower(a, b, x, 1 - x) / ((1 - x) * (useLower ? tails.lower : tails.upper));
    let next = x * Math.exp(-error / slope);
    if (!(low < next && next < high)) next = low * 4 < high ? Math.sqrt(low) * Math.sqrt(high) : low + (high - low) / 2;
    if (Math.abs(next - x) <= 2e-16 * x || next === low || next === high) return next;
    x = next;
  }
  return x;
}

/** The point with the given lower and upper tail (they add to 1; both are given so that neither loses digits). */
export function betaPoint(lower: number, upper: number, a: number, b: number): BetaPoint {
  if (!(a > 0 && b > 0 && 0 <= lower && 0 <= upper && lower <= 1 && upper <= 1)) return { x: NaN, y: NaN };
  if (lower === 0) return { x: 0, y: 1 };
  if (upper === 0) return { x: 1, y: 0 };
  const middle = betaTails(a, b, 0.5, 0.5);
  if (lower <= upper ? middle.lower >= lower : middle.upper <= upper) {
    const x = solveSmall(lower, upper, a, b);
    return { x, y: 1 - x };
  }
  const y = solveSmall(upper, lower, b, a);
  return { x: 1 - y, y };
}

/** The x with I_x(a, b) = p: p in [0, 1], a, b > 0, NaN outside; 0 where x would be below 1e-290. */
export function betaQuantile(p: number, a: number, b: number): number {
  return betaPoint(p, 1 - p, a, b).x;
}
