/**
 * The memory of the compiled neighbour kernel: references packed once as 16-bit integers and kept in float64 beside, room for a
 * batch of queries, and the job record through which kernels/neighbours.ts finds them.
 */
import { neighboursBytes } from './neighbours.gen.ts';
import type { Points } from './points.ts';
import { type Grid, gridFor, quantise } from './quantise.ts';
import { Arena, compileKernel } from './wasm.ts';

/** Queries per batch: a multiple of 4. */
export const batchSize = 512;
export const groupSize = 8;
/** Bytes of packed references per call, so that they stay in the processor's first cache. */
const stretchBytes = 24_576;
/** 32-bit fields of the job record, in their order; `step` is a float64 behind them. */
const jobWords = 20;

export interface MemoryOptions {
  readonly wanted: number;
  /** -1 where the farthest are wanted; default 1. */
  readonly sign?: 1 | -1;
  /** The reference in every slot; default spread out. */
  readonly order?: Int32Array;
}

interface Exports {
  scan(job: number, queryCount: number, from: number, to: number): void;
  setFloors(job: number, queryCount: number): void;
}

export class NeighbourMemory {
  readonly references: Points;
  readonly wanted: number;
  readonly groupCount: number;
  /** Groups per call. */
  readonly stretch: number;
  /** References too far out for the grid, to be measured plainly. */
  readonly far: readonly number[];
  readonly floors: Int32Array;
  readonly found: Int32Array;
  readonly distances: Float64Array;
  readonly indices: Int32Array;
  private readonly grid: Grid;
  private readonly worstError: number;
  private readonly pairs: number;
  private readonly exports: Exports;
  private readonly job: number;
  /** Pairs of 16-bit coordinates, as the kernel reads them. */
  private readonly packed: Int32Array;
  private readonly negatives: Int32Array;
  private readonly exact: Float64Array;
  private readonly positions: Int32Array;
  private readonly queries: Int32Array;
  private readonly queryExact: Float64Array;
  private readonly norms: Int32Array;
  private readonly slacks: Float64Array;
  private readonly leaveOut: Int32Array;
  private readonly limits: Float64Array;
  private readonly limitIndices: Int32Array;
  /** -1 where the farthest are wanted: the products of queries and references change their sign. */
  private readonly sign: 1 | -1;
  /** One point on its way into the packed form. */
  private readonly point: Int16Array;
  /** The same point, pair by pair. */
  private readonly pointPairs: Int32Array;

  constructor(references: Points, queries: Points, { wanted, sign = 1, order }: MemoryOptions) {
    const { count, dimensions } = references;
    this.references = references;
    this.sign = sign;
    this.wanted = wanted;
    this.pairs = ((dimensions + 3) >> 2) * 2;
    this.pointPairs = new Int32Array(this.pairs);
    this.point = new Int16Array(this.pointPairs.buffer);
    this.groupCount = Math.ceil(count / groupSize);
    this.stretch = Math.max(1, Math.floor(stretchBytes / (this.pairs * 32)));
    this.grid = gridFor(references, queries);
    const slots = this.groupCount * groupSize;
    const arena = new Arena();
    const job = arena.take(jobWords * 4 + 8);
    const packed = arena.take(slots * this.pairs * 4);
    const negatives = arena.take(slots * 4);
    const exact = arena.take(slots * dimensions * 8);
    const positions = arena.take(slots * 4);
    const queriesAt = arena.take(batchSize * this.pairs * 4);
    const queryExact = arena.take(batchSize * dimensions * 8);
    const floors = arena.take(batchSize * 4);
    const norms = arena.take(batchSize * 4);
    const slacks = arena.take(batchSize * 8);
    const leaveOut = arena.take(batchSize * 4);
    const found = arena.take(batchSize * 4);
    const distances = arena.take(batchSize * wanted * 8);
    const indices = arena.take(batchSize * wanted * 4);
    const limits = arena.take(batchSize * 8);
    const limitIndices = arena.take(batchSize * 4);
    const memory = arena.memory();
    const { buffer } = memory;
    this.job = job;
    this.packed = new Int32Array(buffer, packed, slots * this.pairs);
    this.negatives = new Int32Array(buffer, negatives, slots);
    this.exact = new Float64Array(buffer, exact, slots * dimensions);
    this.positions = new Int32Array(buffer, positions, slots);
    this.queries = new Int32Array(buffer, queriesAt, batchSize * this.pairs);
    this.queryExact = new Float64Array(buffer, queryExact, batchSize * dimensions);
    this.floors = new Int32Array(buffer, floors, batchSize);
    this.norms = new Int32Array(buffer, norms, batchSize);
    this.slacks = new Float64Array(buffer, slacks, batchSize);
    this.leaveOut = new Int32Array(buffer, leaveOut, batchSize);
    this.found = new Int32Array(buffer, found, batchSize);
    this.distances = new Float64Array(buffer, distances, batchSize * wanted);
    this.indices = new Int32Array(buffer, indices, batchSize * wanted);
    this.limits = new Float64Array(buffer, limits, batchSize);
    this.limitIndices = new Int32Array(buffer, limitIndices, batchSize);
    const instance = new WebAssembly.Instance(compileKernel(neighboursBytes)!, { env: { memory } });
    this.exports = instance.exports as unknown as Exports;
    new Int32Array(buffer, job, jobWords).set([
      ...[this.pairs, dimensions, packed, negatives, exact, positions, queriesAt, queryExact, floors, norms, slacks],
      ...[leaveOut, found, distances, indices, wanted, limits, limitIndices, 0],
    ]);
    new Float64Array(buffer, job + jobWords * 4, 1)[0] = 1 / this.grid.step;
    const { far, worstError } = this.packReferences(order ?? spreadOut(count));
    this.far = far;
    this.worstError = worstError;
  }

  private packReferences(order: Int32Array): { far: number[]; worstError: number } {
    const { dimensions, values } = this.references;
    const { point, pointPairs, packed, exact, pairs } = this;
    const far: number[] = [];
    let worstError = 0;
    this.positions.fill(-1);
    this.negatives.fill(-0x80000000);
    for (let slot = 0; slot < order.length; slot++) {
      const i = order[slot]!;
      const error = quantise(values, i * dimensions, this.grid, point);
      if (error < 0) {
        far.push(i);
        continue;
      }
      worstError = Math.max(worstError, error);
      this.positions[slot] = i;
      this.negatives[slot] = -this.sign * squaredNorm(point);
      for (let d = 0; d < dimensions; d++) exact[slot * dimensions + d] = values[i * dimensions + d]!;
      const lane = slot % groupSize;
      const start = (slot - lane) * pairs + lane;
      for (let pair = 0; pair < pairs; pair++) packed[start + pair * groupSize] = pointPairs[pair]!;
    }
    return { far, worstError };
  }

  /** Writes query number `query` of `points` into place `place`; false where it is too far out for the grid. */
  putQuery(place: number, { values, dimensions }: Points, query: number, leaveOut: number): boolean {
    const from = query * dimensions;
    const { point, pointPairs } = this;
    const error = quantise(values, from, this.grid, point);
    if (error < 0) return false;
    this.norms[place] = squaredNorm(point);
    for (let d = 0; d < dimensions; d++) point[d]! *= 2 * this.sign;
    const start = this.queryStart(place);
    for (let pair = 0; pair < this.pairs; pair++) this.queries[start + pair * 4] = pointPairs[pair]!;
    for (let d = 0; d < dimensions; d++) this.queryExact[place * dimensions + d] = values[from + d]!;
    // The last term covers the float64 roundings of centring and scaling, about 1e-12 steps.
    this.slacks[place] = error + this.worstError + 1e-6;
    this.leaveOut[place] = leaveOut;
    this.found[place] = 0;
    this.floors[place] = -0x80000000;
    return true;
  }

  /** Moves the query in place `from` to place `to`, limits and findings left behind. */
  moveQuery(from: number, to: number): void {
    const { dimensions } = this.references;
    const source = this.queryStart(from);
    const target = this.queryStart(to);
    for (let pair = 0; pair < this.pairs; pair++) {
      this.queries[target + pair * 4] = this.queries[source + pair * 4]!;
    }
    this.queryExact.copyWithin(to * dimensions, from * dimensions, (from + 1) * dimensions);
    this.indices.copyWithin(to * this.wanted, from * this.wanted, (from + 1) * this.wanted);
    for (const array of [
      this.norms,
      this.slacks,
      this.leaveOut,
      this.found,
      this.floors,
      this.limits,
      this.limitIndices,
    ]) {
      array[to] = array[from]!;
    }
  }

  /** Where the query in a place begins: its pairs of coordinates lie among those of its block of 4. */
  private queryStart(place: number): number {
    return (place >> 2) * this.pairs * 4 + (place & 3);
  }

  putLimit(place: number, limit: number, index: number): void {
    this.limits[place] = limit;
    this.limitIndices[place] = index;
  }

  /** Fills the batch up to a multiple of 4 with queries that ask for nothing; the number of places to scan. */
  pad(count: number): number {
    const padded = (count + 3) & ~3;
    this.floors.fill(0x7fffffff, count, padded);
    return padded;
  }

  /** The nearest, or the farthest where the sign is turned. */
  searchExtremes(): void {
    this.setMode(this.sign === 1 ? 0 : 2);
  }

  searchWitnesses(count: number): void {
    this.setMode(1);
    this.exports.setFloors(this.job, count);
  }

  private setMode(mode: 0 | 1 | 2): void {
    new Int32Array(this.packed.buffer, this.job, jobWords)[18] = mode;
  }

  /** Compares the first `places` queries with groups, one stretch after the other. */
  scan(places: number, from: number, to: number): void {
    for (let group = from; group < to; group += this.stretch) {
      this.exports.scan(this.job, places, group, Math.min(group + this.stretch, to));
    }
  }
}

function squaredNorm(point: Int16Array): number {
  let sum = 0;
  for (let d = 0; d < point.length; d++) sum += point[d]! * point[d]!;
  return sum;
}

/**
 * Neighbouring rows of a sorted file in slots far apart, so that near references turn up early in every stretch and the limits
 * tighten soon, whatever the order of the rows.
 */
function spreadOut(count: number): Int32Array {
  const order = new Int32Array(count);
  const stride = coprimeStride(count);
  for (let i = 0, slot = 0; i < count; i++, slot = (slot + stride) % count) order[slot] = i;
  return order;
}

/** A step near the golden section of `count` that visits every slot once. */
function coprimeStride(count: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.floor(count * 0.6180339887498949));
  while (divisor(stride, count) !== 1) stride++;
  return stride;
}
