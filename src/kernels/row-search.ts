/**
 * Repeated searches among the rows of one point set: for the nearest, the farthest, or some nearer than a limit, among the rows
 * of some parts, while rows may be taken away. The rows are laid out for the compiled kernel once and packed part by part as
 * they are searched; where few rows, few dimensions or the host speak against it, plain loops or a k-d tree serve.
 */
import { type Answer, CompiledSearch } from './compiled-search.ts';
import { farthestPlain, type Neighbours, nearestPlain, type Witnesses, witnessesPlain } from './neighbours-plain.ts';
import { nearestTree, treeServes } from './neighbours-tree.ts';
import { smallestPassing } from './passing-queries.ts';
import { type Passed, searchPassing } from './passing-references.ts';
import { compiledServes } from './path.ts';
import { type Points, pointsOf, type RowSource, sourceOf, takePoints } from './points.ts';
import { threadsFor } from './pool.ts';
import { smallestByBounds } from './smallest-sums.ts';
import type { KernelPath } from './wasm.ts';

/** Where a search asks for no more than so many pairs for each row, copying and packing all rows would cost more. */
const passingPairs = 200;
/** Few are at most one of so many rows: they are copied. */
const manyPerFew = 8;
/** The share of pairs that has to be compared to find the smallest sums of the farthest. */
const shareOfSums = 0.3;
/** Shells that `near` looks at. */
const nearbyShells = 4;

export interface RowSearchOptions {
  /** The part of every row, from 0, and how many parts there are; default all in part 0. */
  readonly parts?: { readonly of: Int32Array; readonly count: number };
  /** How many neighbours any search will want, at the most. */
  readonly mostWanted: number;
  readonly path?: KernelPath;
  /** Threads for the compiled kernel; default by the size of a search. */
  readonly workers?: number;
}

export interface RowWitnessOptions {
  readonly wanted: number;
  /** By query the squared distance that a witness must undercut … */
  readonly limits: Float64Array;
  /** … or equal with a smaller row than this. */
  readonly limitRows: Int32Array;
}

/** Searches among rows, and then hands in the memory that it took. */
export function searchRows<T>(rows: Points | RowSource, options: RowSearchOptions, use: (search: RowSearch) => T): T {
  const search = new RowSearch(rows, options);
  try {
    return use(search);
  } finally {
    search.release();
  }
}

/** Searches for rows among others. A row is never its own neighbour; ties go to the smaller row. */
export class RowSearch {
  private readonly source: RowSource;
  private readonly count: number;
  private readonly dimensions: number;
  /** For the plain loops alone. */
  private points: Points | null;
  private readonly members: readonly Int32Array[];
  private readonly options: RowSearchOptions;
  private readonly gone: Uint8Array;
  private readonly most: number;
  private compiled: CompiledSearch | null | undefined;
  /** Pairs that have been asked for so far without packing all rows. */
  private passed = 0;

  constructor(rows: Points | RowSource, options: RowSearchOptions) {
    const { count, dimensions } = rows;
    this.points = 'values' in rows ? rows : null;
    this.source = 'values' in rows ? sourceOf(rows) : rows;
    this.count = count;
    this.dimensions = dimensions;
    this.options = options;
    this.members = membersOf(count, options.parts);
    this.gone = new Uint8Array(count);
    this.most = threadsFor(count * count * dimensions, options.workers);
  }

  /** Removed rows are found no more. */
  remove(rows: Int32Array): void {
    for (const row of rows) this.gone[row] = 1;
    this.compiled?.remove(rows);
  }

  /** Ends the search: memory is kept for the next one. */
  release(): void {
    this.compiled?.release();
    this.compiled = null;
  }

  /** Says that rows of these parts will be searched for their neighbours more than once: they are packed at once. */
  prepare(parts: readonly number[]): void {
    if (this.compile(this.sizeOf(parts) * this.sizeOf(parts))) this.compiled?.prepare(parts);
  }

  /** The k nearest rows of some parts for each of `queries`, nearest first. */
  nearest(queries: Int32Array, k: number, parts: readonly number[]): Neighbours {
    const { path = 'auto' } = this.options;
    const size = this.sizeOf(parts);
    const { dimensions } = this;
    if (path === 'auto' && treeServes({ dimensions, count: size }, { count: queries.length })) {
      return this.among(queries, parts, (references, asked, leaveOut) =>
        nearestTree(references, asked, { k, leaveOut }),
      );
    }
    const found = this.pass(queries, k, parts, 0) ?? this.ask(queries, { mode: 0, wanted: k, parts });
    if (found !== null) return { k, indices: found.indices, distances: found.distances };
    return this.among(queries, parts, (references, asked, leaveOut) =>
      nearestPlain(references, asked, { k, leaveOut }),
    );
  }

  /**
   * A near row of some parts for each of `queries`: the nearest, or one that is nearest in the neighbourhood where it is most
   * likely. There must be as many rows besides the query.
   */
  near(queries: Int32Array, parts: readonly number[]): Neighbours {
    const found = this.ask(queries, { mode: 0, wanted: 1, parts, mostShells: nearbyShells });
    return found === null ? this.nearest(queries, 1, parts) : { k: 1, ...found };
  }

  /** The k farthest rows of some parts for each of `queries`, farthest first. */
  farthest(queries: Int32Array, k: number, parts: readonly number[]): Neighbours {
    const found = this.pass(queries, k, parts, 2) ?? this.ask(queries, { mode: 2, wanted: k, parts });
    if (found === null) {
      return this.among(queries, parts, (references, asked, leaveOut) =>
        farthestPlain(references, asked, { k, leaveOut }),
      );
    }
    const { indices, distances } = found;
    for (let i = 0; i < distances.length; i++) distances[i] = -distances[i]!;
    return { k, indices, distances };
  }

  /**
   * By query the least and the most that the distances to its k nearest rows of some parts, or its k farthest, may add up to:
   * some thousandths apart, at a part of the cost. With `mostShells` only the most promising rows are looked at, 8 to 64 to a
   * shell: the least sum of the farthest is then as true, at a fraction of the cost. Null where the plain loops serve.
   */
  sums(
    queries: Int32Array,
    k: number,
    parts: readonly number[],
    { which, mostShells }: { readonly which: 'nearest' | 'farthest'; readonly mostShells?: number },
  ): Float64Array | null {
    const mode = which === 'nearest' ? 0 : 2;
    const limited = mostShells === undefined ? {} : { mostShells };
    return this.ask(queries, { mode, wanted: k, parts, estimate: true, ...limited })?.distances ?? null;
  }

  /**
   * Those of `queries`, in their order, that may be among the `wanted` with the smallest sums of distances to their k nearest rows
   * of some parts, or their k farthest: all of those, and as few others as can be told at a part of the cost.
   */
  smallestSums(
    queries: Int32Array,
    k: number,
    parts: readonly number[],
    { which, wanted }: { readonly which: 'nearest' | 'farthest'; readonly wanted: number },
  ): Int32Array {
    const size = this.sizeOf(parts);
    const looked = which === 'nearest' ? size : shareOfSums * size;
    if (this.passes(size, queries.length * looked, queries.length * size)) {
      const found = smallestPassing(this.source, { queries, among: this.left(parts), k, which, wanted });
      if (found !== null) return found;
    }
    return smallestByBounds(this, queries, { k, parts, which, wanted });
  }

  /** Up to `wanted` rows of some parts that are nearer to each of `queries` than its limit; which ones is not stated. */
  witnesses(queries: Int32Array, options: RowWitnessOptions, parts: readonly number[]): Witnesses {
    const { wanted, limits, limitRows } = options;
    const found = this.ask(queries, { mode: 1, wanted, parts, limits, limitRows });
    if (found !== null) return { wanted, counts: found.counts, indices: found.indices };
    const rows = this.left(parts);
    const places = placesOf(rows, this.count);
    const points = this.allPoints();
    const { counts, indices } = witnessesPlain(takePoints(points, rows), takePoints(points, queries), {
      ...{ wanted, limits },
      limitIndices: limitRows.map((row) => places.before[row]!),
      leaveOut: queries.map((row) => places.at[row]!),
    });
    return { wanted, counts, indices: indices.map((place) => rows[place] ?? -1) };
  }

  /** A search for which rows need not be packed, or null. */
  private pass(queries: Int32Array, wanted: number, parts: readonly number[], mode: 0 | 2): Passed | null {
    const pairs = this.sizeOf(parts) * queries.length;
    if (!this.passes(queries.length, pairs, pairs)) return null;
    return searchPassing(this.source, { queries, among: this.left(parts), mode, wanted });
  }

  /**
   * Whether a search is one of many rows against few, and large enough for the compiled kernel, but so small that packing all rows
   * would cost more than it; of all `pairs` it may have to compare only some.
   */
  private passes(few: number, compared: number, pairs: number): boolean {
    const { count, dimensions, options } = this;
    if (few * manyPerFew > count) return false;
    if (this.compiled !== undefined || this.passed + compared > passingPairs * count) return false;
    if (!compiledServes(pairs * dimensions, options.path ?? 'auto')) return false;
    this.passed += compared;
    return true;
  }

  private ask(
    queries: Int32Array,
    rest: Pick<
      Parameters<CompiledSearch['ask']>[0],
      'mode' | 'wanted' | 'parts' | 'limits' | 'limitRows' | 'mostShells' | 'estimate'
    >,
  ): Answer | null {
    const { dimensions, options } = this;
    const size = this.sizeOf(rest.parts);
    if (!this.compile(size * queries.length)) return null;
    const threads = Math.min(this.most, threadsFor(size * queries.length * dimensions, options.workers));
    return this.compiled?.ask({ ...rest, queries, leaveOut: queries, threads }) ?? null;
  }

  /** Whether so many pairs are for the compiled kernel, which is then ready. */
  private compile(pairs: number): boolean {
    if (this.compiled !== undefined) return this.compiled !== null;
    const { source, options, members, most: threads } = this;
    if (!compiledServes(pairs * source.dimensions, options.path ?? 'auto')) return false;
    this.compiled = CompiledSearch.over(source, { members, mostWanted: options.mostWanted, threads });
    if (this.gone.includes(1)) {
      this.compiled?.remove(Int32Array.from(this.gone.keys()).filter((row) => this.gone[row] === 1));
    }
    return this.compiled !== null;
  }

  /** A search among copies of the rows of some parts, in terms of the rows. */
  private among(
    queries: Int32Array,
    parts: readonly number[],
    search: (references: Points, asked: Points, leaveOut: Int32Array) => Neighbours,
  ): Neighbours {
    const rows = this.left(parts);
    const points = this.allPoints();
    const { at } = placesOf(rows, this.count);
    const leaveOut = queries.map((row) => at[row]!);
    const found = search(takePoints(points, rows), takePoints(points, queries), leaveOut);
    return { ...found, indices: found.indices.map((place) => rows[place] ?? -1) };
  }

  private allPoints(): Points {
    this.points ??= pointsOf(this.source);
    return this.points;
  }

  private sizeOf(parts: readonly number[]): number {
    return parts.reduce((sum, part) => sum + this.members[part]!.length, 0);
  }

  /** Rows of parts that have not been removed, ascending. */
  private left(parts: readonly number[]): Int32Array {
    const rows = new Int32Array(this.sizeOf(parts));
    let at = 0;
    for (const part of parts) {
      rows.set(this.members[part]!, at);
      at += this.members[part]!.length;
    }
    if (parts.length > 1) rows.sort();
    return this.gone.includes(1) ? rows.filter((row) => this.gone[row] === 0) : rows;
  }
}

/** The rows of every part, ascending. */
function membersOf(count: number, parts: RowSearchOptions['parts']): Int32Array[] {
  if (parts === undefined) return [Int32Array.from({ length: count }, (_, row) => row)];
  const sizes = new Int32Array(parts.count);
  for (let row = 0; row < count; row++) sizes[parts.of[row]!]! += 1;
  const members = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let row = 0; row < count; row++) {
    const part = parts.of[row]!;
    members[part]![sizes[part]!] = row;
    sizes[part]! += 1;
  }
  return members;
}

/** For every row its place in ascending `rows` (-1: not among them), and how many of them come before it. */
function placesOf(rows: Int32Array, count: number): { readonly at: Int32Array; readonly before: Int32Array } {
  const at = new Int32Array(count).fill(-1);
  const before = new Int32Array(count);
  for (let row = 0, next = 0; row < count; row++) {
    before[row] = next;
    if (rows[next] === row) at[row] = next++;
  }
  return { at, before };
}
