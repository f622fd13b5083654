/**
 * Loops over the slopes of a support vector machine's rows: functions of arrays alone, which the engine compiles once and for
 * good. A slope is how fast the objective falls as sign x weight of a row rises.
 */

/** The weight may move in the direction of the row's class. */
export const mayRise = 1;
/** It may move in the opposite direction. */
export const mayFall = 2;

/** Below this a curvature counts as none. */
export const flat = 1e-12;

/** Of the rows that may rise the one with the largest slope, of equals that of the highest rank; -1 where none may. */
export function steepest(slopes: Float64Array, free: Uint8Array, ranks: Int32Array, length: number): number {
  let found = -1;
  let top = -Infinity;
  for (let t = 0; t < length; t++) {
    const slope = slopes[t]!;
    if (slope < top || (free[t]! & mayRise) === 0) continue;
    if (slope === top && found >= 0 && ranks[t]! < ranks[found]!) continue;
    top = slope;
    found = t;
  }
  return found;
}

/** Minus the smallest slope of the rows that may fall; -Infinity where none may. */
export function lowest(slopes: Float64Array, falling: Int32Array, count: number): number {
  let least = Infinity;
  for (let q = 0; q < count; q++) {
    const slope = slopes[falling[q]!]!;
    if (slope < least) least = slope;
  }
  return -least;
}

/**
 * Of the rows that may fall the one with which a row of slope `top` gains most, of equals that of the highest rank; -1 where none
 * gains.
 */
export function partnerOf(
  top: number,
  slopes: Float64Array,
  ranks: Int32Array,
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
    if (gain < most || (gain === most && ranks[t]! < ranks[found]!)) continue;
    most = gain;
    found = t;
  }
  return found;
}

/** What a change of one row's sign x weight does to slopes. */
export function lower(slopes: Float64Array, kernel: Float32Array, change: number, length: number): void {
  for (let t = 0; t < length; t++) slopes[t]! -= kernel[t]! * change;
}

/** The same of two rows at once. */
export function lowerByTwo(
  slopes: Float64Array,
  kernelI: Float32Array,
  changeI: number,
  kernelJ: Float32Array,
  changeJ: number,
  length: number,
): void {
  for (let t = 0; t < length; t++) slopes[t]! -= kernelI[t]! * changeI + kernelJ[t]! * changeJ;
}
