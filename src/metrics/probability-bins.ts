/**
 * The bins of calibration without sorting: they end at a handful of order statistics, which counting by leading bits finds, so
 * millions of probabilities are passed over three times and never ordered.
 */
import { type CalibrationBin, equalMassBins } from './calibration-bins.ts';
import { countAtThresholds } from './counts.ts';
import type { Scores } from './types.ts';

/** Sign, exponent and the first 8 bits of the fraction: the buckets of [0, 1] are those up to that of 1. */
const dropped = 12;
const bucketCount = (0x3ff00000 >>> dropped) + 1;
/** Below this many rows ordering them costs nothing. */
const manyRows = 100_000;

/**
 * The bins that `equalMassBins` makes of a counting pass over these probabilities, up to rounding of their means. O(N); with
 * weights, and for few rows, by the counting pass itself.
 */
export function probabilityBins(scores: Scores, { bins = 10 }: { readonly bins?: number } = {}): CalibrationBin[] {
  if (scores.weights !== undefined || scores.labels.length < manyRows) {
    return equalMassBins(countAtThresholds(scores), { bins });
  }
  const ends = binEnds(scores.scores, bins);
  return filledBins(scores, ends);
}

/** The upper half of each number's bits, where the order of numbers that are not negative is that of the bits. */
function upperWords(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
}

/** The sign bit is masked: -0 is 0. */
function bucketOf(words: Uint32Array, i: number): number {
  return (words[2 * i + 1]! & 0x7fffffff) >>> dropped;
}

/** Distinct values at which all bins but the last end, ascending. */
function binEnds(values: Float64Array, bins: number): Float64Array {
  const words = upperWords(values);
  const sizes = new Int32Array(bucketCount);
  for (let i = 0; i < values.length; i++) sizes[bucketOf(words, i)]!++;
  const ranks = Array.from({ length: bins - 1 }, (_, k) => rankOfEnd(k + 1, bins, values.length));
  const below = new Map<number, number>();
  const inBucket: number[][] = [];
  let seen = 0;
  let next = 0;
  for (let bucket = 0; bucket < bucketCount && next < ranks.length; bucket++) {
    for (; next < ranks.length && ranks[next]! <= seen + sizes[bucket]!; next++) {
      below.set(bucket, seen);
      inBucket.push([bucket, ranks[next]!]);
    }
    seen += sizes[bucket]!;
  }
  const members = collected(values, words, below, sizes);
  const ends = inBucket.map(([bucket, rank]) => members.get(bucket!)![rank! - below.get(bucket!)! - 1]! + 0);
  return Float64Array.from(new Set(ends));
}

/** Rows up to and including the end of bin k: the fewest whose share reaches k bins, by the rounding of `equalMassBins`. */
function rankOfEnd(k: number, bins: number, all: number): number {
  let rank = Math.max(1, Math.ceil((k / bins) * all) - 1);
  while ((rank / all) * bins + 1e-9 < k) rank++;
  return rank;
}

/** The values of some buckets, ascending. */
function collected(
  values: Float64Array,
  words: Uint32Array,
  wanted: ReadonlyMap<number, number>,
  sizes: Int32Array,
): Map<number, Float64Array> {
  const members = new Map([...wanted.keys()].map((bucket) => [bucket, new Float64Array(sizes[bucket]!)]));
  const filled = new Int32Array(bucketCount).fill(-1);
  for (const bucket of wanted.keys()) filled[bucket] = 0;
  for (let i = 0; i < values.length; i++) {
    const bucket = bucketOf(words, i);
    if (filled[bucket]! >= 0) members.get(bucket)![filled[bucket]!++] = values[i]!;
  }
  for (const found of members.values()) found.sort();
  return members;
}

/** The bin of every value of a bucket, -1 where a bin ends within the bucket. */
function binOfBuckets(ends: Float64Array): Int32Array {
  const words = upperWords(ends);
  const bins = new Int32Array(bucketCount).fill(ends.length);
  for (let bin = ends.length - 1; bin >= 0; bin--) bins.fill(bin, 0, bucketOf(words, bin));
  for (let bin = 0; bin < ends.length; bin++) bins[bucketOf(words, bin)] = -1;
  return bins;
}

/** Each row in the first bin whose end it does not exceed. */
function filledBins({ labels, scores }: Scores, ends: Float64Array): CalibrationBin[] {
  const words = upperWords(scores);
  const binOf = binOfBuckets(ends);
  const n = new Float64Array(ends.length + 1);
  const positives = new Float64Array(ends.length + 1);
  const sums = new Float64Array(ends.length + 1);
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    let bin = binOf[bucketOf(words, i)]!;
    if (bin < 0) for (bin = 0; bin < ends.length && score > ends[bin]!; ) bin++;
    n[bin]!++;
    positives[bin]! += labels[i]!;
    sums[bin]! += score;
  }
  const filled = Array.from(n, (count, bin) => ({
    predicted: sums[bin]! / count,
    observed: positives[bin]! / count,
    n: count,
    nPositive: positives[bin]!,
  }));
  return filled.filter((bin) => bin.n > 0);
}
