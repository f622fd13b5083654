/** Cholesky factorisation of a dense symmetric positive definite matrix, and solving with it. Row-major, lower triangle. */

/**
 * Replaces the lower triangle of `matrix` (size * size, row-major) by L with L Lᵀ = matrix. Returns false, leaving the matrix
 * half done, where it is not positive definite to working precision. O(size^3 / 6).
 */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i += 4) {
    const together = Math.min(4, size - i);
    // Four rows side by side up to the diagonal block, since one would wait for each subtraction to finish.
    const done = together === 4 ? i : 0;
    for (let j = 0; j < done; j++) reduceFour(matrix, size, i, j);
    for (let row = i; row < i + together; row++) if (!finishRow(matrix, size, row, done)) return false;
  }
  return true;
}

/** Entries of column j in the four rows from i on. */
function reduceFour(matrix: Float64Array, size: number, i: number, j: number): void {
  const other = j * size;
  const a = i * size;
  const b = a + size;
  const c = b + size;
  const d = c + size;
  let sumA = matrix[a + j]!;
  let sumB = matrix[b + j]!;
  let sumC = matrix[c + j]!;
  let sumD = matrix[d + j]!;
  for (let k = 0; k < j; k++) {
    const value = matrix[other + k]!;
    sumA -= matrix[a + k]! * value;
    sumB -= matrix[b + k]! * value;
    sumC -= matrix[c + k]! * value;
    sumD -= matrix[d + k]! * value;
  }
  const pivot = matrix[other + j]!;
  matrix[a + j] = sumA / pivot;
  matrix[b + j] = sumB / pivot;
  matrix[c + j] = sumC / pivot;
  matrix[d + j] = sumD / pivot;
}

/** The rest of a row, from column `from` to its diagonal; false where that is not positive. */
function finishRow(matrix: Float64Array, size: number, i: number, from: number): boolean {
  const row = i * size;
  for (let j = from; j <= i; j++) {
    const other = j * size;
    let sum = matrix[row + j]!;
    for (let k = 0; k < j; k++) sum -= matrix[row + k]! * matrix[other + k]!;
    if (j < i) matrix[row + j] = sum / matrix[other + j]!;
    else if (!(sum > 0 && sum < Infinity)) return false;
    else matrix[row + i] = Math.sqrt(sum);
  }
  return true;
}

/** Solves L Lᵀ x = vector in place, given the factor that `factorise` left in the lower triangle. */
export function solveFactorised(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let i = 0; i < size; i++) {
    vector[i] = (vector[i]! - product(factor, i * size, vector, i)) / factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    const value = vector[i]! / factor[i * size + i]!;
    vector[i] = value;
    for (let k = 0, at = i * size; k < i; k++, at++) vector[k]! -= factor[at]! * value;
  }
}

/** In four parts, so that additions need not wait for each other. */
function product(factor: Float64Array, start: number, vector: Float64Array, count: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    const at = start + k;
    a += factor[at]! * vector[k]!;
    b += factor[at + 1]! * vector[k + 1]!;
    c += factor[at + 2]! * vector[k + 2]!;
    d += factor[at + 3]! * vector[k + 3]!;
  }
  for (; k < count; k++) a += factor[start + k]! * vector[k]!;
  return a + b + (c + d);
}
