/**
 * Support vectors of a C-support vector machine of two classes with a Gaussian kernel, by sequential minimal optimisation with
 * second-order working sets. Only what SVM-SMOTE needs: which rows carry weight; there is nothing here to predict with.
 *
 * Source: Fan, Chen and Lin (2005), Journal of Machine Learning Research 6, 1889-1918.
 */
import type { Points } from '../kernels/points.ts';
import { gaussianKernelRows } from './kernel-rows.ts';

export interface SupportVectorOptions {
  /** Bound of the weights; default 1. */
  readonly c?: number;
  /** Width of the kernel, above 0. */
  readonly gamma: number;
  /** By how much the optimality conditions may be missed; default 1e-3. */
  readonly tolerance?: number;
}

/** Below this a curvature counts as none. */
const flat = 1e-12;

/**
 * Weights of the rows in the dual solution, in [0, c]; above 0 for support vectors. `signs` holds 1 or -1 per row.
 * O(iterations x rows x columns), iterations being some multiple of the number of support vectors.
 */
export function supportWeights(points: Points, signs: Int8Array, options: SupportVectorOptions): Float64Array {
  const { c = 1, gamma, tolerance = 1e-3 } = options;
  const { row } = gaussianKernelRows(points, gamma);
  const alpha = new Float64Array(points.count);
  const gradient = new Float64Array(points.count).fill(-1);
  const limit = Math.max(10_000_000, 100 * points.count);
  for (let iteration = 0; iteration < limit; iteration++) {
    const i = mostViolating(alpha, gradient, signs, c);
    if (i < 0) break;
    const rowI = row(i);
    const j = partnerOf(i, rowI, { alpha, gradient, signs, c, tolerance });
    if (j < 0) break;
    const rowJ = row(j);
    const [beforeI, beforeJ] = [alpha[i]!, alpha[j]!];
    moveTogether(i, j, rowI[j]!, { alpha, gradient, signs, c });
    const changeI = (alpha[i]! - beforeI) * signs[i]!;
    const changeJ = (alpha[j]! - beforeJ) * signs[j]!;
    for (let t = 0; t < alpha.length; t++) gradient[t]! += signs[t]! * (rowI[t]! * changeI + rowJ[t]! * changeJ);
  }
  return alpha;
}

interface State {
  readonly alpha: Float64Array;
  readonly gradient: Float64Array;
  readonly signs: Int8Array;
  readonly c: number;
}

/** The row whose weight, moved in the direction of its class, lowers the objective fastest. */
function mostViolating(alpha: Float64Array, gradient: Float64Array, signs: Int8Array, c: number): number {
  let best = -1;
  let steepest = -Infinity;
  for (let t = 0; t < alpha.length; t++) {
    const free = signs[t] === 1 ? alpha[t]! < c : alpha[t]! > 0;
    const slope = -signs[t]! * gradient[t]!;
    if (!free || slope < steepest) continue;
    steepest = slope;
    best = t;
  }
  return best;
}

/** The row that together with `i` lowers the objective most, to second order; -1 where all conditions hold. */
function partnerOf(i: number, kernel: Float32Array, state: State & { readonly tolerance: number }): number {
  const { alpha, gradient, signs, c, tolerance } = state;
  const top = -signs[i]! * gradient[i]!;
  let bottom = -Infinity;
  let best = -1;
  let lowest = Infinity;
  for (let t = 0; t < alpha.length; t++) {
    const free = signs[t] === 1 ? alpha[t]! > 0 : alpha[t]! < c;
    if (!free) continue;
    const slope = signs[t]! * gradient[t]!;
    bottom = Math.max(bottom, slope);
    const difference = top + slope;
    if (difference <= 0) continue;
    const curvature = 2 - 2 * kernel[t]!;
    const gain = -(difference * difference) / (curvature > 0 ? curvature : flat);
    if (gain > lowest) continue;
    lowest = gain;
    best = t;
  }
  return top + bottom < tolerance ? -1 : best;
}

/** The best two weights given all others, inside [0, c]. */
function moveTogether(i: number, j: number, kernel: number, { alpha, gradient, signs, c }: State): void {
  const curvature = Math.max(flat, 2 - 2 * kernel);
  if (signs[i] !== signs[j]) {
    const step = (-gradient[i]! - gradient[j]!) / curvature;
    const difference = alpha[i]! - alpha[j]!;
    const low = Math.max(0, difference);
    const high = Math.min(c, c + difference);
    alpha[i] = Math.min(high, Math.max(low, alpha[i]! + step));
    alpha[j] = alpha[i]! - difference;
    return;
  }
  const step = (gradient[i]! - gradient[j]!) / curvature;
  const sum = alpha[i]! + alpha[j]!;
  const low = Math.max(0, sum - c);
  const high = Math.min(c, sum);
  alpha[i] = Math.min(high, Math.max(low, alpha[i]! - step));
  alpha[j] = sum - alpha[i]!;
}
