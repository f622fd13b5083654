/**
 * Support vectors of a C-support vector machine of two classes with a Gaussian kernel, by sequential minimal optimisation with
 * second-order working sets and shrinking. Only what SVM-SMOTE needs: which rows carry weight; there is nothing here to predict
 * with.
 *
 * Source: Fan, Chen and Lin (2005), Journal of Machine Learning Research 6, 1889-1918.
 */
import type { Points } from '../kernels/points.ts';
import { ActiveRows } from './active-rows.ts';
import type { KernelOptions } from './kernel-rows.ts';
import { flat, lowerByTwo, lowest, partnerOf, steepest } from './slopes.ts';

/** The path of the kernel and the room for its rows change nothing but the time. */
export interface SupportVectorOptions extends KernelOptions {
  /** Bound of the weights; default 1. */
  readonly c?: number;
  /** By how much the optimality conditions may be missed; default 1e-3. */
  readonly tolerance?: number;
}

/** Iterations between two attempts at leaving rows out. */
const shrinkEvery = 1000;

/**
 * Weights of the rows in the dual solution, in [0, c]; above 0 for support vectors. `signs` holds 1 or -1 per row. Rows that stay
 * at a bound are left out every now and then, and looked at again before the end; when that happens decides which of several
 * solutions within the tolerance is found, so it is when LIBSVM does it.
 * O(iterations x active rows x columns), iterations being some multiple of the number of support vectors.
 */
export function supportWeights(points: Points, signs: Int8Array, options: SupportVectorOptions): Float64Array {
  const { c = 1, tolerance = 1e-3, ...kernel } = options;
  const rows = new ActiveRows(points, signs, { c, ...kernel });
  const limit = Math.max(10_000_000, 100 * signs.length);
  let untilShrinking = Math.min(signs.length, shrinkEvery);
  let lookedAgain = false;
  for (let iteration = 0; iteration < limit; iteration++) {
    const found = violatingPair(rows, tolerance);
    if (found === null) {
      if (rows.complete) break;
      rows.restore();
      untilShrinking = 1;
    } else if (untilShrinking-- > 0) {
      step(rows, found.i, found.j, c);
    } else {
      untilShrinking = Math.min(signs.length, shrinkEvery);
      // Close to the end rows left out too early are taken in again, once.
      if (!lookedAgain && found.top + found.bottom <= 10 * tolerance) {
        lookedAgain = true;
        rows.restore();
      }
      rows.shrink(found.top, found.bottom);
    }
  }
  rows.release();
  return rows.weights;
}

interface Pair {
  readonly i: number;
  readonly j: number;
  /** The slope of `i`, the largest of those that may rise. */
  readonly top: number;
  /** Minus the smallest slope of those that may fall. */
  readonly bottom: number;
}

/** The row that lowers the objective fastest and the one that does so most with it; null where all conditions hold. */
function violatingPair(rows: ActiveRows, tolerance: number): Pair | null {
  const { length, slopes, free, ranks, falling, fallingCount } = rows;
  const i = steepest(slopes, free, ranks, length);
  if (i < 0) return null;
  const top = slopes[i]!;
  const j = partnerOf(top, slopes, ranks, rows.kernelOf(i), falling, fallingCount);
  const bottom = lowest(slopes, falling, fallingCount);
  return j < 0 || top + bottom < tolerance ? null : { i, j, top, bottom };
}

/** Gives two rows the best weights given all others, inside [0, c], and corrects the slopes of the active rows. */
function step(rows: ActiveRows, i: number, j: number, c: number): void {
  const { length, slopes } = rows;
  const kernelI = rows.kernelOf(i);
  const kernelJ = rows.kernelOf(j);
  const [signI, signJ] = [rows.signOf(i), rows.signOf(j)];
  const [beforeI, beforeJ] = [rows.weightOf(i), rows.weightOf(j)];
  const reach = (slopes[i]! - slopes[j]!) / Math.max(flat, 2 - 2 * kernelI[j]!);
  // In units of sign x weight row i rises by what row j falls, until one of them meets a bound.
  const same = signI * signJ;
  const kept = beforeI + same * beforeJ;
  let afterI = beforeI + signI * reach;
  let afterJ = beforeJ - signJ * reach;
  // What the pair keeps says which of them meets its bound first. The other's weight follows from it to the last digit, since
  // two weights that come to bounds together must both lie on them.
  if (kept > (same === 1 ? c : 0) === (signI === 1)) {
    const bounded = within(afterI, c);
    if (bounded !== afterI) afterJ = same * (kept - bounded);
    afterI = bounded;
  } else {
    const bounded = within(afterJ, c);
    if (bounded !== afterJ) afterI = kept - same * bounded;
    afterJ = bounded;
  }
  rows.setWeight(i, afterI, kernelI);
  rows.setWeight(j, afterJ, kernelJ);
  const changeI = (afterI - beforeI) * signI;
  const changeJ = (afterJ - beforeJ) * signJ;
  lowerByTwo(slopes, kernelI, changeI, kernelJ, changeJ, length);
}

function within(weight: number, c: number): number {
  return Math.min(Math.max(weight, 0), c);
}
