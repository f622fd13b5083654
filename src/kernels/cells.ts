/**
 * Rows in cells: halved again and again across the coordinate in which they are most scattered. Whoever looks for near rows
 * visits the cells near the query first.
 */
import type { Points } from './points.ts';

/** Rows that a cell holds at the most … */
const smallestCell = 2048;
/** … or this many times the number of dimensions where that is more: in many dimensions neighbours are everywhere. */
const cellPerDimension = 32;
/** Rows from which the scatter of a node is estimated, at the most. */
const sampleSize = 256;
/** Cells begin at multiples of this, the group of the compiled kernel. */
const groupSize = 8;

export interface Cells {
  /** The rows, cell by cell. */
  readonly order: Int32Array;
  /** First place of every cell in `order`, and the number of places. */
  readonly starts: Int32Array;
  /** The cell that a point would be in. */
  readonly cellOf: (points: Points, i: number) => number;
}

/** A halved node: points below `at` in coordinate `dimension` go left. Positive children are nodes, others cells: -1 - cell. */
interface Split {
  readonly dimension: number;
  readonly at: number;
  left: number;
  right: number;
}

/** Cells of some rows. O(n log n + d n / cell size). */
export function cellsOf(points: Points, rows: Int32Array): Cells {
  const { dimensions, values } = points;
  const cellSize = Math.max(smallestCell, cellPerDimension * dimensions);
  const order = rows.slice();
  const splits: Split[] = [];
  const starts: number[] = [];
  const grow = (from: number, to: number): number => {
    if (to - from <= cellSize) {
      starts.push(from);
      return -starts.length;
    }
    const dimension = widestDimension(points, order, from, to);
    const middle = from + Math.ceil((to - from) / 2 / groupSize) * groupSize;
    select(values, dimensions, dimension, order, from, to - 1, middle);
    const split = { dimension, at: values[order[middle]! * dimensions + dimension]!, left: 0, right: 0 };
    const node = splits.push(split) - 1;
    split.left = grow(from, middle);
    split.right = grow(middle, to);
    return node;
  };
  const root = grow(0, order.length);
  starts.push(order.length);
  const cellOf = ({ values: coordinates }: Points, i: number): number => {
    let node = root;
    while (node >= 0) {
      const { dimension, at, left, right } = splits[node]!;
      node = coordinates[i * dimensions + dimension]! < at ? left : right;
    }
    return -1 - node;
  };
  return { order, starts: Int32Array.from(starts), cellOf };
}

function widestDimension({ dimensions, values }: Points, order: Int32Array, from: number, to: number): number {
  const step = Math.max(1, Math.floor((to - from) / sampleSize));
  const sums = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  const origin = order[from]! * dimensions;
  let sampled = 0;
  for (let place = from; place < to; place += step, sampled++) {
    const row = order[place]! * dimensions;
    for (let d = 0; d < dimensions; d++) {
      const offset = values[row + d]! - values[origin + d]!;
      sums[d]! += offset;
      squares[d]! += offset * offset;
    }
  }
  let widest = 0;
  let most = -1;
  for (let d = 0; d < dimensions; d++) {
    const variance = squares[d]! - (sums[d]! * sums[d]!) / sampled;
    if (!(variance > most)) continue;
    most = variance;
    widest = d;
  }
  return widest;
}
/** Hoare's selection: afterwards nothing before place `wanted` is above it in the coordinate, and nothing behind it below. */
export function select(
  values: Float64Array,
  dimensions: number,
  dimension: number,
  order: Int32Array,
  from: number,
  to: number,
  wanted: number,
): void {
  const key = (place: number): number => values[order[place]! * dimensions + dimension]!;
  let low = from;
  let high = to;
  while (low < high) {
    const pivot = key((low + high) >> 1);
    let i = low;
    let j = high;
    while (i <= j) {
      while (key(i) < pivot) i++;
      while (key(j) > pivot) j--;
      if (i > j) break;
      const held = order[i]!;
      order[i++] = order[j]!;
      order[j--] = held;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else return;
  }
}
