/**
 * Folds that never part a group (patient, card, batch), blind to classes. For the same seed the rows are those of
 * scikit-learn's GroupKFold (1.9).
 */
import { RandomState } from '../core/random.ts';
import { foldsFromAssignment } from './folds-from-assignment.ts';
import { checkGroupCount, checkWhole } from './splits-checks.ts';
import { encodeLabels, type Labels } from './splits-labels.ts';
import type { Fold } from './types.ts';

export interface GroupKFoldOptions {
  /** At least 2 and at most the number of groups; defaults to 5. */
  readonly folds?: number;
  /**
   * True draws equally many groups for every fold at random; false (the default) evens the rows out instead: the largest
   * group first, each to the fold with the fewest rows.
   */
  readonly shuffle?: boolean;
  /** Whole number in [0, 2^32 - 1], defaults to 42; without effect unless shuffled. */
  readonly seed?: number;
}

/**
 * Parts the rows into folds along `groups`, one name or number per row. Where the class is rare, `stratifiedGroupKFold` is
 * the better choice: nothing here spreads the positives over the folds.
 *
 * Throws an InputError where there are more folds than groups. O(n x folds + g log g).
 */
export function groupKFold(groups: Labels, options: GroupKFoldOptions = {}): Fold[] {
  const { folds = 5, shuffle = false, seed = 42 } = options;
  checkWhole('groupKFold', 'folds', folds, 2);
  const { codes, counts } = encodeLabels('groupKFold', 'groups', groups);
  checkGroupCount('groupKFold', folds, counts.length);
  const foldOf = shuffle ? drawGroups(counts.length, folds, new RandomState(seed)) : spreadGroups(counts, folds);
  return foldsFromAssignment(
    codes.map((group) => foldOf[group]!),
    folds,
  );
}

/** Shuffled groups cut into stretches; the first stretches take the remainder. */
function drawGroups(groups: number, folds: number, random: RandomState): Int32Array {
  const foldOf = new Int32Array(groups);
  const order = random.permutation(groups);
  const size = Math.floor(groups / folds);
  const longer = groups % folds;
  for (let f = 0, start = 0; f < folds; f++) {
    const end = start + size + (f < longer ? 1 : 0);
    for (let j = start; j < end; j++) foldOf[order[j]!] = f;
    start = end;
  }
  return foldOf;
}

/** Largest group first (of equal ones the last), each to the lightest fold (of equal ones the first). */
function spreadGroups(counts: Int32Array, folds: number): Int32Array {
  const foldOf = new Int32Array(counts.length);
  const load = new Float64Array(folds);
  const order = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || b - a);
  for (const group of order) {
    const lightest = load.indexOf(Math.min(...load));
    load[lightest]! += counts[group]!;
    foldOf[group] = lightest;
  }
  return foldOf;
}
