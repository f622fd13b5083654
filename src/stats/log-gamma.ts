/**
 * The logarithm of the gamma function and the two corrections that let probabilities of large counts be computed without
 * cancellation (Stirling's error and the saddle-point deviance). Everything discrete in this room stands on these.
 *
 * Special functions of this room answer NaN outside their domain, as Math does; they never throw.
 */

/** zeta(k) - 1 for k = 2, 3, …, 31. */
const zetaMinusOne: readonly number[] = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
  0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5,
  7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8,
  7.45071178983543e-9, 3.725334024788457e-9, 1.862659723513049e-9, 9.313274324196682e-10, 4.656629065033784e-10,
];

/** Bernoulli terms B(2k) / (2k (2k - 1)) of Stirling's series. */
const stirlingTerms: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
  -174611 / 125400,
];

const oneMinusEuler = 0.42278433509846713;
const halfLogTwoPi = 0.9189385332046728;
const stirlingFrom = 10;

/** Stirling's series for x >= 10, where its first left-out term is below 1e-18. */
function stirlingSeries(x: number): number {
  const inverseSquare = 1 / (x * x);
  let sum = 0;
  for (let k = stirlingTerms.length - 1; k >= 0; k--) sum = sum * inverseSquare + stirlingTerms[k]!;
  return sum / x;
}

/** ln Gamma(2 + z) for |z| <= 0.5, accurate relative to its zero at z = 0. */
function nearTwo(z: number): number {
  let sum = 0;
  for (let k = zetaMinusOne.length + 1; k >= 2; k--) sum = zetaMinusOne[k - 2]! / k - z * sum;
  return z * (oneMinusEuler + z * sum);
}

/**
 * ln Gamma(x) for x > 0, relative error below 1e-14 also beside its zeros at 1 and 2; Infinity at 0, NaN below 0.
 * Zeta series around 2, recurrence to reach it, Stirling's series from 10 on (DLMF 5.7.3, 5.11.1).
 */
export function logGamma(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0 || x === Infinity) return Infinity;
  if (x >= stirlingFrom) return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingSeries(x);
  if (x < 0.5) return nearTwo(x) - Math.log1p(x) - Math.log(x);
  if (x < 1.5) return nearTwo(x - 1) - Math.log1p(x - 1);
  let product = 1;
  let rest = x;
  while (rest > 2.5) {
    rest -= 1;
    product *= rest;
  }
  return Math.log(product) + nearTwo(rest - 2);
}

/**
 * Stirling's error: ln Gamma(x) minus its leading approximation (x - 1/2) ln x - x + ln(2 pi)/2, for x > 0.
 * Absolute error below 1e-14; it stays small where ln Gamma is huge, which is why ratios are built from it.
 */
export function stirlingError(x: number): number {
  if (x >= stirlingFrom) return stirlingSeries(x);
  if (x < 0.5) return logGamma(1 + x) - (x + 0.5) * Math.log(x) + x - halfLogTwoPi;
  return logGamma(x) - (x - 0.5) * Math.log(x) + x - halfLogTwoPi;
}

/**
 * The deviance x ln(x / mean) + mean - x of an observed x from its mean, both positive, without cancellation where they are
 * close. Loader (2000), Fast and accurate computation of binomial probabilities.
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const ratio = difference / (x + mean);
  const square = ratio * ratio;
  let sum = difference * ratio;
  let term = 2 * x * ratio;
  for (let k = 3; Math.abs(term) > Math.abs(sum) * 1e-17; k += 2) {
    term *= square;
    sum += term / k;
  }
  return sum;
}
