/**
 * Made rows that are certain to have rows of their own class around them, without a search. A made row lies near one of the rows
 * it was made between, its anchor. Where the nearest row of another class is F away from the anchor and the made row r, by the
 * triangle inequality no row of another class is nearer to the made row than F - r; the anchor is r away, and a row that is s
 * away from the same anchor at most r + s.
 */
import type { RowSearch } from '../kernels/row-search.ts';
import type { MadeRows } from './joined-rows.ts';
import { placesWhere } from './rows.ts';
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
  { first, anchors, distances }: MadeRows,
  k: number,
): Uint8Array {
  const certain = new Uint8Array(labels.length);
  const numbered = numberedAnchors(first, anchors);
  const foreign = foreignDistances(search, labels, classCount, numbered.rows);
  const company = k === 1 ? null : rankedDistances(numbered, anchors, distances, k);
  for (let i = 0; i < anchors.length; i++) {
    const number = numbered.of[anchors[i]!]!;
    const own = 2 * distances[i]! + (company === null ? 0 : company[number]!);
    if (own < foreign[number]! * (1 - margin)) certain[first + i] = 1;
  }
  return certain;
}

/** Anchors, ascending, each once. */
interface Numbered {
  readonly rows: Int32Array;
  /** By row its place among them. */
  readonly of: Int32Array;
}

function numberedAnchors(rowCount: number, anchors: Int32Array): Numbered {
  const of = new Int32Array(rowCount).fill(-1);
  for (let i = 0; i < anchors.length; i++) of[anchors[i]!] = 0;
  let count = 0;
  for (let row = 0; row < rowCount; row++) if (of[row]! >= 0) of[row] = count++;
  const rows = new Int32Array(count);
  for (let row = 0; row < rowCount; row++) if (of[row]! >= 0) rows[of[row]!] = row;
  return { rows, of };
}

/** By anchor the distance to the nearest row of another class; 0 where nothing is searched. */
function foreignDistances(
  search: RowSearch,
  labels: Int32Array,
  classCount: number,
  anchors: Int32Array,
): Float64Array {
  const classes = Array.from({ length: classCount }, (_, label) => label);
  const nearest = new Float64Array(anchors.length);
  for (const label of classes) {
    const places = placesWhere(anchors.length, (place) => labels[anchors[place]!] === label);
    if (places.length === 0) continue;
    const own = places.map((place) => anchors[place]!);
    const others = classes.filter((other) => other !== label);
    const { distances } = search.nearest(own, 1, others);
    for (let i = 0; i < places.length; i++) nearest[places[i]!] = Math.sqrt(distances[i]!);
  }
  return nearest;
}

/**
 * By anchor its k-th smallest distance to the rows made near it; Infinity where there are fewer. Besides the row that asks, which
 * may be one of them, k - 1 are then no farther.
 */
function rankedDistances(
  { rows, of }: Numbered,
  anchors: Int32Array,
  distances: Float64Array,
  k: number,
): Float64Array {
  const smallest = new Float64Array(rows.length * k).fill(Infinity);
  for (let i = 0; i < anchors.length; i++) {
    const from = of[anchors[i]!]! * k;
    let at = from + k - 1;
    if (!(distances[i]! < smallest[at]!)) continue;
    for (; at > from && smallest[at - 1]! > distances[i]!; at--) smallest[at] = smallest[at - 1]!;
    smallest[at] = distances[i]!;
  }
  return Float64Array.from(rows, (_, number) => smallest[number * k + k - 1]!);
}
