/**
 * Rows for k-means to start from: greedy k-means++, each the best of some tries drawn in proportion to the squared distance to
 * those before. On the grid as long as it tells rows well enough apart, in float64 from there on.
 *
 * Source: Arthur and Vassilvitskii (2007), doi:10.5555/1283383.1283494.
 */
import type { Random } from '../core/random.ts';
import type { Members } from '../kernels/centre-grid.ts';
import { mostTries, type Seeding } from '../kernels/centre-seeding.ts';
import { type Points, takePoints } from '../kernels/points.ts';
import { distancesToFour, inFours } from './four-distances.ts';

/** On the grid the mean square of a row's distance must be that many steps per column: what rounding adds to it is 1/6. */
const leastSquare = 64;

export interface SeedOptions {
  readonly clusters: number;
  readonly random: Random;
  /** Places of the rows to choose from, at least as many as clusters. */
  readonly among: Int32Array;
  /** Of these rows; null where there is no grid for them. */
  readonly seeding: Seeding | null;
}

/** Places of one row per cluster, far from each other. O(clusters x log(clusters) x rows x columns). */
export function seedRows(members: Members, { clusters, random, among, seeding }: SeedOptions): Int32Array {
  const tries = Math.min(mostTries, 2 + Math.floor(Math.log(clusters)));
  const chosen: number[] = [];
  if (seeding !== null) {
    const least = leastSquare * members.points.dimensions * among.length;
    let rows = [among[random.integer(among.length)]!];
    for (;;) {
      const sums = seeding.sums(rows);
      const sum = Math.min(...sums);
      const choice = sums.indexOf(sum);
      chosen.push(rows[choice]!);
      if (chosen.length === clusters || sum < least) break;
      seeding.choose(choice);
      rows = drawPlaces(seeding.closest, sum, tries, random).map((place) => among[place]!);
    }
  }
  return chosen.length < clusters
    ? seedInFloats(members, chosen, { clusters, random, among, tries })
    : Int32Array.from(chosen);
}

/** Goes on from the rows that have been chosen. */
function seedInFloats(
  members: Members,
  before: readonly number[],
  { clusters, random, among, tries }: Omit<SeedOptions, 'seeding'> & { readonly tries: number },
): Int32Array {
  const rowsAt = (places: readonly number[] | Int32Array) =>
    takePoints(
      members.points,
      Int32Array.from(places, (place) => members.rows[place]!),
    );
  const some = rowsAt(among);
  const closest = new Float64Array(some.count).fill(Infinity);
  const room = { four: new Float64Array(4 * some.count), best: new Float64Array(some.count) };
  const chosen = before.length > 0 ? [...before] : [among[random.integer(among.length)]!];
  for (const row of chosen) take(some, rowsAt([row]), closest, room);
  while (chosen.length < clusters) {
    const places = drawPlaces(closest, sumOf(closest), tries, random);
    chosen.push(among[places[take(some, takePoints(some, places), closest, room)]!]!);
  }
  return Int32Array.from(chosen);
}

interface Room {
  /** Four numbers per point. */
  readonly four: Float64Array;
  readonly best: Float64Array;
}

/** Which of some tries leaves points closest to the chosen ones, the first of equals; `closest` becomes what it leaves. */
function take(points: Points, tries: Points, closest: Float64Array, { four, best }: Room): number {
  const fours = inFours(tries);
  let bestSum = Infinity;
  let taken = 0;
  for (let t = 0; t < tries.count; t++) {
    if (t % 4 === 0) distancesToFour(points, [0, points.count], fours, t >> 2, four);
    let sum = 0;
    for (let i = 0, o = t & 3; i < closest.length; i++, o += 4) sum += Math.min(closest[i]!, four[o]!);
    if (t > 0 && !(sum < bestSum)) continue;
    bestSum = sum;
    taken = t;
    for (let i = 0, o = t & 3; i < closest.length; i++, o += 4) best[i] = Math.min(closest[i]!, four[o]!);
  }
  closest.set(best);
  return taken;
}

/** Places drawn in proportion to their weights, ascending; uniformly where all weights are 0. */
function drawPlaces(weights: Float64Array | Int32Array, sum: number, tries: number, random: Random): number[] {
  if (!(sum > 0)) return Array.from({ length: tries }, () => random.integer(weights.length));
  const marks = Float64Array.from({ length: tries }, () => random.uniform() * sum).sort();
  const places: number[] = [];
  let passed = 0;
  for (const mark of marks) {
    let place = places.at(-1) ?? -1;
    while (passed <= mark && place + 1 < weights.length) {
      place += 1;
      passed += weights[place]!;
    }
    // Rounding may leave a mark behind the last that has a weight.
    places.push(passed > mark ? place : weights.findLastIndex((weight) => weight > 0));
  }
  return places;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
