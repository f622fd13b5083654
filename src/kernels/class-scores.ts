/** The scores of one class, sorted: where the counting of thresholds and of gaps both begin. */
import { sortNumbers } from './sort.ts';

export interface SortedScores {
  /** Ascending; -0 has become 0, since the sort orders bit patterns. */
  readonly values: Float64Array;
  /** Weight of each, absent where rows are not weighted. */
  readonly weights: Float64Array | undefined;
}

/** Scores of the rows with this label, weights beside them; rows of weight 0 are not there. */
export function sortedScores(
  labels: Uint8Array,
  scores: Float64Array,
  label: 0 | 1,
  weights?: Float64Array,
): SortedScores {
  const count = weights === undefined ? rowsOf(labels, label) : rowsWithWeight(labels, weights, label);
  const values = new Float64Array(count);
  const carried = weights === undefined ? undefined : new Float64Array(count);
  let at = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== label || !(weights === undefined || weights[i]! > 0)) continue;
    values[at] = scores[i]! + 0;
    if (carried !== undefined) carried[at] = weights![i]!;
    at++;
  }
  sortNumbers(values, carried);
  return { values, weights: carried };
}

function rowsOf(labels: Uint8Array, label: 0 | 1): number {
  let ones = 0;
  for (let i = 0; i < labels.length; i++) ones += labels[i]!;
  return label === 1 ? ones : labels.length - ones;
}

function rowsWithWeight(labels: Uint8Array, weights: Float64Array, label: 0 | 1): number {
  let count = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === label && weights[i]! > 0) count++;
  return count;
}
