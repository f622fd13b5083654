export { correctPrior, type PriorChange, undoClassWeights, undoOddsFactor } from './prior.ts';
