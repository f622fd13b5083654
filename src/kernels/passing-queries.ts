/**
 * Which of many rows have the smallest sums of distances to their nearest, or their farthest, of a few: the few stay on the stage,
 * the rows pass by once, and sums are only bounded, as far as it takes to see that they are too large.
 */
import { type Area, batchSize, groupSize } from './layout.ts';
import { placesByValue } from './packed-rows.ts';
import { type RowSource, rowsOf, squaredDistancesFrom, writeRuns } from './points.ts';
import { SmallestLimit, smallestOf } from './smallest-limit.ts';
import { Stage } from './stage.ts';
import { greatestSum, leastSum } from './sum-bounds.ts';

export interface SumsQuestion {
  /** Rows whose sums are asked about. */
  readonly queries: Int32Array;
  /** The few, at least k besides the query. */
  readonly among: Int32Array;
  readonly k: number;
  readonly which: 'nearest' | 'farthest';
  /** How many of the smallest sums are of interest, at least 1. */
  readonly wanted: number;
}

/**
 * The queries, in their order, that may be among the `wanted` with the smallest sums, ties included: all of those, and few
 * others. Null where the compiled kernel cannot tell. O(queries × among × dimensions), memory for `among` alone.
 */
export function smallestPassing(source: RowSource, question: SumsQuestion): Int32Array | null {
  const { among, k, which } = question;
  const mode = which === 'nearest' ? 0 : 2;
  const stage = Stage.over(source, { few: among, passing: 'queries', mode, wanted: k, estimate: true });
  if (stage === null) return null;
  try {
    const slots = takeFew(stage, source, among, which);
    return slots === null ? null : new Passing(stage, source, slots, question).search();
  } finally {
    stage.release();
  }
}

/** Packs the few, the most promising first; by row its slot, or -1, and null where the grid does not reach them all. */
function takeFew(stage: Stage, source: RowSource, among: Int32Array, which: SumsQuestion['which']): Int32Array | null {
  const { layout, kernel, areas, centre } = stage;
  const outward = placesByValue(squaredDistancesFrom(centre, rowsOf(source, among)));
  const few = (which === 'farthest' ? outward.reverse() : outward).map((place) => among[place]!);
  writeRuns(source, few, 0, few.length, stage.floats(layout.exact, few.length * layout.dimensions));
  const rows = stage.integers(layout.rows, layout.slots);
  for (let slot = 0; slot < rows.length; slot++) rows[slot] = slot < few.length ? slot : -1;
  kernel.pack(areas[0]!.job, 0, rows.length);
  if (rows.subarray(0, few.length).includes(-1)) return null;
  const slots = new Int32Array(source.count).fill(-1);
  few.forEach((row, slot) => {
    slots[row] = slot;
  });
  return slots;
}

class Passing {
  private readonly stage: Stage;
  private readonly source: RowSource;
  /** By row its slot among the few, or -1. */
  private readonly slots: Int32Array;
  private readonly question: SumsQuestion;
  private readonly area: Area;
  /** By query the least that its sum may be, in steps; Infinity where that is known to be too much. */
  private readonly least: Float64Array;
  private readonly limit: SmallestLimit;
  private readonly groups: number;
  /** What the kernel knows of the queries at hand. */
  private readonly seen: Int32Array;
  private readonly best: Int32Array;
  private readonly floors: Int32Array;
  private readonly norms: Int32Array;
  private readonly slacks: Float64Array;
  private readonly leaveOut: Int32Array;

  constructor(stage: Stage, source: RowSource, slots: Int32Array, question: SumsQuestion) {
    const { queries, k, wanted } = question;
    this.stage = stage;
    this.source = source;
    this.slots = slots;
    this.question = question;
    this.area = stage.areas[0]!;
    this.least = new Float64Array(queries.length).fill(Infinity);
    this.limit = new SmallestLimit(wanted);
    this.groups = stage.layout.slots / groupSize;
    const { seen, best, floors, norms, slacks, queryAt, queryRows, leaveOut } = this.area;
    this.seen = stage.integers(seen, batchSize);
    this.best = stage.integers(best, batchSize * k);
    this.floors = stage.integers(floors, batchSize);
    this.norms = stage.integers(norms, batchSize);
    this.slacks = stage.floats(slacks, batchSize);
    const { guests, dimensions } = stage.layout;
    stage
      .integers(queryAt, batchSize)
      .set(Int32Array.from({ length: batchSize }, (_, i) => guests + i * dimensions * 8));
    stage.integers(queryRows, batchSize).fill(-1);
    this.leaveOut = stage.integers(leaveOut, batchSize);
  }

  search(): Int32Array {
    const { queries, which, k } = this.question;
    const { groups, least } = this;
    const all = placesBetween(least, -1, Infinity);
    const first = 1 + Math.ceil(k / groupSize);
    if (which === 'nearest' || first >= groups) this.bound(all, groups);
    else this.boundFrom(all, first);
    return placesBetween(least, -1, this.limit.settle()).map((place) => queries[place]!);
  }

  /** A few groups of the farthest are too much already for most queries, once the sums of the likely ones are known. */
  private boundFrom(all: Int32Array, first: number): void {
    const { groups, question } = this;
    this.bound(all, first);
    const early = this.least.slice();
    const likely = smallestOf(early, question.wanted);
    this.bound(placesBetween(early, -1, likely), groups);
    this.bound(placesBetween(early, likely, this.limit.settle()), groups);
  }

  /** Bounds the sums of the queries in some places, by as many groups of the few. */
  private bound(places: Int32Array, groups: number): void {
    const { stage, source, slots, leaveOut } = this;
    const { layout, kernel, atATime } = stage;
    const rows = places.map((place) => this.question.queries[place]!);
    for (let at = 0; at < rows.length; at += atATime) {
      const end = Math.min(rows.length, at + atATime);
      writeRuns(source, rows, at, end, stage.floats(layout.guests, (end - at) * layout.dimensions));
      for (let i = at; i < end; i++) leaveOut[i - at] = slots[rows[i]!]!;
      kernel.packQueries(this.area.job, end - at);
      stage.scan(this.area, this.pad(end - at), 0, groups);
      for (let i = at; i < end; i++) this.note(i - at, places[i]!, groups);
    }
  }

  /** Notes what the kernel knows of a query; of those that the grid does not reach nothing is known. */
  private note(i: number, place: number, groups: number): void {
    const { k, which } = this.question;
    const { best, seen, norms, slacks } = this;
    const slack = slacks[i]!;
    const found = { best, from: i * k, count: seen[i]!, norm: norms[i]!, slack, outward: which === 'farthest' };
    this.least[place] = slack < 0 ? 0 : leastSum(found);
    if (groups === this.groups && slack >= 0) this.limit.add(greatestSum(found));
  }

  /** Fills up to a multiple of 4 with queries that ask for nothing; how many there are then. */
  private pad(count: number): number {
    const padded = (count + 3) & ~3;
    this.floors.fill(0x7fffffff, count, padded);
    return padded;
  }
}

/** Places of values above `low` and not above `high`. */
function placesBetween(values: Float64Array, low: number, high: number): Int32Array {
  const places = new Int32Array(values.length);
  let count = 0;
  for (let place = 0; place < values.length; place++) {
    places[count] = place;
    if (low < values[place]! && values[place]! <= high) count++;
  }
  return places.slice(0, count);
}
