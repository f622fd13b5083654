/**
 * Squared distances of many points to four others at a time, for the few centres of k-means: one read of a column serves four
 * sums, none of which waits for another. To the last bit as the plain loop over columns gives them.
 */
import type { Points } from '../kernels/points.ts';

/** Points in fours, column by column; those that are missing in the last four are infinitely far from everything. */
export function inFours({ count, dimensions, values }: Points): Float64Array {
  const fours = new Float64Array(4 * Math.ceil(count / 4) * dimensions).fill(Infinity);
  for (let i = 0; i < count; i++) {
    const to = (i >> 2) * 4 * dimensions + (i & 3);
    for (let d = 0; d < dimensions; d++) fours[to + 4 * d] = values[i * dimensions + d]!;
  }
  return fours;
}

/** Distances of the points `from` to `to` to the four with number `group`: of point i to the t-th at `4 * (i - from) + t`. */
export function distancesToFour(
  { dimensions, values }: Points,
  [from, to]: readonly [number, number],
  fours: Float64Array,
  group: number,
  out: Float64Array,
): void {
  const start = 4 * group * dimensions;
  for (let i = from, o = 0; i < to; i++, o += 4) {
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    const end = (i + 1) * dimensions;
    for (let at = i * dimensions, m = start; at < end; at++, m += 4) {
      const value = values[at]!;
      const a = value - fours[m]!;
      const b = value - fours[m + 1]!;
      const c = value - fours[m + 2]!;
      const d = value - fours[m + 3]!;
      first += a * a;
      second += b * b;
      third += c * c;
      fourth += d * d;
    }
    out[o] = first;
    out[o + 1] = second;
    out[o + 2] = third;
    out[o + 3] = fourth;
  }
}
