/**
 * Condensing one class: which of its rows are kept, scanned in their order, so that the kept ones together with the smallest
 * class classify the others. With one neighbour a row that is classified rightly stays so, since only rows of its own class
 * are added; so rows still misclassified are all that has to be looked at, in blocks that the neighbour kernel can search.
 */

import { type Neighbours, nearest, witnesses } from '../kernels/neighbours.ts';
import { insertNearest } from '../kernels/neighbours-plain.ts';
import { type Points, type RowSource, sourceOf, squaredDistance, takePoints, writeRuns } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { majorityVote } from './class-vote.ts';
import { joinRows, writeRows } from './rows.ts';

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

/** Bytes of rows that are copied at a time to be searched for. */
const pieceBytes = 2 ** 22;

/** The rows kept, seeds first, with one neighbour. */
export function condenseByNearest(task: CondenseTask): Int32Array {
  const { space, members, seeds, minority, path } = task;
  const pieces = new Pieces(space, members);
  const every = new Int32Array(members.length);
  writeRows(every, every.length);
  const { indices, distances: limits } = nearestOf(pieces, every, takePoints(space, minority), { k: 1, path });
  const limitRows = indices.map((at) => minority[at]!);
  const kept = [...seeds];
  const passed = passing(task);
  for (const seed of seeds) passed.keep(seed);
  /** Without those that a row of `among` is nearer to than their nearest minority row; the list itself becomes shorter. */
  const stillWrong = (positions: Int32Array, among: Int32Array): Int32Array => {
    if (positions.length === 0 || among.length === 0) return positions;
    const references = takePoints(space, among);
    let left = 0;
    pieces.each(positions, (points, piece) => {
      const { counts } = witnesses(references, points, {
        wanted: 1,
        limits: floatsAt(limits, piece),
        limitIndices: piece.map((p) => countBelow(among, limitRows[p]!)),
        path,
      });
      for (let i = 0; i < counts.length; i++) if (counts[i] === 0) positions[left++] = piece[i]!;
    });
    return positions.subarray(0, left);
  };
  let wrong = stillWrong(every, seeds.toSorted());
  while (wrong.length > 0) {
    const added: number[] = [];
    for (const position of wrong.subarray(0, blockSize)) {
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
    wrong = stillWrong(wrong.subarray(blockSize), Int32Array.from(added));
  }
  return Int32Array.from(kept);
}

/** Copies of rows of a class, some at a time and always in the same place: copies of all would be as large as the class. */
class Pieces {
  private readonly source: RowSource;
  private readonly members: Int32Array;
  private readonly room: Float64Array;
  /** Rows of a piece. */
  private readonly size: number;

  constructor(space: Points, members: Int32Array) {
    this.source = sourceOf(space);
    this.members = members;
    this.size = Math.min(members.length, Math.max(1, Math.floor(pieceBytes / (8 * Math.max(1, space.dimensions)))));
    this.room = new Float64Array(this.size * space.dimensions);
  }

  /** Hands over the rows at some positions of the class, piece by piece, with the place of the first among the positions. */
  each(positions: Int32Array, use: (points: Points, piece: Int32Array, from: number) => void): void {
    const { source, members, room, size } = this;
    const { dimensions } = source;
    for (let from = 0; from < positions.length; from += size) {
      const piece = positions.subarray(from, Math.min(positions.length, from + size));
      const count = piece.length;
      const rows = piece.map((position) => members[position]!);
      writeRuns(source, rows, 0, count, room);
      use({ count, dimensions, values: room.subarray(0, count * dimensions) }, piece, from);
    }
  }
}

/** The k nearest references of the rows at some positions of the class. */
function nearestOf(
  pieces: Pieces,
  positions: Int32Array,
  references: Points,
  { k, path }: { readonly k: number; readonly path: KernelPath },
): Pick<Neighbours, 'indices' | 'distances'> {
  const indices = new Int32Array(positions.length * k);
  const distances = new Float64Array(positions.length * k);
  pieces.each(positions, (points, _, from) => {
    const found = nearest(references, points, { k, path });
    indices.set(found.indices, from * k);
    distances.set(found.distances, from * k);
  });
  return { indices, distances };
}

function floatsAt(values: Float64Array, places: Int32Array): Float64Array {
  const found = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) found[i] = values[places[i]!]!;
  return found;
}

/** The rows kept, seeds first, with k neighbours that vote; a vote may change with every row that is added. */
export function condenseByVote(task: CondenseTask, k: number, classCount: number): Int32Array {
  const { space, labels, members, seeds, minority, path } = task;
  const start = joinRows([minority, seeds]).sort();
  const every = new Int32Array(members.length);
  writeRows(every, every.length);
  const found = nearestOf(new Pieces(space, members), every, takePoints(space, start), { k, path });
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
