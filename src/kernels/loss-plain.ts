/**
 * The plain loop behind src/kernels/loss.ts, and what its compiled kernel (kernels/loss.ts) is held to bit by bit. Not
 * Math.exp and Math.log1p, whose last digits differ from host to host, but polynomials, even and odd powers apart. They are as
 * near to the truth as their degree allows: relative errors of 4e-18 and 5e-17, before rounding.
 */

/** (e^x - 1 - x) / x^2 for |x| <= log(2) / 2, highest power first. */
const decayEven = [
  2.7630248485211643e-7, 2.480149309891094e-5, 0.0013888888943629745, 0.04166666666653016, 0.5000000000000011,
];
const decayOdd = [
  2.500000833243082e-8, 2.7557586548670366e-6, 0.00019841269506377436, 0.008333333333494555, 0.16666666666666413,
];
/** 2 artanh(x) / x in powers of x^2, for |x| <= 1 / 3, highest power first. */
const logEven = [0.0987268497087399, 0.1536348739773085, 0.22222190388512536, 0.3999999999517793, 2];
const logOdd = [0.17797001264103154, 0.1359299039008183, 0.1818287213259613, 0.28571429121835196, 0.6666666666668303];
/** Adding it to a number below 2^51 rounds that to a whole one. */
const shifter = 1.5 * 2 ** 52;
/** log(2) in two parts, of which the first times any exponent is exact. */
const [logTwo, logTwoRest] = [0.6931467056274414, 4.7493250390316726e-7];
/** Beyond this e^-a is taken to be what it is here, about 3e-308. */
const largest = 708;

/** All of these, as the compiled kernel reads them. */
export const lossTable: Float64Array = Float64Array.of(
  ...[...decayEven, ...decayOdd, ...logEven, ...logOdd],
  ...[shifter, Math.LOG2E, logTwo, logTwoRest, 1, 2, largest, -0],
);

const powers = Float64Array.from({ length: 1023 }, (_, n) => 2 ** -n);

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[0]!;
  for (let k = 1; k < coefficients.length; k++) sum = sum * x + coefficients[k]!;
  return sum;
}

/** e^-a for a from 0 to 708. */
function decay(a: number): number {
  const halvings = a * Math.LOG2E + shifter - shifter;
  const x = halvings * logTwo - a + halvings * logTwoRest;
  const square = x * x;
  const rest = polynomial(decayEven, square) + x * polynomial(decayOdd, square);
  return (1 + (x + square * rest)) * powers[halvings]!;
}

/** log(1 + e) for e from 0 to 1. */
function logOnePlus(e: number): number {
  const x = e / (2 + e);
  const square = x * x;
  const fourth = square * square;
  return x * (polynomial(logEven, fourth) + square * polynomial(logOdd, fourth));
}

/** As `RowLosses` of src/kernels/loss.ts. Even and odd rows are added up apart. */
export function lossPlain(
  predictors: Float64Array,
  shares: Float64Array,
  slopes: Float64Array,
  curvatures: Float64Array,
): number {
  const sums = [0, 0];
  for (let i = 0; i < predictors.length; i++) {
    const signed = shares[i]!;
    const share = Math.abs(signed);
    const distance = Math.abs(predictors[i]!);
    const e = decay(Math.min(distance, largest));
    const likely = 1 / (1 + e);
    const unlikely = e * likely;
    const wrong = (signed < 0 ? -predictors[i]! : predictors[i]!) < 0;
    sums[i & 1]! += share * (logOnePlus(e) + (wrong ? distance : 0));
    slopes[i] = -(signed * (wrong ? likely : unlikely));
    curvatures[i] = share * (likely * unlikely);
  }
  return sums[0]! + sums[1]!;
}
