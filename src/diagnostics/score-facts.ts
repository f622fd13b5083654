/** One pass over an array of scores for what the checks want to know about it. */
import type { ScoreFacts } from './context.ts';

/** Scores are never NaN. O(n) time and memory. */
export function scoreFacts(scores: Float64Array): ScoreFacts {
  const distinct = new Set<number>();
  let total = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    total += score;
    if (score < min) min = score;
    if (score > max) max = score;
    if (distinct.size < countedDistinct) distinct.add(score);
  }
  const n = scores.length;
  if (n === 0) return { n, distinct: 0, mean: null, min: null, max: null };
  return { n, distinct: distinct.size, mean: total / n, min, max };
}

/** Beyond this many, more distinct values make no difference to any finding, and are not counted. */
const countedDistinct = 10_000;
