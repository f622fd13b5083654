export { type CompareOptions, compareRuns } from './compare.ts';
export { type Candidate, type CandidateRun, type CrossValidationOptions, crossValidate } from './cross-validate.ts';
export { decideClasses, thresholdOfFactors } from './decide.ts';
export { type FittedPipeline, fitPipeline, type PipelineSpec, predictPipeline } from './pipeline.ts';
export { balanceWeights, doNothing, type Strategy, strategies, strategyNamed, thresholdOnly } from './strategies.ts';
export type * from './types.ts';
