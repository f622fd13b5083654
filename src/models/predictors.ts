/** Linear predictors straight from the features, for prediction: to pack them into a design would cost more than it saves. */
import type { Features } from './types.ts';

/** Rows whose predictors stay in the first cache while columns are added. */
const stretch = 1024;

/** One per row, under one coefficient per feature, the intercept last. O(rows * columns). */
export function predictorsOf({ rowCount, numeric, blocks }: Features, coefficients: Float64Array): Float64Array {
  const predictors = new Float64Array(rowCount).fill(coefficients.at(-1)!);
  for (let from = 0; from < rowCount; from += stretch) {
    const to = Math.min(from + stretch, rowCount);
    numeric.forEach((values, j) => {
      const coefficient = coefficients[j]!;
      for (let i = from; i < to; i++) predictors[i]! += coefficient * values[i]!;
    });
    let offset = numeric.length;
    for (const { codes, width } of blocks) {
      for (let i = from; i < to; i++) if (codes[i]! >= 0) predictors[i]! += coefficients[offset + codes[i]!]!;
      offset += width;
    }
  }
  return predictors;
}
