/**
 * From probabilities at the natural prevalence to decisions: every strategy's rule is a vector of class factors, and the
 * decision is the class with the largest probability times factor. In the binary case that is a threshold.
 */

/** Binary: the score from which on the positive class wins under these factors. */
export function thresholdOfFactors(factors: readonly number[]): number {
  return factors[0]! / (factors[0]! + factors[1]!);
}

/** Position of the winning class of each row; among equals the first. */
export function decideClasses(probabilities: Float64Array, factors: readonly number[]): Int32Array {
  const classCount = factors.length;
  const decisions = new Int32Array(probabilities.length / classCount);
  for (let i = 0; i < decisions.length; i++) {
    let best = 0;
    let bestValue = -Infinity;
    for (let k = 0; k < classCount; k++) {
      const value = probabilities[i * classCount + k]! * factors[k]!;
      if (value > bestValue) {
        bestValue = value;
        best = k;
      }
    }
    decisions[i] = best;
  }
  return decisions;
}

/** The probability column of one class. */
export function columnOf(probabilities: Float64Array, classCount: number, position: number): Float64Array {
  const column = new Float64Array(probabilities.length / classCount);
  for (let i = 0; i < column.length; i++) column[i] = probabilities[i * classCount + position]!;
  return column;
}
