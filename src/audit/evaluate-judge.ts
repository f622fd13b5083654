/** Everything said about one file of predictions. */
import type { Warning } from '../core/warnings.ts';
import { distributionOfClasses } from '../data/distribution.ts';
import type { Distribution } from '../data/types.ts';
import { checkResults } from '../diagnostics/check.ts';
import type { ResultContext } from '../diagnostics/context.ts';
import { scoreFacts } from '../diagnostics/score-facts.ts';
import type { Finding } from '../diagnostics/types.ts';
import { evaluateClasses, evaluateScores } from '../metrics/evaluate.ts';
import { nullMeasures } from '../metrics/null-model.ts';
import { binaryScores, classScores } from '../metrics/scores.ts';
import type { ClassScores, Evaluation, MulticlassEvaluation, Scores } from '../metrics/types.ts';
import type { ThresholdChoice } from '../thresholds/types.ts';
import { amountsAtStake } from './evaluate-amounts.ts';
import { checkGate, type Judged } from './evaluate-gates.ts';
import { groupCount, withGroupIntervals } from './evaluate-group-intervals.ts';
import type { CompleteEvaluateOptions } from './evaluate-options.ts';
import type { Predictions } from './evaluate-read.ts';
import { chosenHere, judgedThreshold } from './evaluate-threshold.ts';
import type { GateResult, JudgedPredictions } from './evaluate-types.ts';
import { bySeverity } from './result-context.ts';
import type { NullModel } from './types.ts';

/** The scores of a file, of one kind or the other. */
export interface JudgedScores {
  readonly scores: Scores | null;
  readonly classScores: ClassScores | null;
}

/** Scores as the metrics want them; predicted classes become the scores 0 and 1. */
export function scoresToJudge(predictions: Predictions): JudgedScores {
  const { classes, labels, binary, probabilities, weights, groups, amounts, rows } = predictions;
  const common = { ...(weights === null ? {} : { weights }), ...(rows === null ? {} : { rows }) };
  if (!binary) {
    const matrix = predictions.scores ?? certain(predictions.predicted!, classes.length);
    return { scores: null, classScores: classScores({ classes, labels, probabilities: matrix, ...common }) };
  }
  const scores = binaryScores({
    labels: new Uint8Array(labels),
    scores: predictions.scores ?? new Float64Array(predictions.predicted!),
    probabilities,
    positive: classes[1]!,
    ...common,
    ...(groups === null ? {} : { groups }),
    ...(amounts === null ? {} : { amounts }),
  });
  return { scores, classScores: null };
}

function certain(predicted: Int32Array, k: number): Float64Array {
  const matrix = new Float64Array(predicted.length * k);
  for (let i = 0; i < predicted.length; i++) matrix[i * k + predicted[i]!] = 1;
  return matrix;
}

export function judge(
  predictions: Predictions,
  judged: JudgedScores,
  options: CompleteEvaluateOptions,
): JudgedPredictions {
  const { file, binary } = predictions;
  const { scores } = judged;
  const chosen = scores === null || predictions.predicted !== null ? null : judgedThreshold(scores, options);
  const thresholds = thresholdsOf(predictions, chosen?.threshold.threshold ?? null);
  const counts = countsOf(predictions);
  const distribution = distributionIn(predictions, counts);
  const nullModel = nullModelOf(predictions, counts);
  const results = evaluated(predictions, judged, thresholds, options, options.level);
  return {
    source: { name: file.name, format: file.format, rows: file.table.rowCount },
    distribution,
    nullModel,
    judged: predictions.predicted !== null ? 'classes' : predictions.probabilities ? 'probabilities' : 'scores',
    ...results,
    threshold: chosen?.threshold ?? null,
    gates: binary || judged.classScores !== null ? gatesOf(results) : [],
    findings: bySeverity([
      ...predictions.findings,
      ...chosenHere(chosen?.choice ?? null),
      ...findingsOf(predictions, results, { nullModel, distribution, choice: chosen?.choice ?? null, scores }),
    ]),
    warnings: [...predictions.warnings, ...warningsOf(predictions, thresholds, counts)],
  };

  function gatesOf(own: Judged): GateResult[] {
    const byLevel = new Map<number, Judged>([[options.level, own]]);
    return options.gates.map((gate) => {
      const level = gate.level ?? options.level;
      const at = byLevel.get(level) ?? evaluated(predictions, judged, thresholds, options, level);
      byLevel.set(level, at);
      return checkGate(gate, at, level);
    });
  }
}

/** One half first, where it means something, then the threshold asked for. */
function thresholdsOf({ predicted, probabilities }: Predictions, asked: number | null): number[] {
  const half = predicted !== null || probabilities ? [0.5] : [];
  return asked === null || asked === half[0] ? half : [...half, asked];
}

function evaluated(
  predictions: Predictions,
  { scores, classScores: many }: JudgedScores,
  thresholds: readonly number[],
  { bootstrap, seed, amount }: CompleteEvaluateOptions,
  level: number,
): Judged {
  if (many !== null) {
    const multiclass = evaluateClasses(many, { level });
    return {
      evaluation: null,
      multiclass: predictions.predicted === null ? multiclass : decisionsOnly(multiclass),
      amounts: null,
    };
  }
  const independent = evaluateScores(scores!, { thresholds, level });
  const ranked: Evaluation =
    predictions.predicted === null
      ? independent
      : { ...independent, ranking: [], roc: noCurve, precisionRecall: noCurve };
  const grouped =
    predictions.groups === null ? ranked : withGroupIntervals(ranked, scores!, { level, bootstrap, seed });
  return {
    evaluation: grouped,
    multiclass: null,
    amounts: amount === null ? null : amountsAtStake(scores!, { column: amount, thresholds, level }),
  };
}

const noCurve: Evaluation['roc'] = { x: [], y: [], thresholds: [], error: 0 };

/** Predicted classes have no ranking and no probabilities to judge. */
function decisionsOnly(evaluation: MulticlassEvaluation): MulticlassEvaluation {
  const needsScores = /rocauc|averageprecision|logloss|brier/i;
  const decided = <M extends { readonly name: string }>(measures: readonly M[]): M[] =>
    measures.filter(({ name }) => !needsScores.test(name));
  return {
    ...evaluation,
    measures: decided(evaluation.measures),
    perClass: evaluation.perClass.map((entry) => ({ ...entry, measures: decided(entry.measures) })),
  };
}

/** Rows (not weights) of each class. */
function countsOf({ labels, classes }: Predictions): number[] {
  const counts = new Float64Array(classes.length);
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]!++;
  return [...counts];
}

function distributionIn(predictions: Predictions, counts: readonly number[]): Distribution {
  const { classes, values } = predictions;
  const present = classes.map((label, k) => ({ label, values: values[k]!, count: counts[k]! }));
  return distributionOfClasses(present.filter(({ count }) => count > 0 || predictions.binary));
}

function nullModelOf({ classes, labels, weights, binary }: Predictions, counts: readonly number[]): NullModel {
  const totals = weights === null ? [...counts] : classes.map(() => 0);
  if (weights !== null) for (let i = 0; i < labels.length; i++) totals[labels[i]!]! += weights[i]!;
  return {
    prediction: classes[totals.indexOf(Math.max(...totals))]!,
    measures: nullMeasures(totals, binary ? classes[1]! : null),
  };
}

interface Known {
  readonly nullModel: NullModel;
  readonly distribution: Distribution;
  readonly choice: ThresholdChoice | null;
  readonly scores: Scores | null;
}

function findingsOf(
  { classes, binary, positiveInferred, predicted }: Predictions,
  { evaluation, multiclass }: Judged,
  { nullModel, distribution, choice, scores }: Known,
): Finding[] {
  const positive = binary ? classes[1]! : null;
  const context: ResultContext = {
    evaluation,
    multiclass,
    nullAccuracy: nullModel.measures.find(({ name }) => name === 'accuracy')?.value ?? 0,
    positive,
    positiveInferred,
    positiveShare: distribution.classes.find(({ label }) => label === positive)?.share ?? null,
    ...(choice === null ? {} : { threshold: choice }),
    /* Predicted classes are known to be no scores. */
    ...(scores === null || predicted !== null ? {} : { scores: scoreFacts(scores.scores) }),
  };
  return checkResults(context);
}

function warningsOf(predictions: Predictions, thresholds: readonly number[], counts: readonly number[]): Warning[] {
  const { binary, groups, scores, classes } = predictions;
  const present = counts.filter((count) => count > 0).length;
  const warnings: Warning[] = [];
  if (present === 1) {
    const only = classes[counts.findIndex((count) => count > 0)]!;
    const message = `All rows are of class '${only}': what needs both classes is undefined, and says so.`;
    warnings.push({ code: 'one-class', message });
  }
  if (binary && scores !== null && thresholds.length === 0) {
    const message =
      'The scores are no probabilities and no threshold was given, so no decisions were judged; --threshold names one.';
    warnings.push({ code: 'no-threshold', message });
  }
  if (groups !== null) {
    const message = binary
      ? `Intervals come from resampling the ${groupCount(groups)} groups whole, because rows of one group are not independent.`
      : 'Groups are not used with three or more classes: intervals take rows to be independent.';
    warnings.push({ code: 'groups', message });
  }
  return warnings;
}
