/** Rows that may have the smallest sums of distances, told by the bounds of their sums in a search among packed rows. */
import type { RowSearch } from './row-search.ts';
import { SmallestLimit } from './smallest-limit.ts';

export interface SmallestWish {
  readonly k: number;
  readonly parts: readonly number[];
  readonly which: 'nearest' | 'farthest';
  readonly wanted: number;
}

/** Shells in which sums of the farthest are looked for at first: a few distances alone are too much for most rows. */
const firstShells = 2;

/** All of `queries` where no bounds are to be had. */
export function smallestByBounds(search: RowSearch, queries: Int32Array, wish: SmallestWish): Int32Array {
  const { k, parts, which, wanted } = wish;
  const rows = which === 'farthest' ? withoutDistant(search, queries, wish) : queries;
  const sums = search.sums(rows, k, parts, { which });
  return sums === null ? rows : rows.filter(notAbove(sums, rankedSum(sums, 1, wanted)));
}

function withoutDistant(search: RowSearch, rows: Int32Array, { k, parts, wanted }: SmallestWish): Int32Array {
  const early = search.sums(rows, k, parts, { which: 'farthest', mostShells: firstShells });
  if (early === null) return rows;
  const likely = rows.filter(notAbove(early, rankedSum(early, 0, wanted)));
  const sums = search.sums(likely, k, parts, { which: 'farthest' })!;
  return rows.filter(notAbove(early, rankedSum(sums, 1, wanted)));
}

/** The least (`side` 0) or the most (1) that a row's distances may add up to, of the row with so many below it or as far. */
function rankedSum(sums: Float64Array, side: 0 | 1, rank: number): number {
  const limit = new SmallestLimit(rank);
  for (let at = side; at < sums.length; at += 2) limit.add(sums[at]!);
  return limit.settle();
}

/** Whether the distances of the i-th row may add up to no more than this. */
function notAbove(sums: Float64Array, limit: number): (row: number, i: number) => boolean {
  return (_, i) => sums[2 * i]! <= limit;
}
