export type { FittedBeta } from './beta.ts';
export type { FittedIsotonic } from './isotonic.ts';
export type { FittedPlatt } from './platt.ts';
export { type Accuracy, type PredictiveValues, predictiveValues, prevalenceForPpv } from './predictive-values.ts';
export { correctPrior, type PriorChange, undoClassWeights, undoOddsFactor, undoUndersampling } from './prior.ts';
export { applyCalibrator, calibrators, fitCalibrator } from './registry.ts';
export type { FittedTemperature } from './temperature.ts';
export type * from './types.ts';
