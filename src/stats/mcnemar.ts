/** McNemar's test: do two classifiers judged on the same cases err equally often? */
import { binomialCdf } from './binomial.ts';
import { checkCount, checkLevel, outOfRange } from './checks.ts';
import { normalQuantile } from './normal.ts';
import type { Interval } from './types.ts';

export interface McNemarTest {
  /** Share that the first gets right minus share that the second gets right. */
  readonly difference: number;
  readonly interval: Interval;
  /** Two-sided and exact. */
  readonly pValue: number;
}

export interface McNemarInput {
  /** Cases that only the first classifier gets right. */
  readonly onlyFirst: number;
  /** Cases that only the second gets right. */
  readonly onlySecond: number;
  /** All cases. On the positives alone the difference is one of recall, on the negatives alone one of specificity. */
  readonly n: number;
  /** Coverage, (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * The exact test: given the cases on which the two disagree, each is as likely to favour one as the other. Twice the smaller
 * binomial tail, at most 1; never rejects a true null more often than promised. The interval is the adjusted Wald interval
 * of Bonett and Price (2012), doi:10.3102/1076998611411915. O(1).
 */
export function mcnemar({ onlyFirst, onlySecond, n, level = 0.95 }: McNemarInput): McNemarTest {
  checkCount('mcnemar', 'onlyFirst', onlyFirst);
  checkCount('mcnemar', 'onlySecond', onlySecond);
  checkCount('mcnemar', 'n', n);
  checkLevel('mcnemar', level);
  const discordant = onlyFirst + onlySecond;
  if (!(n >= 1 && n >= discordant)) {
    throw outOfRange('mcnemar', 'n', `at least 1 and the cases they disagree on (${discordant})`, n);
  }
  const first = (onlyFirst + 1) / (n + 2);
  const second = (onlySecond + 1) / (n + 2);
  const error = Math.sqrt((first + second - (first - second) ** 2) / (n + 2));
  const half = normalQuantile((1 + level) / 2) * error;
  return {
    difference: (onlyFirst - onlySecond) / n,
    interval: {
      low: Math.max(-1, first - second - half),
      high: Math.min(1, first - second + half),
      level,
      method: 'adjusted Wald for paired proportions (Bonett and Price)',
    },
    pValue: Math.min(1, 2 * binomialCdf(Math.min(onlyFirst, onlySecond), discordant, 0.5)),
  };
}
