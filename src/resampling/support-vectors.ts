/**
 * Support vectors of a C-support vector machine of two classes with a Gaussian kernel, by sequential minimal optimisation with
 * second-order working sets and shrinking. Only what SVM-SMOTE needs: which rows carry weight; there is nothing here to predict
 * with.
 *
 * Source: Fan, Chen and Lin (2005), Journal of Machine Learning Research 6, 1889-1918.
 */
import type { Points } from '../kernels/points.ts';
import { ActiveRows, mayFall, mayRise } from './active-rows.ts';
import type { KernelOptions } from './kernel-rows.ts';

/** The path of the kernel changes nothing but the time; less room for its rows changes the order of floating-point sums. */
export interface SupportVectorOptions extends KernelOptions {
  /** Bound of the weights; default 1. */
  readonly c?: number;
  /** By how much the optimality conditions may be missed; default 1e-3. */
  readonly tolerance?: number;
}

/** Below this a curvature counts as none. */
const flat = 1e-12;
/** Iterations between two attempts at leaving rows out. */
const shrinkEvery = 1000;

/**
 * Weights of the rows in the dual solution, in [0, c]; above 0 for support vectors. `signs` holds 1 or -1 per row. Once there is
 * no more room for kernel rows, data rows that stay at a bound are left out of the iterations, and looked at again before the
 * end; earlier that would cost more than it saves.
 * O(iterations x active rows x columns), iterations being some multiple of the number of support vectors.
 */
export function supportWeights(points: Points, signs: Int8Array, options: SupportVectorOptions): Float64Array {
  const { c = 1, tolerance = 1e-3, ...kernel } = options;
  const rows = new ActiveRows(points, signs, { c, ...kernel });
  const limit = Math.max(10_000_000, 100 * signs.length);
  let untilShrinking = Math.min(signs.length, shrinkEvery);
  let lookedAgain = false;
  let crowded = false;
  for (let iteration = 0; iteration < limit; iteration++) {
    const found = violatingPair(rows, tolerance);
    if (found === null) {
      if (rows.length === signs.length) break;
      rows.restore();
      untilShrinking = 1;
      continue;
    }
    crowded ||= rows.crowded;
    if (crowded && untilShrinking-- <= 0) {
      untilShrinking = Math.min(signs.length, shrinkEvery);
      // Close to the end rows left out too early are taken in again, once.
      if (!lookedAgain && found.top + found.bottom <= 10 * tolerance) {
        lookedAgain = true;
        rows.restore();
      }
      const { top, bottom } = extremesOf(rows);
      rows.shrink(top, bottom);
      continue;
    }
    step(rows, found.i, found.j, c);
  }
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
  const { length, slopes, free, falling, fallingCount } = rows;
  const i = steepest(slopes, free, length);
  if (i < 0) return null;
  const top = slopes[i]!;
  const j = partnerOf(top, slopes, rows.kernelOf(i), falling, fallingCount);
  const bottom = lowest(slopes, falling, fallingCount);
  return j < 0 || top + bottom < tolerance ? null : { i, j, top, bottom };
}

/* Loops over all active rows are functions of arrays alone, which the engine compiles once and for good. */

/** Of the rows that may rise the one with the largest slope, the last of equals; -1 where none may. */
function steepest(slopes: Float64Array, free: Uint8Array, length: number): number {
  let found = -1;
  let top = -Infinity;
  for (let t = 0; t < length; t++) {
    const slope = slopes[t]!;
    if (slope < top || (free[t]! & mayRise) === 0) continue;
    top = slope;
    found = t;
  }
  return found;
}

/** Minus the smallest slope of the rows that may fall; -Infinity where none may. */
function lowest(slopes: Float64Array, falling: Int32Array, count: number): number {
  let least = Infinity;
  for (let q = 0; q < count; q++) {
    const slope = slopes[falling[q]!]!;
    if (slope < least) least = slope;
  }
  return -least;
}

/** Of the rows that may fall the one with which a row of slope `top` gains most, the last of equals; -1 where none gains. */
function partnerOf(
  top: number,
  slopes: Float64Array,
  kernel: Float32Array,
  falling: Int32Array,
  count: number,
): number {
  let found = -1;
  let most = -Infinity;
  for (let q = 0; q < count; q++) {
    const t = falling[q]!;
    const difference = top - slopes[t]!;
    if (difference <= 0) continue;
    const curvature = 2 - 2 * kernel[t]!;
    const gain = (difference * difference) / (curvature > 0 ? curvature : flat);
    if (gain < most) continue;
    most = gain;
    found = t;
  }
  return found;
}

function extremesOf({ length, slopes, free }: ActiveRows): { readonly top: number; readonly bottom: number } {
  let top = -Infinity;
  let bottom = -Infinity;
  for (let t = 0; t < length; t++) {
    if ((free[t]! & mayRise) !== 0) top = Math.max(top, slopes[t]!);
    if ((free[t]! & mayFall) !== 0) bottom = Math.max(bottom, -slopes[t]!);
  }
  return { top, bottom };
}

/** Gives two rows the best weights given all others, inside [0, c], and corrects the slopes of the active rows. */
function step(rows: ActiveRows, i: number, j: number, c: number): void {
  const { length, slopes } = rows;
  const kernelI = rows.kernelOf(i);
  const kernelJ = rows.kernelOf(j);
  const [signI, signJ] = [rows.signOf(i), rows.signOf(j)];
  const [beforeI, beforeJ] = [rows.weightOf(i), rows.weightOf(j)];
  const curvature = Math.max(flat, 2 - 2 * kernelI[j]!);
  const reach = (slopes[i]! - slopes[j]!) / curvature;
  // In units of sign x weight row i rises by what row j falls, until one of them meets a bound.
  const roomI = signI === 1 ? c - beforeI : beforeI;
  const roomJ = signJ === 1 ? beforeJ : c - beforeJ;
  const move = Math.min(reach, roomI, roomJ);
  const afterI = move === roomI ? (signI === 1 ? c : 0) : beforeI + signI * move;
  const afterJ = move === roomJ ? (signJ === 1 ? 0 : c) : beforeJ - signJ * move;
  rows.setWeight(i, afterI);
  rows.setWeight(j, afterJ);
  const changeI = (afterI - beforeI) * signI;
  const changeJ = (afterJ - beforeJ) * signJ;
  lower(slopes, kernelI, changeI, kernelJ, changeJ, length);
}

function lower(
  slopes: Float64Array,
  kernelI: Float32Array,
  changeI: number,
  kernelJ: Float32Array,
  changeJ: number,
  length: number,
): void {
  for (let t = 0; t < length; t++) slopes[t]! -= kernelI[t]! * changeI + kernelJ[t]! * changeJ;
}
