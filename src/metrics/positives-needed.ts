/**
 * How many positives a claim needs, whatever the metric: the cases behind a rate are turned into positives, and for the areas
 * the number is looked for at which their interval is narrow enough. A plan, not a promise: the value is taken as it stands.
 */
import { InputError } from '../core/errors.ts';
import { checkLevel } from '../stats/checks.ts';
import { casesForGate, casesForHalfWidth } from '../stats/sample-size.ts';
import type { Interval } from '../stats/types.ts';
import { boydIntervalOf, type IntervalOptions, newcombeInterval } from './intervals.ts';

/** A metric and its value, with what else decides how many positives stand behind it. */
export type Claim =
  | { readonly metric: 'recall' | 'averagePrecision'; readonly value: number }
  | { readonly metric: 'precision'; readonly value: number /** At the same threshold. */; readonly recall: number }
  | { readonly metric: 'specificity' | 'rocAuc'; readonly value: number; readonly prevalence: number };

/** Known to within so much, as half the width of the interval; or on one side of a bound, interval and all. */
export type Goal = { readonly halfWidth: number } | { readonly bound: number };

/**
 * Smallest number of positives for which the interval of the claimed value (Wilson for rates, Newcombe for ROC-AUC, Boyd for
 * average precision) meets the goal. Null where no number does: a bound that is the value itself, a precision without any
 * recall, an average precision of 0 or 1. Values, recall and prevalence lie in [0, 1], prevalence strictly; halfWidth is above
 * 0, a bound strictly between 0 and 1. Throws `InputError` otherwise. O(1).
 *
 *     positivesNeeded({ metric: 'recall', value: 0.8 }, { halfWidth: 0.05 })  // 245
 */
export function positivesNeeded(claim: Claim, goal: Goal, { level = 0.95 }: IntervalOptions = {}): number | null {
  checkLevel('positivesNeeded', level);
  check(claim.metric, 'from 0 to 1', claim.value, 0 <= claim.value && claim.value <= 1);
  if ('halfWidth' in goal) check('halfWidth', 'above 0', goal.halfWidth, goal.halfWidth > 0);
  else check('bound', 'between 0 and 1, both excluded', goal.bound, 0 < goal.bound && goal.bound < 1);
  const cases = (): number | null =>
    'halfWidth' in goal
      ? casesForHalfWidth(claim.value, goal.halfWidth, { level })
      : casesForGate(claim.value, goal.bound, { level });
  const { value } = claim;
  switch (claim.metric) {
    case 'recall':
      return cases();
    case 'precision': {
      check('recall', 'from 0 to 1', claim.recall, 0 <= claim.recall && claim.recall <= 1);
      /* True positives are recall P, and precision times the rows flagged. */
      return claim.recall === 0 ? null : scaled(cases(), value / claim.recall);
    }
    case 'specificity':
      return scaled(cases(), oddsOf(claim.prevalence));
    case 'rocAuc': {
      const odds = oddsOf(claim.prevalence);
      return search(goal, value, (positives) =>
        newcombeInterval(value, { positives, negatives: positives / odds }, { level }),
      );
    }
    case 'averagePrecision':
      return search(goal, value, (positives) => boydIntervalOf(value, positives, { level }));
  }
}

function oddsOf(prevalence: number): number {
  check('prevalence', 'between 0 and 1, both excluded', prevalence, 0 < prevalence && prevalence < 1);
  return prevalence / (1 - prevalence);
}

function scaled(cases: number | null, positivesEach: number): number | null {
  return cases === null ? null : Math.max(1, Math.ceil(cases * positivesEach * (1 - 4 * Number.EPSILON)));
}

/** Doubling and halving: intervals only narrow as positives are added. */
function search(goal: Goal, value: number, intervalOf: (positives: number) => Interval | null): number | null {
  const met = (positives: number): boolean => {
    const interval = intervalOf(positives);
    if (interval === null) return false;
    if ('halfWidth' in goal) return (interval.high - interval.low) / 2 <= goal.halfWidth;
    return interval.low > goal.bound || interval.high < goal.bound;
  };
  if ('bound' in goal && goal.bound === value) return null;
  let high = 1;
  while (!met(high)) {
    if (high > 2 ** 50) return null;
    high *= 2;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (met(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function check(argument: string, expected: string, received: number, holds: boolean): void {
  if (!holds) throw new InputError({ code: 'out-of-range', fn: 'positivesNeeded', argument, expected, received });
}
