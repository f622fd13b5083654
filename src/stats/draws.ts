/**
 * Exact random draws of counts. A bootstrap of n rows is a draw of multinomial counts, so resampling whole groups of equal
 * rows costs one binomial draw a group instead of one draw a row.
 */
import type { Random } from '../core/random.ts';
import { binomialLogPmf } from './binomial.ts';
import { checkCount, outOfRange } from './checks.ts';
import { logGamma } from './log-gamma.ts';

/** Below this mean, searching from zero is quicker than rejection. */
const searchBelow = 10;

/**
 * Number of successes among n trials of probability p, exactly binomial: n whole and at least 0, p in [0, 1]. O(1) expected
 * (O(n p) below a mean of 10). Large means by transformed rejection, Hörmann (1993), doi:10.1080/00949659308811496.
 */
export function binomialDraw(random: Random, n: number, p: number): number {
  checkCount('binomialDraw', 'n', n);
  if (!(0 <= p && p <= 1)) throw outOfRange('binomialDraw', 'p', 'from 0 to 1', p);
  return drawBinomial(random, n, p);
}

function drawBinomial(random: Random, n: number, p: number): number {
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p);
  if (n === 0 || p === 0) return 0;
  return n * p < searchBelow ? searchBinomial(random, n, p) : rejectBinomial(random, n, p);
}

function searchBinomial(random: Random, n: number, p: number): number {
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let left = random.uniform();
  let k = 0;
  while (left >= probability && k < n) {
    left -= probability;
    probability *= (odds * (n - k)) / (k + 1);
    k++;
  }
  return k;
}

function rejectBinomial(random: Random, n: number, p: number): number {
  const sd = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * sd;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const inside = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * sd;
  const atMode = binomialLogPmf(Math.floor((n + 1) * p), n, p);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + centre);
    if (edge >= 0.07 && v <= inside) return k;
    if (!(0 <= k && k <= n)) continue;
    if (Math.log((v * alpha) / (a / (edge * edge) + b)) <= binomialLogPmf(k, n, p) - atMode) return k;
  }
}

/** A Poisson draw of the given mean, finite and at least 0. O(1) expected. Hörmann (1993), doi:10.1016/0167-6687(93)90997-4. */
export function poissonDraw(random: Random, mean: number): number {
  if (!(0 <= mean && mean < Infinity)) throw outOfRange('poissonDraw', 'mean', 'finite and at least 0', mean);
  return mean < searchBelow ? searchPoisson(random, mean) : rejectPoisson(random, mean);
}

function searchPoisson(random: Random, mean: number): number {
  let probability = Math.exp(-mean);
  let left = random.uniform();
  let k = 0;
  // The probabilities add to 1 only up to rounding; 200 is out of reach for a mean below 10.
  while (left >= probability && k < 200) {
    left -= probability;
    k++;
    probability *= mean / k;
  }
  return k;
}

function rejectPoisson(random: Random, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const inside = 0.9277 - 3.6224 / (b - 2);
  const logMean = Math.log(mean);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= inside) return k;
    if (k < 0 || (edge < 0.013 && v > edge)) continue;
    const accepted = k * logMean - mean - logGamma(k + 1);
    if (Math.log((v * inverseAlpha) / (a / (edge * edge) + b)) <= accepted) return k;
  }
}

/**
 * n draws spread over cells in proportion to `weights` (finite, at least 0, not all 0), as counts adding to n, written to
 * `out` where it is given. One binomial draw a cell: for cells of about one row each, drawing rows is quicker. O(cells).
 */
export function multinomialDraw(
  random: Random,
  n: number,
  weights: ArrayLike<number>,
  out: Float64Array = new Float64Array(weights.length),
): Float64Array {
  checkCount('multinomialDraw', 'n', n);
  let rest = 0;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (!(0 <= weight && weight < Infinity)) {
      throw outOfRange('multinomialDraw', `weights[${i}]`, 'finite and at least 0', weight);
    }
    rest += weight;
    if (weight > 0) last = i;
  }
  if (!(rest > 0)) throw outOfRange('multinomialDraw', 'the sum of weights', 'above 0', rest);
  let left = n;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    const count = i === last ? left : drawBinomial(random, left, Math.min(1, weight / rest));
    out[i] = count;
    left -= count;
    rest = Math.max(rest - weight, Number.MIN_VALUE);
  }
  return out;
}
