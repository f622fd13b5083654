/** Samplers against class imbalance: what they are, how they are asked, and what they say about every row. */
export { type CustomOutcome, type CustomSamplerOptions, customSampler } from './custom.ts';
export { resampledInput } from './materialise.ts';
export { type RandomOverOptions, type RandomOverSpec, randomOver } from './random-over.ts';
export { completeSampler, samplerNamed, samplers } from './registry.ts';
export { type MatrixOptions, type RunOptions, resampleMatrix, type SamplerChoice } from './resample.ts';
export { classesToClean, type PerClass, rowsToAdd, rowsToKeep, type StrategyContext } from './strategy.ts';
export { completeStrategy } from './strategy-spec.ts';
export type * from './types.ts';
