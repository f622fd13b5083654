/** The null-accuracy trap in numbers: what always predicting the majority scores on every metric. */
import { InputError } from '../core/errors.ts';
import { oneVersusRest } from './confusion.ts';
import { measure } from './measure.ts';
import { averaged, matrixAccuracy, matrixBalancedAccuracy, matrixMcc } from './multiclass.ts';
import { displayedPointMetrics, pointMetric, pointValue } from './point.ts';
import type { Measure } from './types.ts';
import { defined, undefinedBecause, type Value } from './value.ts';

/**
 * Measures of the predictor that always answers the largest class (the first of equals).
 *
 * `counts` are rows (or weight) per class. With a named `positive` there are two classes and the positive one is second; with
 * null the measures are those of three or more classes. Its one score for all rows ranks nothing: ROC-AUC is .5 and average
 * precision the prevalence. As a probability its answer is certain, so the Brier score is the share of the other classes and
 * the log loss has no finite value. Throws `InputError` for counts that are negative, not finite or all 0.
 */
export function nullMeasures(counts: ArrayLike<number>, positive: string | null): Measure[] {
  const sizes = Array.from(counts);
  check(sizes, positive);
  const majority = sizes.indexOf(Math.max(...sizes));
  const matrix = sizes.map((size) => sizes.map((_, k) => (k === majority ? size : 0)));
  return positive === null ? classMeasures(sizes, matrix) : binaryMeasures(sizes, matrix);
}

function binaryMeasures(sizes: readonly number[], matrix: number[][]): Measure[] {
  const n = sizes[0]! + sizes[1]!;
  const nPositive = sizes[1]!;
  const prevalence = nPositive / n;
  const confusion = oneVersusRest(matrix, 1);
  const behind = { n, nPositive };
  const bothClasses = (value: number): Value =>
    sizes[0]! > 0 && nPositive > 0 ? defined(value) : undefinedBecause('one class is empty');
  return [
    ...displayedPointMetrics.map((metric) => {
      const baseline = metric.baseline?.(confusion);
      return measure(metric.name, pointValue(metric, confusion), { ...behind, baseline });
    }),
    measure('rocAuc', bothClasses(0.5), { ...behind, baseline: { value: 0.5, meaning: 'no better than chance' } }),
    measure('averagePrecision', nPositive > 0 ? defined(prevalence) : undefinedBecause('there are no positives'), {
      ...behind,
      baseline: { value: prevalence, meaning: 'prevalence' },
    }),
    measure('brier', defined(Math.min(prevalence, 1 - prevalence)), {
      ...behind,
      baseline: { value: prevalence * (1 - prevalence), meaning: 'always the prevalence' },
    }),
    measure('logLoss', certainAndWrong, behind),
  ];
}

const certainAndWrong = undefinedBecause('a certain answer that is wrong costs infinitely much');

function classMeasures(sizes: readonly number[], matrix: number[][]): Measure[] {
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const behind = { n, nPositive: Math.min(...sizes) };
  const everyClass = (value: number): Value =>
    sizes.every((size) => size > 0) ? defined(value) : undefinedBecause('a class is empty');
  return [
    measure('accuracy', matrixAccuracy(matrix), behind),
    measure('balancedAccuracy', matrixBalancedAccuracy(matrix), behind),
    measure('macroF1', averaged(pointMetric('f1')!, matrix, 'macro'), behind),
    measure('mcc', matrixMcc(matrix), behind),
    measure('macroRocAuc', everyClass(0.5), behind),
    measure('macroAveragePrecision', everyClass(1 / sizes.length), behind),
    measure('logLoss', certainAndWrong, behind),
  ];
}

function check(sizes: readonly number[], positive: string | null): void {
  const refuse = (argument: string, expected: string, received: unknown): InputError =>
    new InputError({ code: 'counts', fn: 'nullMeasures', argument, expected, received });
  if (positive === null ? sizes.length < 2 : sizes.length !== 2) {
    throw refuse(
      'counts',
      positive === null ? 'of two or more classes' : 'of two classes, the positive one second',
      sizes,
    );
  }
  for (const [k, size] of sizes.entries()) {
    if (!(0 <= size && size < Infinity)) throw refuse(`counts[${k}]`, 'finite and at least 0', size);
  }
  if (!sizes.some((size) => size > 0)) throw refuse('the sum of counts', 'more than 0', 0);
}
