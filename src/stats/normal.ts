/**
 * The error function and the standard normal distribution. Tails keep their relative accuracy down to the smallest
 * representable number; the quantile inverts the same tails, so the two agree to rounding.
 */

const rootTwo = Math.SQRT2;
const rootTwoPi = Math.sqrt(2 * Math.PI);
/** Beyond this many standard deviations the tail is a continued fraction, within it a series. */
const tailFrom = 2.5;

/** exp(-x^2 / divisor) with x split in two, so that rounding the square does not reach the exponent. */
function expMinusSquare(x: number, divisor: number): number {
  const head = Math.fround(x);
  return Math.exp((-head * head) / divisor) * Math.exp((-(x - head) * (x + head)) / divisor);
}

/** (Phi(x) - 1/2) / phi(x) = x + x^3/3 + x^5/(3 5) + …, all terms of one sign (DLMF 7.6.2). */
function centralSeries(x: number): number {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > Math.abs(sum) * 1e-17; k += 2) {
    term *= square / k;
    sum += term;
  }
  return sum;
}

/** Mills' ratio (1 - Phi(x)) / phi(x) for x >= 2.5: Laplace's continued fraction from the back (DLMF 7.9.2). */
function millsRatio(x: number): number {
  const depth = Math.ceil(12 + 500 / (x * x));
  let tail = x;
  for (let k = depth; k >= 1; k--) tail = x + k / tail;
  return 1 / tail;
}

/** Upper tail for x >= 0 in units where the density is exp(-x^2 / 2): `density` is that density, computed by the caller. */
function upperTail(x: number, density: number): number {
  return x < tailFrom ? 0.5 - (density * centralSeries(x)) / rootTwoPi : (density * millsRatio(x)) / rootTwoPi;
}

/** The error function 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x. Relative error below 1e-14. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size * rootTwo >= tailFrom) return Math.sign(x) * (1 - erfc(size));
  return (2 * expMinusSquare(size, 1) * centralSeries(x * rootTwo)) / rootTwoPi;
}

/** 1 - erf(x), accurate where erf(x) is almost 1: relative error below 1e-13 as long as the answer is a normal number. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < 0) return 2 - erfc(-x);
  if (x > 40) return 0;
  return 2 * upperTail(x * rootTwo, expMinusSquare(x, 1));
}

/** P(Z <= z) of a standard normal Z. Relative error below 1e-13 in both tails. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return NaN;
  if (z < -60) return 0;
  if (z > 60) return 1;
  const tail = upperTail(Math.abs(z), expMinusSquare(z, 2));
  return z <= 0 ? tail : 1 - tail;
}

/** A start good to three digits: Abramowitz and Stegun 26.2.23. */
function roughQuantile(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  return t - top / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}

/**
 * The z with P(Z <= z) = p, p in [0, 1] (0 and 1 give -Infinity and Infinity; NaN outside). Relative error below 1e-14:
 * Halley's iteration on the tail, on the central part where p is near one half.
 */
export function normalQuantile(p: number): number {
  if (!(0 <= p && p <= 1)) return NaN;
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return -Infinity;
  let z = roughQuantile(p);
  for (let round = 0; round < 4; round++) {
    const density = expMinusSquare(z, 2) / rootTwoPi;
    const excess = z < 0.7 ? 0.5 - p - density * centralSeries(z) : upperTail(z, density * rootTwoPi) - p;
    const step = excess / density;
    z += step / (1 - 0.5 * z * step);
  }
  return -z;
}
