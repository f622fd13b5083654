/**
 * Cost curves: the expected cost of a classifier for every mix of class shares and prices at once. Each threshold is a straight
 * line from its false-positive rate to its miss rate; what the best threshold costs is the lower envelope of the lines.
 *
 * Source: Drummond and Holte (2006), doi:10.1007/s10994-006-8199-5.
 */
import { InputError } from '../core/errors.ts';
import { withNothingFlagged } from './cost.ts';
import type { ThresholdCounts } from './counts.ts';
import type { Confusion } from './types.ts';
import { defined, noNegatives, noPositives, type Value } from './value.ts';

/**
 * Probability-cost of the positive class: its share weighted by the price of its mistakes,
 * p C_FN / (p C_FN + (1 - p) C_FP). `prevalence` in [0, 1], both prices more than 0. O(1).
 */
export function probabilityCost(prevalence: number, costs: { falsePositive: number; falseNegative: number }): number {
  if (!(0 <= prevalence && prevalence <= 1)) throw refuse('prevalence', 'from 0 to 1', prevalence);
  for (const [argument, price] of Object.entries(costs)) {
    if (!(0 < price && price < Infinity)) throw refuse(`costs.${argument}`, 'more than 0 and finite', price);
  }
  const positive = prevalence * costs.falseNegative;
  return positive / (positive + (1 - prevalence) * costs.falsePositive);
}

/**
 * Normalised expected cost of one confusion matrix at a probability-cost x in [0, 1]: miss rate times x plus false-positive rate
 * times (1 - x). 0 is free of mistakes, 1 the price of being always wrong. Undefined with one class. O(1).
 */
export function normalisedExpectedCost(confusion: Confusion, x: number): Value {
  if (!(0 <= x && x <= 1)) throw refuse('probability-cost', 'from 0 to 1', x);
  const positives = confusion.truePositive + confusion.falseNegative;
  const negatives = confusion.falsePositive + confusion.trueNegative;
  if (positives === 0) return noPositives;
  if (negatives === 0) return noNegatives;
  return defined((confusion.falseNegative / positives) * x + (confusion.falsePositive / negatives) * (1 - x));
}

export interface CostCurve {
  /** Probability-cost at the corners of the lower envelope, from 0 to 1. */
  readonly probabilityCost: Float64Array;
  /** Normalised expected cost there; straight in between, never above min(x, 1 - x). */
  readonly cost: Float64Array;
  /** The best threshold between corner i and i + 1, descending; Infinity: flag nothing. One entry fewer. */
  readonly thresholds: Float64Array;
  /** Area under the envelope: mean cost if all mixes are equally likely; 0 perfect, 0.25 always one decision. */
  readonly area: Value;
}

/** The lower envelope over all thresholds of a counting pass. Empty where a class is missing. O(T). */
export function costCurve(counts: ThresholdCounts): CostCurve {
  const { positives, negatives } = counts;
  const none = new Float64Array(0);
  if (positives === 0) return { probabilityCost: none, cost: none, thresholds: none, area: noPositives };
  if (negatives === 0) return { probabilityCost: none, cost: none, thresholds: none, area: noNegatives };
  const hull = upperHull(withOrigin(counts.falsePositives), withOrigin(counts.truePositives));
  const fpr = withOrigin(counts.falsePositives).map((count) => count / negatives);
  const tpr = withOrigin(counts.truePositives).map((count) => count / positives);
  const all = withNothingFlagged(counts.thresholds);
  const probabilityCost = new Float64Array(hull.length + 1);
  const cost = new Float64Array(hull.length + 1);
  cost[0] = fpr[hull[0]!]!;
  for (let i = 1; i < hull.length; i++) {
    const [from, to] = [hull[i - 1]!, hull[i]!];
    /* Two neighbours of the hull cost the same where x (tpr gained) = (1 - x) (fpr gained). */
    const wider = fpr[to]! - fpr[from]!;
    const x = wider / (wider + tpr[to]! - tpr[from]!);
    probabilityCost[i] = x;
    cost[i] = (1 - tpr[from]!) * x + fpr[from]! * (1 - x);
  }
  probabilityCost[hull.length] = 1;
  cost[hull.length] = 1 - tpr[hull[hull.length - 1]!]!;
  let area = 0;
  for (let i = 1; i < cost.length; i++) {
    area += ((probabilityCost[i]! - probabilityCost[i - 1]!) * (cost[i]! + cost[i - 1]!)) / 2;
  }
  return { probabilityCost, cost, thresholds: Float64Array.from(hull, (i) => all[i]!), area: defined(area) };
}

function withOrigin(counts: Float64Array): Float64Array {
  const result = new Float64Array(counts.length + 1);
  result.set(counts, 1);
  return result;
}

/** Positions of the corners of the upper convex hull of a ROC curve in counts, whose products are exact, strictly turning right. */
function upperHull(x: Float64Array, y: Float64Array): number[] {
  const hull: number[] = [];
  for (let i = 0; i < x.length; i++) {
    while (hull.length >= 2 && !turnsRight(x, y, hull[hull.length - 2]!, hull[hull.length - 1]!, i)) hull.pop();
    hull.push(i);
  }
  /* A line that starts straight up leaves its lower end, one that ends straight to the right its right end, at no x at all. */
  if (hull.length > 1 && x[hull[1]!] === 0) hull.shift();
  if (hull.length > 1 && y[hull[hull.length - 2]!] === y[y.length - 1]) hull.pop();
  return hull;
}

function turnsRight(x: Float64Array, y: Float64Array, a: number, b: number, c: number): boolean {
  return (x[b]! - x[a]!) * (y[c]! - y[a]!) < (y[b]! - y[a]!) * (x[c]! - x[a]!);
}

function refuse(argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'out-of-range', fn: 'cost curve', argument, expected, received });
}
