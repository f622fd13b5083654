/** Samplers against class imbalance: what they are, how they are asked, and what they say about every row. */
export { type AdasynOptions, type AdasynSpec, adasyn } from './adasyn.ts';
export { type Advice, adviseResampling } from './advise.ts';
export { type AllKnnOptions, type AllKnnSpec, allKnn } from './all-knn.ts';
export type { CategoryAdjustment } from './allowed.ts';
export { type BorderlineSmoteOptions, type BorderlineSmoteSpec, borderlineSmote } from './borderline-smote.ts';
export { type ClusterCentroidsOptions, type ClusterCentroidsSpec, clusterCentroids } from './cluster-centroids.ts';
export {
  type CondensedNearestNeighbourSpec,
  type CondensingOptions,
  type CondensingSpec,
  condensedNearestNeighbour,
} from './condensed-nearest-neighbour.ts';
export type { ColumnConstraint, ColumnConstraints } from './constraints.ts';
export { type CustomOutcome, type CustomSamplerOptions, customSampler } from './custom.ts';
export {
  type EditedNearestNeighboursSpec,
  type EditingSamplerOptions,
  editedNearestNeighbours,
} from './edited-nearest-neighbours.ts';
export type { KindSel } from './editing.ts';
export { type GeometricSmoteOptions, type GeometricSmoteSpec, geometricSmote } from './geometric-smote.ts';
export {
  type InstanceHardnessThresholdOptions,
  type InstanceHardnessThresholdSpec,
  instanceHardnessThreshold,
} from './instance-hardness-threshold.ts';
export { type KMeansSmoteOptions, type KMeansSmoteSpec, kmeansSmote } from './kmeans-smote.ts';
export { resampledInput } from './materialise.ts';
export { type NearMissOptions, type NearMissSpec, nearMiss } from './near-miss.ts';
export {
  type NeighbourhoodCleaningRuleOptions,
  type NeighbourhoodCleaningRuleSpec,
  neighbourhoodCleaningRule,
} from './neighbourhood-cleaning-rule.ts';
export { type OneSidedSelectionSpec, oneSidedSelection } from './one-sided-selection.ts';
export type { ColumnAdjustment } from './plausible.ts';
export { type PolynomFitOptions, type PolynomFitSpec, polynomFit } from './polynom-fit.ts';
export { type ProwsynOptions, type ProwsynSpec, prowsyn } from './prowsyn.ts';
export { type RandomOverOptions, type RandomOverSpec, randomOver } from './random-over.ts';
export { type RandomUnderOptions, type RandomUnderSpec, randomUnder } from './random-under.ts';
export { completeSampler, samplerNamed, samplers } from './registry.ts';
export {
  type RepeatedEditedNearestNeighboursOptions,
  type RepeatedEditedNearestNeighboursSpec,
  repeatedEditedNearestNeighbours,
} from './repeated-edited-nearest-neighbours.ts';
export { type MatrixOptions, type RunOptions, resampleMatrix, type SamplerChoice } from './resample.ts';
export {
  type Provenance,
  type ResampleDatasetOptions,
  type ResampledTable,
  resampleDataset,
} from './resample-dataset.ts';
export { type SmoteSpec, smote } from './smote.ts';
export { type SmoteEnnOptions, type SmoteEnnSpec, type SmoteTomekSpec, smoteEnn, smoteTomek } from './smote-cleaned.ts';
export { type SmoteNSpec, smoteN } from './smote-n.ts';
export { type SmoteNcSpec, smoteNc } from './smote-nc.ts';
export type { NeighbourSpec, SmoteFamilySpec, SmoteOptions } from './smote-options.ts';
export { classesToClean, type PerClass, rowsToAdd, rowsToKeep, type StrategyContext } from './strategy.ts';
export { completeStrategy } from './strategy-spec.ts';
export { type SvmSmoteOptions, type SvmSmoteSpec, svmSmote } from './svm-smote.ts';
export { type TomekLinksOptions, type TomekLinksSpec, tomekLinks } from './tomek-links.ts';
export type * from './types.ts';
