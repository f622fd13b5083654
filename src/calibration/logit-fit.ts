/** Logistic regression on a handful of columns with fractional targets, by Newton's method: what Platt and beta calibration fit. */

export interface LogitProblem {
  /** Columns of equal length; a column of ones gives an intercept. */
  readonly columns: readonly Float64Array[];
  /** Targets in [0, 1]. */
  readonly targets: Float64Array;
  readonly weights: Float64Array;
  readonly start: readonly number[];
}

const maxRounds = 100;

/** 1 / (1 + e^-z). */
export function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** ln(1 + e^z) - target z, without overflow. */
function rowLoss(z: number, target: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target * z;
}

/**
 * Coefficients that minimise the weighted cross-entropy. Convex, so Newton steps halved until the loss falls reach the
 * minimum; with targets strictly between 0 and 1 it is finite. O(rows × columns²) a round.
 */
export function fitLogit({ columns, targets, weights, start }: LogitProblem): number[] {
  const n = targets.length;
  const lossAt = (at: readonly number[]): number => {
    let loss = 0;
    for (let i = 0; i < n; i++) loss += weights[i]! * rowLoss(scoreOf(columns, at, i), targets[i]!);
    return loss;
  };
  let at = [...start];
  let loss = lossAt(at);
  for (let round = 0; round < maxRounds; round++) {
    const step = newtonStep(columns, targets, weights, at);
    let size = 1;
    let next = at;
    let nextLoss = loss;
    for (; size > 1e-10; size /= 2) {
      next = at.map((value, j) => value - size * step[j]!);
      nextLoss = lossAt(next);
      if (nextLoss <= loss + roundingOf(loss)) break;
    }
    const moved = next.some((value, j) => Math.abs(value - at[j]!) > 1e-13 * (1 + Math.abs(value)));
    if (!moved || !(nextLoss <= loss + roundingOf(loss))) return at;
    at = next;
    loss = nextLoss;
  }
  return at;
}

/** Beside the minimum the loss is flat to rounding while Newton's step still gains digits. */
function roundingOf(loss: number): number {
  return 1e-13 * Math.abs(loss);
}

function scoreOf(columns: readonly Float64Array[], at: readonly number[], row: number): number {
  let z = 0;
  for (let j = 0; j < at.length; j++) z += at[j]! * columns[j]![row]!;
  return z;
}

function newtonStep(
  columns: readonly Float64Array[],
  targets: Float64Array,
  weights: Float64Array,
  at: readonly number[],
): number[] {
  const width = columns.length;
  const matrix = Array.from({ length: width }, () => new Array<number>(width + 1).fill(0));
  for (let i = 0; i < targets.length; i++) {
    const p = logistic(scoreOf(columns, at, i));
    const slope = weights[i]! * (p - targets[i]!);
    const curvature = weights[i]! * p * (1 - p);
    for (let j = 0; j < width; j++) {
      matrix[j]![width]! += slope * columns[j]![i]!;
      for (let k = 0; k < width; k++) matrix[j]![k]! += curvature * columns[j]![i]! * columns[k]![i]!;
    }
  }
  return solve(matrix);
}

/** Gaussian elimination with row pivoting on [A | b]; a direction without curvature gets step 0. */
function solve(matrix: number[][]): number[] {
  const width = matrix.length;
  const scale = Math.max(...matrix.map((row, j) => Math.abs(row[j]!)));
  for (let j = 0; j < width; j++) {
    let pivot = j;
    for (let i = j + 1; i < width; i++) if (Math.abs(matrix[i]![j]!) > Math.abs(matrix[pivot]![j]!)) pivot = i;
    [matrix[j], matrix[pivot]] = [matrix[pivot]!, matrix[j]!];
    if (Math.abs(matrix[j]![j]!) <= 1e-14 * scale) continue;
    for (let i = j + 1; i < width; i++) {
      const factor = matrix[i]![j]! / matrix[j]![j]!;
      for (let k = j; k <= width; k++) matrix[i]![k]! -= factor * matrix[j]![k]!;
    }
  }
  const answer = new Array<number>(width).fill(0);
  for (let j = width - 1; j >= 0; j--) {
    if (Math.abs(matrix[j]![j]!) <= 1e-14 * scale) continue;
    let rest = matrix[j]![width]!;
    for (let k = j + 1; k < width; k++) rest -= matrix[j]![k]! * answer[k]!;
    answer[j] = rest / matrix[j]![j]!;
  }
  return answer;
}
