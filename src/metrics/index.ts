export { type AmountsCaught, amountsCaught } from './amounts-caught.ts';
export {
  type BandOptions,
  type BandPoint,
  precisionRecallBand,
  type RocRectangle,
  rocBand,
  rocRectangles,
} from './bands.ts';
export {
  areaStatistics,
  bootstrapCounts,
  type CountBootstrap,
  type CountBootstrapOptions,
  type Sampling,
} from './bootstrap.ts';
export { type AreaBootstrapOptions, bootstrapArea } from './bootstrap-areas.ts';
export { type GapDraw, resampledGaps } from './bootstrap-draws.ts';
export type { CountStatistic } from './bootstrap-pulls.ts';
export {
  type BinOptions,
  type CalibrationBin,
  calibrationCurve,
  calibrationError,
  equalMassBins,
} from './calibration-bins.ts';
export {
  type BinnedOptions,
  type BrierParts,
  binnedCalibrationError,
  binnedErrorOf,
  brierParts,
  type CalibrationErrorOptions,
  equalWidthBins,
} from './calibration-error.ts';
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
export {
  type AtFloor,
  bestAtFloor,
  type Floor,
  precisionAtRecall,
  recallAtPrecision,
  sensitivityAtSpecificity,
  specificityAtSensitivity,
} from './constraints.ts';
export { type CorpOptions, type CorpParts, type CorpStep, corpParts, corpSteps } from './corp.ts';
export {
  type CostMatrix,
  costAtThresholds,
  expectedCost,
  savings,
  savingsOf,
  type ThresholdCosts,
  totalCost,
} from './cost.ts';
export { type CostCurve, costCurve, normalisedExpectedCost, probabilityCost } from './cost-curve.ts';
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
export {
  type DecisionCurveOptions,
  type DecisionCurvePoint,
  decisionCurve,
  decisionCurveOf,
} from './decision-curve.ts';
export {
  bedroc,
  bedrocOf,
  type CautionedValue,
  type EarlyOptions,
  enrichmentFactor,
  rie,
  rieOf,
} from './early-recognition.ts';
export { type LogAucOptions, logAuc, type RocEnrichment, rocEnrichment } from './early-roc.ts';
export { type ClassEvaluationOptions, type EvaluationOptions, evaluateClasses, evaluateScores } from './evaluate.ts';
export { type GainCurve, type GainRow, gainCurve, gainTable, liftAt } from './gains.ts';
export { cornersOf, type GapCounts, gapCounts, gapsOf } from './gaps.ts';
export { type GroupOptions, highestPerGroup } from './group-scores.ts';
export { hanleyMcNeilError, hanleyMcNeilInterval } from './hanley-mcneil.ts';
export {
  averagePrecisionInterval,
  boydInterval,
  boydIntervalOf,
  type ClassSizes,
  delongInterval,
  type IntervalOptions,
  lossInterval,
  newcombeInterval,
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
  type AreaComparison,
  type AreaComparisonOptions,
  compareAreas,
  type PairedDifference,
  type PairedMetric,
} from './paired-areas.ts';
export { type BootstrapDifferences, bootstrapDifferences, type PairedBootstrapOptions } from './paired-bootstrap.ts';
export { compareDecisions, type DecisionComparison, type DecisionDifference } from './paired-decisions.ts';
export {
  type AreaPermutation,
  type PermutationOptions,
  type PermutationTest,
  permuteAreas,
} from './paired-permutation.ts';
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
export { type Claim, type Goal, positivesNeeded } from './positives-needed.ts';
export { auprg, auprgOf, type PrecisionRecallGainCurve, precisionRecallGainCurve } from './pr-gain.ts';
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
export { type Spiegelhalter, type StratifiedBrier, spiegelhalterZ, stratifiedBrier } from './probability-checks.ts';
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
export { type Recalibration, type RecalibrationOptions, recalibration, recalibrationOf } from './recalibration.ts';
export { type Metric, metricNamed, metrics } from './registry.ts';
export { type ReliabilityOptions, reliability } from './reliability.ts';
export { type AtCut, hitsAt, precisionAt, type RetrievalAtCut, recallAt, retrievalOf } from './retrieval.ts';
export {
  bayesDecisions,
  type DecisionCost,
  decisionCost,
  type RowCostMatrix,
  rowCostAtThresholds,
} from './row-costs.ts';
export { type BinaryScoresInput, binaryScores, type ClassScoresInput, classScores } from './scores.ts';
export { type ScoreStreamOptions, scoreStream, scoreStreamFromJSON } from './stream.ts';
export { type BoundedOptions, BoundedScoreStream } from './stream-bounded.ts';
export { type ConfusionAtThreshold, ConfusionStream, type ConfusionStreamState } from './stream-confusion.ts';
export { ExactScoreStream } from './stream-exact.ts';
export type { Bounded, ScoreBatch, ScoreStream, ScoreStreamState, StreamPoint, StreamValue } from './stream-types.ts';
export { precisionRecallPoints, rocPoints, type ThinOptions } from './thin.ts';
export { confusionAfter, confusionFrom, stepsFrom } from './threshold-steps.ts';
export { type Cut, type Top, topOf } from './top-k.ts';
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
