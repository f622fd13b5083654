/**
 * The only makers of sets. A set knows what it may be used for: in its type, so that the wrong use does not compile, and in a
 * register that this file keeps to itself, so that a set made by hand or a cast is refused at run time. There is no way from
 * resampled rows to a set that can be scored.
 */
import { InputError } from '../core/errors.ts';
import { classCounts, takeDataset } from './dataset.ts';
import { checkDisjoint, checkObserved } from './roles-checks.ts';
import { checkShare } from './splits-checks.ts';
import { stratifiedGroupKFold } from './stratified-group-kfold.ts';
import { type TrainTestSplitOptions, trainTestSplit } from './stratified-shuffle.ts';
import type {
  Dataset,
  FittableSet,
  Fold,
  HeldOutSet,
  ResampledDataset,
  ResampledSet,
  ScorableSet,
  TestSet,
  TrainSet,
} from './types.ts';

type AnySet = FittableSet | ScorableSet;

const registered = new WeakSet<AnySet>();
const looks = new WeakMap<TestSet, number>();

function register<S extends AnySet>(set: S): S {
  Object.freeze(set);
  registered.add(set);
  return set;
}

/** `seed` and `testShare` as for `trainTestSplit`. */
export type SplitTrainTestOptions = Pick<TrainTestSplitOptions, 'testShare' | 'seed'>;

export interface TrainAndTest {
  readonly train: TrainSet;
  readonly test: TestSet;
}

/**
 * Sets a stratified test part aside that is looked at once, at the end. The rows are those of scikit-learn's
 * train_test_split(stratify = class codes) for the same seed. Where the dataset has groups, whole groups go to one side: the
 * test part is then the first of round(1 / testShare) stratified group folds.
 *
 * Throws an InputError where a part would lack a class, and for rows that were resampled or come from the same source row.
 */
export function splitTrainTest(dataset: Dataset, options: SplitTrainTestOptions = {}): TrainAndTest {
  const fn = 'splitTrainTest';
  const { testShare = 0.2, seed = 42 } = options;
  checkShare(fn, 'testShare', testShare);
  checkObserved(fn, dataset);
  const { target, groups } = dataset;
  const { classes } = target;
  const fold =
    groups === undefined
      ? trainTestSplit(target.codes, { testShare, seed, classes })
      : stratifiedGroupKFold(target.codes, groups, {
          folds: Math.max(2, Math.round(1 / testShare)),
          seed,
          classes,
        })[0]!;
  const parts = makeTrainAndTest(dataset, fold);
  checkEveryClass(fn, parts);
  return parts;
}

/**
 * Sets aside the test part of a fold made otherwise (along time, by group, by hand). The caller answers for the drawing;
 * classes may be missing from a part, which `checkSplit` tells.
 */
export function splitTrainTestAt(dataset: Dataset, fold: Fold): TrainAndTest {
  checkObserved('splitTrainTestAt', dataset);
  checkDisjoint('splitTrainTestAt', fold, dataset.rows.length);
  return makeTrainAndTest(dataset, fold);
}

/** The training and held-out part of one fold of a training set. Positions are rows of `train.data`. */
export function foldSets(train: TrainSet, fold: Fold): { readonly train: TrainSet; readonly heldOut: HeldOutSet } {
  requireResamplable('foldSets', train);
  checkDisjoint('foldSets', fold, train.data.rows.length);
  return {
    train: register({ role: 'train', data: takeDataset(train.data, fold.train) }),
    heldOut: register({ role: 'held-out', data: takeDataset(train.data, fold.test) }),
  };
}

/** What a sampler made of a training set: it may be fitted, but never split, resampled again or scored. */
export function resampledSet(from: TrainSet, data: Dataset | ResampledDataset): ResampledSet {
  requireResamplable('resampledSet', from);
  return register({ role: 'resampled', data: Object.freeze({ ...data, resampled: true as const }) });
}

/** Refuses all but training and resampled sets made by this file. */
export function requireFittable(fn: string, set: unknown): asserts set is FittableSet {
  requireRole(
    fn,
    set,
    ['train', 'resampled'],
    'a training or resampled set made by splitTrainTest, foldSets or resampledSet',
  );
}

/** Refuses all but held-out and test sets made by this file. */
export function requireScorable(fn: string, set: unknown): asserts set is ScorableSet {
  requireRole(fn, set, ['held-out', 'test'], 'a held-out or test set made by splitTrainTest or foldSets');
}

/** Refuses all but training sets made by this file. */
export function requireResamplable(fn: string, set: unknown): asserts set is TrainSet {
  requireRole(fn, set, ['train'], 'a training set made by splitTrainTest or foldSets');
}

/** Counts a look at a test set and returns how many there have been, this one included. More than one makes it a tuning set. */
export function touchTest(test: TestSet): number {
  requireRole('touchTest', test, ['test'], 'a test set made by splitTrainTest');
  const count = (looks.get(test) ?? 0) + 1;
  looks.set(test, count);
  return count;
}

/** Why a set of each role is refused where others are asked for. */
const reasons: Readonly<Record<AnySet['role'], string>> = {
  train: 'a model has seen training rows, so its scores on them prove nothing',
  resampled: 'rows that were resampled no longer show the real prevalence',
  'held-out': 'held-out rows are for scoring only; fitting or resampling them would leak',
  test: 'test rows are for one look at the end only; fitting or resampling them would leak',
};

function requireRole(fn: string, set: unknown, roles: readonly AnySet['role'][], expected: string): void {
  if (!registered.has(set as AnySet)) {
    const advice = 'a set made by hand, copied or cast has no known past';
    throw new InputError({ code: 'unknown-set', fn, argument: 'set', expected, received: set, advice });
  }
  const { role } = set as AnySet;
  if (roles.includes(role)) return;
  throw new InputError({ code: 'wrong-role', fn, argument: 'set', expected, received: role, advice: reasons[role] });
}

function makeTrainAndTest(dataset: Dataset, fold: Fold): TrainAndTest {
  return {
    train: register({ role: 'train', data: takeDataset(dataset, fold.train) }),
    test: register({ role: 'test', data: takeDataset(dataset, fold.test) }),
  };
}

function checkEveryClass(fn: string, { train, test }: TrainAndTest): void {
  for (const { role, data } of [train, test]) {
    const missing = classCounts(data.target).indexOf(0);
    if (missing < 0) continue;
    throw new InputError({
      code: 'class-too-small',
      fn,
      argument: `class '${data.target.classes[missing]}'`,
      expected: 'in both parts',
      received: `no row in the ${role === 'train' ? 'training' : 'test'} part`,
      advice: 'it has too few rows (or groups); change testShare, merge the class with another, or set its rows aside',
    });
  }
}
