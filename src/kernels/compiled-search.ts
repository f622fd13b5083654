/**
 * Searches by the compiled kernel among packed rows: queries are grouped by where they are, shells of rows are put in order of
 * promise for each group, and what the grid does not reach, rows or queries, is measured plainly. The answers are those of the
 * plain loops to the last bit, except that witnesses may be others.
 */
import type { Cells } from './cells.ts';
import { batchSize, type Layout, layoutOf, type Mode, neighbourModule } from './layout.ts';
import { insertNearest } from './neighbours-plain.ts';
import { PackedRows, placesByValue, type Shell, slotsOf } from './packed-rows.ts';
import { type Points, type RowSource, squaredDistance } from './points.ts';
import { noteSearch, runTask, type SearchPlace } from './pool.ts';
import { firstBatchAt, type SearchTask } from './search-task.ts';
import { abandonScratch, beginScratch, scratchFloats, scratchIntegers } from './shared-scratch.ts';

/** Batches per thread where there are enough queries: few enough to be cheap, many enough to end together. */
const batchesPerThread = 20;
const smallestBatch = 32;

/** All lists are by query. */
export interface Question {
  readonly mode: Mode;
  readonly wanted: number;
  /** Only the sum of the distances is asked for, and between which numbers it lies. */
  readonly estimate?: boolean;
  /** Parts to search. */
  readonly parts: readonly number[];
  /** Points that queries are rows of; without them they are among the searched rows. */
  readonly guests?: Points;
  readonly queries: Int32Array;
  /** The searched row that is left out, or -1. */
  readonly leaveOut: Int32Array;
  /** Witnesses alone: squared distances that they must undercut, and rows that break a tie. */
  readonly limits?: Float64Array;
  readonly limitRows?: Int32Array;
  /** Shells that are looked at for each query, the most promising first; default all. */
  readonly mostShells?: number;
  readonly threads: number;
}

/** By query: how many were found, and row-major rows and squared distances; empty places hold -1 and Infinity. */
export interface Answer {
  readonly counts: Int32Array;
  readonly indices: Int32Array;
  /** Of the nearest; negative ones of the farthest; of witnesses none; of an estimate the least and the greatest sum. */
  readonly distances: Float64Array;
}

export interface CompiledSearchOptions {
  /** The rows of every part. */
  readonly members: readonly Int32Array[];
  readonly mostWanted: number;
  /** Queries that are not among the points, and how many of them are asked about at a time. */
  readonly guests?: { readonly points: Points; readonly together: number };
  /** How many threads a question may use. */
  readonly threads: number;
}

/** From every cell of some parts the shells of all of them, the most promising first. */
interface Itinerary extends Pick<SearchTask, 'shells' | 'visits'> {
  readonly cells: Cells;
}

export class CompiledSearch {
  /** Where its tasks take place. */
  readonly place: SearchPlace;
  private readonly members: readonly Int32Array[];
  private readonly packed: PackedRows;
  private readonly gone: Uint8Array;
  private readonly itineraries: Map<string, Itinerary> = new Map();
  /** No worker is left that may still write to the memory. */
  private quiet = true;

  private constructor(source: RowSource, layout: Layout, { members, guests, threads }: CompiledSearchOptions) {
    const shared = threads > 1;
    this.members = members;
    this.packed = new PackedRows(source, members, layout, { shared, guests: guests?.points });
    const { memory } = this.packed;
    this.place = { layout, memory, module: neighbourModule(shared)! };
    this.gone = new Uint8Array(source.count);
  }

  /** Lays rows out; null where they are too many for one memory. */
  static over(source: RowSource, options: CompiledSearchOptions): CompiledSearch | null {
    const { members, mostWanted, guests, threads } = options;
    const { count, dimensions } = source;
    const slots = slotsOf(count, members);
    const layout = layoutOf({ count, dimensions, slots, mostWanted, threads, guests: guests?.together ?? 0 });
    return layout === null ? null : new CompiledSearch(source, layout, options);
  }

  /** Packs parts whose rows are going to be queries, so that they need not be packed each time. */
  prepare(parts: readonly number[]): void {
    for (const part of parts) this.packed.part(part, this.gone);
  }

  /** Removed rows are found no more. */
  remove(rows: Int32Array): void {
    for (const row of rows) this.gone[row] = 1;
    this.packed.remove(rows);
  }

  /** Hands the memory in; nothing can be asked afterwards. */
  release(): void {
    if (this.quiet) this.packed.release();
  }

  ask(question: Question): Answer {
    const { parts, threads } = question;
    const packed = parts.map((part) => this.packed.part(part, this.gone));
    const task = this.taskOf(question);
    if (threads === 1) noteSearch(this.sizeOf(parts) * question.queries.length * this.packed.points.dimensions);
    const inTime = runTask(task, this.place, threads);
    if (!inTime) abandonScratch();
    this.quiet &&= inTime;
    // Copies of what is shared: a worker that comes late may still write there.
    const copy = threads > 1;
    const answer: Answer = {
      counts: copy ? new Int32Array(task.counts) : task.counts,
      indices: copy ? new Int32Array(task.indices) : task.indices,
      distances: copy ? new Float64Array(task.distances) : task.distances,
    };
    const far = packed.flatMap((part) => Array.from(part.far)).filter((row) => this.gone[row] === 0);
    if (question.estimate) return estimated(answer, far.length > 0 ? Infinity : question.wanted);
    for (let i = 0; i < answer.counts.length; i++) {
      if (answer.counts[i]! < 0) this.measure(question, answer, i, this.left(parts));
      else if (far.length > 0) this.measure(question, answer, i, far);
    }
    return answer;
  }

  private sizeOf(parts: readonly number[]): number {
    return parts.reduce((sum, part) => sum + this.members[part]!.length, 0);
  }

  /** Rows of parts that have not been removed, those that the grid reaches too. */
  private left(parts: readonly number[]): readonly number[] {
    return parts.flatMap((part) => Array.from(this.members[part]!.filter((row) => this.gone[row] === 0)));
  }

  /** Completes the answer to one query by measuring it against rows plainly. */
  private measure(
    question: Question,
    { counts, indices, distances }: Answer,
    i: number,
    rows: readonly number[],
  ): void {
    const { mode, wanted, guests, queries, leaveOut, limits, limitRows } = question;
    const { points } = this.packed;
    const start = i * wanted;
    if (counts[i]! < 0) {
      counts[i] = 0;
      indices.fill(-1, start, start + wanted);
      if (mode !== 1) distances.fill(Infinity, start, start + wanted);
    }
    for (const row of rows) {
      if (row === leaveOut[i]) continue;
      const distance = squaredDistance(guests ?? points, queries[i]!, points, row);
      if (mode !== 1) insertNearest(indices, distances, start, wanted, row, mode === 0 ? distance : -distance);
      else if (distance < limits![i]! || (distance === limits![i]! && row < limitRows![i]!)) {
        if (counts[i] === wanted) return;
        indices[start + counts[i]!] = row;
        counts[i]! += 1;
      }
    }
  }

  /** A question as a task for several threads. */
  taskOf(question: Question): SearchTask {
    const { mode, wanted, estimate = false, guests, queries, leaveOut, limits, limitRows } = question;
    const { mostShells, threads } = question;
    const make = threads > 1 ? sharedArrays : ownArrays;
    if (threads > 1) beginScratch();
    const { layout, memory } = this.place;
    if (guests !== undefined) new Float64Array(memory.buffer, layout.guests, guests.values.length).set(guests.values);
    const share = Math.ceil(queries.length / (threads * batchesPerThread * 4)) * 4;
    const batch = threads === 1 ? batchSize : Math.min(batchSize, Math.max(smallestBatch, share));
    const batchCount = Math.ceil(queries.length / batch);
    const perQuery = estimate ? 2 : mode === 1 ? 0 : wanted;
    const distances = make.floats(queries.length * perQuery).fill(Infinity);
    const route = this.route(question, make);
    return {
      numbers: { ...this.packed.numbers, mode, wanted, estimate },
      base: guests === undefined ? layout.exact : layout.guests,
      queries: make.integers(queries),
      areRows: guests === undefined,
      leaveOut: make.integers(leaveOut),
      limits: limits === undefined ? null : make.floats(limits),
      limitRows: limitRows === undefined ? null : make.integers(limitRows),
      ...route,
      ...{ batch, batchCount, distances, mostShells: mostShells ?? Infinity },
      counts: make.integers(queries.length),
      indices: make.integers(estimate ? 0 : queries.length * wanted).fill(-1),
      control: controlOf(firstBatchAt + batchCount, threads),
    };
  }

  /** Who is asked about after whom, and which shells each visits in which order. */
  private route(
    { parts, mode, guests, queries }: Question,
    make: Arrays,
  ): Pick<SearchTask, 'order' | 'origins' | 'shells' | 'visits'> {
    const key = `${parts} ${mode === 2}`;
    const itinerary = this.itineraries.get(key) ?? this.itineraryAmong(parts, mode === 2);
    this.itineraries.set(key, itinerary);
    const { cells, shells, visits } = itinerary;
    const points = guests ?? this.packed.points;
    const origins = make.integers(queries.length);
    for (let i = 0; i < queries.length; i++) origins[i] = cells.cellOf(points, queries[i]!);
    const order = make.integers(placesByCode(origins, cells.starts.length - 1));
    return { order, origins, shells: make.integers(shells), visits: make.integers(visits) };
  }

  private itineraryAmong(parts: readonly number[], outward: boolean): Itinerary {
    const packed = parts.map((part) => this.packed.part(part, this.gone));
    const shells = packed.flatMap((part) => part.shells);
    // The cells of the largest part say where a query is.
    const { cells, centres } = packed.reduce((a, b) => (b.cells.order.length > a.cells.order.length ? b : a));
    const visits = new Int32Array(centres.length * shells.length);
    for (let cell = 0; cell < centres.length; cell++) {
      visits.set(shellsFrom(centres[cell]!, shells, outward), cell * shells.length);
    }
    const places = new Int32Array(2 * shells.length);
    for (let shell = 0; shell < shells.length; shell++) {
      places[2 * shell] = shells[shell]!.from;
      places[2 * shell + 1] = shells[shell]!.to;
    }
    return { cells, shells: places, visits };
  }
}

/** Estimates, open where fewer than so many rows were seen. */
function estimated(answer: Answer, leastSeen: number): Answer {
  const { counts, distances } = answer;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i]! >= leastSeen) continue;
    distances[2 * i] = 0;
    distances[2 * i + 1] = Infinity;
  }
  return answer;
}

/** Shells by how near to a point their rows are to be expected, farthest first where that is asked. */
function shellsFrom(from: Float64Array, shells: readonly Shell[], outward: boolean): Int32Array {
  const sign = outward ? -1 : 1;
  const keys = new Float64Array(shells.length);
  let last: Float64Array | null = null;
  let apart = 0;
  for (let shell = 0; shell < shells.length; shell++) {
    const { centre, spread } = shells[shell]!;
    if (centre !== last) apart = squaredBetween(from, centre);
    last = centre;
    keys[shell] = sign * (apart + spread);
  }
  return placesByValue(keys);
}

function squaredBetween(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) {
    const difference = a[d]! - b[d]!;
    sum += difference * difference;
  }
  return sum;
}

/** Places in ascending order of small codes, ties in their order. */
function placesByCode(codes: Int32Array, count: number): Int32Array {
  const next = new Int32Array(count + 1);
  for (let i = 0; i < codes.length; i++) next[codes[i]! + 1]! += 1;
  for (let code = 0; code < count; code++) next[code + 1]! += next[code]!;
  const order = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    order[next[codes[i]!]!] = i;
    next[codes[i]!]! += 1;
  }
  return order;
}

/** Arrays made from a length or copied from others. */
interface Arrays {
  readonly integers: (from: number | Int32Array) => Int32Array;
  readonly floats: (from: number | Float64Array) => Float64Array;
}

const ownArrays: Arrays = {
  integers: (from) => (typeof from === 'number' ? new Int32Array(from) : from),
  floats: (from) => (typeof from === 'number' ? new Float64Array(from) : from),
};

/**
 * The counters of a task, always fresh: a worker may come to a task when it has long been done, and must then find that nothing
 * is left, not the numbers of another task.
 */
function controlOf(length: number, threads: number): Int32Array {
  return threads > 1 ? new Int32Array(new SharedArrayBuffer(length * 4)) : new Int32Array(length);
}

/** Arrays that other threads can see. */
const sharedArrays: Arrays = { integers: scratchIntegers, floats: scratchFloats };
