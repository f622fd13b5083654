/** Quantiles of samples. */

/**
 * The quantile of ascending values by linear interpolation between order statistics (Hyndman and Fan's type 7, the default of
 * R and numpy; doi:10.1080/00031305.1996.10473566). `p` in [0, 1]; NaN for no values.
 */
export function quantileSorted(values: ArrayLike<number>, p: number): number {
  const last = values.length - 1;
  if (last < 0 || !(0 <= p && p <= 1)) return Number.NaN;
  const position = p * last;
  const below = Math.floor(position);
  const low = values[below]!;
  const high = values[Math.min(below + 1, last)]!;
  // Equal neighbours are returned as they are, so that infinities do not make NaN.
  return low === high ? low : low + (position - below) * (high - low);
}
