/**
 * Ranking many negatives against few positives: only the positives are sorted, every negative is placed between them through
 * a guide table and a short binary search. What comes out, a count per gap, is all that ROC-AUC, average precision, both
 * curves and their bootstrap need.
 */
import { sortNumbers } from './sort.ts';

/** Where negatives fall among the distinct scores of positives, from the highest score to the lowest. */
export interface Gaps {
  /** Distinct scores of positives, descending; length m. */
  readonly scores: Float64Array;
  /** Weight of the positives at each of these scores. */
  readonly positives: Float64Array;
  /** Weight of the negatives with exactly that score. */
  readonly tied: Float64Array;
  /** Length m + 1: weight of the negatives strictly above `scores[j]` and strictly below `scores[j - 1]`. */
  readonly between: Float64Array;
}

/**
 * Counts the gaps. Arrays have one length, labels are 0 or 1, scores never NaN, weights at least 0; rows of weight 0 count as
 * absent. O(N + P log P) time and O(P) extra memory for N rows with P positives.
 */
export function countGaps(labels: Uint8Array, scores: Float64Array, weights?: Float64Array): Gaps {
  const { distinct, positives } = distinctPositives(labels, scores, weights);
  const m = distinct.length;
  const guide = makeGuide(distinct);
  const { low, scale, starts } = guide;
  const last = starts.length - 2;
  /** Slot 2j: strictly below distinct[j] (and above distinct[j - 1]); slot 2j + 1: equal to distinct[j]. */
  const slots = new Float64Array(2 * m + 1);
  for (let i = 0; i < scores.length; i++) {
    if (labels[i] === 1) continue;
    const weight = weights === undefined ? 1 : weights[i]!;
    if (weight === 0) continue;
    const score = scores[i]!;
    const place = (score - low) * scale;
    const bucket = place >= last ? last : place > 0 ? Math.trunc(place) : 0;
    let a = starts[bucket]!;
    let b = starts[bucket + 1]!;
    while (a < b) {
      const middle = (a + b) >>> 1;
      if (distinct[middle]! < score) a = middle + 1;
      else b = middle;
    }
    if (a < m && distinct[a] === score) slots[2 * a + 1]! += weight;
    else slots[2 * a]! += weight;
  }
  return descending(distinct, positives, slots);
}

function distinctPositives(
  labels: Uint8Array,
  scores: Float64Array,
  weights: Float64Array | undefined,
): { distinct: Float64Array; positives: Float64Array } {
  let count = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 1 && (weights === undefined || weights[i]! > 0)) count++;
  }
  const values = new Float64Array(count);
  const carried = weights === undefined ? undefined : new Float64Array(count);
  let at = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 1 || !(weights === undefined || weights[i]! > 0)) continue;
    /* Adding 0 makes -0 and 0 the same number to a sort of bit patterns. */
    values[at] = scores[i]! + 0;
    if (carried !== undefined) carried[at] = weights![i]!;
    at++;
  }
  sortNumbers(values, carried);
  const positives = new Float64Array(count);
  let m = 0;
  for (let i = 0; i < count; i++) {
    if (i === 0 || values[i]! !== values[m - 1]!) values[m++] = values[i]!;
    positives[m - 1]! += carried === undefined ? 1 : carried[i]!;
  }
  return { distinct: values.subarray(0, m), positives: positives.subarray(0, m) };
}

/**
 * Buckets of equal width over the range of the positives; `starts[b]` is the first distinct score in bucket b or later.
 * The bucket of a number never decreases with the number, so a search inside the bucket is exact whatever the rounding.
 */
function makeGuide(distinct: Float64Array): { low: number; scale: number; starts: Uint32Array } {
  const m = distinct.length;
  let first = 0;
  let final = m - 1;
  while (first < m && distinct[first] === -Infinity) first++;
  while (final > first && distinct[final] === Infinity) final--;
  const low = first < m && Number.isFinite(distinct[first]!) ? distinct[first]! : 0;
  const range = final > first ? distinct[final]! - low : 0;
  const wanted = Math.max(1, 4 * m);
  const scale = wanted / range;
  const usable = range > 0 && Number.isFinite(range) && Number.isFinite(scale) && scale > 0;
  if (!usable) return { low: 0, scale: 0, starts: Uint32Array.of(0, m) };
  const starts = new Uint32Array(wanted + 1);
  for (let i = 0; i < m; i++) {
    const place = (distinct[i]! - low) * scale;
    const bucket = place >= wanted - 1 ? wanted - 1 : place > 0 ? Math.trunc(place) : 0;
    starts[bucket + 1]!++;
  }
  for (let b = 0; b < wanted; b++) starts[b + 1]! += starts[b]!;
  return { low, scale, starts };
}

function descending(distinct: Float64Array, positives: Float64Array, slots: Float64Array): Gaps {
  const m = distinct.length;
  const tied = new Float64Array(m);
  const between = new Float64Array(m + 1);
  for (let j = 0; j < m; j++) tied[m - 1 - j] = slots[2 * j + 1]!;
  for (let j = 0; j <= m; j++) between[m - j] = slots[2 * j]!;
  return {
    scores: distinct.slice().reverse(),
    positives: positives.slice().reverse(),
    tied,
    between,
  };
}
