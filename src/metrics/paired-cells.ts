/**
 * Two models' rankings of the same rows as counts: rows that stand at the same place in both are one cell. Bootstrap and
 * permutation of a pair draw cells, not rows, and read both rankings off them.
 */
import { type SlottedGaps, slotsOfRows, slottedGaps } from './gap-slots.ts';
import type { GapCounts } from './gaps.ts';
import type { Scores } from './types.ts';

export interface PairedCells {
  /** Slot of each cell in the first ranking and in the second; cells of positives come before those of negatives. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Rows (weight) in each cell. */
  readonly counts: Float64Array;
  readonly positiveCells: number;
  /** Number from 0 on of the group of each cell, where cells are kept apart by group. */
  readonly groups: Int32Array | null;
  readonly groupCount: number;
  /** Empty slots for a ranking; both have the same places, the scores of positives in either. */
  readonly emptySlots: () => SlottedGaps;
}

/**
 * Cells of two models that scored the same rows. Rows of weight 0 are left out. Rows of different groups,
 * and all rows where weights are not whole, have cells of their own. O(N log P) time, O(N) memory.
 */
export function pairedCells(first: Scores, second: Scores): PairedCells {
  const places = emptyGaps(first, second);
  const rowFirst = slotsOfRows(first, places);
  const rowSecond = slotsOfRows(second, places);
  const { weights, labels, groups } = first;
  const size = 3 * places.scores.length + 1;
  const whole = weights === undefined || weights.every(Number.isInteger);
  const groupNumbers = new Map<number, number>();
  const cells: { a: number; b: number; group: number; count: number }[][] = [[], []];
  const known = new Map<number | string, { count: number }>();
  for (let i = 0; i < labels.length; i++) {
    if (rowFirst[i]! < 0) continue;
    const weight = weights === undefined ? 1 : weights[i]!;
    const group = groups === undefined ? 0 : numberOf(groupNumbers, groups[i]!);
    const pair = rowFirst[i]! * size + rowSecond[i]!;
    const key = groups === undefined ? pair : `${group}/${pair}`;
    const cell = whole ? known.get(key) : undefined;
    if (cell !== undefined) cell.count += weight;
    else {
      const made = { a: rowFirst[i]!, b: rowSecond[i]!, group, count: weight };
      cells[labels[i] === 1 ? 0 : 1]!.push(made);
      if (whole) known.set(key, made);
    }
  }
  const all = cells.flat();
  return {
    first: Int32Array.from(all, ({ a }) => a),
    second: Int32Array.from(all, ({ b }) => b),
    counts: Float64Array.from(all, ({ count }) => count),
    positiveCells: cells[0]!.length,
    groups: groups === undefined ? null : Int32Array.from(all, ({ group }) => group),
    groupCount: groupNumbers.size,
    emptySlots: () => slottedGaps(places),
  };
}

function numberOf(numbers: Map<number, number>, group: number): number {
  const number = numbers.get(group) ?? numbers.size;
  numbers.set(group, number);
  return number;
}

/** Gap counts without rows at the scores of positives of either model. */
function emptyGaps(first: Scores, second: Scores): GapCounts {
  const { labels, weights } = first;
  const counted = (_: number, i: number): boolean => labels[i] === 1 && weights?.[i] !== 0;
  const all = [first, second].flatMap(({ scores }) => Array.from(scores.filter(counted), (score) => score + 0));
  const scores = Float64Array.from(new Set(all)).sort().reverse();
  const m = scores.length;
  const empty = { positives: new Float64Array(m), between: new Float64Array(m + 1), tied: new Float64Array(m) };
  return { scores, ...empty, positiveTotal: 0, negativeTotal: 0 };
}
