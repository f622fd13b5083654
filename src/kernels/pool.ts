/**
 * Worker threads for large neighbour searches, synchronous for the caller: the calling thread works as well and never depends
 * on a worker, so that one that starts late, or never, costs nothing but its help. In a browser, workers start only while the
 * calling thread is idle: the first search there runs alone unless `startWorkers` was awaited before.
 */
import { InputError } from '../core/errors.ts';
import type { NearestOptions, Neighbours } from './neighbours-plain.ts';
import type { Points } from './points.ts';
import { canPool, coreCount, type HostWorker, startWorker } from './pool-host.ts';
import { finishBatches, type PoolJob, prepareJob, shareJob, takeBatches } from './pool-job.ts';

/** Threads by default, at the most. */
const usualThreads = 4;
const mostThreads = 64;
/** Pairs times dimensions from which threads are worth starting. */
const largeSearch = 2e9;

/** What is posted to a worker: first the tally alone, as a greeting, then one job after the other. */
export interface PoolMessage {
  /** Workers that have started; batches that workers have done. */
  readonly tally: Int32Array;
  readonly job?: PoolJob;
}

export interface PoolInfo {
  /** Threads that a large search uses, the calling one included; 1 where the host does not allow more. */
  readonly possible: number;
  /** Workers that have started so far. */
  readonly started: number;
  /** Batches of queries that workers have done so far. */
  readonly batches: number;
}

interface Pool {
  readonly workers: Set<HostWorker>;
  readonly tally: Int32Array;
}

let pool: Pool | null = null;
/** A worker was lost once: no more are started. */
let broken = false;

export function poolInfo(): PoolInfo {
  return {
    possible: broken || !canPool() ? 1 : Math.max(1, Math.min(coreCount(), usualThreads)),
    started: pool === null ? 0 : Atomics.load(pool.tally, 0),
    batches: pool === null ? 0 : Atomics.load(pool.tally, 1),
  };
}

/** How many threads a search is to use: as many as asked for where the host allows, else by the size of the search. */
export function threadsFor(references: Points, queries: Points, workers: number | undefined): number {
  if (workers === undefined) {
    const large = references.count * queries.count * references.dimensions > largeSearch;
    return large ? poolInfo().possible : 1;
  }
  if (!(Number.isInteger(workers) && workers >= 1 && workers <= mostThreads)) {
    throw new InputError({
      code: 'out-of-range',
      fn: 'neighbours',
      argument: 'workers',
      expected: `a whole number from 1 to ${mostThreads}`,
      received: workers,
    });
  }
  return broken || !canPool() ? 1 : workers;
}

/** The pool with at least so many workers, as far as the host starts them. */
function poolOf(count: number): Pool {
  pool ??= { workers: new Set(), tally: new Int32Array(new SharedArrayBuffer(8)) };
  const { workers, tally } = pool;
  try {
    while (!broken && workers.size < count) {
      const worker: HostWorker = startWorker({
        lost: () => {
          workers.delete(worker);
          broken = true;
        },
      });
      workers.add(worker);
      worker.post({ tally } satisfies PoolMessage);
    }
  } catch {
    broken = true;
  }
  return pool;
}

/** Resolves when workers for so many threads run, or after `patience` milliseconds; to how many threads there are then. */
export async function startWorkers(
  threads: number,
  { patience = 5000 }: { readonly patience?: number } = {},
): Promise<number> {
  if (threads <= 1 || broken || !canPool()) return 1;
  const { tally } = poolOf(threads - 1);
  for (let waited = 0; waited < patience && !broken && Atomics.load(tally, 0) < threads - 1; waited += 10) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return 1 + Atomics.load(tally, 0);
}

/** The compiled search on several threads: the same answer as on one. `sign` -1 looks for the farthest. */
export function extremesPooled(
  references: Points,
  queries: Points,
  options: NearestOptions,
  { sign, threads }: { readonly sign: 1 | -1; readonly threads: number },
): Neighbours {
  const job = shareJob(references, queries, options, { sign, threads });
  const { workers, tally } = poolOf(threads - 1);
  for (const worker of [...workers].slice(0, threads - 1)) worker.post({ tally, job } satisfies PoolMessage);
  const search = prepareJob(job);
  const began = performance.now();
  const taken = takeBatches(job, search);
  const perBatch = (performance.now() - began) / Math.max(1, taken);
  // A worker that needs much longer than this thread is not getting a core: its batch is sooner done again than waited for.
  finishBatches(job, search, 10 + 2 * perBatch);
  // Copies: a worker that comes late may still write into the shared ones.
  return { k: options.k, indices: new Int32Array(job.indices), distances: new Float64Array(job.distances) };
}
