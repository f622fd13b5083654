/** Judges a split by its counts: parts that do not keep the class shares, and parts with too few rare cases. */
import { InputError } from '../core/errors.ts';
import type { PartSummary, SplitSummary } from './types.ts';

export interface SplitNote {
  readonly code: 'not-stratified' | 'rare-class-missing' | 'few-rare-cases';
  /** Name of the part, such as `fold 3`. */
  readonly part: string;
  /** One plain sentence. */
  readonly message: string;
}

export interface SplitCheckOptions {
  /** Rows of each class that each part should have, at least 1; defaults to 5. */
  readonly minimum?: number;
}

/**
 * Notes on each part, train and test first. A part is not stratified where the count of some class is further from its
 * proportional share than rounding explains (more than one row). No notes means a stratified split with enough cases.
 */
export function checkSplit(summary: SplitSummary, { minimum = 5 }: SplitCheckOptions = {}): SplitNote[] {
  if (!(minimum >= 1)) {
    const received = minimum;
    throw new InputError({
      code: 'out-of-range',
      fn: 'checkSplit',
      argument: 'minimum',
      expected: 'at least 1',
      received,
    });
  }
  const { train, test, folds } = summary;
  const all = train.counts.map((count, k) => count + test.counts[k]!);
  return [
    ...notesOn(train, all, minimum),
    ...notesOn(test, all, minimum),
    ...folds.flatMap((fold) => notesOn(fold, train.counts, minimum)),
  ];
}

function notesOn(part: PartSummary, whole: readonly number[], minimum: number): SplitNote[] {
  const notes: SplitNote[] = [];
  const where = placeOf(part.name);
  const least = Math.min(...part.counts);
  const total = whole.reduce((sum, count) => sum + count, 0);
  const off = part.counts.map((count, k) => Math.abs(count - (part.rows * whole[k]!) / total));
  const furthest = Math.max(...off);
  if (furthest > 1 + 1e-9) {
    const message = `${where} does not keep the class shares: the count of a class is ${furthest.toFixed(1)} rows off.`;
    notes.push({ code: 'not-stratified', part: part.name, message });
  }
  if (least === 0) {
    const message = `${where} has no row of some class; metrics of that class are undefined there.`;
    notes.push({ code: 'rare-class-missing', part: part.name, message });
  } else if (least < minimum) {
    const rows = least === 1 ? '1 row' : `${least} rows`;
    const message = `${where} has only ${rows} of its rarest class; numbers from it are mostly noise.`;
    notes.push({ code: 'few-rare-cases', part: part.name, message });
  }
  return notes;
}

/** The start of a sentence about a part. */
function placeOf(name: string): string {
  if (name === 'train') return 'The training part';
  return name === 'test' ? 'The test part' : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
