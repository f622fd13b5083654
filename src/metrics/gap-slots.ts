/**
 * Gap counts laid out in one array, so that a bootstrap can draw into it: the positives at each score, then the negatives
 * between, then the negatives tied. Each row of the scores has its slot there.
 */
import type { GapCounts } from './gaps.ts';
import { stepsFrom } from './threshold-steps.ts';
import type { Scores } from './types.ts';

export type ClassTotals = Pick<GapCounts, 'positiveTotal' | 'negativeTotal'>;

export interface SlottedGaps {
  /** m positives, m + 1 between, m tied. */
  readonly slots: Float64Array;
  /** The gap counts that these slots are; valid until the slots change. Totals that are known need not be added up again. */
  readonly read: (totals?: ClassTotals) => GapCounts;
}

/** Slots filled with the counts. */
export function slottedGaps(gaps: GapCounts): SlottedGaps {
  const m = gaps.scores.length;
  const slots = new Float64Array(3 * m + 1);
  slots.set(gaps.positives);
  slots.set(gaps.between, m);
  slots.set(gaps.tied, 2 * m + 1);
  const positives = slots.subarray(0, m);
  const negatives = slots.subarray(m);
  const views = {
    scores: gaps.scores,
    positives,
    between: slots.subarray(m, 2 * m + 1),
    tied: slots.subarray(2 * m + 1),
  };
  const added = (): ClassTotals => ({ positiveTotal: sum(positives), negativeTotal: sum(negatives) });
  return { slots, read: (totals = added()) => ({ ...views, ...totals }) };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** The slot of each row; -1 for rows of weight 0. O(N log P). */
export function slotsOfRows(scores: Scores, gaps: GapCounts): Int32Array {
  const m = gaps.scores.length;
  return Int32Array.from(scores.scores, (score, i) => {
    if (scores.weights?.[i] === 0) return -1;
    const place = placeOf(gaps.scores, score);
    if (scores.labels[i] === 1) return place;
    return gaps.scores[place] === score ? 2 * m + 1 + place : m + place;
  });
}

/** First position whose score is not above the given one, among descending scores. O(log n). */
function placeOf(descending: Float64Array, score: number): number {
  const steps = stepsFrom(descending, score);
  return steps > 0 && descending[steps - 1] === score ? steps - 1 : steps;
}
