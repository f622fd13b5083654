/** Samplers against class imbalance: what they are, how they are asked, and what they say about every row. */
export { type AdasynOptions, type AdasynSpec, adasyn } from './adasyn.ts';
export { type Advice, adviseResampling } from './advise.ts';
export { type BorderlineSmoteOptions, type BorderlineSmoteSpec, borderlineSmote } from './borderline-smote.ts';
export { type CustomOutcome, type CustomSamplerOptions, customSampler } from './custom.ts';
export { type GeometricSmoteOptions, type GeometricSmoteSpec, geometricSmote } from './geometric-smote.ts';
export { type KMeansSmoteOptions, type KMeansSmoteSpec, kmeansSmote } from './kmeans-smote.ts';
export { resampledInput } from './materialise.ts';
export type { ColumnAdjustment, ColumnConstraint, ColumnConstraints } from './plausible.ts';
export { type PolynomFitOptions, type PolynomFitSpec, polynomFit } from './polynom-fit.ts';
export { type ProwsynOptions, type ProwsynSpec, prowsyn } from './prowsyn.ts';
export { type RandomOverOptions, type RandomOverSpec, randomOver } from './random-over.ts';
export { completeSampler, samplerNamed, samplers } from './registry.ts';
export { type MatrixOptions, type RunOptions, resampleMatrix, type SamplerChoice } from './resample.ts';
export {
  type Provenance,
  type ResampleDatasetOptions,
  type ResampledTable,
  resampleDataset,
} from './resample-dataset.ts';
export { type SmoteSpec, smote } from './smote.ts';
export { type SmoteNSpec, smoteN } from './smote-n.ts';
export { type SmoteNcSpec, smoteNc } from './smote-nc.ts';
export type { NeighbourSpec, SmoteFamilySpec, SmoteOptions } from './smote-options.ts';
export { classesToClean, type PerClass, rowsToAdd, rowsToKeep, type StrategyContext } from './strategy.ts';
export { completeStrategy } from './strategy-spec.ts';
export { type SvmSmoteOptions, type SvmSmoteSpec, svmSmote } from './svm-smote.ts';
export type * from './types.ts';
