/**
 * The regularised incomplete beta function I_x(a, b): the distribution function of the beta distribution, and with it the
 * tails of the binomial and of Student's t. Its inverse is in beta-quantile.ts.
 */
import { deviance, stirlingError } from './log-gamma.ts';

const maxSteps = 2_000_000;

/** Lower and upper tail, adding to 1. */
export interface BetaTails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * x^a y^b / B(a, b) with y = 1 - x. Built from deviances from the mean, so that parameters of billions do not cancel.
 */
export function betaPower(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return Math.sqrt((a / n) * (b / (2 * Math.PI))) * Math.exp(exponent);
}

/** I_x(a, b) / betaPower by the continued fraction of DiDonato and Morris (1992), doi:10.1145/131766.131776; x <= a/(a+b). */
function tailFraction(a: number, b: number, x: number, y: number): number {
  const lambda = a * y - b * x;
  let denominator = (a / (a + 1)) * (lambda + 1);
  let c = Infinity;
  let d = 1 / denominator;
  let value = d;
  for (let n = 1; n < maxSteps; n++) {
    const from = a + 2 * n - 1;
    const numerator = ((a + n - 1) / from) * ((a + b + n - 1) / from) * n * (b - n) * x * x;
    denominator = n + (n * (b - n) * x) / from + ((a + n) / (from + 2)) * (lambda + 1 + n * (1 + y));
    d = 1 / (numerator * d + denominator);
    c = denominator + numerator / c;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 2e-16) return value;
  }
  return NaN;
}

/** I_x(a, b) / betaPower by the power series in x (DLMF 8.17.8 with the powers of y expanded); for b x <= 0.7. */
function tailSeries(a: number, b: number, x: number, y: number): number {
  let coefficient = 1;
  let sum = 1 / a;
  for (let n = 1; n < maxSteps; n++) {
    coefficient *= ((n - b) * x) / n;
    const term = coefficient / (a + n);
    sum += term;
    if (Math.abs(term) <= Math.abs(sum) * 1e-17) break;
  }
  return sum / y ** b;
}

/**
 * Both tails of the beta distribution at x, with y = 1 - x given by the caller who may know it better than 1 - x does.
 * NaN for parameters that are not positive or a point outside [0, 1]. O(sqrt(a + b)) steps at worst.
 */
export function betaTails(a: number, b: number, x: number, y: number): BetaTails {
  if (!(a > 0 && b > 0 && 0 <= x && 0 <= y && x <= 1 && y <= 1)) return { lower: NaN, upper: NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  if (a <= 1 && x < 0.05 && b * x <= 0.7) {
    const lower = Math.min(1, betaPower(a, b, x, y) * tailSeries(a, b, x, y));
    return { lower, upper: 1 - lower };
  }
  if (b <= 1 && y < 0.05 && a * y <= 0.7) {
    const upper = Math.min(1, betaPower(b, a, y, x) * tailSeries(b, a, y, x));
    return { lower: 1 - upper, upper };
  }
  const power = betaPower(a, b, x, y);
  if (b * x <= a * y) {
    const lower = power === 0 ? 0 : power * tailFraction(a, b, x, y);
    return { lower, upper: 1 - lower };
  }
  const upper = power === 0 ? 0 : power * tailFraction(b, a, y, x);
  return { lower: 1 - upper, upper };
}

/**
 * I_x(a, b), the probability that a beta(a, b) variable is at most x: a, b > 0, x in [0, 1], NaN outside.
 * Relative error about 1e-13, 1e-12 in tails as small as 1e-300.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  return betaTails(a, b, x, 1 - x).lower;
}

/** 1 - I_x(a, b), the upper tail, accurate where it is small. */
export function incompleteBetaUpper(x: number, a: number, b: number): number {
  return betaTails(a, b, x, 1 - x).upper;
}
