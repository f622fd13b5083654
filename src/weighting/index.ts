export {
  balancedWeights,
  type ClassWeightContext,
  type ClassWeightSpec,
  classTotals,
  classWeightsFrom,
  rowWeights,
  scalePosWeight,
} from './class-weights.ts';
export { type EffectiveNumberOptions, effectiveNumber, effectiveNumberWeights } from './effective-number.ts';
