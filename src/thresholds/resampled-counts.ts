/**
 * Bootstrap replicates of a counting pass: rows are drawn with replacement within each class while the candidate thresholds
 * stay the same. Where many rows lie between neighbouring candidates, their counts are drawn instead of the rows.
 */
import type { Random } from '../core/random.ts';
import type { ThresholdCounts } from '../metrics/counts.ts';
import type { Scores } from '../metrics/types.ts';
import { multinomialDraw } from '../stats/draws.ts';

/** Rows per cell from which drawing the cell's count is quicker than drawing its rows. */
const countsFrom = 4;

/**
 * A function that draws one replicate per call into the same memory. `candidates` are descending thresholds; thresholds at
 * which a replicate has no row repeat the counts of the one before. O(candidates + positives) each; with weights O(rows).
 */
export function resampledCounts(scores: Scores, candidates: Float64Array): (random: Random) => ThresholdCounts {
  const drawPositives = classSampler(scores, candidates, 1);
  const drawNegatives = classSampler(scores, candidates, 0);
  const room = candidates.length;
  const truePositives = new Float64Array(room);
  const falsePositives = new Float64Array(room);
  return (random) => {
    const positives = accumulate(drawPositives(random), truePositives);
    const negatives = accumulate(drawNegatives(random), falsePositives);
    return { thresholds: candidates, truePositives, falsePositives, positives, negatives };
  };
}

/** Draws as many rows of one class as it has; the answer is their count (weight) per cell. */
function classSampler(scores: Scores, candidates: Float64Array, label: 0 | 1): (random: Random) => Float64Array {
  const { cells, weights } = rowsOf(scores, candidates, label);
  const drawn = new Float64Array(candidates.length + 1);
  if (cells.length === 0) return () => drawn;
  if (weights === null && cells.length > countsFrom * drawn.length) {
    const counts = new Float64Array(drawn.length);
    for (const cell of cells) counts[cell]! += 1;
    return (random) => multinomialDraw(random, cells.length, counts, drawn);
  }
  return (random) => {
    drawn.fill(0);
    for (let i = 0; i < cells.length; i++) {
      const row = random.integer(cells.length);
      drawn[cells[row]!]! += weights === null ? 1 : weights[row]!;
    }
    return drawn;
  };
}

/** Cell j holds the rows whose highest reached candidate is j, the last cell those below all of them. */
function rowsOf(
  { labels, scores, weights }: Scores,
  candidates: Float64Array,
  label: 0 | 1,
): { readonly cells: Int32Array; readonly weights: Float64Array | null } {
  const cells: number[] = [];
  const kept: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== label || weights?.[i] === 0) continue;
    cells.push(cellOf(candidates, scores[i]!));
    if (weights !== undefined) kept.push(weights[i]!);
  }
  return { cells: Int32Array.from(cells), weights: weights === undefined ? null : Float64Array.from(kept) };
}

/** Position of the first of the descending candidates that the score reaches; their number where it reaches none. */
function cellOf(candidates: Float64Array, score: number): number {
  let low = 0;
  let high = candidates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (candidates[middle]! <= score) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Running sums of the cells into `cumulative`; the answer is the sum over all cells, the last included. */
function accumulate(cells: Float64Array, cumulative: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < cumulative.length; j++) {
    sum += cells[j]!;
    cumulative[j] = sum;
  }
  return sum + cells[cumulative.length]!;
}
