/**
 * The end of an audit: the threshold is chosen on out-of-fold scores of the training part, the chosen pipeline is refitted on
 * the whole of it, and the test part is looked at once.
 */
import type { Warning } from '../core/warnings.ts';
import { classCounts } from '../data/dataset.ts';
import { touchTest } from '../data/roles.ts';
import type { Dataset, Fold, TestSet, TrainSet } from '../data/types.ts';
import { type EvaluationOptions, evaluateClasses, evaluateScores } from '../metrics/evaluate.ts';
import { nullMeasures } from '../metrics/null-model.ts';
import { binaryScores } from '../metrics/scores.ts';
import type { Evaluation, MulticlassEvaluation, Scores } from '../metrics/types.ts';
import { chooseThreshold } from '../thresholds/choose.ts';
import type { ThresholdChoice } from '../thresholds/types.ts';
import { columnOf } from '../validation/decide.ts';
import { fitPipeline, predictPipeline } from '../validation/pipeline.ts';
import type { Compared } from './comparison.ts';
import type { CompleteAuditOptions } from './options.ts';
import type { Steps } from './steps.ts';
import type { NullModel } from './types.ts';

export interface FinalLook {
  readonly nullModel: NullModel;
  readonly threshold: ThresholdChoice | null;
  /** The chosen pipeline on out-of-fold scores of the training part; null with three or more classes. */
  readonly outOfFold: Evaluation | null;
  readonly evaluation: Evaluation | null;
  readonly multiclass: MulticlassEvaluation | null;
  /** The test scores themselves, for facts that curves do not tell. */
  readonly scores: Scores | null;
  readonly warnings: readonly Warning[];
}

export async function lookOnce(
  train: TrainSet,
  test: TestSet,
  folds: readonly Fold[],
  columns: readonly string[],
  compared: Compared,
  options: CompleteAuditOptions,
  steps: Steps,
): Promise<FinalLook> {
  await steps.begin('fitting the chosen model on the whole training part');
  const { strategy, model } = compared.run.candidate;
  const pipeline = fitPipeline({ strategy, model, seed: options.seed }, train, { columns });
  await steps.step('looking at the test part, once');
  const probabilities = predictPipeline(pipeline, test);
  const { target } = test.data;
  const counts = classCounts(target);
  const nullModel: NullModel = {
    prediction: target.classes[counts.indexOf(Math.max(...counts))]!,
    measures: nullMeasures(counts, target.positive === null ? null : target.classes[target.positive]!),
  };
  const warnings = looksWarning(touchTest(test));
  if (target.positive === null) {
    const multiclass = evaluateClasses(
      { classes: target.classes, labels: target.codes, probabilities, role: 'test', rows: test.data.rows },
      { level: options.level },
    );
    return { nullModel, threshold: null, outOfFold: null, evaluation: null, multiclass, scores: null, warnings };
  }
  const outOfFoldScores = scoresOf(train.data, columnOf(compared.run.outOfFold, 2, 1), 'out-of-fold');
  await steps.step('choosing the threshold');
  const threshold = chooseThreshold(outOfFoldScores, {
    objective: options.thresholdFor,
    level: options.level,
    seed: options.seed,
    bootstrap: options.bootstrap,
    folds: folds.slice(0, options.folds).map((fold) => fold.test),
  });
  const thresholds = threshold.threshold === null ? [0.5] : [0.5, threshold.threshold];
  await steps.step('measuring how sure the numbers are');
  const scores = scoresOf(test.data, columnOf(probabilities, 2, 1), 'test');
  const evaluation = evaluateScores(scores, { thresholds, ...intervalOptions(scores, options) });
  const outOfFold = evaluateScores(outOfFoldScores, { thresholds, ...intervalOptions(outOfFoldScores, options) });
  await steps.step('done');
  return { nullModel, threshold, outOfFold, evaluation, multiclass: null, scores, warnings };
}

/** From this many positives on, the percentile bootstrap of both areas covers as it should; below, closed forms cover better. */
const enoughToBootstrap = 200;

function intervalOptions(
  { labels }: Scores,
  { level, bootstrap, seed }: CompleteAuditOptions,
): Pick<EvaluationOptions, 'level' | 'areas' | 'bootstrap' | 'seed'> {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  return { level, areas: positives >= enoughToBootstrap ? 'bootstrap' : 'closed-form', bootstrap, seed };
}

function scoresOf(data: Dataset, scores: Float64Array, role: 'test' | 'out-of-fold'): Scores {
  return binaryScores({
    labels: Uint8Array.from(data.target.codes),
    scores,
    probabilities: true,
    positive: data.target.classes[1]!,
    role,
    rows: data.rows,
    ...(data.weights === undefined ? {} : { weights: data.weights }),
  });
}

function looksWarning(looks: number): Warning[] {
  if (looks <= 1) return [];
  return [
    {
      code: 'test-seen-again',
      message: `The test part has now been looked at ${looks} times; numbers that were chosen with its help are too good.`,
    },
  ];
}
