/**
 * A Gaussian kernel matrix entry by entry: the loops that kernels/gaussian.ts must agree with to the last bit. The power is a
 * polynomial, since hosts differ in the last digits of their own.
 */
import type { Points } from './points.ts';

/** Whatever is below is zero in single precision. */
const least = -160;
/** Adding it rounds to a whole number. */
const magic = 6755399441055744;
/** Of 2^f for |f| <= 1/2, highest power first: right to 6e-16 of the value. Interpolates 2^f at the nodes of Chebyshev. */
const coefficients: readonly number[] = [
  7.070977866508138e-9, 1.0205905413765595e-7, 1.3215451633221434e-6, 1.5252672924850737e-5, 0.00015403530424776529,
  0.0013333558200794592, 0.009618129107618665, 0.05550410866465167, 0.24022650695910075, 0.6931471805599462, 1,
];
/** Everything a power is made of, in the order in which the compiled kernel reads it. */
export const powerConstants: Float64Array = Float64Array.of(least, magic, ...coefficients);

/** 2^(k + least) at k, up to 2. */
const wholePowers = new Float64Array(2 - least).fill(2);
// By halving, which is exact; a host's own powers need not be.
for (let k = -least; k >= 0; k--) wholePowers[k] = wholePowers[k + 1]! / 2;

/** 2^y for y up to 1. */
export function powerOfTwo(y: number): number {
  const clamped = Math.max(y, least);
  const whole = clamped + magic - magic;
  const f = clamped - whole;
  let p = powerConstants[2]!;
  for (let i = 3; i < powerConstants.length; i++) p = p * f + powerConstants[i]!;
  return p * wholePowers[whole - least]!;
}

/** Square of a point's length, coordinate after coordinate. */
export function squareOf({ dimensions, values }: Points, row: number): number {
  const from = row * dimensions;
  let sum = 0;
  for (let at = from; at < from + dimensions; at++) sum += values[at]! * values[at]!;
  return sum;
}

/** Writes 2^(factor * squared distance) of a point to each of several others. */
export function writeGaussian(
  into: Float32Array,
  points: Points,
  row: number,
  others: Int32Array,
  squares: Float64Array,
  factor: number,
): void {
  const { dimensions, values } = points;
  const own = squareOf(points, row);
  for (let p = 0; p < others.length; p++) {
    let at = row * dimensions;
    let to = others[p]! * dimensions;
    let product = 0;
    for (const end = at + dimensions; at < end; at++, to++) product += values[at]! * values[to]!;
    into[p] = powerOfTwo(factor * (own + squares[p]! - (product + product)));
  }
}
