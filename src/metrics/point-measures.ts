/** What one threshold does, as measures with their intervals and baselines. */
import { wilson } from '../stats/proportion.ts';
import type { Interval } from '../stats/types.ts';
import { confusionAt } from './confusion.ts';
import { type IntervalOptions, ratesInterval } from './intervals.ts';
import { measure } from './measure.ts';
import { displayedPointMetrics, type PointMetric, pointMetric, pointValue } from './point.ts';
import type { Confusion, Measure, PointEvaluation, Scores } from './types.ts';

/** Wilson's interval for proportions, combined Wilson limits for what follows from recall and specificity, else none. */
export function pointInterval(
  metric: PointMetric,
  confusion: Confusion,
  options: IntervalOptions = {},
): Interval | null {
  if (metric.interval === 'none') return null;
  if (metric.interval === 'rates') return ratesInterval(metric, confusion, options);
  const [successes, trials] = metric.ratio(confusion);
  return wilson(successes, trials, options);
}

/**
 * A point metric as a measure. Behind a proportion stand its trials: the positives for recall, the predicted positives for
 * precision, the negatives for specificity; behind every other metric all rows.
 */
export function pointMeasure(metric: PointMetric, confusion: Confusion, options: IntervalOptions = {}): Measure {
  const value = pointValue(metric, confusion);
  const nPositive = confusion.truePositive + confusion.falseNegative;
  const all = nPositive + confusion.trueNegative + confusion.falsePositive;
  const trials = metric.interval === 'proportion' ? metric.ratio(confusion)[1] : all;
  return measure(metric.name, value, {
    n: trials,
    nPositive: positivesBehind(metric.name, confusion),
    interval: pointInterval(metric, confusion, options) ?? undefined,
    baseline: value.value === null ? undefined : metric.baseline?.(confusion),
  });
}

/** Positives among the trials. */
function positivesBehind(name: string, { truePositive, falseNegative }: Confusion): number {
  if (name === 'precision') return truePositive;
  if (name === 'npv') return falseNegative;
  if (name === 'specificity' || name === 'fpr') return 0;
  return truePositive + falseNegative;
}

/** The measures shown for one confusion matrix, in display order. */
export function pointMeasures(confusion: Confusion, options: IntervalOptions = {}): Measure[] {
  return displayedPointMetrics.map((metric) => pointMeasure(metric, confusion, options));
}

/** Everything about one threshold. O(N). */
export function evaluatePoint(scores: Scores, threshold: number, options: IntervalOptions = {}): PointEvaluation {
  const confusion = confusionAt(scores, threshold);
  return { threshold, confusion, measures: pointMeasures(confusion, options) };
}

/** Measures of the given names. */
export function namedPointMeasures(
  names: readonly string[],
  confusion: Confusion,
  options: IntervalOptions = {},
): Measure[] {
  return names.map((name) => pointMeasure(pointMetric(name)!, confusion, options));
}
