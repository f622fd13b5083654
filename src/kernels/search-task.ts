/**
 * One search by the compiled kernel, as plain data that other threads can work on too: queries in batches that whoever is free
 * takes by a counter. The answer to a query does not depend on who found it, so a batch may safely be done twice.
 */
import {
  type Area,
  areaOf,
  batchSize,
  groupSize,
  type JobNumbers,
  type Kernel,
  kernelIn,
  type Layout,
  writeJob,
} from './layout.ts';
import { greatestSum, leastSum } from './sum-bounds.ts';

export interface SearchTask {
  readonly numbers: JobNumbers;
  /** Address of query number 0; query `numbers[i]` is so many rows further on. */
  readonly base: number;
  readonly queries: Int32Array;
  /** Whether queries are rows of the searched points. */
  readonly areRows: boolean;
  /** Per query the row that is left out, or -1. */
  readonly leaveOut: Int32Array;
  /** Witnesses alone: what they must undercut, and the row that breaks a tie. */
  readonly limits: Float64Array | null;
  readonly limitRows: Int32Array | null;
  /** Places in `queries` in the order they are taken, and for each query which row of `visits` it goes by. */
  readonly order: Int32Array;
  readonly origins: Int32Array;
  /** First group of every shell and the group behind its last. */
  readonly shells: Int32Array;
  /** For every origin all shells, the most promising first. */
  readonly visits: Int32Array;
  /** How many of them are looked at. */
  readonly mostShells: number;
  readonly batch: number;
  readonly batchCount: number;
  /**
   * Answers: how many were found, or -1 where the grid does not reach a query; rows; squared distances (not of witnesses), or of
   * an estimate the least and the most that the distances may add up to.
   */
  readonly counts: Int32Array;
  readonly indices: Int32Array;
  readonly distances: Float64Array;
  /** The next batch to take, how many are done, and for every batch whether it is done. */
  readonly control: Int32Array;
}

const nextAt = 0;
const doneAt = 1;
export const firstBatchAt = 2;
/** Bytes of packed references per call of the kernel, so that they stay in the processor's first cache. */
const stretchBytes = 24_576;

/** The next batch that nobody has taken, or -1. */
export function takeBatch({ control, batchCount }: SearchTask): number {
  const taken = Atomics.add(control, nextAt, 1);
  return taken < batchCount ? taken : -1;
}

/**
 * Waits for the batches that others have taken, but after `patience` milliseconds without progress does them itself: whoever
 * took them may be dead. Returns whether all others were done in time.
 */
export function finishTask(task: SearchTask, searcher: Searcher, patience: number): boolean {
  const { control, batchCount } = task;
  let inTime = true;
  for (let done = Atomics.load(control, doneAt); inTime && done < batchCount; done = Atomics.load(control, doneAt)) {
    inTime = Atomics.wait(control, doneAt, done, patience) !== 'timed-out';
  }
  for (let n = 0; n < batchCount; n++) if (Atomics.load(control, firstBatchAt + n) === 0) searcher.search(n);
  return inTime;
}

/** A thread's share in a task: its area of the memory, and the kernel at work there. */
export class Searcher {
  private readonly task: SearchTask;
  private readonly kernel: Kernel;
  private readonly area: Area;
  private readonly width: number;
  /** Groups per call. */
  private readonly stretch: number;
  private readonly queryAt: Int32Array;
  private readonly queryRows: Int32Array;
  private readonly leaveOut: Int32Array;
  private readonly floors: Int32Array;
  private readonly slacks: Float64Array;
  private readonly found: Int32Array;
  private readonly distances: Float64Array;
  private readonly indices: Int32Array;
  private readonly limits: Float64Array;
  private readonly limitRows: Int32Array;
  private readonly norms: Int32Array;
  private readonly sureFloors: Int32Array;
  private readonly seen: Int32Array;
  private readonly best: Int32Array;

  constructor(
    task: SearchTask,
    layout: Layout,
    memory: WebAssembly.Memory,
    module: WebAssembly.Module,
    thread: number,
  ) {
    const { wanted } = task.numbers;
    this.task = task;
    this.kernel = kernelIn(memory, module);
    this.area = areaOf(layout, thread);
    this.width = layout.dimensions * 8;
    this.stretch = Math.max(1, Math.floor(stretchBytes / (layout.pairs * 4 * groupSize)));
    writeJob(memory, layout, this.area, task.numbers);
    const { buffer } = memory;
    const { queryAt, leaveOut, floors, slacks, found, distances, indices, limits, limitRows, norms } = this.area;
    this.queryAt = new Int32Array(buffer, queryAt, batchSize);
    this.queryRows = new Int32Array(buffer, this.area.queryRows, batchSize);
    this.leaveOut = new Int32Array(buffer, leaveOut, batchSize);
    this.floors = new Int32Array(buffer, floors, batchSize);
    this.slacks = new Float64Array(buffer, slacks, batchSize);
    this.found = new Int32Array(buffer, found, batchSize);
    this.distances = new Float64Array(buffer, distances, batchSize * wanted);
    this.indices = new Int32Array(buffer, indices, batchSize * wanted);
    this.limits = new Float64Array(buffer, limits, batchSize);
    this.limitRows = new Int32Array(buffer, limitRows, batchSize);
    this.norms = new Int32Array(buffer, norms, batchSize);
    this.sureFloors = new Int32Array(buffer, this.area.sureFloors, batchSize);
    this.seen = new Int32Array(buffer, this.area.seen, batchSize);
    this.best = new Int32Array(buffer, this.area.best, batchSize * wanted);
  }

  /** Searches for the queries of a batch and writes their answers. */
  search(batch: number): void {
    const { order, batch: size, control, numbers } = this.task;
    const places = order.subarray(batch * size, (batch + 1) * size);
    this.load(places);
    if (numbers.mode === 1) this.scanForWitnesses(places);
    else this.scanAll(places);
    if (Atomics.exchange(control, firstBatchAt + batch, 1) === 1) return;
    Atomics.add(control, doneAt, 1);
    Atomics.notify(control, doneAt);
  }

  /** Puts queries into the area and packs them. */
  private load(places: Int32Array): void {
    const { base, queries, areRows, leaveOut, limits, limitRows, numbers } = this.task;
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      this.queryAt[i] = base + queries[place]! * this.width;
      this.queryRows[i] = areRows ? queries[place]! : -1;
      this.leaveOut[i] = leaveOut[place]!;
      if (limits === null || limitRows === null) continue;
      this.limits[i] = limits[place]!;
      this.limitRows[i] = limitRows[place]!;
    }
    this.kernel.packQueries(this.area.job, places.length);
    if (numbers.mode === 1) this.kernel.setFloors(this.area.job, places.length);
  }

  private scanAll(places: Int32Array): void {
    const { wanted } = this.task.numbers;
    const { indices, distances } = this.task;
    const padded = this.pad(places.length);
    for (const shell of this.visitsOf(places)) this.scan(padded, shell);
    if (this.task.numbers.estimate) {
      this.estimate(places);
      return;
    }
    this.kernel.finish(this.area.job, places.length);
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      this.settle(i, place);
      const count = Math.max(0, this.task.counts[place]!);
      for (let j = 0; j < count; j++) {
        indices[place * wanted + j] = this.indices[i * wanted + j]!;
        distances[place * wanted + j] = this.distances[i * wanted + j]!;
      }
    }
  }

  /** Bounds of the sums of distances instead of the distances. */
  private estimate(places: Int32Array): void {
    const { mode, wanted, inverseStep } = this.task.numbers;
    const { counts, distances } = this.task;
    const { best } = this;
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      const [count, norm, slack] = [this.seen[i]!, this.norms[i]!, this.slacks[i]!];
      counts[place] = slack < 0 ? -1 : count;
      const seen = { best, from: i * wanted, count, norm, slack, outward: mode === 2 };
      distances[2 * place] = leastSum(seen) / inverseStep;
      distances[2 * place + 1] = greatestSum(seen) / inverseStep;
    }
  }

  /** Scans the shells in ever longer runs and drops the queries that have all they want after each. */
  private scanForWitnesses(places: Int32Array): void {
    const { wanted } = this.task.numbers;
    const visits = this.visitsOf(places);
    const open = places.slice();
    let count = open.length;
    let run = 1;
    for (let next = 0; next < visits.length && count > 0; run *= 2) {
      const padded = this.pad(count);
      const end = Math.min(visits.length, next + run);
      for (; next < end; next++) this.scan(padded, visits[next]!);
      let left = 0;
      for (let i = 0; i < count; i++) {
        if (this.found[i] === wanted || this.slacks[i]! < 0) this.settleWitnesses(i, open[i]!);
        else {
          if (left < i) this.move(i, left);
          open[left++] = open[i]!;
        }
      }
      count = left;
    }
    for (let i = 0; i < count; i++) this.settleWitnesses(i, open[i]!);
  }

  private settle(i: number, place: number): void {
    this.task.counts[place] = this.slacks[i]! < 0 ? -1 : this.found[i]!;
  }

  private settleWitnesses(i: number, place: number): void {
    const { wanted } = this.task.numbers;
    this.settle(i, place);
    for (let j = 0; j < this.found[i]!; j++) this.task.indices[place * wanted + j] = this.indices[i * wanted + j]!;
  }

  /** The shells to look at, in the order of the query in the middle of the batch. */
  private visitsOf(places: Int32Array): Int32Array {
    const { origins, visits, shells, mostShells } = this.task;
    const count = shells.length >> 1;
    const origin = origins[places[places.length >> 1]!]!;
    return visits.subarray(origin * count, origin * count + Math.min(count, mostShells));
  }

  /** Compares the first `padded` queries with a shell. */
  private scan(padded: number, shell: number): void {
    const to = this.task.shells[2 * shell + 1]!;
    for (let from = this.task.shells[2 * shell]!; from < to; from += this.stretch) {
      this.kernel.scan(this.area.job, padded, from, Math.min(to, from + this.stretch));
    }
  }

  /** Fills up to a multiple of 4 with queries that ask for nothing; how many there are then. */
  private pad(count: number): number {
    const padded = (count + 3) & ~3;
    this.floors.fill(0x7fffffff, count, padded);
    return padded;
  }

  /** Moves a query of a search for witnesses to another place, with what it has found. */
  private move(from: number, to: number): void {
    const { wanted } = this.task.numbers;
    this.kernel.moveQuery(this.area.job, from, to);
    this.indices.copyWithin(to * wanted, from * wanted, from * wanted + this.found[from]!);
    this.queryAt[to] = this.queryAt[from]!;
    this.leaveOut[to] = this.leaveOut[from]!;
    this.floors[to] = this.floors[from]!;
    this.slacks[to] = this.slacks[from]!;
    this.norms[to] = this.norms[from]!;
    this.found[to] = this.found[from]!;
    this.limits[to] = this.limits[from]!;
    this.limitRows[to] = this.limitRows[from]!;
    this.sureFloors[to] = this.sureFloors[from]!;
  }
}
