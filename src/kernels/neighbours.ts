/**
 * Exact nearest neighbours of dense points under Euclidean distance, ties by index, self left out by index. The compiled
 * kernel, the plain loops and the k-d tree give the same answers; the compiled one is taken where the host can run it, the
 * tree where dimensions are few.
 */
import { InputError } from '../core/errors.ts';
import { neighboursBytes } from './neighbours.gen.ts';
import { farthestCompiled, nearestCompiled, witnessesCompiled } from './neighbours-compiled.ts';
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
import type { Points } from './points.ts';
import { extremesPooled, type PoolInfo, poolInfo, threadsFor } from './pool.ts';
import { compileKernel, type KernelPath } from './wasm.ts';

export type { NearestOptions, Neighbours, Witnesses, WitnessOptions } from './neighbours-plain.ts';

/** Below this many pairs packing costs more than it saves. */
const fewPairs = 20_000;

export interface KernelInfo {
  /** The path that `auto` takes on this host for large searches in more than a few dimensions. */
  readonly neighbours: 'compiled' | 'plain';
  /** Threads for the compiled path. */
  readonly workers: PoolInfo;
}

export function kernelInfo(): KernelInfo {
  return { neighbours: neighbourPath(), workers: poolInfo() };
}

function neighbourPath(): 'compiled' | 'plain' {
  return compileKernel(neighboursBytes) === null ? 'plain' : 'compiled';
}

/** How a search runs; none of it changes the answer. */
export interface SearchOptions {
  readonly path?: KernelPath;
  /**
   * Threads for the compiled path, the calling one included, 1 to 64. Default: 1, and for searches of more than 2e9 pairs
   * times dimensions as many as there are cores, at most 4, where the host lets threads share memory.
   */
  readonly workers?: number;
}

function compiledServes(references: Points, queries: Points, path: KernelPath): boolean {
  if (path === 'plain') return false;
  const possible = neighbourPath() === 'compiled';
  if (path === 'compiled' && !possible) {
    throw new InputError({
      code: 'no-simd',
      fn: 'neighbours',
      argument: 'path',
      expected: "'auto' or 'plain' where WebAssembly with SIMD is not available",
      received: path,
    });
  }
  return path === 'compiled' || (possible && references.count * queries.count > fewPairs);
}

/** The k nearest references of every query; `auto` takes a k-d tree where dimensions are few. */
export function nearest(
  references: Points,
  queries: Points,
  options: NearestOptions & Omit<SearchOptions, 'path'> & { readonly path?: KernelPath | 'tree' },
): Neighbours {
  const { path = 'auto', workers } = options;
  const threads = threadsFor(references, queries, workers);
  if (path === 'tree' || (path === 'auto' && treeServes(references, queries))) {
    return nearestTree(references, queries, options);
  }
  if (!compiledServes(references, queries, path)) return nearestPlain(references, queries, options);
  if (threads > 1) return extremesPooled(references, queries, options, { sign: 1, threads });
  return nearestCompiled(references, queries, options);
}

/** The k farthest references of every query, farthest first, ties by index; distances are squared. */
export function farthest(references: Points, queries: Points, options: NearestOptions & SearchOptions): Neighbours {
  const { path = 'auto', workers } = options;
  const threads = threadsFor(references, queries, workers);
  if (!compiledServes(references, queries, path)) return farthestPlain(references, queries, options);
  if (threads > 1) return extremesPooled(references, queries, options, { sign: -1, threads });
  return farthestCompiled(references, queries, options);
}

/** For every query up to `wanted` references nearer than the query's own limit; which ones is not stated. */
export function witnesses(
  references: Points,
  queries: Points,
  options: WitnessOptions & { readonly path?: KernelPath },
): Witnesses {
  const search = compiledServes(references, queries, options.path ?? 'auto') ? witnessesCompiled : witnessesPlain;
  return search(references, queries, options);
}
