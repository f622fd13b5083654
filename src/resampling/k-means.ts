/**
 * k-means: greedy k-means++ seeding and Lloyd's iterations, from one seeded stream. Its clusters are not scikit-learn's to the
 * row: that would take their stream and their order of floating-point sums.
 */
import type { Random } from '../core/random.ts';
import { type Points, squaredDistance, takePoints } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { type Assigned, nearestCentres } from './nearest-centres.ts';
import { reassign } from './reassign.ts';
import { seedRows } from './seed-rows.ts';
import { spreadOf } from './spread.ts';

export interface KMeansOptions {
  /** At least 1, at most the number of points. */
  readonly clusters: number;
  readonly random: Random;
  readonly path: KernelPath;
  /** Points to start from, one per cluster, distinct; default spread out by k-means++, which takes long for many clusters. */
  readonly seeds?: Int32Array;
  /** Centres to start from, in place of seeds. */
  readonly start?: Points;
  /** Default 100. */
  readonly maxIterations?: number;
  /** Stop where the centres together move less than this share of the mean variance of the columns; default 1e-4. */
  readonly tolerance?: number;
}

export interface KMeans {
  readonly centres: Points;
  /** The nearest centre of each point, ties to the first. */
  readonly assignment: Int32Array;
  readonly iterations: number;
  /** The centres came to rest before the iterations ran out. */
  readonly converged: boolean;
}

/**
 * Clusters points around `clusters` centres. O(iterations x points x clusters x columns).
 *
 * Source of the seeding: Arthur and Vassilvitskii (2007), doi:10.5555/1283383.1283494.
 */
export function kMeans(points: Points, options: KMeansOptions): KMeans {
  const { clusters, random, path, seeds, start, maxIterations = 100, tolerance = 1e-4 } = options;
  const rest = tolerance > 0 ? tolerance * meanVariance(points) : 0;
  let centres = start ?? takePoints(points, seeds ?? seedRows(points, clusters, random));
  let found = nearestCentres(centres, points, path);
  const tally = emptyTally(points, clusters);
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const next = meansOf(points, found, tally);
    const movements = Float64Array.from({ length: clusters }, (_, c) => squaredDistance(centres, c, next, c));
    const movement = movements.reduce((sum, one) => sum + one, 0);
    const moved = Int32Array.from(movements.keys()).filter((c) => movements[c] !== 0);
    centres = next;
    found = reassign(points, centres, { found, moved, path });
    if (movement <= rest) return { centres, assignment: found.indices, iterations: iteration, converged: true };
  }
  return { centres, assignment: found.indices, iterations: maxIterations, converged: false };
}

/** Sums of the points of each cluster, as far as they have been counted. */
interface Tally {
  readonly sums: Float64Array;
  readonly sizes: Int32Array;
  /** The cluster in which each point is counted; -1 where it is in none yet. */
  readonly counted: Int32Array;
}

function emptyTally({ count, dimensions }: Points, clusters: number): Tally {
  return {
    sums: new Float64Array(clusters * dimensions),
    sizes: new Int32Array(clusters),
    counted: new Int32Array(count).fill(-1),
  };
}

/** Moves the points that changed cluster since the last count, which soon are few. */
function recount({ dimensions, values }: Points, assignment: Int32Array, { sums, sizes, counted }: Tally): void {
  for (let i = 0; i < assignment.length; i++) {
    const from = counted[i]!;
    const to = assignment[i]!;
    if (from === to) continue;
    counted[i] = to;
    sizes[to]! += 1;
    for (let d = 0; d < dimensions; d++) sums[to * dimensions + d]! += values[i * dimensions + d]!;
    if (from < 0) continue;
    sizes[from]! -= 1;
    for (let d = 0; d < dimensions; d++) sums[from * dimensions + d]! -= values[i * dimensions + d]!;
  }
}

/** The mean of each cluster; a cluster without points moves to the point farthest from its own centre. */
function meansOf(points: Points, { indices, distances }: Assigned, tally: Tally): Points {
  recount(points, indices, tally);
  const { sums, sizes } = tally;
  const { dimensions } = points;
  const means = sums.map((sum, at) => sum / sizes[Math.floor(at / dimensions)]!);
  const free = sizes.includes(0) ? Float64Array.from(distances) : distances;
  sizes.forEach((size, c) => {
    if (size > 0) return;
    const farthest = free.reduce((best, distance, i) => (distance > free[best]! ? i : best), 0);
    free[farthest] = -1;
    means.set(points.values.subarray(farthest * dimensions, (farthest + 1) * dimensions), c * dimensions);
  });
  return { count: sizes.length, dimensions, values: means };
}

/** Mean over the columns of their variances. */
function meanVariance(points: Points): number {
  return spreadOf(points, 0).reduce((sum, spread) => sum + spread ** 2, 0) / points.dimensions;
}
