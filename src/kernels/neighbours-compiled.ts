/** The driver of the compiled neighbour kernel: queries in batches, references in short stretches, answers put in place. */
import { type Cells, cellsOf } from './cells.ts';
import { batchSize, groupSize, NeighbourMemory } from './neighbours-memory.ts';
import {
  farthestPlain,
  insertNearest,
  type NearestOptions,
  type Neighbours,
  nearestPlain,
  type Witnesses,
  type WitnessOptions,
  witnessesPlain,
} from './neighbours-plain.ts';
import { type Points, squaredDistance, takePoints } from './points.ts';

/** The same answer as `nearestPlain`, to the last bit. */
export function nearestCompiled(references: Points, queries: Points, options: NearestOptions): Neighbours {
  return extremesCompiled(references, queries, options, 1);
}

/** The same answer as `farthestPlain`, to the last bit. */
export function farthestCompiled(references: Points, queries: Points, options: NearestOptions): Neighbours {
  return extremesCompiled(references, queries, options, -1);
}

/** Nearest in terms of the distance times `sign`. */
function extremesCompiled(references: Points, queries: Points, options: NearestOptions, sign: 1 | -1): Neighbours {
  return prepareExtremes(references, queries, options, sign)(0, queries.count);
}

/** The neighbours of queries `from` (inclusive) to `to` (exclusive). */
export type RangeSearch = (from: number, to: number) => Neighbours;

/** A search prepared once, to be run over one range of the queries after the other; `sign` -1 looks for the farthest. */
export function prepareExtremes(
  references: Points,
  queries: Points,
  { k, leaveOut }: NearestOptions,
  sign: 1 | -1,
): RangeSearch {
  const memory = new NeighbourMemory(references, queries, { wanted: k, sign });
  return (from, to) => {
    const order = inOrder(from, to);
    const indices = new Int32Array(order.length * k).fill(-1);
    const distances = new Float64Array(order.length * k).fill(Infinity);
    const outside: number[] = [];
    for (let next = 0; next < order.length; ) {
      const batch = fillBatch(memory, queries, { order, from: next, leaveOut, outside });
      next = batch.next;
      memory.searchExtremes();
      memory.scan(memory.pad(batch.queries.length), 0, memory.groupCount);
      batch.queries.forEach((query, place) => {
        const count = memory.found[place]!;
        const row = (query - from) * k;
        indices.set(memory.indices.subarray(place * k, place * k + count), row);
        distances.set(memory.distances.subarray(place * k, place * k + count), row);
        for (const r of memory.far) {
          if (r === (leaveOut?.[query] ?? -1)) continue;
          insertNearest(indices, distances, row, k, r, sign * squaredDistance(queries, query, references, r));
        }
      });
    }
    if (sign === -1) for (let i = 0; i < distances.length; i++) distances[i] = -distances[i]!;
    if (outside.length > 0) {
      const search = sign === 1 ? nearestPlain : farthestPlain;
      const rest = search(references, takePoints(queries, outside), { k, ...pick(leaveOut, outside) });
      outside.forEach((query, i) => {
        indices.set(rest.indices.subarray(i * k, i * k + k), (query - from) * k);
        distances.set(rest.distances.subarray(i * k, i * k + k), (query - from) * k);
      });
    }
    return { k, indices, distances };
  };
}

/** As many witnesses per query as `witnessesPlain` finds, though not always the same ones. */
export function witnessesCompiled(references: Points, queries: Points, options: WitnessOptions): Witnesses {
  const { wanted, limits, limitIndices, leaveOut } = options;
  const cells = cellsOf(references);
  const memory = new NeighbourMemory(references, queries, { wanted, order: cells.order });
  const order = byCell(queries, cells);
  const counts = new Int32Array(queries.count);
  const indices = new Int32Array(queries.count * wanted);
  const outside: number[] = [];
  const settle = (query: number, place: number): void => {
    counts[query] = memory.found[place]!;
    indices.set(memory.indices.subarray(place * wanted, place * wanted + counts[query]!), query * wanted);
    for (const r of memory.far) {
      if (counts[query]! === wanted) break;
      const distance = r === (leaveOut?.[query] ?? -1) ? Infinity : squaredDistance(queries, query, references, r);
      if (distance < limits[query]! || (distance === limits[query]! && r < limitIndices[query]!)) {
        indices[query * wanted + counts[query]!++] = r;
      }
    }
  };
  for (let next = 0; next < queries.count; ) {
    const batch = fillBatch(memory, queries, { order, from: next, leaveOut, outside });
    next = batch.next;
    batch.queries.forEach((query, place) => {
      memory.putLimit(place, limits[query]!, limitIndices[query]!);
    });
    memory.searchWitnesses(batch.queries.length);
    scanForWitnesses(memory, batch.queries, visitsOf(cells, queries, batch.queries), settle);
  }
  if (outside.length > 0) {
    const rest = witnessesPlain(references, takePoints(queries, outside), {
      wanted,
      limits: Float64Array.from(outside, (query) => limits[query]!),
      limitIndices: Int32Array.from(outside, (query) => limitIndices[query]!),
      ...pick(leaveOut, outside),
    });
    outside.forEach((query, i) => {
      counts[query] = rest.counts[i]!;
      indices.set(rest.indices.subarray(i * wanted, (i + 1) * wanted), query * wanted);
    });
  }
  return { wanted, counts, indices };
}

/** Scans the cells in ever longer runs and drops the queries that have all they want after each. */
function scanForWitnesses(
  memory: NeighbourMemory,
  batch: readonly number[],
  visits: readonly Visit[],
  settle: (query: number, place: number) => void,
): void {
  let active = [...batch];
  let run = 1;
  for (let next = 0; next < visits.length && active.length > 0; run *= 2) {
    const places = memory.pad(active.length);
    for (const { from, to } of visits.slice(next, next + run)) memory.scan(places, from, to);
    next += run;
    const open: number[] = [];
    active.forEach((query, place) => {
      if (memory.found[place] === memory.wanted) {
        settle(query, place);
        return;
      }
      if (open.length < place) memory.moveQuery(place, open.length);
      open.push(query);
    });
    active = open;
  }
  active.forEach(settle);
}

/** Groups of one cell. */
interface Visit {
  readonly from: number;
  readonly to: number;
}

/** All cells, those nearest to the middle of the batch first. */
function visitsOf({ starts, centres }: Cells, queries: Points, batch: readonly number[]): Visit[] {
  const { dimensions, values } = queries;
  const middle = { count: 1, dimensions, values: new Float64Array(dimensions) };
  for (const query of batch) {
    for (let d = 0; d < dimensions; d++) middle.values[d]! += values[query * dimensions + d]! / batch.length;
  }
  const distances = Float64Array.from({ length: centres.count }, (_, cell) =>
    squaredDistance(middle, 0, centres, cell),
  );
  return Array.from(distances.keys())
    .sort((a, b) => distances[a]! - distances[b]!)
    .map((cell) => ({ from: starts[cell]! / groupSize, to: Math.ceil(starts[cell + 1]! / groupSize) }));
}

/** Queries of the same cell one after the other, so that a batch is in one place. */
function byCell(queries: Points, { cellOf }: Cells): Int32Array {
  const cells = Int32Array.from({ length: queries.count }, (_, i) => cellOf(queries, i));
  return inOrder(0, queries.count).sort((a, b) => cells[a]! - cells[b]! || a - b);
}

function inOrder(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i);
}

interface Batch {
  readonly queries: readonly number[];
  readonly next: number;
}

interface Filling {
  readonly order: Int32Array;
  readonly from: number;
  readonly leaveOut: Int32Array | undefined;
  /** Receives queries that the grid does not reach. */
  readonly outside: number[];
}

function fillBatch(memory: NeighbourMemory, queries: Points, { order, from, leaveOut, outside }: Filling): Batch {
  const taken: number[] = [];
  let next = from;
  for (; next < order.length && taken.length < batchSize; next++) {
    const query = order[next]!;
    if (memory.putQuery(taken.length, queries, query, leaveOut?.[query] ?? -1)) taken.push(query);
    else outside.push(query);
  }
  return { queries: taken, next };
}

function pick(leaveOut: Int32Array | undefined, queries: readonly number[]): { leaveOut?: Int32Array } {
  return leaveOut === undefined ? {} : { leaveOut: Int32Array.from(queries, (query) => leaveOut[query]!) };
}
