/** Two classifiers' decisions on the same rows: do they err equally often, over all rows and within each class? */
import { InputError } from '../core/errors.ts';
import { type McNemarTest, mcnemar } from '../stats/mcnemar.ts';
import type { IntervalOptions } from './intervals.ts';

/** McNemar's exact test with the counts behind it. */
export interface DecisionDifference extends McNemarTest {
  readonly n: number;
  /** Rows that only the first gets right. */
  readonly onlyFirst: number;
  /** Rows that only the second gets right. */
  readonly onlySecond: number;
}

export interface DecisionComparison {
  /** The difference of the accuracies, first minus second; null without rows. */
  readonly all: DecisionDifference | null;
  /** On the positives alone: the difference of the recalls. */
  readonly positives: DecisionDifference | null;
  /** On the negatives alone: the difference of the specificities, which is minus that of the false-positive rates. */
  readonly negatives: DecisionDifference | null;
}

/**
 * Compares two classifiers by McNemar's exact test on all rows, on the positives and on the negatives. Labels and predictions
 * are 0 or 1 (or booleans), of one length. Over all rows a rare class is drowned by the other: read the two parts.
 * Throws `InputError` for unequal lengths and other values. O(N). Source: McNemar (1947), doi:10.1007/BF02295996.
 */
export function compareDecisions(
  labels: ArrayLike<number | boolean>,
  firstPredictions: ArrayLike<number | boolean>,
  secondPredictions: ArrayLike<number | boolean>,
  { level = 0.95 }: IntervalOptions = {},
): DecisionComparison {
  checkLength('firstPredictions', firstPredictions.length, labels.length);
  checkLength('secondPredictions', secondPredictions.length, labels.length);
  const negatives = { n: 0, onlyFirst: 0, onlySecond: 0 };
  const positives = { n: 0, onlyFirst: 0, onlySecond: 0 };
  for (let i = 0; i < labels.length; i++) {
    const label = binary('labels', labels, i);
    const first = binary('firstPredictions', firstPredictions, i);
    const second = binary('secondPredictions', secondPredictions, i);
    const own = label === 1 ? positives : negatives;
    own.n++;
    if (first !== second) own[first === label ? 'onlyFirst' : 'onlySecond']++;
  }
  const test = (counts: typeof positives): DecisionDifference | null =>
    counts.n === 0 ? null : { ...counts, ...mcnemar({ ...counts, level }) };
  const all = {
    n: positives.n + negatives.n,
    onlyFirst: positives.onlyFirst + negatives.onlyFirst,
    onlySecond: positives.onlySecond + negatives.onlySecond,
  };
  return { all: test(all), positives: test(positives), negatives: test(negatives) };
}

function checkLength(argument: string, length: number, n: number): void {
  if (length !== n) throw refuse(argument, `as many as labels (${n})`, length);
}

function binary(argument: string, values: ArrayLike<number | boolean>, i: number): 0 | 1 {
  const value = values[i];
  if (value === 1 || value === true) return 1;
  if (value === 0 || value === false) return 0;
  throw refuse(`${argument}[${i}]`, '0 or 1', value);
}

function refuse(argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'decisions', fn: 'compareDecisions', argument, expected, received });
}
