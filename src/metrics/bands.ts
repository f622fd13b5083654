/**
 * Confidence bands around both curves, in shapes to draw. Closed forms with class sizes fixed: at each point the uncertainty
 * of both classes is combined, so that a band does not shrink to nothing where the curve is perfect, as bootstrap bands do.
 */
import { InputError } from '../core/errors.ts';
import { binomialQuantile } from '../stats/binomial.ts';
import { checkLevel } from '../stats/checks.ts';
import { wilson } from '../stats/proportion.ts';
import type { Interval } from '../stats/types.ts';
import { confusionAt } from './confusion.ts';
import { falseAlarmsAt, recallsAt } from './curve-reading.ts';
import type { GapCounts } from './gaps.ts';
import type { IntervalOptions } from './intervals.ts';
import type { Scores } from './types.ts';

/** The curve and its band at one place of the x axis. */
export interface BandPoint extends Interval {
  readonly x: number;
  readonly y: number;
}

export interface BandOptions extends IntervalOptions {
  /** Places on the x axis, ascending in [0, 1]; by default every hundredth. */
  readonly at?: readonly number[];
  /**
   * `pointwise` (default): each point covers by itself. `simultaneous`: the whole curve lies inside with the given
   * probability at least, whatever the scores are distributed like; wide with few positives.
   */
  readonly coverage?: 'pointwise' | 'simultaneous';
}

const hundredths = (from: number): number[] => Array.from({ length: 101 - from }, (_, i) => (i + from) / 100);

/**
 * Recall at given false-positive rates. Pointwise: Wilson's limits of the recall at a fixed threshold, and the recalls at the
 * two negatives of the sample between which the threshold must lie (binomial limits of their rank, free of any distribution),
 * combined by the square root of the sum of squares. Where no negative is high enough to bound the threshold, as at a rate of
 * 0, nothing bounds the recall from below. Simultaneous: by the inequality of Dvoretzky, Kiefer and Wolfowitz for each class. Empty where a class is
 * missing. O(P + points). Sources: Zou and Donner (2008), doi:10.1002/sim.3095; Massart (1990), doi:10.1214/aop/1176990746.
 */
export function rocBand(gaps: GapCounts, options: BandOptions = {}): BandPoint[] {
  const { level = 0.95, at = hundredths(0), coverage = 'pointwise' } = options;
  checkLevel('rocBand', level);
  checkPlaces('rocBand', at, (x) => 0 <= x && x <= 1, 'ascending from 0 to 1');
  const { positiveTotal, negativeTotal } = gaps;
  if (positiveTotal === 0 || negativeTotal === 0) return [];
  const curve = recallsAt(gaps, at);
  if (coverage === 'simultaneous') {
    const [up, right] = [uniformError(positiveTotal, level), uniformError(negativeTotal, level)];
    const lows = recallsAt(
      gaps,
      at.map((x) => Math.max(0, x - right)),
    );
    const highs = recallsAt(
      gaps,
      at.map((x) => Math.min(1, x + right)),
    );
    return at.map((x, i) => ({
      x,
      y: curve[i]!,
      low: x - right < 0 ? 0 : Math.max(0, lows[i]! - up),
      high: Math.min(1, highs[i]! + up),
      level,
      method: 'simultaneous (Dvoretzky-Kiefer-Wolfowitz)',
    }));
  }
  const negatives = Math.round(negativeTotal);
  const limits = at.map((x) => countLimits(x, negatives, level));
  /* The threshold lies between two negatives of the sample, but for the chance that the level leaves. */
  const lows = recallsAt(
    gaps,
    limits.map(({ low }) => Math.max(0, low - 1) / negatives),
  );
  const highs = recallsAt(
    gaps,
    limits.map(({ high }) => high / negatives),
  );
  return at.map((x, i) => {
    const y = curve[i]!;
    const own = wilson(y * positiveTotal, positiveTotal, { level })!;
    return {
      x,
      y,
      low: Math.max(0, y - Math.hypot(y - own.low, limits[i]!.low === 0 ? y : y - lows[i]!)),
      high: Math.min(1, y + Math.hypot(own.high - y, limits[i]!.high === negatives ? 1 - y : highs[i]! - y)),
      level,
      method: 'Wilson limits combined (MOVER)',
    };
  });
}

/**
 * Precision at given recalls, above 0, at the prevalence of the rows: rocBand read sideways, and every false-positive rate
 * turned into the precision it gives; recalls so high that
 * no positive bounds their threshold are bounded by the prevalence only (from .84 on with 20 positives). Empty where a class is missing. O(P + points).
 */
export function precisionRecallBand(gaps: GapCounts, options: BandOptions = {}): BandPoint[] {
  const { level = 0.95, at = hundredths(1), coverage = 'pointwise' } = options;
  checkLevel('precisionRecallBand', level);
  checkPlaces('precisionRecallBand', at, (x) => 0 < x && x <= 1, 'ascending, above 0 and at most 1');
  const { positiveTotal, negativeTotal } = gaps;
  if (positiveTotal === 0 || negativeTotal === 0) return [];
  const precision = (recall: number, fp: number): number => {
    const tp = recall * positiveTotal;
    return tp / (tp + Math.min(negativeTotal, Math.max(0, fp)));
  };
  const alarms = falseAlarmsAt(gaps, at);
  if (coverage === 'simultaneous') {
    const [up, right] = [uniformError(positiveTotal, level), uniformError(negativeTotal, level)];
    const fewest = falseAlarmsAt(
      gaps,
      at.map((x) => Math.max(0, x - up)),
    );
    const most = falseAlarmsAt(
      gaps,
      at.map((x) => Math.min(1, x + up)),
    );
    return at.map((x, i) => ({
      x,
      y: precision(x, alarms[i]!),
      low: precision(x, x + up > 1 ? negativeTotal : most[i]! + right * negativeTotal),
      high: precision(x, fewest[i]! - right * negativeTotal),
      level,
      method: 'simultaneous (Dvoretzky-Kiefer-Wolfowitz)',
    }));
  }
  const positives = Math.round(positiveTotal);
  const limits = at.map((x) => countLimits(x, positives, level));
  const fewest = falseAlarmsAt(
    gaps,
    limits.map(({ low }) => low / positives),
  );
  const most = falseAlarmsAt(
    gaps,
    limits.map(({ high }) => Math.min(1, (high + 1) / positives)),
  );
  return at.map((x, i) => {
    const y = precision(x, alarms[i]!);
    const own = wilson(Math.min(alarms[i]!, negativeTotal), negativeTotal, { level })!;
    const worse = Math.hypot(
      y - precision(x, own.high * negativeTotal),
      y - precision(x, limits[i]!.high === positives ? negativeTotal : most[i]!),
    );
    const better = Math.hypot(precision(x, own.low * negativeTotal) - y, precision(x, fewest[i]!) - y);
    const method = 'Wilson limits combined (MOVER)';
    return { x, y, low: Math.max(0, y - worse), high: Math.min(1, y + better), level, method };
  });
}

/** Where a threshold stands in the ROC plane, and how well that is known. */
export interface RocRectangle {
  readonly threshold: number;
  readonly fpr: number;
  readonly recall: number;
  readonly fprInterval: Interval;
  readonly recallInterval: Interval;
  /** That both intervals hold at once. */
  readonly level: number;
}

/**
 * Rectangles around the points of given thresholds: Wilson intervals of both rates, each at the square root of the level, so
 * that the two, which are independent, hold together at the level. Empty where a class is missing. O(N) a threshold.
 */
export function rocRectangles(
  scores: Scores,
  thresholds: readonly number[],
  { level = 0.95 }: IntervalOptions = {},
): RocRectangle[] {
  checkLevel('rocRectangles', level);
  return thresholds.flatMap((threshold) => {
    const { truePositive, falsePositive, falseNegative, trueNegative } = confusionAt(scores, threshold);
    const [positives, negatives] = [truePositive + falseNegative, falsePositive + trueNegative];
    const fprInterval = wilson(falsePositive, negatives, { level: Math.sqrt(level) });
    const recallInterval = wilson(truePositive, positives, { level: Math.sqrt(level) });
    if (fprInterval === null || recallInterval === null) return [];
    const [fpr, recall] = [falsePositive / negatives, truePositive / positives];
    return [{ threshold, fpr, recall, fprInterval, recallInterval, level }];
  });
}

/** Between how many and how many of n rows lie above a threshold that a share of all rows is above. */
function countLimits(share: number, n: number, level: number): { low: number; high: number } {
  return { low: binomialQuantile((1 - level) / 2, n, share), high: binomialQuantile((1 + level) / 2, n, share) };
}

/** How far the shares of n rows above any threshold lie from the truth at most, in all of them but 1 - sqrt(level) of samples. */
function uniformError(n: number, level: number): number {
  return Math.sqrt(Math.log(2 / (1 - Math.sqrt(level))) / (2 * n));
}

function checkPlaces(fn: string, at: readonly number[], holds: (x: number) => boolean, expected: string): void {
  at.forEach((x, i) => {
    if (holds(x) && (i === 0 || at[i - 1]! <= x)) return;
    throw new InputError({ code: 'out-of-range', fn, argument: `at[${i}]`, expected, received: x });
  });
}
