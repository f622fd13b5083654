/**
 * What bins of scores still say for certain. The order of the rows inside a bin is lost, so areas are bounded by its worst and
 * its best order; where all rows of a bin have one score nothing is lost, and the bounds meet.
 */
import type { Bounded } from './stream-types.ts';
import { noNegatives, noPositives } from './value.ts';

/** Bins from the highest scores to the lowest. */
export interface Bins {
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** All weights are whole numbers, so no row weighs less than 1. */
  readonly whole: boolean;
}

/** From so many positives in a bin on they are summed by an integral, which is a little below the sum. */
const summedSingly = 4096;

export function totalOf(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** ROC-AUC with every bin's negatives above its positives, level, and below. O(bins). */
export function boundedRocAuc({ positives, negatives, lowest, highest }: Bins): Bounded {
  const [p, n] = [totalOf(positives), totalOf(negatives)];
  if (p === 0) return noPositives as Bounded;
  if (n === 0) return noNegatives as Bounded;
  let below = n;
  let [low, twice, upper] = [0, 0, 0];
  for (let b = 0; b < positives.length; b++) {
    const [hits, alarms] = [positives[b]!, negatives[b]!];
    const unknown = lowest[b] === highest[b] ? 0 : 1;
    below -= alarms;
    twice += hits * (2 * below + alarms);
    low += hits * alarms * unknown;
    upper += hits * alarms * unknown;
  }
  const pairs = p * n;
  return { low: (twice - low) / 2 / pairs, value: twice / 2 / pairs, high: (twice + upper) / 2 / pairs };
}

/**
 * Average precision. It is lowest where a bin's negatives come first and its positives one by one after them, and highest where
 * its positives come first with one score. The value in between takes both as evenly mixed. O(bins) times the positives of a bin.
 */
export function boundedAveragePrecision(bins: Bins): Bounded {
  const { positives, negatives, lowest, highest, whole } = bins;
  let [tp, fp, low, value, upper] = [0, 0, 0, 0, 0];
  for (let b = 0; b < positives.length; b++) {
    const bin = { tp, fp, hits: positives[b]!, alarms: negatives[b]! };
    tp += bin.hits;
    fp += bin.alarms;
    if (bin.hits === 0) continue;
    if (lowest[b] === highest[b]) {
      const tied = bin.hits * (tp / (tp + fp));
      low += tied;
      value += tied;
      upper += tied;
      continue;
    }
    const best = bin.hits * (tp / (tp + bin.fp));
    const worst = whole && bin.hits <= summedSingly ? oneByOne(bin, () => bin.alarms) : negativesFirst(bin);
    const even =
      whole && bin.hits <= summedSingly ? oneByOne(bin, (k) => (bin.alarms * k) / (bin.hits + 1)) : evenlyMixed(bin);
    low += worst;
    value += Math.min(best, Math.max(worst, even));
    upper += best;
  }
  if (tp === 0) return noPositives as Bounded;
  return { low: low / tp, value: value / tp, high: upper / tp };
}

interface Bin {
  /** Positives and negatives above the bin. */
  readonly tp: number;
  readonly fp: number;
  readonly hits: number;
  readonly alarms: number;
}

/** Precision at each positive of a bin, summed; `before(k)` of its negatives come before the k-th. */
function oneByOne({ tp, fp, hits }: Bin, before: (k: number) => number): number {
  let sum = 0;
  for (let k = 1; k <= hits; k++) sum += (tp + k) / (tp + k + fp + before(k));
  return sum;
}

/** Integral of t / (t + F) over the bin's positives, F negatives first: what positives of any small weights cannot go below. */
function negativesFirst({ tp, fp, hits, alarms }: Bin): number {
  const before = fp + alarms;
  return before === 0 ? hits : hits - before * Math.log1p(hits / (tp + before));
}

/** Integral of the precision while positives and negatives of the bin come in constant proportion. */
function evenlyMixed({ tp, fp, hits, alarms }: Bin): number {
  const above = tp + fp;
  const all = hits + alarms;
  const share = hits / all;
  if (above === 0) return hits * share;
  return hits * (share + ((tp - above * share) / all) * Math.log1p(all / above));
}
