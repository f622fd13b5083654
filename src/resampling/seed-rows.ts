/** Rows for k-means to start from: greedy k-means++. */
import type { Random } from '../core/random.ts';
import { type Points, takePoints } from '../kernels/points.ts';
import { distancesToFour, inFours } from './four-distances.ts';

/**
 * Rows far from each other: each the best of some tries drawn in proportion to the squared distance to those before.
 * O(clusters x log(clusters) x points x columns).
 *
 * Source: Arthur and Vassilvitskii (2007), doi:10.5555/1283383.1283494.
 */
export function seedRows(points: Points, clusters: number, random: Random): Int32Array {
  const tries = 2 + Math.floor(Math.log(clusters));
  const chosen = new Int32Array(clusters);
  const room = { four: new Float64Array(4 * points.count), best: new Float64Array(points.count) };
  const closest = new Float64Array(points.count).fill(Infinity);
  chosen[0] = random.integer(points.count);
  take(points, [chosen[0]!], closest, room);
  for (let c = 1; c < clusters; c++) {
    const sum = sumOf(closest);
    const rows = Array.from({ length: tries }, () => drawByWeight(closest, sum, random));
    chosen[c] = take(points, rows, closest, room);
  }
  return chosen;
}

interface Room {
  /** Four numbers per point. */
  readonly four: Float64Array;
  readonly best: Float64Array;
}

/** Of some rows the one that leaves points closest to the chosen ones, the first of equals; `closest` becomes what it leaves. */
function take(points: Points, rows: readonly number[], closest: Float64Array, { four, best }: Room): number {
  const fours = inFours(takePoints(points, rows));
  let bestSum = Infinity;
  let taken = rows[0]!;
  for (let t = 0; t < rows.length; t++) {
    if (t % 4 === 0) distancesToFour(points, [0, points.count], fours, t >> 2, four);
    let sum = 0;
    for (let i = 0, o = t & 3; i < closest.length; i++, o += 4) sum += Math.min(closest[i]!, four[o]!);
    if (sum >= bestSum) continue;
    bestSum = sum;
    taken = rows[t]!;
    for (let i = 0, o = t & 3; i < closest.length; i++, o += 4) best[i] = Math.min(closest[i]!, four[o]!);
  }
  closest.set(best);
  return taken;
}

/** A position drawn in proportion to its weight; uniformly where all weights are 0. */
function drawByWeight(weights: Float64Array, sum: number, random: Random): number {
  if (!(sum > 0)) return random.integer(weights.length);
  let rest = random.uniform() * sum;
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i]!;
    if (rest < 0) return i;
  }
  return weights.findLastIndex((weight) => weight > 0);
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
