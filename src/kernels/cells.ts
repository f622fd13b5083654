/**
 * Rows in cells: parted again and again across the coordinate in which they are most scattered. Whoever looks for near rows
 * visits the cells near the query first.
 */
import type { Points } from './points.ts';

/** Rows that a cell holds at the most … */
const smallestCell = 2048;
/** … or this many times the number of dimensions where that is more: in many dimensions neighbours are everywhere. */
const cellPerDimension = 64;
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

/** A parted node: points below `at` in coordinate `dimension` go left. Positive children are nodes, others cells: -1 - cell. */
interface Split {
  readonly dimension: number;
  readonly at: number;
  left: number;
  right: number;
}

/** Cells of some rows. O(n log n + d n / cell size). */
export function cellsOf(points: Points, rows: Int32Array): Cells {
  const { dimensions } = points;
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
    const at = typicalValue(points, order, from, to, dimension);
    const middle = parted(points, order, from, to, dimension, at);
    const split = { dimension, at, left: 0, right: 0 };
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
/** The median of a coordinate in a sample. */
function typicalValue(
  { dimensions, values }: Points,
  order: Int32Array,
  from: number,
  to: number,
  dimension: number,
): number {
  const size = Math.min(sampleSize, to - from);
  const sample = new Float64Array(size);
  for (let n = 0; n < size; n++) {
    const place = from + Math.floor((n * (to - from)) / size);
    sample[n] = values[order[place]! * dimensions + dimension]!;
  }
  return sample.sort()[size >> 1]!;
}

/**
 * Puts rows below `at` first, and returns where to halve: there, to a whole group (so that a few rows may lie on the other
 * side), or in the middle where nearly all are on one side.
 */
function parted(
  { dimensions, values }: Points,
  order: Int32Array,
  from: number,
  to: number,
  dimension: number,
  at: number,
): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const row = order[low]!;
    if (values[row * dimensions + dimension]! < at) low++;
    else {
      order[low] = order[high]!;
      order[high--] = row;
    }
  }
  const eighth = (to - from) / 8;
  const end = low - from < eighth || to - low < eighth ? (from + to) >> 1 : low;
  return from + Math.ceil((end - from) / groupSize) * groupSize;
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
