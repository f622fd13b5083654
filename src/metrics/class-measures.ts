/** The measures of class scores, over all classes and for each, with their intervals and baselines. */
import { InputError } from '../core/errors.ts';
import { wilson } from '../stats/proportion.ts';
import { macroAreaInterval, macroRecallInterval, matrixInterval } from './class-intervals.ts';
import { oneVersusRest, truthTotals } from './confusion.ts';
import type { GapCounts } from './gaps.ts';
import { averagePrecisionInfluence, rocAucInfluence } from './influence.ts';
import type { IntervalOptions } from './intervals.ts';
import { measure } from './measure.ts';
import {
  averaged,
  type Matrix,
  matrixAccuracy,
  matrixBalancedAccuracy,
  matrixMcc,
  weightedMean,
} from './multiclass.ts';
import { pointMetric } from './point.ts';
import { namedPointMeasures } from './point-measures.ts';
import { classBrier, classLogLoss, classLogLossSkill, nullClassLogLoss } from './probability.ts';
import { averagePrecisionOf, rocAucOf } from './ranking.ts';
import { closedFormArea, rankingMeasures } from './score-measures.ts';
import type { ClassScores, Measure, MulticlassEvaluation } from './types.ts';

/**
 * Position of the class with the largest probability times factor in each row; among equals the first. Factors of all 1 (the
 * default) decide for the most probable class, inverse class shares aim at equal recall. O(N K).
 */
export function predictedClasses(scores: ClassScores, factors?: readonly number[]): Int32Array {
  const k = scores.classes.length;
  if (factors !== undefined && !(factors.length === k && factors.every((factor) => factor > 0 && factor < Infinity))) {
    const expected = `${k} finite numbers above 0, one for each class`;
    throw new InputError({ code: 'factors', fn: 'predictedClasses', argument: 'factors', expected, received: factors });
  }
  const predictions = new Int32Array(scores.labels.length);
  for (let i = 0; i < predictions.length; i++) {
    let most = -1;
    for (let c = 0; c < k; c++) {
      const value = scores.probabilities[i * k + c]! * (factors?.[c] ?? 1);
      if (value > most) {
        most = value;
        predictions[i] = c;
      }
    }
  }
  return predictions;
}

/** What is said about all classes together, accuracy first. `gaps` are those of each class against the rest. */
export function classMeasures(
  scores: ClassScores,
  matrix: Matrix,
  gaps: readonly GapCounts[],
  options: IntervalOptions = {},
): Measure[] {
  const sizes = truthTotals(matrix);
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const k = sizes.length;
  const behind = { n, nPositive: Math.min(...sizes) };
  const right = matrix.reduce((sum, row, c) => sum + row[c]!, 0);
  const f1 = pointMetric('f1')!;
  const macroF1 = (m: Matrix) => averaged(f1, m, 'macro');
  const weightedF1 = (m: Matrix) => averaged(f1, m, 'weighted');
  const chance = (value: number) => ({ value, meaning: 'no better than chance' });
  const delta = (metric: typeof macroF1, range: readonly [number, number]) =>
    matrixInterval(metric, matrix, { ...options, range }) ?? undefined;
  return [
    measure('accuracy', matrixAccuracy(matrix), {
      ...behind,
      interval: wilson(right, n, options) ?? undefined,
      baseline: { value: Math.max(...sizes) / n, meaning: 'null accuracy: always the majority' },
    }),
    measure('balancedAccuracy', matrixBalancedAccuracy(matrix), {
      ...behind,
      interval: macroRecallInterval(matrix, options) ?? undefined,
      baseline: chance(1 / sizes.filter((size) => size > 0).length),
    }),
    measure('macroF1', macroF1(matrix), { ...behind, interval: delta(macroF1, [0, 1]) }),
    measure('weightedF1', weightedF1(matrix), { ...behind, interval: delta(weightedF1, [0, 1]) }),
    measure('mcc', matrixMcc(matrix), { ...behind, interval: delta(matrixMcc, [-1, 1]), baseline: chance(0) }),
    ...areaMeasures(scores, gaps, { ...behind, k }, options),
    measure('logLoss', classLogLoss(scores), {
      ...behind,
      baseline: { value: nullClassLogLoss(scores), meaning: 'always the class shares' },
    }),
    measure('logLossSkill', classLogLossSkill(scores), {
      ...behind,
      baseline: { value: 0, meaning: 'always the class shares' },
    }),
    measure('brier', classBrier(scores), {
      ...behind,
      baseline: {
        value: 1 - sizes.reduce((sum, size) => sum + (size / n) ** 2, 0),
        meaning: 'always the class shares',
      },
    }),
  ];
}

function areaMeasures(
  scores: ClassScores,
  gaps: readonly GapCounts[],
  { k, ...behind }: { readonly n: number; readonly nPositive: number; readonly k: number },
  options: IntervalOptions,
): Measure[] {
  const ones = gaps.map(() => 1);
  const macroAuc = weightedMean(gaps.map(rocAucOf), ones, scores.classes);
  const macroAp = weightedMean(
    gaps.map((one) => averagePrecisionOf(one)),
    ones,
    scores.classes,
  );
  const influences = (of: typeof rocAucInfluence) => gaps.map((one) => ({ gaps: one, influence: of(one) }));
  return [
    measure('macroRocAuc', macroAuc, {
      ...behind,
      interval: macroAreaInterval(scores, macroAuc, influences(rocAucInfluence), options) ?? undefined,
      baseline: { value: 0.5, meaning: 'no better than chance' },
    }),
    measure('macroAveragePrecision', macroAp, {
      ...behind,
      interval: macroAreaInterval(scores, macroAp, influences(averagePrecisionInfluence), options) ?? undefined,
      baseline: { value: 1 / k, meaning: 'mean prevalence of the classes' },
    }),
  ];
}

/** Each class against the rest: precision, recall, specificity, f1, rocAuc, averagePrecision. */
export function measuresPerClass(
  scores: ClassScores,
  matrix: Matrix,
  gaps: readonly GapCounts[],
  options: IntervalOptions = {},
): MulticlassEvaluation['perClass'] {
  const supports = truthTotals(matrix);
  return scores.classes.map((label, k) => ({
    label,
    support: supports[k]!,
    measures: [
      ...namedPointMeasures(['precision', 'recall', 'specificity', 'f1'], oneVersusRest(matrix, k), options),
      ...rankingMeasures(gaps[k]!, closedFormArea(options)),
    ],
  }));
}
