/**
 * Folds that never part a group and keep the class shares as well as whole groups allow. For the same seed the rows are those
 * of scikit-learn's StratifiedGroupKFold (1.9), whose greedy choice compares rounded numbers: the order of the floating-point
 * operations here is therefore numpy's.
 */
import { InputError } from '../core/errors.ts';
import { RandomState } from '../core/random.ts';
import { foldsFromAssignment } from './folds-from-assignment.ts';
import { checkGroupCount, checkMembers, checkSameLength, checkWhole } from './splits-checks.ts';
import { type EncodedLabels, encodeLabels, type Labels } from './splits-labels.ts';
import { numpyStd, numpySum } from './splits-numpy-sums.ts';
import type { StratifiedKFoldOptions } from './stratified-kfold.ts';
import type { Fold } from './types.ts';

/**
 * Parts the rows into folds along `groups` such that each fold has each class in about its overall share. Groups are taken in
 * order of how uneven their classes are, each to the fold that leaves the class shares most even. `shuffle` (default true)
 * only changes the order of groups that are equally uneven.
 *
 * Throws an InputError where a class has fewer rows than there are folds or lies in fewer groups than there are folds, since
 * some fold would then be without it, and where a fold is left without rows. O(g x folds^2 x classes + n x folds).
 */
export function stratifiedGroupKFold(labels: Labels, groups: Labels, options: StratifiedKFoldOptions = {}): Fold[] {
  const fn = 'stratifiedGroupKFold';
  const { folds = 5, shuffle = true, seed = 42, classes } = options;
  checkWhole(fn, 'folds', folds, 2);
  checkSameLength(fn, 'groups', groups.length, labels.length);
  const byClass = encodeLabels(fn, 'labels', labels);
  const byGroup = encodeLabels(fn, 'groups', groups);
  const named = classes === undefined ? {} : { classes };
  checkMembers(fn, folds, byClass.counts, byClass.names, named);
  checkGroupCount(fn, folds, byGroup.counts.length);
  const table = countTable(byClass, byGroup);
  checkMembers(fn, folds, groupsWithClass(table, byClass.counts.length), byClass.names, { unit: 'groups', ...named });
  const order = shuffle
    ? new RandomState(seed).permutation(table.length)
    : Int32Array.from({ length: table.length }, (_, group) => group);
  const foldOf = assignGroups(table, byClass.counts, folds, order);
  const result = foldsFromAssignment(
    byGroup.codes.map((group) => foldOf[group]!),
    folds,
  );
  checkNoneEmpty(fn, result);
  return result;
}

/** Rows of each class, per group. */
function countTable(byClass: EncodedLabels, byGroup: EncodedLabels): Float64Array[] {
  const table = Array.from(byGroup.counts, () => new Float64Array(byClass.counts.length));
  byClass.codes.forEach((code, i) => {
    table[byGroup.codes[i]!]![code]! += 1;
  });
  return table;
}

function groupsWithClass(table: readonly Float64Array[], classCount: number): number[] {
  return Array.from({ length: classCount }, (_, k) => table.filter((counts) => counts[k]! > 0).length);
}

/** Fold of each group. `order` breaks ties between groups that are equally uneven. */
function assignGroups(
  table: readonly Float64Array[],
  totals: Int32Array,
  folds: number,
  order: Int32Array,
): Int32Array {
  const unevenness = table.map(numpyStd);
  const sorted = Array.from(order).sort((a, b) => unevenness[b]! - unevenness[a]!);
  const foldOf = new Int32Array(table.length);
  const filled = Array.from({ length: folds }, () => new Float64Array(totals.length));
  for (const group of sorted) {
    const best = bestFold(filled, totals, table[group]!);
    table[group]!.forEach((count, k) => {
      filled[best]![k]! += count;
    });
    foldOf[group] = best;
  }
  return foldOf;
}

/** The fold where the group leaves the class shares most even; of about equally good ones, one with fewer rows. */
function bestFold(filled: readonly Float64Array[], totals: Int32Array, group: Float64Array): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let fewest = Number.POSITIVE_INFINITY;
  const share = new Float64Array(filled.length);
  const spread = new Float64Array(totals.length);
  for (let f = 0; f < filled.length; f++) {
    for (let k = 0; k < totals.length; k++) {
      for (let g = 0; g < filled.length; g++) {
        share[g] = (filled[g]![k]! + (g === f ? group[k]! : 0)) / totals[k]!;
      }
      spread[k] = sequentialStd(share);
    }
    const value = numpySum(spread) / spread.length;
    const rows = numpySum(filled[f]!);
    if (value < least || (isClose(value, least) && rows < fewest)) {
      least = value;
      fewest = rows;
      best = f;
    }
  }
  return best;
}

/** Standard deviation down a column of a matrix: numpy adds such columns from top to bottom. */
function sequentialStd(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) * (values[i]! - mean);
  return Math.sqrt(squares / values.length);
}

/** numpy.isclose with its default tolerances. */
function isClose(a: number, b: number): boolean {
  return Number.isFinite(b) && Math.abs(a - b) <= 1e-8 + 1e-5 * Math.abs(b);
}

function checkNoneEmpty(fn: string, folds: readonly Fold[]): void {
  const empty = folds.findIndex((fold) => fold.test.length === 0);
  if (empty < 0) return;
  throw new InputError({
    code: 'empty-fold',
    fn,
    argument: 'folds',
    expected: 'few enough that whole groups can fill every fold',
    received: folds.length,
    advice: `fold ${empty + 1} would have no rows; use fewer folds or another seed`,
  });
}
