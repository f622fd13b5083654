/** Everything that is said about one set of scores, put together: the results that reports and charts are drawn from. */
import { checkLevel } from '../stats/checks.ts';
import { bootstrappedAreas } from './bootstrap-areas.ts';
import { classMeasures, measuresPerClass, predictedClasses } from './class-measures.ts';
import { confusionMatrix } from './confusion.ts';
import { gapCounts } from './gaps.ts';
import { evaluatePoint } from './point-measures.ts';
import { probabilityBins } from './probability-bins.ts';
import { oneVersusRestGaps } from './ranking-multiclass.ts';
import { reliability } from './reliability.ts';
import { closedFormArea, probabilityMeasures, rankingMeasures } from './score-measures.ts';
import { precisionRecallPoints, rocPoints } from './thin.ts';
import type { ClassScores, Evaluation, MulticlassEvaluation, Scores } from './types.ts';

export interface EvaluationOptions {
  /** Where to decide: predicted positive from this score on; defaults to [0.5]. */
  readonly thresholds?: readonly number[];
  /** Coverage of intervals, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /**
   * How intervals of the two areas are made. `closed-form` (default): from formulas that take rows to be independent and cover
   * better where positives are few. `bootstrap`: from replicates, of whole groups where the scores have groups.
   */
  readonly areas?: 'closed-form' | 'bootstrap';
  /** Replicates where `areas` is `bootstrap`, and without effect otherwise; defaults to 2000. */
  readonly bootstrap?: number;
  /** Whole number in [0, 2^32 - 1] that fixes these replicates, and without effect otherwise; defaults to 42. */
  readonly seed?: number;
}

/**
 * Evaluates binary scores: the decisions at each threshold, the ranking, and where the scores are probabilities their quality.
 * All numbers are exact; only the curves are thinned for drawing. O(N + P log P) where positives are rare. Throws `InputError` for a NaN threshold or a level outside (0, 1).
 */
export function evaluateScores(
  scores: Scores,
  { thresholds = [0.5], level = 0.95, areas = 'closed-form', bootstrap = 2000, seed = 42 }: EvaluationOptions = {},
): Evaluation {
  checkLevel('evaluateScores', level);
  const gaps = gapCounts(scores);
  const bins = scores.probabilities ? probabilityBins(scores) : null;
  const n = gaps.positiveTotal + gaps.negativeTotal;
  const areaInterval =
    areas === 'bootstrap'
      ? bootstrappedAreas(scores, { level, replicates: bootstrap, seed })
      : closedFormArea({ level });
  return {
    role: scores.role,
    positive: scores.positive,
    n,
    nPositive: gaps.positiveTotal,
    prevalence: gaps.positiveTotal / n,
    points: thresholds.map((threshold) => evaluatePoint(scores, threshold, { level })),
    ranking: rankingMeasures(gaps, areaInterval),
    probability: bins === null ? [] : probabilityMeasures(scores, bins, { level }),
    roc: rocPoints(gaps),
    precisionRecall: precisionRecallPoints(gaps),
    reliability: bins === null ? [] : reliability(bins, { level }),
  };
}

export interface ClassEvaluationOptions {
  /** Coverage of intervals, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /** Decide for the largest probability times factor; defaults to the largest probability. */
  readonly factors?: readonly number[];
}

/**
 * Evaluates class scores: the decisions as a confusion matrix, the means over classes, and every class against the rest.
 * O(N K + K^4), radix passes for each class. Throws `InputError` for factors that are not one positive number a class.
 */
export function evaluateClasses(
  scores: ClassScores,
  { level = 0.95, factors }: ClassEvaluationOptions = {},
): MulticlassEvaluation {
  checkLevel('evaluateClasses', level);
  const { classes, labels, weights } = scores;
  const predictions = predictedClasses(scores, factors);
  const matrix = confusionMatrix(labels, predictions, classes.length, weights === undefined ? {} : { weights });
  const gaps = oneVersusRestGaps(scores);
  const n = matrix.flat().reduce((sum, count) => sum + count, 0);
  return {
    role: scores.role,
    n,
    classes,
    confusion: matrix,
    measures: classMeasures(scores, matrix, gaps, { level }),
    perClass: measuresPerClass(scores, matrix, gaps, { level }),
  };
}
