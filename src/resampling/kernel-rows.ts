/** Rows of a Gaussian kernel matrix, computed when asked for and kept while there is room. */
import { type Points, squaredDistance } from '../kernels/points.ts';

/** Bytes of kernel rows that are kept. */
const room = 128 * 2 ** 20;

export interface KernelRows {
  /** exp(-gamma * squared distance) of row i to all rows, in single precision; valid until the next two rows are asked for. */
  readonly row: (i: number) => Float32Array;
}

/** The kernel of `points`; the rows asked for longest ago are dropped first. */
export function gaussianKernelRows(points: Points, gamma: number): KernelRows {
  const { count } = points;
  const most = Math.max(2, Math.floor(room / (4 * Math.max(1, count))));
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
    for (let j = 0; j < count; j++) values[j] = Math.exp(-gamma * squaredDistance(points, i, points, j));
    kept.set(i, values);
    return values;
  };
  return { row };
}
