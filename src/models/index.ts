export { type DummyModel, majority, prevalence } from './dummy.ts';
export { type ColumnEncoding, type EncoderOptions, encode, type FittedEncoder, fitEncoder } from './encode.ts';
export type { LevelEncoding } from './encode-levels.ts';
export type { ValueEncoding } from './encode-values.ts';
export {
  type LogisticModel,
  type LogisticOptions,
  type LogisticSpec,
  logistic,
  logisticRegression,
} from './logistic.ts';
export { loadModel, type SavedModel, saveModel } from './persist.ts';
export { classifierNamed, classifiers, completeSpec, fitModel, predictModel } from './registry.ts';
export type {
  Classifier,
  Features,
  FitInput,
  FitReport,
  FittedModel,
  IndicatorBlock,
  ModelSpec,
} from './types.ts';
