/**
 * Cumulative gain and lift: which share of the positives is found in the highest-scored share of all rows, and how many times
 * more that is than picking at random.
 */
import { countAtThresholds, type ThresholdCounts } from './counts.ts';
import { type Cut, topOf } from './top-k.ts';
import type { Scores } from './types.ts';
import { defined, noPositives, type Value } from './value.ts';

export interface GainCurve {
  /** Share of all rows that is flagged at each threshold, rising to 1. Join (0, 0) in front for drawing. */
  readonly flagged: Float64Array;
  /** Share of the positives among them: recall. */
  readonly gain: Float64Array;
  /** gain / flagged, which is precision / prevalence; 1 is chance. */
  readonly lift: Float64Array;
  /** Distinct scores, descending. */
  readonly thresholds: Float64Array;
}

/** Cumulative gain and lift at every distinct score; empty without positives. Points are joined by straight lines. O(T). */
export function gainCurve(counts: ThresholdCounts): GainCurve {
  const { truePositives, falsePositives, positives, negatives } = counts;
  const thresholds = positives === 0 ? new Float64Array(0) : counts.thresholds;
  const flagged = thresholds.map((_, i) => (truePositives[i]! + falsePositives[i]!) / (positives + negatives));
  const gain = thresholds.map((_, i) => truePositives[i]! / positives);
  return { flagged, gain, lift: gain.map((found, i) => found / flagged[i]!), thresholds };
}

export interface GainRow {
  readonly fraction: number;
  /** Rows taken: the fraction of all, rounded up. */
  readonly k: number;
  readonly gain: Value;
  readonly lift: Value;
}

/** The gain table, by default at every tenth. Ties at a cut count by expectation. O(F log T). */
export function gainTable(
  counts: ThresholdCounts,
  { fractions = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] }: { readonly fractions?: readonly number[] } = {},
): GainRow[] {
  return fractions.map((fraction) => {
    const { k, hits } = topOf(counts, { fraction }, 'gainTable');
    return { fraction, k, gain: gainOf(counts, hits), lift: liftOf(counts, { hits, k }) };
  });
}

/** How many times more positives are in the top k (or fraction) than among as many random rows. O(N). */
export function liftAt(scores: Scores, cut: Cut): Value {
  const counts = countAtThresholds(scores);
  return liftOf(counts, topOf(counts, cut, 'liftAt'));
}

function gainOf({ positives }: ThresholdCounts, hits: number): Value {
  return positives === 0 ? noPositives : defined(hits / positives);
}

function liftOf({ positives, negatives }: ThresholdCounts, { hits, k }: { hits: number; k: number }): Value {
  return positives === 0 ? noPositives : defined((hits * (positives + negatives)) / (k * positives));
}
