/** Nearest neighbours by the plain float64 loop: the specification that the compiled kernel must match to the last bit. */
import { type Points, squaredDistance } from './points.ts';

/** Neighbours of each query in ascending (distance, index); row-major, `queries × k`. */
export interface Neighbours {
  readonly k: number;
  readonly indices: Int32Array;
  /** Squared Euclidean distances. */
  readonly distances: Float64Array;
}

export interface NearestOptions {
  /** How many neighbours, at least 1 and at most the references that may be found. */
  readonly k: number;
  /** Per query the reference that is the query itself and must not be found; -1 or absent: none. */
  readonly leaveOut?: Int32Array;
}

/** For every query up to `wanted` references that are nearer than the query's limit, in no stated order. */
export interface Witnesses {
  readonly wanted: number;
  readonly counts: Int32Array;
  /** Row-major, `queries × wanted`; only the first `counts[i]` of a row mean anything. */
  readonly indices: Int32Array;
}

export interface WitnessOptions {
  readonly wanted: number;
  /** Squared distance per query that a witness must undercut … */
  readonly limits: Float64Array;
  /** … or equal with a smaller index than this. */
  readonly limitIndices: Int32Array;
  readonly leaveOut?: Int32Array;
}

/** O(queries × references × dimensions). */
export function nearestPlain(references: Points, queries: Points, options: NearestOptions): Neighbours {
  return extremesPlain(references, queries, options, 1);
}

/** As `nearestPlain`, but the farthest, farthest first, ties by index. */
export function farthestPlain(references: Points, queries: Points, options: NearestOptions): Neighbours {
  const found = extremesPlain(references, queries, options, -1);
  return { ...found, distances: found.distances.map((negative) => -negative) };
}

/** Nearest in terms of the distance times `sign`. */
function extremesPlain(references: Points, queries: Points, { k, leaveOut }: NearestOptions, sign: 1 | -1): Neighbours {
  const indices = new Int32Array(queries.count * k).fill(-1);
  const distances = new Float64Array(queries.count * k).fill(Infinity);
  for (let q = 0; q < queries.count; q++) {
    const skipped = leaveOut?.[q] ?? -1;
    for (let r = 0; r < references.count; r++) {
      if (r === skipped) continue;
      insertNearest(indices, distances, q * k, k, r, sign * squaredDistance(queries, q, references, r));
    }
  }
  return { k, indices, distances };
}

/** Inserts into the row that starts at `start`, kept in ascending (distance, index); empty places hold Infinity and -1. */
export function insertNearest(
  indices: Int32Array,
  distances: Float64Array,
  start: number,
  k: number,
  index: number,
  distance: number,
): void {
  let at = start + k - 1;
  if (!precedes(distance, index, distances[at]!, indices[at]!)) return;
  while (at > start && precedes(distance, index, distances[at - 1]!, indices[at - 1]!)) {
    distances[at] = distances[at - 1]!;
    indices[at] = indices[at - 1]!;
    at--;
  }
  distances[at] = distance;
  indices[at] = index;
}

/** The house's order of neighbours: by distance, ties by index; an empty place comes last. */
function precedes(distance: number, index: number, otherDistance: number, otherIndex: number): boolean {
  return distance < otherDistance || (distance === otherDistance && (otherIndex < 0 || index < otherIndex));
}

/** O(queries × references × dimensions) at the worst; stops early for queries that have found what they want. */
export function witnessesPlain(references: Points, queries: Points, options: WitnessOptions): Witnesses {
  const { wanted, limits, limitIndices, leaveOut } = options;
  const counts = new Int32Array(queries.count);
  const indices = new Int32Array(queries.count * wanted);
  for (let q = 0; q < queries.count; q++) {
    const skipped = leaveOut?.[q] ?? -1;
    for (let r = 0; r < references.count && counts[q]! < wanted; r++) {
      if (r === skipped) continue;
      const distance = squaredDistance(queries, q, references, r);
      if (distance < limits[q]! || (distance === limits[q]! && r < limitIndices[q]!)) {
        indices[q * wanted + counts[q]!++] = r;
      }
    }
  }
  return { wanted, counts, indices };
}
