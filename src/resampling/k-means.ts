/**
 * k-means: greedy k-means++ seeding and Lloyd's iterations, from one seeded stream. Its clusters are not scikit-learn's to the
 * row: that would take their stream and their order of floating-point sums.
 */
import type { Random } from '../core/random.ts';
import { type CentreGrid, centreGrid, type Members, scatterOf } from '../kernels/centre-grid.ts';
import { seeding } from '../kernels/centre-seeding.ts';
import { type CentreSpace, centreSpace, gridRows } from '../kernels/centre-space.ts';
import { CentreSearch } from '../kernels/centres.ts';
import { treeServes } from '../kernels/neighbours-tree.ts';
import { type Points, squaredDistance, takePoints } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { permutationOf } from './draws.ts';
import { PlainCentreSearch } from './reassign.ts';
import { seedRows } from './seed-rows.ts';

export interface KMeansOptions {
  /** At least 1, at most the number of rows. */
  readonly clusters: number;
  readonly random: Random;
  readonly path: KernelPath;
  /** Rows, drawn at random, among which those to start from are sought, at least one per cluster; default all. */
  readonly candidates?: number;
  /** Centres to start from, in place of rows. */
  readonly start?: Points;
  /** Default 100. */
  readonly maxIterations?: number;
  /** Stop where the centres together move less than this share of the mean variance of the columns; default 1e-4. */
  readonly tolerance?: number;
}

export interface KMeans {
  readonly centres: Points;
  /** The nearest centre of each row, in the order of the members, ties to the first. */
  readonly assignment: Int32Array;
  readonly iterations: number;
  /** The centres came to rest before the iterations ran out. */
  readonly converged: boolean;
}

/** Up to so many pairs of rows and centres the plain loops are faster than a memory of the kernel's is made. */
const fewPairs = 20_000;

/**
 * Clusters rows around `clusters` centres. O(iterations x rows x clusters x columns).
 *
 * Source of the seeding: Arthur and Vassilvitskii (2007), doi:10.5555/1283383.1283494.
 */
export function kMeans(members: Members, options: KMeansOptions): KMeans {
  const { clusters, path, start, tolerance = 1e-4 } = options;
  const { length } = members.rows;
  const scatter = scatterOf(members);
  const rest = tolerance > 0 ? (tolerance * scatter.total) / (length * members.points.dimensions) : 0;
  const grid = centreGrid(members, scatter, start);
  const serves = path === 'compiled' || length * clusters > fewPairs;
  const space = grid !== null && serves ? centreSpace(members, grid, { clusters, path }) : null;
  const centres = start ?? takePoints(members.points, seedsOf(members, grid, space, options));
  const useTree = path === 'auto' && treeServes(centres, { count: length });
  const search = space !== null && !useTree ? new CentreSearch(members, space) : new PlainCentreSearch(members, path);
  const found = iterate(members, centres, search, { ...options, rest });
  space?.release();
  return found;
}

/** Rows of the point set to start from. */
function seedsOf(
  members: Members,
  grid: CentreGrid | null,
  space: CentreSpace | null,
  { clusters, random, candidates = members.rows.length }: KMeansOptions,
): Int32Array {
  const { rows } = members;
  const among =
    candidates < rows.length ? permutationOf(random, rows.length).slice(0, candidates) : rows.map((_, place) => place);
  if (candidates === clusters) return among.map((place) => rows[place]!);
  const onGrid = space?.rows ?? (grid === null ? null : gridRows(members, grid));
  const steps = onGrid === null ? null : seeding(onGrid, space, among);
  return seedRows(members, { clusters, random, among, seeding: steps }).map((place) => rows[place]!);
}

/** Lloyd's iterations, until the centres move less than `rest`. */
function iterate(
  members: Members,
  start: Points,
  search: CentreSearch | PlainCentreSearch,
  { maxIterations = 100, rest }: Pick<KMeansOptions, 'maxIterations'> & { readonly rest: number },
): KMeans {
  let centres = start;
  let assignment = search.nearest(
    centres,
    Int32Array.from({ length: centres.count }, (_, c) => c),
  );
  const tally = emptyTally(members, centres.count);
  let converged = false;
  let iterations = 0;
  while (!converged && iterations < maxIterations) {
    const next = meansOf(members, centres, assignment, tally);
    const movements = Float64Array.from({ length: centres.count }, (_, c) => squaredDistance(centres, c, next, c));
    const moved = Int32Array.from(movements.keys()).filter((c) => movements[c] !== 0);
    centres = next;
    assignment = search.nearest(centres, moved);
    converged = movements.reduce((sum, one) => sum + one, 0) <= rest;
    iterations += 1;
  }
  return { centres, assignment: assignment.slice(), iterations, converged };
}

/** Sums of the points of each cluster, as far as they have been counted. */
interface Tally {
  readonly sums: Float64Array;
  readonly sizes: Int32Array;
  /** The cluster in which each point is counted; -1 where it is in none yet. */
  readonly counted: Int32Array;
}

function emptyTally({ points, rows }: Members, clusters: number): Tally {
  return {
    sums: new Float64Array(clusters * points.dimensions),
    sizes: new Int32Array(clusters),
    counted: new Int32Array(rows.length).fill(-1),
  };
}

/** Moves the points that changed cluster since the last count, which soon are few; which clusters they left or entered. */
function recount({ points, rows }: Members, assignment: Int32Array, { sums, sizes, counted }: Tally): Uint8Array {
  const touched = new Uint8Array(sizes.length);
  for (let i = 0; i < assignment.length; i++) {
    const from = counted[i]!;
    const to = assignment[i]!;
    if (from === to) continue;
    counted[i] = to;
    sizes[to]! += 1;
    touched[to] = 1;
    addRow(points, rows[i]!, sums, to);
    if (from < 0) continue;
    sizes[from]! -= 1;
    touched[from] = 1;
    takeRow(points, rows[i]!, sums, from);
  }
  return touched;
}

/** Adds a row to the sums of a cluster. */
export function addRow({ dimensions, values }: Points, row: number, sums: Float64Array, cluster: number): void {
  const from = row * dimensions;
  const to = cluster * dimensions;
  for (let d = 0; d < dimensions; d++) sums[to + d]! += values[from + d]!;
}

function takeRow({ dimensions, values }: Points, row: number, sums: Float64Array, cluster: number): void {
  const from = row * dimensions;
  const to = cluster * dimensions;
  for (let d = 0; d < dimensions; d++) sums[to + d]! -= values[from + d]!;
}

/** The mean of each cluster; a cluster without points moves to the point farthest from its own centre. */
function meansOf(members: Members, centres: Points, assignment: Int32Array, tally: Tally): Points {
  const touched = recount(members, assignment, tally);
  const { sums, sizes } = tally;
  const { dimensions } = centres;
  const values = centres.values.slice();
  for (let c = 0; c < sizes.length; c++) {
    if (touched[c] === 0 || sizes[c] === 0) continue;
    for (let at = c * dimensions; at < (c + 1) * dimensions; at++) values[at] = sums[at]! / sizes[c]!;
  }
  if (sizes.includes(0)) fillEmpty(members, centres, assignment, sizes, values);
  return { count: sizes.length, dimensions, values };
}

function fillEmpty(
  { points, rows }: Members,
  centres: Points,
  assignment: Int32Array,
  sizes: Int32Array,
  means: Float64Array,
): void {
  const { dimensions, values } = points;
  const free = Float64Array.from(assignment, (own, i) => squaredDistance(points, rows[i]!, centres, own));
  sizes.forEach((size, c) => {
    if (size > 0) return;
    const farthest = free.reduce((best, distance, i) => (distance > free[best]! ? i : best), 0);
    free[farthest] = -1;
    const start = rows[farthest]! * dimensions;
    means.set(values.subarray(start, start + dimensions), c * dimensions);
  });
}
