/**
 * Which of a few centres is nearest to each point, asked again and again while the centres come to rest. The answers are those
 * of comparing every point with every centre, but most comparisons are spared: a point whose second nearest centre was far
 * enough away stays where it is until the centres have moved as far as that.
 *
 * Source of the bound: Hamerly (2010), doi:10.1137/1.9781611972801.12.
 */
import { type Points, squaredDistance } from '../kernels/points.ts';
import { stretch } from './rows.ts';

/** The nearest centre of each point. */
export interface Assigned {
  /** Ties to the first. */
  readonly indices: Int32Array;
  /** Squared distance to it. */
  readonly distances: Float64Array;
}

/** What rounding could do to a distance, many times over; bounds below the second one are not relied on. */
const margin = 1e-9;
const leastBound = 1e-150;

/** Remembers, for points that stay, the last answers and how far off all other centres were at least. */
export class CentreSearch {
  private readonly points: Points;
  private readonly indices: Int32Array;
  private readonly distances: Float64Array;
  /** No centre but the nearest is nearer than this. */
  private readonly bounds: Float64Array;
  private centres: Points | null = null;

  constructor(points: Points) {
    this.points = points;
    this.indices = new Int32Array(points.count);
    this.distances = new Float64Array(points.count);
    this.bounds = new Float64Array(points.count);
  }

  /** As many centres each time. The arrays given are written anew by the next call. O(points x centres x columns) at most. */
  nearest(centres: Points): Assigned {
    const { count } = this.points;
    const moved = this.centres === null ? Infinity : farthestMove(this.centres, centres) * (1 + margin);
    this.centres = centres;
    for (let from = 0; from < count; from += stretch)
      this.search(centres, moved, from, Math.min(count, from + stretch));
    return { indices: this.indices, distances: this.distances };
  }

  private search(centres: Points, moved: number, from: number, to: number): void {
    const { points, indices, distances, bounds } = this;
    const { dimensions, values } = points;
    for (let i = from; i < to; i++) {
      const start = i * dimensions;
      const own = indices[i]!;
      let least = distanceUpTo(values, start, centres.values, own * dimensions, dimensions, Infinity);
      const bound = bounds[i]! - moved;
      bounds[i] = bound;
      distances[i] = least;
      if (bound > leastBound && least < bound * bound * (1 - margin)) continue;
      let best = own;
      let second = Number.MAX_VALUE;
      for (let c = 0; c < centres.count; c++) {
        if (c === own) continue;
        const distance = distanceUpTo(values, start, centres.values, c * dimensions, dimensions, second);
        if (distance < least || (distance === least && c < best)) {
          second = Math.min(second, least);
          least = distance;
          best = c;
        } else if (distance < second) second = distance;
      }
      indices[i] = best;
      distances[i] = least;
      bounds[i] = Math.sqrt(second);
    }
  }
}

function farthestMove(before: Points, after: Points): number {
  let most = 0;
  for (let c = 0; c < after.count; c++) most = Math.max(most, squaredDistance(before, c, after, c));
  return Math.sqrt(most);
}

/** The squared distance, or some number above `limit` where it is above. Four columns at a time. */
function distanceUpTo(
  values: Float64Array,
  start: number,
  centres: Float64Array,
  centre: number,
  dimensions: number,
  limit: number,
): number {
  let at = start;
  let to = centre;
  const end = at + dimensions;
  let sum = 0;
  for (; at + 3 < end && sum <= limit; at += 4, to += 4) {
    const p = values[at]! - centres[to]!;
    const q = values[at + 1]! - centres[to + 1]!;
    const r = values[at + 2]! - centres[to + 2]!;
    const s = values[at + 3]! - centres[to + 3]!;
    sum += p * p + q * q + (r * r + s * s);
  }
  for (; at < end && sum <= limit; at++, to++) {
    const p = values[at]! - centres[to]!;
    sum += p * p;
  }
  return sum;
}
