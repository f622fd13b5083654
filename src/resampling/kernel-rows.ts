/** Rows of a Gaussian kernel matrix, computed when asked for and kept while there is room. */
import type { Points } from '../kernels/points.ts';

/** Bytes of kernel rows that are kept. */
const room = 256 * 2 ** 20;

export interface KernelRows {
  /** exp(-gamma * squared distance) of row i to all rows, in single precision; valid until the next two rows are asked for. */
  readonly row: (i: number) => Float32Array;
}

/** The kernel of `points`; the rows asked for longest ago are dropped first. */
export function gaussianKernelRows(points: Points, gamma: number): KernelRows {
  const { count } = points;
  const most = Math.max(2, Math.floor(room / (4 * Math.max(1, count))));
  const squares = Float64Array.from({ length: count }, (_, i) => product(points, i, i));
  const kept = new Map<number, Float32Array>();
  const row = (i: number): Float32Array => {
    let values = kept.get(i);
    if (values !== undefined) {
      kept.delete(i);
      kept.set(i, values);
      return values;
    }
    const oldest = kept.size >= most ? kept.keys().next().value : undefined;
    values = oldest === undefined ? new Float32Array(count) : kept.get(oldest)!;
    if (oldest !== undefined) kept.delete(oldest);
    for (let j = 0; j < count; j++) {
      values[j] = Math.exp(-gamma * (squares[i]! + squares[j]! - 2 * product(points, i, j)));
    }
    kept.set(i, values);
    return values;
  };
  return { row };
}

/** Four sums side by side, since one would wait for each addition to finish. */
function product({ dimensions, values }: Points, i: number, j: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let at = i * dimensions;
  let to = j * dimensions;
  const end = at + dimensions;
  for (; at + 3 < end; at += 4, to += 4) {
    a += values[at]! * values[to]!;
    b += values[at + 1]! * values[to + 1]!;
    c += values[at + 2]! * values[to + 2]!;
    d += values[at + 3]! * values[to + 3]!;
  }
  for (; at < end; at++, to++) a += values[at]! * values[to]!;
  return a + b + c + d;
}
