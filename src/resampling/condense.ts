/**
 * Condensing one class: which of its rows are kept, scanned in their order, so that the kept ones together with the smallest
 * class classify the others. With one neighbour a row that is classified rightly stays so, since only rows of its own class
 * are added; so rows still misclassified are all that has to be looked at, in blocks that the neighbour kernel can search.
 */

import { nearest, witnesses } from '../kernels/neighbours.ts';
import { insertNearest } from '../kernels/neighbours-plain.ts';
import { type Points, squaredDistance, takePoints } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { majorityVote } from './class-vote.ts';
import { joinRows } from './rows.ts';

export interface CondenseTask {
  readonly space: Points;
  readonly labels: Int32Array;
  /** Rows of the smallest class, ascending. */
  readonly minority: Int32Array;
  /** Rows of the class, ascending. */
  readonly members: Int32Array;
  /** Rows of the class that are kept from the start. */
  readonly seeds: Int32Array;
  readonly path: KernelPath;
  /**
   * Passes over rows as imbalanced-learn does: not over rows that are kept already, but over those whose position in the class
   * happens to be the row number of a kept row.
   */
  readonly passOver: boolean;
}

/** Rows scanned one by one before the others are searched for those that the kept ones now classify. */
const blockSize = 256;

/** Positions in the class with their rows. They shrink in the memory they have: copies would pile up. */
interface Waiting {
  readonly positions: Int32Array;
  readonly points: Points;
}

/** The rows kept, seeds first, with one neighbour. */
export function condenseByNearest(task: CondenseTask): Int32Array {
  const { space, members, seeds, minority, path } = task;
  const points = takePoints(space, members);
  const { indices, distances: limits } = nearest(takePoints(space, minority), points, { k: 1, path });
  const limitRows = indices.map((at) => minority[at]!);
  const kept = [...seeds];
  const passed = passing(task);
  for (const seed of seeds) passed.keep(seed);
  /** Without those that a row of `among` is nearer to than their nearest minority row. */
  const stillWrong = (waiting: Waiting, among: Int32Array): Waiting => {
    const { positions } = waiting;
    if (positions.length === 0 || among.length === 0) return waiting;
    const { counts } = witnesses(takePoints(space, among), waiting.points, {
      wanted: 1,
      limits: Float64Array.from(positions, (p) => limits[p]!),
      limitIndices: positions.map((p) => countBelow(among, limitRows[p]!)),
      path,
    });
    return without(waiting, counts);
  };
  let wrong = stillWrong({ positions: Int32Array.from(members.keys()), points }, seeds.toSorted());
  while (wrong.positions.length > 0) {
    const added: number[] = [];
    for (const position of wrong.positions.subarray(0, blockSize)) {
      const row = members[position]!;
      if (passed.over(position)) continue;
      const limit = limits[position]!;
      const covered = added.some((other) => {
        const distance = squaredDistance(space, row, space, other);
        return distance < limit || (distance === limit && other < limitRows[position]!);
      });
      if (covered) continue;
      added.push(row);
      passed.keep(row);
    }
    kept.push(...added);
    wrong = stillWrong(from(wrong, blockSize), Int32Array.from(added));
  }
  return Int32Array.from(kept);
}

/** Those from a place on. */
function from({ positions, points: { dimensions, values } }: Waiting, first: number): Waiting {
  const rest = positions.subarray(first);
  return { positions: rest, points: { count: rest.length, dimensions, values: values.subarray(first * dimensions) } };
}

/** Those with count 0, moved to the front. */
function without({ positions, points: { dimensions, values } }: Waiting, counts: Int32Array): Waiting {
  let left = 0;
  for (let i = 0; i < positions.length; i++) {
    if (counts[i]! > 0) continue;
    positions[left] = positions[i]!;
    values.copyWithin(left * dimensions, i * dimensions, (i + 1) * dimensions);
    left += 1;
  }
  const points = { count: left, dimensions, values: values.subarray(0, left * dimensions) };
  return { positions: positions.subarray(0, left), points };
}

/** The rows kept, seeds first, with k neighbours that vote; a vote may change with every row that is added. */
export function condenseByVote(task: CondenseTask, k: number, classCount: number): Int32Array {
  const { space, labels, members, seeds, minority, path } = task;
  const start = joinRows([minority, seeds]).sort();
  const found = nearest(takePoints(space, start), takePoints(space, members), { k, path });
  const neighbours = found.indices.map((at) => start[at]!);
  const kept = [...seeds];
  const isKept = new Set(seeds);
  const passed = passing(task);
  for (const seed of seeds) passed.keep(seed);
  members.forEach((row, position) => {
    if (passed.over(position) || (isKept.has(row) && !task.passOver)) return;
    const voters = neighbours.subarray(position * k, position * k + k);
    if (majorityVote(labels, classCount, voters) === labels[row]) return;
    kept.push(row);
    isKept.add(row);
    passed.keep(row);
    for (let later = position + 1; later < members.length; later++) {
      const distance = squaredDistance(space, members[later]!, space, row);
      insertNearest(neighbours, found.distances, later * k, k, row, distance);
    }
  });
  return Int32Array.from(kept);
}

/** Which positions imbalanced-learn would not test: those equal to the row number of a row that is kept. */
function passing({ passOver, labels }: CondenseTask): {
  keep: (row: number) => void;
  over: (position: number) => boolean;
} {
  if (!passOver) return { keep: () => undefined, over: () => false };
  const marked = new Uint8Array(labels.length);
  return {
    keep: (row) => {
      marked[row] = 1;
    },
    over: (position) => marked[position] === 1,
  };
}

/** How many of ascending rows are below a row. */
function countBelow(rows: Int32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
