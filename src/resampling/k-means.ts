/**
 * k-means: greedy k-means++ seeding and Lloyd's iterations, from one seeded stream. Its clusters are not scikit-learn's to the
 * row: that would take their stream and their order of floating-point sums.
 */
import type { Random } from '../core/random.ts';
import { nearest } from '../kernels/neighbours.ts';
import { type Points, squaredDistance, takePoints } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { type Assigned, CentreSearch } from './centre-search.ts';
import { stretch } from './rows.ts';
import { spreadOf } from './spread.ts';

/** Up to so many centres they are compared one by one. */
const fewCentres = 32;

export interface KMeansOptions {
  /** At least 1, at most the number of points. */
  readonly clusters: number;
  readonly random: Random;
  readonly path: KernelPath;
  /** Points to start from, one per cluster, distinct; default spread out by k-means++, which takes long for many clusters. */
  readonly seeds?: Int32Array;
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
  const { clusters, random, path, seeds, maxIterations = 100, tolerance = 1e-4 } = options;
  const spread = spreadOf(points, 0);
  const rest = (tolerance * dot(spread, spread)) / points.dimensions;
  let centres = takePoints(points, seeds ?? seedRows(points, clusters, random));
  const assign = centreSearch(points, clusters, path);
  let found = assign(centres);
  const tally = emptyTally(points, clusters);
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const moved = meansOf(points, found, tally);
    let movement = 0;
    for (let c = 0; c < clusters; c++) movement += squaredDistance(centres, c, moved, c);
    centres = moved;
    found = assign(centres);
    if (movement <= rest) return { centres, assignment: found.indices, iterations: iteration, converged: true };
  }
  return { centres, assignment: found.indices, iterations: maxIterations, converged: false };
}

/** The general search pays from some dozens of centres on. */
function centreSearch(points: Points, clusters: number, path: KernelPath): (centres: Points) => Assigned {
  if (clusters > fewCentres) return (centres) => nearest(centres, points, { k: 1, path });
  const search = new CentreSearch(points);
  return (centres) => search.nearest(centres);
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
  if (closest === null) distances.fill(Infinity);
  else distances.set(closest);
  const { count, dimensions, values } = points;
  const centre = values.slice(row * dimensions, (row + 1) * dimensions);
  for (let from = 0; from < count; from += stretch) {
    lowerStretch(values, centre, distances, from, Math.min(count, from + stretch));
  }
  return distances;
}

/** Gives points the distance to the centre where that is less than the one they have. */
function lowerStretch(
  values: Float64Array,
  centre: Float64Array,
  distances: Float64Array,
  from: number,
  to: number,
): void {
  const dimensions = centre.length;
  for (let i = from, start = from * dimensions; i < to; i++, start += dimensions) {
    const limit = distances[i]!;
    let sum = 0;
    for (let d = 0; d < dimensions && sum < limit; d++) {
      const difference = values[start + d]! - centre[d]!;
      sum += difference * difference;
    }
    if (sum < limit) distances[i] = sum;
  }
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

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
