/** Cholesky factorisation of a dense symmetric positive definite matrix, and solving with it. Row-major, lower triangle. */

/**
 * Replaces the lower triangle of `matrix` (size * size, row-major) by L with L Lᵀ = matrix. Returns false, leaving the matrix
 * half done, where it is not positive definite to working precision. O(size^3 / 6).
 */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j <= i; j++) {
      const other = j * size;
      let sum = matrix[row + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[row + k]! * matrix[other + k]!;
      if (j < i) matrix[row + j] = sum / matrix[other + j]!;
      else if (!(sum > 0 && sum < Infinity)) return false;
      else matrix[row + i] = Math.sqrt(sum);
    }
  }
  return true;
}

/** Solves L Lᵀ x = vector in place, given the factor that `factorise` left in the lower triangle. */
export function solveFactorised(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = vector[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * size + k]! * vector[k]!;
    vector[i] = sum / factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    const value = vector[i]! / factor[i * size + i]!;
    vector[i] = value;
    for (let k = 0; k < i; k++) vector[k]! -= factor[i * size + k]! * value;
  }
}
