/**
 * Exact nearest neighbours of dense points under Euclidean distance, ties by index, self left out by index. The compiled
 * kernel, the plain loops and the k-d tree give the same answers; the compiled one is taken where the host can run it, the
 * tree where dimensions are few. Whoever searches the same rows again and again uses row-search.ts.
 */
import { type Answer, CompiledSearch } from './compiled-search.ts';
import { batchSize, type Mode } from './layout.ts';
import {
  farthestPlain,
  type NearestOptions,
  type Neighbours,
  nearestPlain,
  type Witnesses,
  type WitnessOptions,
  witnessesPlain,
} from './neighbours-plain.ts';
import { nearestTree, treeServes } from './neighbours-tree.ts';
import { compiledServes, neighbourPath } from './path.ts';
import { type Points, sourceOf } from './points.ts';
import { type PoolInfo, poolInfo, threadsFor } from './pool.ts';
import type { KernelPath } from './wasm.ts';

export type { NearestOptions, Neighbours, Witnesses, WitnessOptions } from './neighbours-plain.ts';

export interface KernelInfo {
  /** The path that `auto` takes on this host for large searches in more than a few dimensions. */
  readonly neighbours: 'compiled' | 'plain';
  /** Threads for the compiled path. */
  readonly workers: PoolInfo;
}

export function kernelInfo(): KernelInfo {
  return { neighbours: neighbourPath(), workers: poolInfo() };
}

/** How a search runs; none of it changes the answer. */
export interface SearchOptions {
  readonly path?: KernelPath;
  /**
   * Threads for the compiled path, the calling one included, 1 to 64. Default: 1, and for searches of more than 5e8 pairs
   * times dimensions (1e8 once threads have been started, or searches of that size have come to 5e8) as many as there are
   * cores, at most 4, where the host lets threads share memory.
   */
  readonly workers?: number;
}

/** The k nearest references of every query; `auto` takes a k-d tree where dimensions are few. */
export function nearest(
  references: Points,
  queries: Points,
  options: NearestOptions & Omit<SearchOptions, 'path'> & { readonly path?: KernelPath | 'tree' },
): Neighbours {
  const { path = 'auto', k } = options;
  const threads = threadsOf(references, queries, options.workers);
  if (path === 'tree' || (path === 'auto' && treeServes(references, queries))) {
    return nearestTree(references, queries, options);
  }
  const found = ask(references, queries, { ...options, mode: 0, wanted: k, path, threads });
  return found === null ? nearestPlain(references, queries, options) : { k, ...pickNeighbours(found) };
}

/** The k farthest references of every query, farthest first, ties by index; distances are squared. */
export function farthest(references: Points, queries: Points, options: NearestOptions & SearchOptions): Neighbours {
  const { path = 'auto', k } = options;
  const threads = threadsOf(references, queries, options.workers);
  const found = ask(references, queries, { ...options, mode: 2, wanted: k, path, threads });
  if (found === null) return farthestPlain(references, queries, options);
  for (let i = 0; i < found.distances.length; i++) found.distances[i] = -found.distances[i]!;
  return { k, ...pickNeighbours(found) };
}

/** For every query up to `wanted` references nearer than the query's own limit; which ones is not stated. */
export function witnesses(references: Points, queries: Points, options: WitnessOptions & SearchOptions): Witnesses {
  const { path = 'auto', wanted } = options;
  const threads = threadsOf(references, queries, options.workers);
  const found = ask(references, queries, { ...options, mode: 1, path, threads });
  if (found === null) return witnessesPlain(references, queries, options);
  return { wanted, counts: found.counts, indices: found.indices };
}

function threadsOf(references: Points, queries: Points, workers: number | undefined): number {
  return threadsFor(references.count * queries.count * references.dimensions, workers);
}

function pickNeighbours({ indices, distances }: Answer): Pick<Neighbours, 'indices' | 'distances'> {
  return { indices, distances };
}

interface Asking {
  readonly mode: Mode;
  readonly wanted: number;
  readonly leaveOut?: Int32Array;
  readonly limits?: Float64Array;
  readonly limitIndices?: Int32Array;
  readonly path: KernelPath;
  readonly threads: number;
}

/** Queries from outside that are in the kernel's memory at a time, in bytes. */
const guestBytes = 2 ** 25;

/** The compiled answer, or null where the plain loops are to serve. */
function ask(references: Points, queries: Points, asking: Asking): Answer | null {
  const { mode, wanted, path, threads } = asking;
  const { count, dimensions } = references;
  if (count === 0 || queries.count === 0 || !compiledServes(count * queries.count * dimensions, path)) return null;
  const isGuest = queries !== references;
  const room = Math.max(batchSize, Math.floor(guestBytes / (8 * Math.max(1, dimensions))));
  const together = isGuest ? Math.min(queries.count, room) : queries.count;
  const members = [Int32Array.from({ length: count }, (_, row) => row)];
  const guests = isGuest ? { guests: { points: queries, together } } : {};
  const search = CompiledSearch.over(sourceOf(references), { members, mostWanted: wanted, threads, ...guests });
  if (search === null) return null;
  const answers: Answer[] = [];
  for (let from = 0; from < queries.count; from += together) {
    const to = Math.min(queries.count, from + together);
    const values = queries.values.subarray(from * dimensions, to * dimensions);
    answers.push(
      search.ask({
        ...{ mode, wanted, threads, parts: [0] },
        ...(isGuest ? { guests: { count: to - from, dimensions, values } } : {}),
        queries: Int32Array.from({ length: to - from }, (_, i) => i),
        leaveOut: asking.leaveOut?.subarray(from, to) ?? new Int32Array(to - from).fill(-1),
        ...(asking.limits === undefined ? {} : { limits: asking.limits.subarray(from, to) }),
        ...(asking.limitIndices === undefined ? {} : { limitRows: asking.limitIndices.subarray(from, to) }),
      }),
    );
  }
  search.release();
  return joined(answers);
}

function joined(answers: readonly Answer[]): Answer {
  if (answers.length === 1) return answers[0]!;
  const counts = new Int32Array(answers.reduce((sum, answer) => sum + answer.counts.length, 0));
  const indices = new Int32Array(answers.reduce((sum, answer) => sum + answer.indices.length, 0));
  const distances = new Float64Array(answers.reduce((sum, answer) => sum + answer.distances.length, 0));
  let at = 0;
  let row = 0;
  let measured = 0;
  for (const answer of answers) {
    counts.set(answer.counts, at);
    indices.set(answer.indices, row);
    distances.set(answer.distances, measured);
    at += answer.counts.length;
    row += answer.indices.length;
    measured += answer.distances.length;
  }
  return { counts, indices, distances };
}
