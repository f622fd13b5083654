/**
 * Stratified random draws of a training and a test part. For the same seed the rows and their order are those of
 * scikit-learn's StratifiedShuffleSplit and train_test_split(stratify=labels) (1.9).
 */
import { InputError } from '../core/errors.ts';
import { RandomState } from '../core/random.ts';
import { checkShare, checkWhole } from './splits-checks.ts';
import { type EncodedLabels, encodeLabels, type Labels } from './splits-labels.ts';
import type { Fold } from './types.ts';

export interface TrainTestSplitOptions {
  /** Share of the rows in the test part, (0, 1), rounded up to a whole row; defaults to 0.2. */
  readonly testShare?: number;
  /** Whole number in [0, 2^32 - 1]; defaults to 42. */
  readonly seed?: number;
  /** Names for error messages where the labels are codes: `classes[k]` is the name of the k-th label in sorted order. */
  readonly classes?: readonly string[];
}

export interface StratifiedShuffleSplitOptions extends TrainTestSplitOptions {
  /** How many independent draws, at least 1; defaults to 10. */
  readonly splits?: number;
}

/**
 * Draws train and test parts that keep the class shares to within a row or so. Unlike folds, the test parts of different
 * draws overlap. Positions come in random order, as scikit-learn gives them.
 *
 * Throws an InputError where a class has a single row, or a part has fewer rows than there are classes. O(n x splits).
 */
export function stratifiedShuffleSplit(labels: Labels, options: StratifiedShuffleSplitOptions = {}): Fold[] {
  const { splits = 10, testShare = 0.2, seed = 42, classes } = options;
  checkWhole('stratifiedShuffleSplit', 'splits', splits, 1);
  const plan = prepare('stratifiedShuffleSplit', labels, testShare, classes);
  const random = new RandomState(seed);
  return Array.from({ length: splits }, () => draw(plan, random));
}

/** One stratified draw: the first that `stratifiedShuffleSplit` makes with the same seed. */
export function trainTestSplit(labels: Labels, options: TrainTestSplitOptions = {}): Fold {
  const { testShare = 0.2, seed = 42, classes } = options;
  return draw(prepare('trainTestSplit', labels, testShare, classes), new RandomState(seed));
}

interface Plan {
  /** Rows of each class in sorted order of labels, ascending. */
  readonly rows: readonly Int32Array[];
  readonly counts: Int32Array;
  readonly nTrain: number;
  readonly nTest: number;
}

function prepare(fn: string, labels: Labels, testShare: number, classes?: readonly string[]): Plan {
  checkShare(fn, 'testShare', testShare);
  const encoded = encodeLabels(fn, 'labels', labels);
  const { counts, names } = encoded;
  const lone = counts.indexOf(1);
  if (lone >= 0) {
    throw new InputError({
      code: 'class-too-small',
      fn,
      argument: `class '${classes?.[lone] ?? names[lone]}'`,
      expected: 'made of at least 2 rows, one for each part',
      received: 1,
      advice: 'merge the class with another, or set its row aside',
    });
  }
  const n = encoded.codes.length;
  const nTest = Math.ceil(testShare * n);
  const nTrain = n - nTest;
  if (nTest < counts.length || nTrain < counts.length) {
    throw new InputError({
      code: 'part-too-small',
      fn,
      argument: 'testShare',
      expected: `such that both parts have at least ${counts.length} rows, one for each class`,
      received: testShare,
      advice: `it leaves ${nTrain} rows for training and ${nTest} for the test`,
    });
  }
  return { rows: rowsByClass(encoded), counts, nTrain, nTest };
}

function rowsByClass({ codes, counts }: EncodedLabels): Int32Array[] {
  const rows = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Int32Array(counts.length);
  for (let i = 0; i < codes.length; i++) rows[codes[i]!]![filled[codes[i]!]!++] = i;
  return rows;
}

function draw({ rows, counts, nTrain, nTest }: Plan, random: RandomState): Fold {
  const trainShares = apportion(counts, nTrain, random);
  const testShares = apportion(
    counts.map((count, k) => count - trainShares[k]!),
    nTest,
    random,
  );
  const train = new Int32Array(nTrain);
  const test = new Int32Array(nTest);
  let trained = 0;
  let tested = 0;
  rows.forEach((members, k) => {
    const shuffled = random.permutation(members.length).map((position) => members[position]!);
    const cut = trainShares[k]!;
    train.set(shuffled.subarray(0, cut), trained);
    test.set(shuffled.subarray(cut, cut + testShares[k]!), tested);
    trained += cut;
    tested += testShares[k]!;
  });
  return { train: random.shuffle(train), test: random.shuffle(test) };
}

/**
 * How many of `total` rows each class gets: the whole part of its proportional share, and one more for the classes with the
 * largest fractions, drawn at random where fractions tie. The order of operations is numpy's, since fractions are compared
 * exactly.
 */
function apportion(counts: Int32Array, total: number, random: RandomState): Int32Array {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const exact = Float64Array.from(counts, (count) => (count / n) * total);
  const shares = Int32Array.from(exact, Math.floor);
  let missing = total - shares.reduce((sum, share) => sum + share, 0);
  const fractions = exact.map((share, k) => share - shares[k]!);
  for (const fraction of new Set(Float64Array.from(fractions).sort().reverse())) {
    if (missing <= 0) break;
    const tied = Array.from(fractions.keys()).filter((k) => fractions[k] === fraction);
    const chosen = random.permutation(tied.length).subarray(0, missing);
    for (const position of chosen) shares[tied[position]!]! += 1;
    missing -= chosen.length;
  }
  return shares;
}
