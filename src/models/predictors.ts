/** Linear predictors straight from the features, for prediction: to pack them into a design would cost more than it saves. */
import type { Features } from './types.ts';

/** Rows whose predictors stay in the first cache while columns are added. */
const stretch = 1024;

/** One per row, under one coefficient per feature, the intercept last. O(rows * columns). */
export function predictorsOf({ rowCount, numeric, blocks }: Features, coefficients: Float64Array): Float64Array {
  const predictors = new Float64Array(rowCount).fill(coefficients.at(-1)!);
  for (let from = 0; from < rowCount; from += stretch) {
    const to = Math.min(from + stretch, rowCount);
    let j = 0;
    for (; j + 3 < numeric.length; j += 4) addFour(predictors, from, to, numeric, j, coefficients);
    for (; j < numeric.length; j++) addOne(predictors, from, to, numeric[j]!, coefficients[j]!);
    let offset = numeric.length;
    for (const { codes, width } of blocks) {
      for (let i = from; i < to; i++) if (codes[i]! >= 0) predictors[i]! += coefficients[offset + codes[i]!]!;
      offset += width;
    }
  }
  return predictors;
}

function addOne(sums: Float64Array, from: number, to: number, values: Float64Array, factor: number): void {
  for (let i = from; i < to; i++) sums[i]! += factor * values[i]!;
}

/** The columns from j on, four at a time, so that sums are read and written a quarter as often; one after the other in each. */
function addFour(
  sums: Float64Array,
  from: number,
  to: number,
  numeric: readonly Float64Array[],
  j: number,
  factors: Float64Array,
): void {
  const a = numeric[j]!;
  const b = numeric[j + 1]!;
  const c = numeric[j + 2]!;
  const d = numeric[j + 3]!;
  const forA = factors[j]!;
  const forB = factors[j + 1]!;
  const forC = factors[j + 2]!;
  const forD = factors[j + 3]!;
  for (let i = from; i < to; i++) {
    sums[i] = sums[i]! + forA * a[i]! + forB * b[i]! + forC * c[i]! + forD * d[i]!;
  }
}
