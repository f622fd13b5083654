/**
 * What a budget of k alerts finds: hits, precision and recall among the k highest scores, each beside the most that any ranking
 * could reach. With 5 positives among 100 alerts the best precision is 0.05, and 0.05 is then a perfect result.
 */
import { countAtThresholds, type ThresholdCounts } from './counts.ts';
import { type Cut, type Top, topOf } from './top-k.ts';
import type { Scores } from './types.ts';
import { defined, noPositives, type Value } from './value.ts';

/** A value at a cut. */
export type AtCut = Value & {
  /** Rows (weight) taken. */
  readonly k: number;
  /** What a perfect ranking reaches; null where the value is undefined. */
  readonly attainable: number | null;
};

export interface RetrievalAtCut extends Top {
  readonly precision: AtCut;
  readonly recall: AtCut;
}

/** Hits, precision and recall at one cut of a counting pass. Ties at the cut count by expectation. O(log T). */
export function retrievalOf(counts: ThresholdCounts, cut: Cut, fn = 'retrievalOf'): RetrievalAtCut {
  const top = topOf(counts, cut, fn);
  const { k, hits, attainable } = top;
  const { positives } = counts;
  return {
    ...top,
    precision: { ...defined(hits / k), k, attainable: attainable / k },
    recall:
      positives === 0
        ? { ...noPositives, k, attainable: null }
        : { ...defined(hits / positives), k, attainable: attainable / positives },
  };
}

/** Positives expected among the top k or the top fraction, and how many there could be. O(N). */
export function hitsAt(scores: Scores, cut: Cut): AtCut {
  const { hits, k, attainable } = topOf(countAtThresholds(scores), cut, 'hitsAt');
  return { ...defined(hits), k, attainable };
}

/** Share of positives among the top k or the top fraction; attainable is min(1, P / k). Throws `InputError` for k <= 0. O(N). */
export function precisionAt(scores: Scores, cut: Cut): AtCut {
  return retrievalOf(countAtThresholds(scores), cut, 'precisionAt').precision;
}

/** Share of all positives in the top k or the top fraction; attainable is min(1, k / P). Undefined without positives. O(N). */
export function recallAt(scores: Scores, cut: Cut): AtCut {
  return retrievalOf(countAtThresholds(scores), cut, 'recallAt').recall;
}
