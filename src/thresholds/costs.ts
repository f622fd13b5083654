/**
 * Thresholds from what right and wrong answers cost: the closed form for calibrated probabilities, and the cheapest threshold
 * of a set of scores where each row may have its own costs. Costs are in any unit; benefits are negative costs.
 */
import { InputError } from '../core/errors.ts';
import { countAtThresholds } from '../metrics/counts.ts';
import type { Scores } from '../metrics/types.ts';

/** Cost of each cell of the confusion matrix. */
export interface Costs {
  readonly falsePositive: number;
  readonly falseNegative: number;
  /** Defaults to 0. */
  readonly truePositive?: number;
  /** Defaults to 0. */
  readonly trueNegative?: number;
}

/** One number for all rows, or one for each. */
export type Amount = number | ArrayLike<number>;

export interface RowCosts {
  readonly falsePositive: Amount;
  readonly falseNegative: Amount;
  /** Defaults to 0. */
  readonly truePositive?: Amount;
  /** Defaults to 0. */
  readonly trueNegative?: Amount;
}

export interface CostThreshold {
  /** Positive where score >= threshold; null where flagging nothing is at least as cheap. */
  readonly threshold: number | null;
  /** Total (weighted) cost there. */
  readonly cost: number;
  readonly costOfFlaggingNothing: number;
  readonly costOfFlaggingAll: number;
}

/**
 * The probability from which flagging is the cheaper answer: (FP - TN) / (FP - TN + FN - TP), in (0, 1). It holds for
 * calibrated probabilities at the prevalence of use. A wrong answer must cost more than the right one in both classes.
 * Source: Elkan (2001), The foundations of cost-sensitive learning, IJCAI.
 */
export function bayesThreshold(costs: Costs): number {
  const { falsePositive, falseNegative, truePositive = 0, trueNegative = 0 } = costs;
  const alarm = falsePositive - trueNegative;
  const miss = falseNegative - truePositive;
  if (!(alarm > 0 && alarm < Infinity)) throw refusal('bayesThreshold', 'falsePositive - trueNegative', alarm);
  if (!(miss > 0 && miss < Infinity)) throw refusal('bayesThreshold', 'falseNegative - truePositive', miss);
  return alarm / (alarm + miss);
}

/**
 * The cheapest of all thresholds on these scores, every distinct score a candidate and of equally cheap ones the highest, with
 * costs per row where they differ (the amount of a transaction as the cost of missing it). Case weights multiply costs. A row
 * whose wrong answer costs less than the right one is refused. O(n log n).
 */
export function costThreshold(scores: Scores, costs: RowCosts): CostThreshold {
  const n = scores.labels.length;
  const stakes = new Float64Array(n);
  let nothing = 0;
  for (let i = 0; i < n; i++) {
    const weight = scores.weights?.[i] ?? 1;
    const positive = scores.labels[i] === 1;
    const left = amountOf(positive ? 'falseNegative' : 'trueNegative', costs, i, n);
    const flagged = amountOf(positive ? 'truePositive' : 'falsePositive', costs, i, n);
    const stake = positive ? left - flagged : flagged - left;
    if (!(0 <= stake && stake < Infinity)) {
      throw refusal(
        'costThreshold',
        `the cost of a wrong over a right answer in row ${i}`,
        stake,
        'at least 0 and finite',
      );
    }
    stakes[i] = weight * stake;
    nothing += weight * left;
  }
  // With what is at stake in each row as its weight, the saving of a threshold is true positives minus false positives.
  const counts = countAtThresholds({ ...scores, weights: stakes });
  let saving = 0;
  let best: number | null = null;
  for (let i = 0; i < counts.thresholds.length; i++) {
    const here = counts.truePositives[i]! - counts.falsePositives[i]!;
    if (here > saving + 1e-12 * (counts.positives + counts.negatives)) {
      saving = here;
      best = counts.thresholds[i]!;
    }
  }
  return {
    threshold: best,
    cost: nothing - saving,
    costOfFlaggingNothing: nothing,
    costOfFlaggingAll: nothing - counts.positives + counts.negatives,
  };
}

function amountOf(name: keyof RowCosts, costs: RowCosts, row: number, n: number): number {
  const amount = costs[name] ?? 0;
  if (typeof amount === 'number') return amount;
  if (amount.length !== n) {
    throw new InputError({
      code: 'length',
      fn: 'costThreshold',
      argument: name,
      expected: `one number or one for each of ${n} rows`,
      received: amount,
    });
  }
  return amount[row]!;
}

function refusal(fn: string, argument: string, received: number, expected = 'above 0 and finite'): InputError {
  return new InputError({ code: 'cost', fn, argument, expected, received });
}
