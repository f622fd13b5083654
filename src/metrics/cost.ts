/**
 * What decisions cost: a price for each cell of the confusion matrix, the expected cost at every threshold, and the savings over
 * the cheaper of flagging everyone and no one. Prices that differ from row to row are in row-costs.ts; choosing a threshold by
 * cost is the business of the room thresholds.
 */
import { InputError } from '../core/errors.ts';
import type { ThresholdCounts } from './counts.ts';
import { confusionAfter } from './threshold-steps.ts';
import type { Confusion } from './types.ts';
import { defined, undefinedBecause, type Value } from './value.ts';

/** Price of one case in each cell, in any one unit; negative prices are benefits. */
export interface CostMatrix {
  readonly falsePositive: number;
  readonly falseNegative: number;
  /** Defaults to 0. */
  readonly truePositive?: number;
  /** Defaults to 0. */
  readonly trueNegative?: number;
}

/** Total cost of one confusion matrix. Throws `InputError` for a price that is not finite. O(1). */
export function totalCost(confusion: Confusion, costs: CostMatrix): number {
  const { falsePositive, falseNegative, truePositive, trueNegative } = checkedCosts('totalCost', costs);
  return (
    confusion.truePositive * truePositive +
    confusion.falsePositive * falsePositive +
    confusion.falseNegative * falseNegative +
    confusion.trueNegative * trueNegative
  );
}

/** Cost per case; undefined without cases. O(1). */
export function expectedCost(confusion: Confusion, costs: CostMatrix): Value {
  const all = confusion.truePositive + confusion.falsePositive + confusion.falseNegative + confusion.trueNegative;
  return all > 0 ? defined(totalCost(confusion, costs) / all) : undefinedBecause('there are no rows');
}

export interface ThresholdCosts {
  /** Descending, the first Infinity, where nothing is flagged; the last flags everyone. */
  readonly thresholds: Float64Array;
  /** Cost per case at each. */
  readonly cost: Float64Array;
  /** Position of the lowest cost; of several the one with the highest threshold. */
  readonly best: number;
}

/** Expected cost at every distinct score and for flagging nothing. O(T). */
export function costAtThresholds(counts: ThresholdCounts, costs: CostMatrix): ThresholdCosts {
  const all = counts.positives + counts.negatives;
  const thresholds = withNothingFlagged(counts.thresholds);
  const cost = thresholds.map((_, i) => totalCost(confusionAfter(counts, i), costs) / all);
  return { thresholds, cost, best: lowest(cost) };
}

/** Thresholds with Infinity in front. */
export function withNothingFlagged(thresholds: Float64Array): Float64Array {
  const result = new Float64Array(thresholds.length + 1);
  result[0] = Infinity;
  result.set(thresholds, 1);
  return result;
}

/** The first position of the lowest number. */
export function lowest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! < values[best]!) best = i;
  return best;
}

/**
 * Savings: 1 - cost / the cheaper of flagging everyone and no one. 1 is free of cost, 0 no better than the cheaper of the two,
 * negative worse. Undefined where that costs nothing or is a gain. O(1). Source: Bahnsen et al. (2015),
 * doi:10.1016/j.eswa.2015.04.042.
 */
export function savings(confusion: Confusion, costs: CostMatrix): Value {
  const positives = confusion.truePositive + confusion.falseNegative;
  const negatives = confusion.falsePositive + confusion.trueNegative;
  const none = { truePositive: 0, falsePositive: 0, falseNegative: positives, trueNegative: negatives };
  const everyone = { truePositive: positives, falsePositive: negatives, falseNegative: 0, trueNegative: 0 };
  return savingsOf(totalCost(confusion, costs), totalCost(none, costs), totalCost(everyone, costs));
}

/** The same from three total costs. */
export function savingsOf(cost: number, flagNone: number, flagAll: number): Value {
  const reference = Math.min(flagNone, flagAll);
  if (reference > 0) return defined(1 - cost / reference);
  return undefinedBecause('flagging everyone or no one costs nothing, so there is nothing to save');
}

/** All four prices, checked. */
export function checkedCosts(fn: string, costs: CostMatrix): Required<CostMatrix> {
  const { falsePositive, falseNegative, truePositive = 0, trueNegative = 0 } = costs;
  const full = { falsePositive, falseNegative, truePositive, trueNegative };
  for (const [argument, received] of Object.entries(full)) {
    if (Number.isFinite(received)) continue;
    throw new InputError({ code: 'cost', fn, argument: `costs.${argument}`, expected: 'a finite number', received });
  }
  return full;
}
