/** Public names of the room beyond those of index.ts: retrieval, gain, costs, decision curves, calibration and streaming. */
export { type AmountsCaught, amountsCaught } from './amounts-caught.ts';
export {
  type AtFloor,
  bestAtFloor,
  type Floor,
  precisionAtRecall,
  recallAtPrecision,
  sensitivityAtSpecificity,
  specificityAtSensitivity,
} from './constraints.ts';
export {
  bayesThreshold,
  type CostMatrix,
  costAtThresholds,
  expectedCost,
  savings,
  savingsOf,
  type ThresholdCosts,
  totalCost,
} from './cost.ts';
export { type CostCurve, costCurve, normalisedExpectedCost, probabilityCost } from './cost-curve.ts';
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
export { type GainCurve, type GainRow, gainCurve, gainTable, liftAt } from './gains.ts';
export { type GroupOptions, highestPerGroup } from './group-scores.ts';
export { auprg, auprgOf, type PrecisionRecallGainCurve, precisionRecallGainCurve } from './pr-gain.ts';
export { type AtCut, hitsAt, precisionAt, type RetrievalAtCut, recallAt, retrievalOf } from './retrieval.ts';
export { bayesDecisions, type DecisionCost, decisionCost, type RowCosts, rowCostAtThresholds } from './row-costs.ts';
export { confusionAfter, confusionFrom, stepsFrom } from './threshold-steps.ts';
export { type Cut, type Top, topOf } from './top-k.ts';
