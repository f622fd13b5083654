/** The nearest of some centres for every point: the step that k-means spends its time in. */
import { nearest } from '../kernels/neighbours.ts';
import type { Points } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { distancesToFour, inFours } from './four-distances.ts';

/** Up to so many centres the plain loop is faster. */
export const fewCentres = 32;
/** Points per turn of the plain loop, so that their columns are still at hand for the next four centres. */
const blockSize = 64;

/** Bytes of points that are searched for at a time: a search takes some times as much memory. */
const searchedBytes = 2 ** 20;

/** How many points are searched for at a time. */
export function pointsTogether(dimensions: number): number {
  return Math.max(1024, Math.floor(searchedBytes / (8 * Math.max(1, dimensions))));
}

export interface Assigned {
  readonly indices: Int32Array;
  /** Squared distance to the nearest centre. */
  readonly distances: Float64Array;
}

/**
 * The nearest centre of every point, ties to the first. The general search pays from some dozens of centres on; a few are
 * compared one by one.
 */
export function nearestCentres(centres: Points, points: Points, path: KernelPath): Assigned {
  return centres.count > fewCentres ? searched(centres, points, path) : compared(centres, points);
}

function searched(centres: Points, points: Points, path: KernelPath): Assigned {
  const { count, dimensions, values } = points;
  const indices = new Int32Array(count);
  const distances = new Float64Array(count);
  const together = pointsTogether(dimensions);
  for (let from = 0; from < count; from += together) {
    const to = Math.min(count, from + together);
    const some = { count: to - from, dimensions, values: values.subarray(from * dimensions, to * dimensions) };
    const found = nearest(centres, some, { k: 1, path });
    indices.set(found.indices, from);
    distances.set(found.distances, from);
  }
  return { indices, distances };
}

function compared(centres: Points, points: Points): Assigned {
  const { count } = points;
  const fours = inFours(centres);
  const indices = new Int32Array(count);
  const distances = new Float64Array(count).fill(Infinity);
  const found = new Float64Array(4 * blockSize);
  for (let from = 0; from < count; from += blockSize) {
    const to = Math.min(count, from + blockSize);
    for (let group = 0; 4 * group < centres.count; group++) {
      distancesToFour(points, [from, to], fours, group, found);
      for (let o = 0; o < 4 * (to - from); o++) {
        const i = from + (o >> 2);
        if (found[o]! >= distances[i]!) continue;
        distances[i] = found[o]!;
        indices[i] = 4 * group + (o & 3);
      }
    }
  }
  return { indices, distances };
}
