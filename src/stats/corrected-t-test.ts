/** Comparing two procedures over cross-validation folds, whose training parts overlap. */
import { checkLevel, outOfRange } from './checks.ts';
import { studentTCdf, studentTQuantile } from './student-t.ts';
import type { Interval } from './types.ts';

export interface CorrectedTTest {
  readonly difference: number;
  readonly interval: Interval;
  /** Two-sided. */
  readonly pValue: number;
  readonly df: number;
}

export interface CorrectedTTestOptions {
  /** Rows of a test part over rows of its training part: 1 / (k - 1) for k folds. */
  readonly testToTrainRatio: number;
  /** Coverage of the interval, (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Corrected resampled t-test: the variance of the mean difference is taken as (1/J + nTest/nTrain) times the sample variance,
 * because the J differences share training rows. At least two differences; where all are equal the interval is that point and
 * p is 0, or 1 where they are 0.
 *
 * Source: Nadeau and Bengio (2003), doi:10.1023/A:1024068626366.
 */
export function correctedResampledTTest(
  differences: ArrayLike<number>,
  { testToTrainRatio, level = 0.95 }: CorrectedTTestOptions,
): CorrectedTTest {
  const count = differences.length;
  if (!(count >= 2)) throw outOfRange('correctedResampledTTest', 'differences', 'at least 2 numbers', count);
  if (!(testToTrainRatio > 0))
    throw outOfRange('correctedResampledTTest', 'testToTrainRatio', 'above 0', testToTrainRatio);
  checkLevel('correctedResampledTTest', level);
  let mean = 0;
  for (let i = 0; i < count; i++) mean += differences[i]! / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (differences[i]! - mean) ** 2;
  const error = Math.sqrt((1 / count + testToTrainRatio) * (squares / (count - 1)));
  const df = count - 1;
  const half = error * studentTQuantile((1 + level) / 2, df);
  const certain = mean === 0 ? 1 : 0;
  const pValue = error === 0 ? certain : 2 * studentTCdf(-Math.abs(mean / error), df);
  const method = `corrected resampled t-test (Nadeau and Bengio), ${count} folds`;
  return { difference: mean, interval: { low: mean - half, high: mean + half, level, method }, pValue, df };
}
