/**
 * What must not compile. Checked by `tsc -p tsconfig.json`: a line marked `@ts-expect-error` that does compile is an error. The
 * run-time side of each is in test/data/roles.test.ts.
 */
import {
  foldSets,
  requireFittable,
  requireScorable,
  resampledSet,
  splitTrainTest,
  touchTest,
} from '../../src/data/roles.ts';
import type {
  Dataset,
  FittableSet,
  Fold,
  HeldOutSet,
  ResampledSet,
  ScorableSet,
  TestSet,
  TrainSet,
} from '../../src/data/types.ts';

declare const dataset: Dataset;
declare const train: TrainSet;
declare const resampled: ResampledSet;
declare const heldOut: HeldOutSet;
declare const test: TestSet;
declare const fold: Fold;
declare function fit(set: FittableSet): void;
declare function evaluate(set: ScorableSet): void;

/** Never called: only its types are of interest. */
export function mustNotCompile(): void {
  // @ts-expect-error Evaluating on resampled rows.
  evaluate(resampled);
  // @ts-expect-error Evaluating on the rows a model was fitted on.
  evaluate(train);
  // @ts-expect-error Fitting on the test part.
  fit(test);
  // @ts-expect-error Fitting on held-out rows.
  fit(heldOut);
  // @ts-expect-error Resampling the test part.
  resampledSet(test, dataset);
  // @ts-expect-error Resampling held-out rows.
  resampledSet(heldOut, dataset);
  // @ts-expect-error Resampling before splitting: there is no training set yet.
  resampledSet(dataset, dataset);
  // @ts-expect-error Resampling rows that were resampled already.
  resampledSet(resampled, dataset);
  // @ts-expect-error Splitting resampled rows into training and test part.
  splitTrainTest(resampled.data, {});
  // @ts-expect-error Folds of resampled rows: copies of a row would be on both sides.
  foldSets(resampled, fold);
  // @ts-expect-error Folds of the test part.
  foldSets(test, fold);
  // @ts-expect-error A training set is no test set.
  touchTest(train);
  // @ts-expect-error Passing resampled rows off as observed ones.
  const observed: Dataset = resampled.data;
  // @ts-expect-error A set cannot be given other rows.
  train.data = observed;
}

/** Must compile: the right uses. */
export function mustCompile(): void {
  const parts = splitTrainTest(dataset, { testShare: 0.3, seed: 1 });
  const sets = foldSets(parts.train, fold);
  fit(sets.train);
  fit(resampledSet(sets.train, sets.train.data));
  evaluate(sets.heldOut);
  evaluate(parts.test);
  const unknown: unknown = parts.train;
  requireFittable('mustCompile', unknown);
  fit(unknown);
  const other: unknown = parts.test;
  requireScorable('mustCompile', other);
  evaluate(other);
}
