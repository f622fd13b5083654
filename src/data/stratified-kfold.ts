/**
 * Stratified folds, once and repeated: every fold holds each class in its overall share, give or take one row. For the same
 * seed the rows are those of scikit-learn's StratifiedKFold and RepeatedStratifiedKFold (1.9).
 */
import { RandomState } from '../core/random.ts';
import { foldsFromAssignment } from './folds-from-assignment.ts';
import { checkMembers, checkWhole } from './splits-checks.ts';
import { type EncodedLabels, encodeLabels, type Labels } from './splits-labels.ts';
import type { Fold } from './types.ts';

export interface StratifiedKFoldOptions {
  /** At least 2 and at most the rows of the smallest class; defaults to 5. */
  readonly folds?: number;
  /**
   * Draw the rows of each class at random; defaults to true (scikit-learn's default is false, which cuts the file into
   * stretches and is only safe where the order of rows means nothing).
   */
  readonly shuffle?: boolean;
  /** Whole number in [0, 2^32 - 1], defaults to 42; without effect unless shuffled. */
  readonly seed?: number;
  /** Names for error messages where the labels are codes: `classes[k]` is the name of the k-th label in sorted order. */
  readonly classes?: readonly string[];
}

export interface RepeatedStratifiedKFoldOptions extends Omit<StratifiedKFoldOptions, 'shuffle'> {
  /** How often the folds are drawn anew, at least 1; defaults to 10. */
  readonly repeats?: number;
}

/**
 * Parts the rows into folds that keep the class shares. Positions within train and test ascend. What the labels are called
 * does not matter, only the order in which they first appear.
 *
 * Throws an InputError where a class has fewer rows than there are folds, since some fold would then be without it
 * (scikit-learn warns and goes on). O(n x folds).
 */
export function stratifiedKFold(labels: Labels, options: StratifiedKFoldOptions = {}): Fold[] {
  const { folds = 5, shuffle = true, seed = 42, classes } = options;
  const encoded = checked('stratifiedKFold', labels, folds, classes);
  return foldsFromAssignment(assign(encoded, folds, shuffle ? new RandomState(seed) : null), folds);
}

/** Shuffled stratified folds drawn `repeats` times from one random stream; the folds of the first repeat come first. */
export function repeatedStratifiedKFold(labels: Labels, options: RepeatedStratifiedKFoldOptions = {}): Fold[] {
  const { folds = 5, repeats = 10, seed = 42, classes } = options;
  checkWhole('repeatedStratifiedKFold', 'repeats', repeats, 1);
  const encoded = checked('repeatedStratifiedKFold', labels, folds, classes);
  const random = new RandomState(seed);
  return Array.from({ length: repeats }, () => foldsFromAssignment(assign(encoded, folds, random), folds)).flat();
}

function checked(fn: string, labels: Labels, folds: number, classes?: readonly string[]): EncodedLabels {
  checkWhole(fn, 'folds', folds, 2);
  const encoded = encodeLabels(fn, 'labels', labels);
  checkMembers(fn, folds, encoded.counts, encoded.names, classes === undefined ? {} : { classes });
  return encoded;
}

/** Rows of each class, ascending, the class that appears first in front. */
function rowsByAppearance({ codes, counts }: EncodedLabels): Int32Array[] {
  const rows = new Map<number, Int32Array>();
  const filled = new Int32Array(counts.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (filled[code] === 0) rows.set(code, new Int32Array(counts[code]!));
    rows.get(code)![filled[code]!++] = i;
  }
  return [...rows.values()];
}

/**
 * The fold that tests each row. With the rows sorted by class, every k-th of them starting at f falls to fold f: that fixes
 * how many rows of each class a fold gets. Which ones they are is drawn class by class.
 */
function assign(encoded: EncodedLabels, folds: number, random: RandomState | null): Int32Array {
  const assigned = new Int32Array(encoded.codes.length);
  let start = 0;
  for (const rows of rowsByAppearance(encoded)) {
    const shares = new Int32Array(folds);
    for (let j = start; j < start + rows.length; j++) shares[j % folds]! += 1;
    const drawn = new Int32Array(rows.length);
    for (let f = 0, filled = 0; f < folds; filled += shares[f]!, f++) drawn.fill(f, filled, filled + shares[f]!);
    if (random !== null) random.shuffle(drawn);
    rows.forEach((row, j) => {
      assigned[row] = drawn[j]!;
    });
    start += rows.length;
  }
  return assigned;
}
