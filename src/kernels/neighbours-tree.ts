/**
 * Nearest neighbours in few dimensions by a k-d tree with tight boxes, equal to the plain loop to the last bit. A box is passed
 * over by comparing float64 sums that are formed term by term in the order of the plain distance: rounding is monotone, so the
 * bound of a box never exceeds the computed distance of a point inside it.
 */
import { select } from './cells.ts';
import { insertNearest, type NearestOptions, type Neighbours } from './neighbours-plain.ts';
import type { Points } from './points.ts';

/** References that a leaf holds at the most, unless they are all equal. */
const leafSize = 12;

/** From so many references on the tree overtakes the compiled scan, by number of dimensions as measured. */
const worthwhile: readonly number[] = [Infinity, 500, 1000, 4000, 20_000];
/** Growing the tree costs as much as scanning for one query in about so many references. */
const referencesPerQuery = 32;

/** Whether the tree is likely to be the fastest way. */
export function treeServes(references: Pick<Points, 'count' | 'dimensions'>, queries: Pick<Points, 'count'>): boolean {
  const enough = worthwhile[references.dimensions] ?? Infinity;
  return references.count >= enough && queries.count * referencesPerQuery >= references.count;
}

/** Nodes in preorder: the left child of a node follows it. */
interface Tree {
  /** Coordinates and indices of the references in the order of the leaves. */
  readonly coordinates: Float64Array;
  readonly indices: Int32Array;
  /** The box of every node, corner by corner: lowest, then highest coordinates. */
  readonly boxes: Float64Array;
  /** First slot of every node, the slot behind its last one, its right child (0: a leaf), its smallest index. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly rights: Int32Array;
  readonly smallest: Int32Array;
}

/** The same answer as `nearestPlain`, to the last bit. About O((n + queries) log n) for points that are not adverse. */
export function nearestTree(references: Points, queries: Points, { k, leaveOut }: NearestOptions): Neighbours {
  const indices = new Int32Array(queries.count * k).fill(-1);
  const distances = new Float64Array(queries.count * k).fill(Infinity);
  if (references.count === 0) return { k, indices, distances };
  const { dimensions } = references;
  const tree = growTree(references);
  const { boxes, starts, ends, rights, smallest, coordinates } = tree;
  const at = new Float64Array(dimensions);
  let row = 0;
  let last = 0;
  let skipped = -1;

  const boundOf = (node: number): number => {
    let sum = 0;
    const corner = node * dimensions * 2;
    for (let d = 0; d < dimensions; d++) {
      const low = boxes[corner + d]!;
      const high = boxes[corner + dimensions + d]!;
      const coordinate = at[d]!;
      const outside = coordinate < low ? low - coordinate : coordinate > high ? coordinate - high : 0;
      sum += outside * outside;
    }
    return sum;
  };
  /** Whether nothing with this distance and an index not below this one can enter the row. */
  const tooLate = (distance: number, index: number): boolean =>
    distance > distances[last]! || (distance === distances[last]! && indices[last]! >= 0 && index > indices[last]!);
  const scanLeaf = (node: number): void => {
    const end = ends[node]!;
    const equal = isPoint(boxes, node, dimensions);
    for (let slot = starts[node]!; slot < end; slot++) {
      let distance = 0;
      for (let d = 0; d < dimensions; d++) {
        const difference = at[d]! - coordinates[slot * dimensions + d]!;
        distance += difference * difference;
      }
      const index = tree.indices[slot]!;
      if (tooLate(distance, index)) {
        // In a leaf of equal points the indices ascend.
        if (equal) return;
      } else if (index !== skipped) insertNearest(indices, distances, row, k, index, distance);
    }
  };
  const visit = (node: number, bound: number): void => {
    if (tooLate(bound, smallest[node]!)) return;
    const right = rights[node]!;
    if (right === 0) {
      scanLeaf(node);
      return;
    }
    const left = node + 1;
    const toLeft = boundOf(left);
    const toRight = boundOf(right);
    if (toLeft < toRight || (toLeft === toRight && smallest[left]! < smallest[right]!)) {
      visit(left, toLeft);
      visit(right, toRight);
    } else {
      visit(right, toRight);
      visit(left, toLeft);
    }
  };

  for (let query = 0; query < queries.count; query++) {
    for (let d = 0; d < dimensions; d++) at[d] = queries.values[query * dimensions + d]!;
    row = query * k;
    last = row + k - 1;
    skipped = leaveOut?.[query] ?? -1;
    visit(0, boundOf(0));
  }
  return { k, indices, distances };
}

/** Halves the references across the longest side of their box until few, or only equal ones, are left. O(n d log n). */
function growTree({ count, dimensions, values }: Points): Tree {
  const capacity = Math.ceil((4 * count) / leafSize) + 1;
  const indices = Int32Array.from({ length: count }, (_, i) => i);
  const boxes = new Float64Array(capacity * dimensions * 2);
  const [starts, ends, rights, smallest] = [0, 0, 0, 0].map(() => new Int32Array(capacity)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  let nodes = 0;
  const grow = (from: number, to: number): number => {
    const node = nodes++;
    starts[node] = from;
    ends[node] = to;
    const side = longestSide({ count, dimensions, values }, indices.subarray(from, to), boxes, node);
    if (to - from > leafSize && !isPoint(boxes, node, dimensions)) {
      const middle = (from + to) >> 1;
      select(values, dimensions, side, indices, from, to - 1, middle);
      const left = grow(from, middle);
      rights[node] = grow(middle, to);
      smallest[node] = Math.min(smallest[left]!, smallest[rights[node]!]!);
    } else {
      smallest[node] = indices.subarray(from, to).sort()[0]!;
    }
    return node;
  };
  grow(0, count);
  const coordinates = new Float64Array(count * dimensions);
  for (let slot = 0; slot < count; slot++) {
    const from = indices[slot]! * dimensions;
    for (let d = 0; d < dimensions; d++) coordinates[slot * dimensions + d] = values[from + d]!;
  }
  return { coordinates, indices, boxes, starts, ends, rights, smallest };
}

/** Writes the box of these rows and gives the dimension in which it is longest. */
function longestSide({ dimensions, values }: Points, rows: Int32Array, boxes: Float64Array, node: number): number {
  const corner = node * dimensions * 2;
  let longest = 0;
  let length = -1;
  for (let d = 0; d < dimensions; d++) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = 0; i < rows.length; i++) {
      const value = values[rows[i]! * dimensions + d]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    boxes[corner + d] = low;
    boxes[corner + dimensions + d] = high;
    if (high - low > length) {
      length = high - low;
      longest = d;
    }
  }
  return longest;
}

/** Whether all points of a node are equal. */
function isPoint(boxes: Float64Array, node: number, dimensions: number): boolean {
  const corner = node * dimensions * 2;
  for (let d = 0; d < dimensions; d++) if (boxes[corner + d] !== boxes[corner + dimensions + d]) return false;
  return true;
}
