/**
 * Sorting float64 numbers without comparing them: a radix sort by 11-bit digits of their order-preserving bit pattern, with
 * an optional companion array that moves along. It beats comparison sorts several times over from a few thousand numbers on;
 * below that the built-in sort is used.
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
  radixSort(values, companion);
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

function histograms(words: Uint32Array): Uint32Array {
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

function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
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
