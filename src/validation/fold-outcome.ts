/** What is measured on the held-out part of one fold: the ranking, the probabilities, and the strategy's own decisions. */
import { requireScorable } from '../data/roles.ts';
import type { HeldOutSet } from '../data/types.ts';
import { confusionAt, confusionMatrix } from '../metrics/confusion.ts';
import { averaged, matrixAccuracy, matrixBalancedAccuracy } from '../metrics/multiclass.ts';
import { pointMetric, pointValue } from '../metrics/point.ts';
import { brier, classLogLoss, logLoss } from '../metrics/probability.ts';
import { averagePrecision, rocAuc } from '../metrics/ranking.ts';
import { multiclassAveragePrecision, multiclassRocAuc } from '../metrics/ranking-multiclass.ts';
import { binaryScores, classScores } from '../metrics/scores.ts';
import { columnOf, decideClasses } from './decide.ts';

/** Value of each measure, null where it is undefined on this fold. */
export type FoldOutcome = Readonly<Record<string, number | null>>;

const decisionMeasures = ['f1', 'balancedAccuracy', 'recall', 'precision', 'specificity', 'mcc', 'accuracy'];

/** Two classes; `threshold` null leaves the decisions undefined. */
export function measureBinaryFold(set: HeldOutSet, probabilities: Float64Array, threshold: number | null): FoldOutcome {
  requireScorable('measureBinaryFold', set);
  const { target, weights } = set.data;
  const scores = binaryScores({
    labels: Uint8Array.from(target.codes),
    scores: columnOf(probabilities, 2, 1),
    probabilities: true,
    role: 'out-of-fold',
    ...(weights === undefined ? {} : { weights }),
  });
  const confusion = threshold === null ? null : confusionAt(scores, threshold);
  const decided = decisionMeasures.map((name) => [
    name,
    confusion === null ? null : pointValue(pointMetric(name)!, confusion).value,
  ]);
  return {
    averagePrecision: averagePrecision(scores).value,
    rocAuc: rocAuc(scores).value,
    brier: brier(scores).value,
    logLoss: logLoss(scores).value,
    ...Object.fromEntries(decided),
  };
}

/** Three or more classes, decided by the largest probability times factor. */
export function measureClassFold(
  set: HeldOutSet,
  probabilities: Float64Array,
  factors: readonly number[],
): FoldOutcome {
  requireScorable('measureClassFold', set);
  const { target, weights } = set.data;
  const given = weights === undefined ? {} : { weights };
  const scores = classScores({
    classes: target.classes,
    labels: target.codes,
    probabilities,
    role: 'out-of-fold',
    ...given,
  });
  const matrix = confusionMatrix(target.codes, decideClasses(probabilities, factors), target.classes.length, given);
  return {
    macroAveragePrecision: multiclassAveragePrecision(scores).value,
    macroRocAuc: multiclassRocAuc(scores).value,
    logLoss: classLogLoss(scores).value,
    macroF1: averaged(pointMetric('f1')!, matrix, 'macro').value,
    balancedAccuracy: matrixBalancedAccuracy(matrix).value,
    accuracy: matrixAccuracy(matrix).value,
  };
}
