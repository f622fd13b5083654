/**
 * References in cells: halved again and again across the coordinate in which they are most scattered. Whoever looks for some
 * near references, not for all of them, visits the cells near the query first.
 */
import type { Points } from './points.ts';

/** References that a cell holds at the most. */
const cellSize = 384;
/** Rows from which the scatter of a node is estimated, at the most. */
const sampleSize = 256;
/** Cells begin at multiples of this, the group of the compiled kernel. */
const groupSize = 8;

export interface Cells {
  /** The reference in every slot; cells are consecutive slots. */
  readonly order: Int32Array;
  /** First slot of every cell, and the number of slots. */
  readonly starts: Int32Array;
  /** The mean of every cell. */
  readonly centres: Points;
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

/** Cells of references. O(n (d + log n)). */
export function cellsOf(references: Points): Cells {
  const { count, dimensions, values } = references;
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const splits: Split[] = [];
  const starts: number[] = [];
  const grow = (from: number, to: number): number => {
    if (to - from <= cellSize) {
      starts.push(from);
      return -starts.length;
    }
    const dimension = widestDimension(references, order, from, to);
    const middle = from + Math.ceil((to - from) / 2 / groupSize) * groupSize;
    select(values, dimensions, dimension, order, from, to - 1, middle);
    const split = { dimension, at: values[order[middle]! * dimensions + dimension]!, left: 0, right: 0 };
    const node = splits.push(split) - 1;
    split.left = grow(from, middle);
    split.right = grow(middle, to);
    return node;
  };
  const root = grow(0, count);
  starts.push(count);
  const cellOf = ({ values: coordinates }: Points, i: number): number => {
    let node = root;
    while (node >= 0) {
      const { dimension, at, left, right } = splits[node]!;
      node = coordinates[i * dimensions + dimension]! < at ? left : right;
    }
    return -1 - node;
  };
  return { order, starts: Int32Array.from(starts), centres: centresOf(references, order, starts), cellOf };
}

function widestDimension({ dimensions, values }: Points, order: Int32Array, from: number, to: number): number {
  const step = Math.max(1, Math.floor((to - from) / sampleSize));
  const sums = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  const origin = order[from]! * dimensions;
  let sampled = 0;
  for (let slot = from; slot < to; slot += step, sampled++) {
    const row = order[slot]! * dimensions;
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

/** Hoare's selection: afterwards nothing before slot `wanted` is above it in the coordinate, and nothing behind it below. */
export function select(
  values: Float64Array,
  dimensions: number,
  dimension: number,
  order: Int32Array,
  from: number,
  to: number,
  wanted: number,
): void {
  const key = (slot: number): number => values[order[slot]! * dimensions + dimension]!;
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

function centresOf({ dimensions, values }: Points, order: Int32Array, starts: readonly number[]): Points {
  const count = starts.length - 1;
  const means = new Float64Array(count * dimensions);
  for (let cell = 0; cell < count; cell++) {
    const size = starts[cell + 1]! - starts[cell]!;
    for (let slot = starts[cell]!; slot < starts[cell + 1]!; slot++) {
      for (let d = 0; d < dimensions; d++) {
        means[cell * dimensions + d]! += values[order[slot]! * dimensions + d]! / size;
      }
    }
  }
  return { count, dimensions, values: means };
}
