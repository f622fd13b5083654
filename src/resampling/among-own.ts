/**
 * Made rows that are certain to have rows of their own class around them, without a search. A made row lies near one of the rows
 * it was made between, its anchor. Where the nearest row of another class is F away from the anchor and the made row r, by the
 * triangle inequality no row of another class is nearer to the made row than F - r; the anchor is r away, and a row that is s
 * away from the same anchor at most r + s.
 */
import type { RowSearch } from '../kernels/row-search.ts';
import type { MadeRows } from './joined-rows.ts';
import type { Searchable } from './search-space.ts';

/** Room for the roundings of distances. */
const margin = 1e-9;

/**
 * Marks rows whose k nearest neighbours are all of their class, as far as that is certain. O(anchors x rows of other classes x
 * columns). The search is one among all rows with their classes as parts.
 */
export function amongOwn(
  search: RowSearch,
  { labels, classCount }: Pick<Searchable, 'labels' | 'classCount'>,
  { rows, anchors, distances }: MadeRows,
  k: number,
): Uint8Array {
  const certain = new Uint8Array(labels.length);
  const foreign = foreignDistances(search, labels, classCount, anchors);
  const company = k === 1 ? null : rankedDistances(labels.length, anchors, distances, k);
  for (let i = 0; i < rows.length; i++) {
    const anchor = anchors[i]!;
    const own = 2 * distances[i]! + (company === null ? 0 : company[anchor]!);
    if (own < foreign[anchor]! * (1 - margin)) certain[rows[i]!] = 1;
  }
  return certain;
}

/** By row, for anchors alone, the distance to the nearest row of another class; Infinity where there is none. */
function foreignDistances(
  search: RowSearch,
  labels: Int32Array,
  classCount: number,
  anchors: Int32Array,
): Float64Array {
  const classes = Array.from({ length: classCount }, (_, label) => label);
  const distances = new Float64Array(labels.length);
  const asked = Int32Array.from(new Set(anchors));
  for (const label of classes) {
    const own = asked.filter((row) => labels[row] === label);
    if (own.length === 0) continue;
    const found = search.nearest(
      own,
      1,
      classes.filter((other) => other !== label),
    );
    own.forEach((row, i) => {
      distances[row] = Math.sqrt(found.distances[i]!);
    });
  }
  return distances;
}

/**
 * By anchor its k-th smallest distance to the rows made near it; Infinity where there are fewer. Besides the row that asks, which
 * may be one of them, k - 1 are then no farther.
 */
function rankedDistances(count: number, anchors: Int32Array, distances: Float64Array, k: number): Float64Array {
  const smallest = new Map<number, number[]>();
  for (let i = 0; i < anchors.length; i++) {
    const list = smallest.get(anchors[i]!) ?? [];
    if (list.length === 0) smallest.set(anchors[i]!, list);
    list.push(distances[i]!);
    if (list.length > 4 * k) shorten(list, k);
  }
  const ranked = new Float64Array(count).fill(Infinity);
  for (const [anchor, list] of smallest) {
    shorten(list, k);
    if (list.length === k) ranked[anchor] = list[k - 1]!;
  }
  return ranked;
}

/** Leaves the k smallest, ascending. */
function shorten(list: number[], k: number): void {
  list.sort((a, b) => a - b);
  list.length = Math.min(list.length, k);
}
