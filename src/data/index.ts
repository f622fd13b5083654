/** Datasets, the roles of their rows, class distributions, splits and folds. */
export {
  classCounts,
  type DatasetExtras,
  makeDataset,
  type SetAsideClass,
  setAsideRareClasses,
  takeDataset,
} from './dataset.ts';
export { distributionOf } from './distribution.ts';
export { type GroupKFoldOptions, groupKFold } from './group-kfold.ts';
export {
  foldSets,
  requireFittable,
  requireResamplable,
  requireScorable,
  resampledSet,
  type SplitTrainTestOptions,
  splitTrainTest,
  splitTrainTestAt,
  type TrainAndTest,
  touchTest,
} from './roles.ts';
export { checkSplit, type SplitCheckOptions, type SplitNote } from './split-check.ts';
export { type SplitSummaryOptions, summariseSplit } from './split-summary.ts';
export { type TimeOrderedOptions, timeOrderedSplit } from './splits-by-time.ts';
export type { Labels } from './splits-labels.ts';
export { stratifiedGroupKFold } from './stratified-group-kfold.ts';
export {
  type RepeatedStratifiedKFoldOptions,
  repeatedStratifiedKFold,
  type StratifiedKFoldOptions,
  stratifiedKFold,
} from './stratified-kfold.ts';
export {
  type StratifiedShuffleSplitOptions,
  stratifiedShuffleSplit,
  type TrainTestSplitOptions,
  trainTestSplit,
} from './stratified-shuffle.ts';
export { type DescribedTarget, describeTarget, type TargetOptions } from './target.ts';
export type * from './types.ts';
