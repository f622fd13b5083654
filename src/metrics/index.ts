export { type AreaBootstrapOptions, bootstrapArea, resampledGaps } from './bootstrap-areas.ts';
export {
  type BinOptions,
  type CalibrationBin,
  calibrationCurve,
  calibrationError,
  equalMassBins,
} from './calibration-bins.ts';
export { predictedClasses } from './class-measures.ts';
export {
  type ClassificationReport,
  classificationReport,
  formatReport,
  type ImbalancedReportOptions,
  imbalancedReport,
  type ReportRow,
} from './class-report.ts';
export {
  type ConfusionMatrixOptions,
  confusionAt,
  confusionMatrix,
  matrixOf,
  normalizeConfusion,
  oneVersusRest,
  swapClasses,
} from './confusion.ts';
export { confusionAtIndex, countAtThresholds, type ThresholdCounts } from './counts.ts';
export {
  type CurveOptions,
  type DetCurve,
  detCurve,
  type PrecisionRecallCurve,
  precisionRecallCurve,
  type RocCurve,
  rocCurve,
} from './curves.ts';
export { type ClassEvaluationOptions, type EvaluationOptions, evaluateClasses, evaluateScores } from './evaluate.ts';
export { cornersOf, type GapCounts, gapCounts, gapsOf } from './gaps.ts';
export {
  averagePrecisionInterval,
  boydInterval,
  delongInterval,
  type IntervalOptions,
  lossInterval,
  ratesInterval,
  rocAucInterval,
} from './intervals.ts';
export {
  type Average,
  averaged,
  type BalancedAccuracyOptions,
  type KappaOptions,
  type Matrix,
  matrixAccuracy,
  matrixBalancedAccuracy,
  matrixGMean,
  matrixKappa,
  matrixMcc,
  perClass,
} from './multiclass.ts';
export { nullMeasures } from './null-model.ts';
export {
  fBeta,
  indexOfBalancedAccuracy,
  type PointMetric,
  type PointOptions,
  pointMetric,
  pointMetrics,
  pointValue,
} from './point.ts';
export { evaluatePoint, pointInterval, pointMeasure, pointMeasures } from './point-measures.ts';
export {
  brier,
  brierSkill,
  calibrationInTheLarge,
  classBrier,
  classBrierSkill,
  classLogLoss,
  classLogLossSkill,
  logLoss,
  logLossSkill,
} from './probability.ts';
export {
  averagePrecision,
  averagePrecisionOf,
  partialRocAuc,
  partialRocAucOf,
  rocAuc,
  rocAucOf,
  trapezoid,
  type ZeroDivision,
} from './ranking.ts';
export {
  averagePrecisionPerClass,
  type MulticlassAucOptions,
  multiclassAveragePrecision,
  multiclassRocAuc,
  oneVersusRestGaps,
  oneVersusRestScores,
  rocAucPerClass,
  topKAccuracy,
} from './ranking-multiclass.ts';
export { type Metric, metricNamed, metrics } from './registry.ts';
export { type ReliabilityOptions, reliability } from './reliability.ts';
export { type BinaryScoresInput, binaryScores, type ClassScoresInput, classScores } from './scores.ts';
export { precisionRecallPoints, rocPoints, type ThinOptions } from './thin.ts';
export type {
  ClassScores,
  Confusion,
  CurvePoints,
  Evaluation,
  Measure,
  MulticlassEvaluation,
  PointEvaluation,
  ReliabilityBin,
  ScoreRole,
  Scores,
} from './types.ts';
export type { Value } from './value.ts';
