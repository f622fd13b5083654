/**
 * A neighbour search laid out in shared memory for several threads: queries in batches that whoever is free takes by a counter.
 * The answer to a query does not depend on who found it, so a batch may safely be done twice.
 */
import { prepareExtremes, type RangeSearch } from './neighbours-compiled.ts';
import type { NearestOptions } from './neighbours-plain.ts';
import type { Points } from './points.ts';

/** Plain data over shared buffers, as it is sent to the workers. */
export interface PoolJob {
  readonly references: Points;
  readonly queries: Points;
  readonly options: NearestOptions;
  readonly sign: 1 | -1;
  /** Queries per batch. */
  readonly batchSize: number;
  readonly batchCount: number;
  /** The next batch to take, how many are done, and for every batch whether it is done. */
  readonly control: Int32Array;
  readonly indices: Int32Array;
  readonly distances: Float64Array;
}

const nextAt = 0;
const doneAt = 1;
const firstBatchAt = 2;
/** Batches per thread where there are enough queries: few enough to be cheap, many enough to end together. */
const batchesPerThread = 16;

function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

function sharedIntegers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

function sharePoints({ count, dimensions, values }: Points): Points {
  const shared = sharedFloats(values.length);
  shared.set(values);
  return { count, dimensions, values: shared };
}

/** Copies the points into shared memory. */
export function shareJob(
  references: Points,
  queries: Points,
  { k, leaveOut }: NearestOptions,
  { sign, threads }: { readonly sign: 1 | -1; readonly threads: number },
): PoolJob {
  const batchSize = Math.min(512, Math.max(32, Math.ceil(queries.count / (threads * batchesPerThread * 4)) * 4));
  const batchCount = Math.ceil(queries.count / batchSize);
  const shared = sharePoints(references);
  const skipped = leaveOut === undefined ? undefined : sharedIntegers(leaveOut.length);
  if (leaveOut !== undefined) skipped?.set(leaveOut);
  return {
    references: shared,
    queries: queries === references ? shared : sharePoints(queries),
    options: skipped === undefined ? { k } : { k, leaveOut: skipped },
    sign,
    batchSize,
    batchCount,
    control: sharedIntegers(firstBatchAt + batchCount),
    indices: sharedIntegers(queries.count * k),
    distances: sharedFloats(queries.count * k),
  };
}

/** Whether batches are left to take. */
export function hasBatches({ control, batchCount }: PoolJob): boolean {
  return Atomics.load(control, nextAt) < batchCount;
}

export function prepareJob({ references, queries, options, sign }: PoolJob): RangeSearch {
  return prepareExtremes(references, queries, options, sign);
}

/** Takes batch after batch until none is left; `afterEach` hears of every batch done. Returns how many were taken. */
export function takeBatches(job: PoolJob, search: RangeSearch, afterEach?: () => void): number {
  for (let taken = 0; ; taken++) {
    const batch = Atomics.add(job.control, nextAt, 1);
    if (batch >= job.batchCount) return taken;
    doBatch(job, search, batch);
    afterEach?.();
  }
}

function doBatch(
  { control, indices, distances, batchSize, queries, options }: PoolJob,
  search: RangeSearch,
  n: number,
) {
  const from = n * batchSize;
  const found = search(from, Math.min(queries.count, from + batchSize));
  indices.set(found.indices, from * options.k);
  distances.set(found.distances, from * options.k);
  if (Atomics.exchange(control, firstBatchAt + n, 1) === 1) return;
  Atomics.add(control, doneAt, 1);
  Atomics.notify(control, doneAt);
}

/**
 * Waits for the batches that others have taken, but after `patience` milliseconds without progress does them itself: whoever
 * took them may be dead.
 */
export function finishBatches(job: PoolJob, search: RangeSearch, patience: number): void {
  const { control, batchCount } = job;
  for (let done = Atomics.load(control, doneAt); done < batchCount; done = Atomics.load(control, doneAt)) {
    if (Atomics.wait(control, doneAt, done, patience) === 'timed-out') break;
  }
  for (let n = 0; n < batchCount; n++) if (Atomics.load(control, firstBatchAt + n) === 0) doBatch(job, search, n);
}
