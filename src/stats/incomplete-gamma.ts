/** The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x), for chi-square and Poisson tails. */
import { deviance, stirlingError } from './log-gamma.ts';

const maxSteps = 2_000_000;

/** x^a e^-x / Gamma(a), from Stirling's error and the deviance so that large a and x do not cancel. */
function gammaPower(a: number, x: number): number {
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-stirlingError(a) - deviance(a, x));
}

/** Sum of x^k / (a (a + 1) … (a + k)): all terms positive, quick for x below about a + 1 (DLMF 8.7.1). */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < maxSteps; k++) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * 1e-17) return sum;
  }
  return NaN;
}

/** Legendre's continued fraction of Q(a, x) without its prefactor (DLMF 8.9.2), evaluated by modified Lentz. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < maxSteps; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 2e-16) return value;
  }
  return NaN;
}

/** Both tails; the smaller one is computed, the other is its complement. */
function gammaTails(a: number, x: number): { readonly lower: number; readonly upper: number } {
  if (!(a > 0 && x >= 0)) return { lower: NaN, upper: NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = gammaPower(a, x) * lowerSeries(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = gammaPower(a, x) * upperFraction(a, x);
  return { lower: 1 - upper, upper };
}

/** P(a, x), the lower tail: a > 0, x >= 0; NaN outside. O(sqrt(a)) steps. */
export function incompleteGamma(a: number, x: number): number {
  return gammaTails(a, x).lower;
}

/** Q(a, x) = 1 - P(a, x), the upper tail, with full relative accuracy where it is small and a is not. */
export function incompleteGammaUpper(a: number, x: number): number {
  return gammaTails(a, x).upper;
}
