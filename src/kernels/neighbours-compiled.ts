/** The driver of the compiled neighbour kernel: queries in batches, references in short stretches, answers put in place. */
import { batchSize, NeighbourMemory } from './neighbours-memory.ts';
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
function extremesCompiled(
  references: Points,
  queries: Points,
  { k, leaveOut }: NearestOptions,
  sign: 1 | -1,
): Neighbours {
  const memory = new NeighbourMemory(references, k, sign);
  const indices = new Int32Array(queries.count * k).fill(-1);
  const distances = new Float64Array(queries.count * k).fill(Infinity);
  const outside: number[] = [];
  for (let next = 0; next < queries.count; ) {
    const batch = fillBatch(memory, queries, next, leaveOut, outside);
    next = batch.next;
    memory.searchExtremes();
    const places = memory.pad(batch.queries.length);
    for (let group = 0; group < memory.groupCount; group += memory.stretch) memory.scan(places, group);
    batch.queries.forEach((query, place) => {
      const count = memory.found[place]!;
      indices.set(memory.indices.subarray(place * k, place * k + count), query * k);
      distances.set(memory.distances.subarray(place * k, place * k + count), query * k);
      for (const r of memory.far) {
        if (r === (leaveOut?.[query] ?? -1)) continue;
        insertNearest(indices, distances, query * k, k, r, sign * squaredDistance(queries, query, references, r));
      }
    });
  }
  if (sign === -1) for (let i = 0; i < distances.length; i++) distances[i] = -distances[i]!;
  if (outside.length > 0) {
    const search = sign === 1 ? nearestPlain : farthestPlain;
    const rest = search(references, takePoints(queries, outside), { k, ...pick(leaveOut, outside) });
    outside.forEach((query, i) => {
      indices.set(rest.indices.subarray(i * k, i * k + k), query * k);
      distances.set(rest.distances.subarray(i * k, i * k + k), query * k);
    });
  }
  return { k, indices, distances };
}

/** As many witnesses per query as `witnessesPlain` finds, though not always the same ones. */
export function witnessesCompiled(references: Points, queries: Points, options: WitnessOptions): Witnesses {
  const { wanted, limits, limitIndices, leaveOut } = options;
  const memory = new NeighbourMemory(references, wanted);
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
    const batch = fillBatch(memory, queries, next, leaveOut, outside);
    next = batch.next;
    batch.queries.forEach((query, place) => {
      memory.putLimit(place, limits[query]!, limitIndices[query]!);
    });
    memory.searchWitnesses(batch.queries.length);
    scanForWitnesses(memory, batch.queries, settle);
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

/** Scans in ever longer runs and drops the queries that have all they want after each. */
function scanForWitnesses(
  memory: NeighbourMemory,
  batch: readonly number[],
  settle: (query: number, place: number) => void,
): void {
  let active = [...batch];
  let run = 1;
  for (let group = 0; group < memory.groupCount && active.length > 0; run *= 2) {
    const places = memory.pad(active.length);
    for (let i = 0; i < run && group < memory.groupCount; i++, group += memory.stretch) memory.scan(places, group);
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

interface Batch {
  readonly queries: readonly number[];
  readonly next: number;
}

function fillBatch(
  memory: NeighbourMemory,
  queries: Points,
  from: number,
  leaveOut: Int32Array | undefined,
  outside: number[],
): Batch {
  const taken: number[] = [];
  let next = from;
  for (; next < queries.count && taken.length < batchSize; next++) {
    if (memory.putQuery(taken.length, queries, next, leaveOut?.[next] ?? -1)) taken.push(next);
    else outside.push(next);
  }
  return { queries: taken, next };
}

function pick(leaveOut: Int32Array | undefined, queries: readonly number[]): { leaveOut?: Int32Array } {
  return leaveOut === undefined ? {} : { leaveOut: Int32Array.from(queries, (query) => leaveOut[query]!) };
}
