/**
 * Costs that differ from row to row, as where a missed fraud costs its amount: total cost at every threshold, the decision that
 * is best for each row, and what given decisions cost and save.
 */
import { InputError } from '../core/errors.ts';
import { type CostMatrix, lowest, savingsOf, type ThresholdCosts, withNothingFlagged } from './cost.ts';
import { countAtThresholds } from './counts.ts';
import { requireProbabilities } from './probability.ts';
import { stepsFrom } from './threshold-steps.ts';
import type { Scores } from './types.ts';
import type { Value } from './value.ts';

/** Each price one number for all rows, or one per row; negative prices are benefits. */
export type RowCostMatrix = { readonly [cell in keyof CostMatrix]: number | ArrayLike<number> };

type PriceOf = (row: number) => number;
type Prices = { readonly [cell in keyof Required<CostMatrix>]: PriceOf };

/**
 * Mean cost per case (weight) at every distinct score and for flagging nothing. Throws `InputError` for prices that are not
 * finite or not as many as there are rows. O(N log T).
 */
export function rowCostAtThresholds(scores: Scores, costs: RowCostMatrix): ThresholdCosts {
  const prices = checkedPrices('rowCostAtThresholds', costs, scores.labels.length);
  const counts = countAtThresholds(scores);
  const cost = new Float64Array(counts.thresholds.length + 1);
  for (let i = 0; i < scores.labels.length; i++) {
    const weight = scores.weights?.[i] ?? 1;
    if (weight === 0) continue;
    const { flagged, cleared } = pricesOf(prices, scores.labels[i]!, i);
    cost[0]! += weight * cleared;
    cost[stepsFrom(counts.thresholds, scores.scores[i]!)]! += weight * (flagged - cleared);
  }
  for (let i = 1; i < cost.length; i++) cost[i]! += cost[i - 1]!;
  const all = counts.positives + counts.negatives;
  const mean = cost.map((total) => total / all);
  return { thresholds: withNothingFlagged(counts.thresholds), cost: mean, best: lowest(mean) };
}

/**
 * The decision with the lower expected cost for each row: 1 (flag) where p C_TP + (1 - p) C_FP <= p C_FN + (1 - p) C_TN. The
 * scores must be probabilities, or `InputError` is thrown. O(N). Source: Elkan (2001), "The
 * foundations of cost-sensitive learning", IJCAI 17.
 */
export function bayesDecisions(scores: Scores, costs: RowCostMatrix): Uint8Array {
  requireProbabilities(scores);
  const prices = checkedPrices('bayesDecisions', costs, scores.labels.length);
  return Uint8Array.from(scores.scores, (p, i) => {
    const gain = p * (prices.falseNegative(i) - prices.truePositive(i));
    const loss = (1 - p) * (prices.falsePositive(i) - prices.trueNegative(i));
    return gain >= loss ? 1 : 0;
  });
}

export interface DecisionCost {
  /** Total over rows (weights). */
  readonly total: number;
  readonly perCase: number;
  /** Total if nothing is flagged. */
  readonly flagNone: number;
  /** Total if everything is flagged. */
  readonly flagAll: number;
  /** 1 - total / the cheaper of the two; see `savings`. */
  readonly savings: Value;
}

/** What decisions (1 flag, 0 clear, one per row) cost. Throws `InputError` for other decisions or prices that do not fit. O(N). */
export function decisionCost(scores: Scores, decisions: ArrayLike<number>, costs: RowCostMatrix): DecisionCost {
  const n = scores.labels.length;
  if (decisions.length !== n) throw refuse('decisionCost', 'decisions', `one per row (${n})`, decisions.length);
  const prices = checkedPrices('decisionCost', costs, n);
  let [total, flagNone, flagAll, all] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const decision = decisions[i]!;
    if (decision !== 0 && decision !== 1) throw refuse('decisionCost', `decisions[${i}]`, '0 or 1', decision);
    const weight = scores.weights?.[i] ?? 1;
    const { flagged, cleared } = pricesOf(prices, scores.labels[i]!, i);
    all += weight;
    flagAll += weight * flagged;
    flagNone += weight * cleared;
    total += weight * (decision === 1 ? flagged : cleared);
  }
  return { total, perCase: total / all, flagNone, flagAll, savings: savingsOf(total, flagNone, flagAll) };
}

function pricesOf(prices: Prices, label: number, row: number): { flagged: number; cleared: number } {
  return label === 1
    ? { flagged: prices.truePositive(row), cleared: prices.falseNegative(row) }
    : { flagged: prices.falsePositive(row), cleared: prices.trueNegative(row) };
}

function checkedPrices(fn: string, costs: RowCostMatrix, n: number): Prices {
  const price = (cell: keyof CostMatrix): PriceOf => {
    const given = costs[cell] ?? 0;
    if (typeof given === 'number') {
      if (!Number.isFinite(given)) throw refuse(fn, `costs.${cell}`, 'a finite number', given);
      return () => given;
    }
    if (given.length !== n) throw refuse(fn, `costs.${cell}`, `one price or one per row (${n})`, given.length);
    for (let i = 0; i < n; i++) {
      if (!Number.isFinite(given[i]!)) throw refuse(fn, `costs.${cell}[${i}]`, 'a finite number', given[i]);
    }
    return (row) => given[row]!;
  };
  return {
    falsePositive: price('falsePositive'),
    falseNegative: price('falseNegative'),
    truePositive: price('truePositive'),
    trueNegative: price('trueNegative'),
  };
}

function refuse(fn: string, argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'cost', fn, argument, expected, received });
}
