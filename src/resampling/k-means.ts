/**
 * k-means: greedy k-means++ seeding and Lloyd's iterations, from one seeded stream. Its clusters are not scikit-learn's to the
 * row: that would take their stream and their order of floating-point sums.
 */
import type { Random } from '../core/random.ts';
import { nearest } from '../kernels/neighbours.ts';
import { type Points, squaredDistance, takePoints } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';

export interface KMeansOptions {
  /** At least 1, at most the number of points. */
  readonly clusters: number;
  readonly random: Random;
  readonly path: KernelPath;
  /** Default 100. */
  readonly maxIterations?: number;
}

export interface KMeans {
  readonly centres: Points;
  /** The nearest centre of each point, ties to the first. */
  readonly assignment: Int32Array;
  readonly iterations: number;
  /** No point changed its cluster in the last iteration. */
  readonly converged: boolean;
}

/**
 * Clusters points around `clusters` centres. O(iterations x points x clusters x columns).
 *
 * Source of the seeding: Arthur and Vassilvitskii (2007), doi:10.5555/1283383.1283494.
 */
export function kMeans(points: Points, { clusters, random, path, maxIterations = 100 }: KMeansOptions): KMeans {
  let centres = takePoints(points, seedRows(points, clusters, random));
  let assignment = new Int32Array(points.count).fill(-1);
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const found = nearest(centres, points, { k: 1, path });
    const same = found.indices.every((centre, i) => centre === assignment[i]);
    assignment = Int32Array.from(found.indices);
    if (same) return { centres, assignment, iterations: iteration, converged: true };
    centres = meansOf(points, assignment, clusters, found.distances);
  }
  assignment = Int32Array.from(nearest(centres, points, { k: 1, path }).indices);
  return { centres, assignment, iterations: maxIterations, converged: false };
}

/** Rows far from each other: each the best of some tries drawn in proportion to the squared distance to those before. */
function seedRows(points: Points, clusters: number, random: Random): Int32Array {
  const tries = 2 + Math.floor(Math.log(clusters));
  const chosen = new Int32Array(clusters);
  chosen[0] = random.integer(points.count);
  let closest = distancesTo(points, chosen[0]!, null);
  for (let c = 1; c < clusters; c++) {
    let best: Float64Array | null = null;
    let bestSum = Infinity;
    for (let t = 0; t < tries; t++) {
      const row = drawByWeight(closest, random);
      const distances = distancesTo(points, row, closest);
      const sum = distances.reduce((total, distance) => total + distance, 0);
      if (sum >= bestSum) continue;
      bestSum = sum;
      best = distances;
      chosen[c] = row;
    }
    closest = best!;
  }
  return chosen;
}

function distancesTo(points: Points, row: number, closest: Float64Array | null): Float64Array {
  const distances = new Float64Array(points.count);
  for (let i = 0; i < points.count; i++) {
    distances[i] = Math.min(closest === null ? Infinity : closest[i]!, squaredDistance(points, i, points, row));
  }
  return distances;
}

/** A position drawn in proportion to its weight; uniformly where all weights are 0. */
function drawByWeight(weights: Float64Array, random: Random): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (!(sum > 0)) return random.integer(weights.length);
  let rest = random.uniform() * sum;
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i]!;
    if (rest < 0) return i;
  }
  return weights.findLastIndex((weight) => weight > 0);
}

/** The mean of each cluster; a cluster without points moves to the point farthest from its own centre. */
function meansOf(points: Points, assignment: Int32Array, clusters: number, distances: Float64Array): Points {
  const { dimensions } = points;
  const sums = new Float64Array(clusters * dimensions);
  const sizes = new Int32Array(clusters);
  for (let i = 0, at = 0; i < points.count; i++) {
    const to = assignment[i]! * dimensions;
    sizes[assignment[i]!]! += 1;
    for (let d = 0; d < dimensions; d++, at++) sums[to + d]! += points.values[at]!;
  }
  const free = Float64Array.from(distances);
  for (let c = 0; c < clusters; c++) {
    const own = sums.subarray(c * dimensions, (c + 1) * dimensions);
    if (sizes[c]! > 0) own.set(own.map((sum) => sum / sizes[c]!));
    else {
      const farthest = free.reduce((best, distance, i) => (distance > free[best]! ? i : best), 0);
      free[farthest] = -1;
      own.set(points.values.subarray(farthest * dimensions, (farthest + 1) * dimensions));
    }
  }
  return { count: clusters, dimensions, values: sums };
}
