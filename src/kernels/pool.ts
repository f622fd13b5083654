/**
 * Worker threads for large neighbour searches, synchronous for the caller: the calling thread works as well and never depends
 * on a worker, so that one that starts late, or never, costs nothing but its help. In a browser, workers start only while the
 * calling thread is idle: the first search there runs alone unless `startWorkers` was awaited before.
 */
import { InputError } from '../core/errors.ts';
import type { Layout } from './layout.ts';
import { canPool, coreCount, type HostWorker, startWorker } from './pool-host.ts';
import { finishTask, Searcher, type SearchTask, takeBatch } from './search-task.ts';

/** Threads by default, at the most. */
const usualThreads = 4;
const mostThreads = 64;
/** Products of coordinates from which threads are worth starting, in one search or several, and worth using once started. */
const largeSearch = 5e8;
const mediumSearch = 1e8;

/** Where a search takes place. */
export interface SearchPlace {
  readonly layout: Layout;
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
}

/** A task as it is sent to a worker, which works in the area of `thread`. */
export interface PoolJob extends SearchPlace {
  readonly task: SearchTask;
  readonly thread: number;
}

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
/** Products of medium searches while there was no pool. */
let searchedAlone = 0;
/** A worker was lost once: no more are started. */
let broken = false;

export function poolInfo(): PoolInfo {
  return {
    possible: broken || !canPool() ? 1 : Math.max(1, Math.min(coreCount(), usualThreads)),
    started: pool === null ? 0 : Atomics.load(pool.tally, 0),
    batches: pool === null ? 0 : Atomics.load(pool.tally, 1),
  };
}

/** How many threads a search of so many products of coordinates is to use, where `workers` does not say. */
export function threadsFor(products: number, workers: number | undefined): number {
  if (workers === undefined) {
    const worthwhile = pool === null && searchedAlone <= largeSearch ? largeSearch : mediumSearch;
    return products > worthwhile ? poolInfo().possible : 1;
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

/** Takes note of a search on one thread: where many come together, threads are worth starting. */
export function noteSearch(products: number): void {
  if (products > mediumSearch) searchedAlone += products;
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

/** Does a task, with the help of `threads - 1` workers; false where one of them may still be writing to its area. */
export function runTask(task: SearchTask, { layout, memory, module }: SearchPlace, threads: number): boolean {
  const searcher = new Searcher(task, layout, memory, module, 0);
  if (threads > 1) {
    const { workers, tally } = poolOf(threads - 1);
    let thread = 1;
    for (const worker of workers) {
      if (thread === threads) break;
      worker.post({ tally, job: { task, layout, memory, module, thread: thread++ } } satisfies PoolMessage);
    }
  }
  const began = performance.now();
  let taken = 0;
  for (let batch = takeBatch(task); batch >= 0; batch = takeBatch(task)) {
    searcher.search(batch);
    taken++;
  }
  if (threads === 1) return true;
  const perBatch = (performance.now() - began) / Math.max(1, taken);
  // A worker that needs much longer than this thread is not getting a core: its batch is sooner done again than waited for.
  return finishTask(task, searcher, 10 + 2 * perBatch);
}

/** In a worker: helps with a task as long as batches are left. The area is written to only once a batch has been taken. */
export function help({ task, layout, memory, module, thread }: PoolJob, afterEach: () => void): void {
  let searcher: Searcher | null = null;
  for (let batch = takeBatch(task); batch >= 0; batch = takeBatch(task)) {
    searcher ??= new Searcher(task, layout, memory, module, thread);
    searcher.search(batch);
    afterEach();
  }
}
