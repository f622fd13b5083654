/** Value-weighted recall: how much of the money at stake (or any other size) the flagged rows save. */
import { InputError } from '../core/errors.ts';
import { countAtThresholds } from './counts.ts';
import { stepsFrom } from './threshold-steps.ts';
import { type Cut, runningTotals, topOf } from './top-k.ts';
import type { Scores } from './types.ts';
import { defined, noPositives, undefinedBecause, type Value } from './value.ts';

export type AmountsCaught = Value & {
  /** Sum of the amounts of the positives flagged. */
  readonly caught: number;
  /** Sum of the amounts of all positives. */
  readonly atStake: number;
};

/**
 * Amounts of the positives caught over those of all positives, flagging from a threshold on, the top k or the top fraction; rows
 * tied at a cut count by expectation, as everywhere. The amounts of negatives play no part. Undefined without positives or where
 * nothing is at stake. Throws `InputError` where the scores carry no amounts or a positive has a negative one.
 * O(N) radix passes and O(P log N).
 */
export function amountsCaught(scores: Scores, cut: Cut | { readonly threshold: number }): AmountsCaught {
  const amounts = amountsOf(scores);
  const counts = countAtThresholds(scores);
  const totals = runningTotals(counts, {
    scores: scores.scores,
    quantity: (row) => (scores.labels[row] === 1 ? (scores.weights?.[row] ?? 1) * amounts[row]! : 0),
  });
  const after = (steps: number): number => (steps === 0 ? 0 : totals[steps - 1]!);
  const atStake = after(totals.length);
  let caught: number;
  if ('threshold' in cut) caught = after(stepsFrom(counts.thresholds, checkedThreshold(cut.threshold)));
  else {
    const { threshold, hits } = topOf(counts, cut, 'amountsCaught');
    const step = stepsFrom(counts.thresholds, threshold);
    const before = step === 1 ? 0 : counts.truePositives[step - 2]!;
    const tied = counts.truePositives[step - 1]! - before;
    const taken = tied === 0 ? 0 : (hits - before) / tied;
    caught = after(step - 1) + taken * (after(step) - after(step - 1));
  }
  return { ...share(counts.positives, caught, atStake), caught, atStake };
}

function share(positives: number, caught: number, atStake: number): Value {
  if (positives === 0) return noPositives;
  return atStake > 0 ? defined(caught / atStake) : undefinedBecause('the positives have no amounts at stake');
}

function amountsOf({ amounts, labels }: Scores): Float64Array {
  if (amounts === undefined) throw refuse('amounts', 'on the scores', undefined);
  for (let i = 0; i < amounts.length; i++) {
    if (labels[i] === 1 && !(amounts[i]! >= 0)) throw refuse(`amounts[${i}]`, 'at least 0 for a positive', amounts[i]);
  }
  return amounts;
}

function checkedThreshold(threshold: number): number {
  if (Number.isNaN(threshold)) throw refuse('threshold', 'a number', threshold);
  return threshold;
}

function refuse(argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'amounts', fn: 'amountsCaught', argument, expected, received });
}
