/**
 * Ranking many negatives against few positives: only the positives are sorted, every negative is placed between them through
 * a guide table and a short binary search. What comes out, a count per gap, is all that ROC-AUC, average precision, both
 * curves and their bootstrap need.
 */
import { sortedScores } from './class-scores.ts';
import { type Guide, placeCompiled } from './rank-compiled.ts';
import { orderKey, wordsOf } from './sort.ts';
import type { KernelPath } from './wasm.ts';

/** Below this many rows the compiled loop's memory costs more than it saves. */
const fewRows = 50_000;

/** From one positive in so many rows on, placing negatives between positives beats sorting everything. */
const rareFrom = 20;

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
 * absent. O(N + P log P) time and O(P) extra memory for N rows with P positives where positives are rare, else O(N) passes
 * and O(N) memory.
 */
export function countGaps(
  labels: Uint8Array,
  scores: Float64Array,
  weights?: Float64Array,
  { path = 'auto' }: { readonly path?: KernelPath } = {},
): Gaps {
  let ones = 0;
  for (let i = 0; i < labels.length; i++) ones += labels[i]!;
  return ones * rareFrom > labels.length
    ? mergeGaps(labels, scores, weights)
    : placeGaps(labels, scores, weights, path);
}

/** Negatives placed one by one between the sorted positives. */
function placeGaps(
  labels: Uint8Array,
  scores: Float64Array,
  weights: Float64Array | undefined,
  path: KernelPath,
): Gaps {
  const { distinct, totals: positives } = distinctOf(labels, scores, 1, weights);
  const guide = makeGuide(distinct);
  const slots =
    weights === undefined && path !== 'plain' && (path === 'compiled' || labels.length > fewRows)
      ? (placeCompiled(labels, scores, distinct, guide) ?? placePlain(labels, scores, weights, distinct, guide))
      : placePlain(labels, scores, weights, distinct, guide);
  return descending(distinct, positives, slots);
}

/**
 * Weight of the negatives in each slot: 2j is strictly below distinct[j] (and above distinct[j - 1]), 2j + 1 equal to it. Keys
 * outside the range of the positives fall into the outermost buckets.
 */
function placePlain(
  labels: Uint8Array,
  scores: Float64Array,
  weights: Float64Array | undefined,
  distinct: Float64Array,
  { least, most, shift, starts }: Guide,
): Float64Array {
  const slots = new Float64Array(2 * distinct.length + 1);
  const words = wordsOf(scores);
  const last = starts.length - 2;
  // Reading past the end of a typed array is slow, so the end is asked for first.
  const m = distinct.length;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 1) continue;
    const score = scores[i]!;
    const key = orderKey(words[2 * i + 1]!);
    const bucket = key <= least ? 0 : key >= most ? last : (key - least) >>> shift;
    let a = starts[bucket]!;
    let b = starts[bucket + 1]!;
    while (a < b) {
      const middle = (a + b) >> 1;
      if (distinct[middle]! < score) a = middle + 1;
      else b = middle;
    }
    slots[2 * a + (a < m && distinct[a] === score ? 1 : 0)]! += weights === undefined ? 1 : weights[i]!;
  }
  return slots;
}

interface DistinctScores {
  /** Ascending. */
  readonly distinct: Float64Array;
  /** Weight at each. */
  readonly totals: Float64Array;
}

/** The distinct scores of one class with the weight at each; rows of weight 0 are not there. */
function distinctOf(labels: Uint8Array, scores: Float64Array, label: 0 | 1, weights?: Float64Array): DistinctScores {
  const { values, weights: carried } = sortedScores(labels, scores, label, weights);
  const totals = new Float64Array(values.length);
  let m = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (m === 0 || value !== values[m - 1]!) values[m++] = value;
    totals[m - 1]! += carried === undefined ? 1 : carried[i]!;
  }
  return { distinct: values.subarray(0, m), totals: totals.subarray(0, m) };
}

function makeGuide(distinct: Float64Array): Guide {
  const m = distinct.length;
  if (m === 0) return { least: 0, most: 0, shift: 31, starts: new Int32Array(2) };
  const words = wordsOf(distinct);
  const least = orderKey(words[1]!);
  const most = orderKey(words[2 * m - 1]!);
  const range = (most - least) >>> 0;
  const bits = Math.min(20, Math.max(3, Math.ceil(Math.log2(4 * m))));
  const shift = Math.max(0, 32 - Math.clz32(range) - bits);
  const starts = new Int32Array((range >>> shift) + 2);
  for (let i = 0; i < m; i++) starts[((orderKey(words[2 * i + 1]!) - least) >>> shift) + 1]!++;
  for (let b = 1; b < starts.length; b++) starts[b]! += starts[b - 1]!;
  return { least, most, shift, starts };
}

/** Both classes sorted and merged: what serves where positives are not rare. O(N) passes. */
function mergeGaps(labels: Uint8Array, scores: Float64Array, weights?: Float64Array): Gaps {
  const { distinct, totals: positives } = distinctOf(labels, scores, 1, weights);
  const negatives = distinctOf(labels, scores, 0, weights);
  const m = distinct.length;
  const slots = new Float64Array(2 * m + 1);
  let at = 0;
  for (let i = 0; i < negatives.distinct.length; i++) {
    const score = negatives.distinct[i]!;
    while (at < m && distinct[at]! < score) at++;
    slots[at < m && distinct[at] === score ? 2 * at + 1 : 2 * at]! += negatives.totals[i]!;
  }
  return descending(distinct, positives, slots);
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
