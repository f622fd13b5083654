/**
 * Sorting float64 numbers several times faster than by comparison. Numbers alone are spread over buckets by the upper half of
 * their order-preserving bit pattern and the buckets sorted; numbers with a companion array that moves along take a radix sort
 * by 11-bit digits, which keeps equals in order. Below a few thousand numbers the built-in sort is used.
 */

const digitBits = 11;
const digitSize = 1 << digitBits;
const digitMask = digitSize - 1;
const digits = 6;
const smallest = 4096;

/**
 * Sorts `values` ascending in place; `companion`, of the same length, is carried along (equal values keep their order).
 * Values must not be NaN. O(n) time with up to six passes, digits that are the same in all values cost none; scratch of the
 * size of the inputs.
 */
export function sortNumbers(values: Float64Array, companion?: Float64Array): void {
  if (values.length < smallest) {
    if (companion === undefined) values.sort();
    else sortSmall(values, companion);
    return;
  }
  if (companion === undefined) spreadSort(values, new Float64Array(values.length), 0, values.length);
  else radixSort(values, companion);
}

/** Buckets of a spread: at most this many, and about this many numbers in each. */
const mostBuckets = 1 << 16;
const bucketFill = 16;

/**
 * Sorts `values[from, to)`: a counting pass and a scattering pass by the upper 32 bits of the pattern, scaled to the range that
 * the numbers have, then each bucket by itself. Crowded buckets are spread again over their own, smaller range.
 */
function spreadSort(values: Float64Array, scratch: Float64Array, from: number, to: number): void {
  const words = wordsOf(values);
  let least = 0x7fffffff;
  let most = -0x80000000;
  for (let i = from; i < to; i++) {
    const key = orderKey(words[2 * i + 1]!);
    if (key < least) least = key;
    if (key > most) most = key;
  }
  const count = to - from;
  const wanted = Math.min(mostBuckets, 1 << (31 - Math.clz32(count / bucketFill)));
  const range = (most - least) >>> 0;
  const shift = Math.max(0, 32 - Math.clz32(range) - Math.log2(wanted));
  const buckets = (range >>> shift) + 1;
  if (buckets === 1) {
    values.subarray(from, to).sort();
    return;
  }
  const ends = new Uint32Array(buckets + 1);
  for (let i = from; i < to; i++) ends[((orderKey(words[2 * i + 1]!) - least) >>> shift) + 1]!++;
  ends[0] = from;
  for (let b = 0; b < buckets; b++) ends[b + 1]! += ends[b]!;
  // Scattering moves each start to its bucket's end, where the next bucket starts.
  for (let i = from; i < to; i++) scratch[ends[(orderKey(words[2 * i + 1]!) - least) >>> shift]!++] = values[i]!;
  values.set(scratch.subarray(from, to), from);
  let start = from;
  for (let b = 0; b < buckets; b++) {
    const end = ends[b]!;
    if (end - start > 1) sortBucket(values, scratch, start, end);
    start = end;
  }
}

function sortBucket(values: Float64Array, scratch: Float64Array, from: number, to: number): void {
  if (to - from > smallest) {
    spreadSort(values, scratch, from, to);
    return;
  }
  if (to - from > 40) {
    values.subarray(from, to).sort();
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const value = values[i]!;
    let at = i;
    for (; at > from && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
    values[at] = value;
  }
}

/**
 * The upper half of a number's bit pattern as a signed 32-bit integer that orders as the numbers do (the lower 31 bits of
 * negatives are complemented). Differences of two keys, taken modulo 2^32, stay 32-bit integers.
 */
export function orderKey(high: number): number {
  return high ^ ((high >> 31) & 0x7fffffff);
}

function sortSmall(values: Float64Array, companion: Float64Array): void {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
  const keys = values.slice();
  const carried = companion.slice();
  for (let i = 0; i < order.length; i++) {
    values[i] = keys[order[i]!]!;
    companion[i] = carried[order[i]!]!;
  }
}

/** Digit `d` of the pattern whose unsigned order is the numeric order: negatives complemented, the sign bit flipped. */
function digitOf(low: number, high: number, d: number): number {
  const flip = high >> 31;
  const h = high ^ (flip | 0x80000000);
  const l = low ^ flip;
  if (d === 0) return l & digitMask;
  if (d === 1) return (l >>> 11) & digitMask;
  if (d === 2) return ((l >>> 22) | (h << 10)) & digitMask;
  if (d === 3) return (h >>> 1) & digitMask;
  if (d === 4) return (h >>> 12) & digitMask;
  return h >>> 23;
}

function histograms(words: Int32Array): Uint32Array {
  const counts = new Uint32Array(digits * digitSize);
  for (let i = 0; i < words.length; i += 2) {
    const flip = words[i + 1]! >> 31;
    const h = words[i + 1]! ^ (flip | 0x80000000);
    const l = words[i]! ^ flip;
    counts[l & digitMask]!++;
    counts[digitSize + ((l >>> 11) & digitMask)]!++;
    counts[2 * digitSize + (((l >>> 22) | (h << 10)) & digitMask)]!++;
    counts[3 * digitSize + ((h >>> 1) & digitMask)]!++;
    counts[4 * digitSize + ((h >>> 12) & digitMask)]!++;
    counts[5 * digitSize + (h >>> 23)]!++;
  }
  return counts;
}

/** The 32-bit words of numbers, low half first: the upper half of number i is word 2 i + 1. */
export function wordsOf(values: Float64Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length * 2);
}

function radixSort(values: Float64Array, companion: Float64Array | undefined): void {
  const n = values.length;
  const counts = histograms(wordsOf(values));
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(n);
  let carriedFrom: Float64Array | undefined = companion;
  let carriedTo: Float64Array | undefined = companion === undefined ? undefined : new Float64Array(n);
  for (let d = 0; d < digits; d++) {
    const starts = counts.subarray(d * digitSize, (d + 1) * digitSize);
    const words = wordsOf(from);
    if (starts[digitOf(words[0]!, words[1]!, d)] === n) continue;
    let start = 0;
    for (let i = 0; i < digitSize; i++) {
      const count = starts[i]!;
      starts[i] = start;
      start += count;
    }
    for (let i = 0; i < n; i++) {
      const at = starts[digitOf(words[2 * i]!, words[2 * i + 1]!, d)]!++;
      to[at] = from[i]!;
      if (carriedTo !== undefined) carriedTo[at] = carriedFrom![i]!;
    }
    [from, to] = [to, from];
    [carriedFrom, carriedTo] = [carriedTo, carriedFrom];
  }
  if (from !== values) {
    values.set(from);
    if (companion !== undefined) companion.set(carriedFrom!);
  }
}
