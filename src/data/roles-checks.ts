/** What may be split at all: rows that were observed, each once, and folds that do not share a row. */
import { InputError } from '../core/errors.ts';
import type { Dataset, Fold } from './types.ts';

/**
 * Refuses resampled rows, rows of which two come from the same source row (a copy could land on both sides of the split), and
 * rows without a target. O(n log n).
 */
export function checkObserved(fn: string, dataset: Dataset): void {
  const refuse = (code: string, expected: string, received: unknown, advice: string): InputError =>
    new InputError({ code, fn, argument: 'dataset', expected, received, advice });
  if ((dataset as { readonly resampled?: unknown }).resampled !== undefined) {
    throw refuse(
      'resampled',
      'made of observed rows',
      'resampled rows',
      'split first, then resample the training part',
    );
  }
  const sources = dataset.rows.toSorted();
  if (sources.length > 0 && sources[0]! < 0) {
    throw refuse(
      'resampled',
      'made of observed rows',
      `a row from nowhere (${sources[0]})`,
      'split first, then resample',
    );
  }
  const twice = sources.find((row, i) => i > 0 && sources[i - 1] === row);
  if (twice !== undefined) {
    const advice = 'split first, then resample; identical cases in the file are different rows and may stay';
    throw refuse('repeated-row', 'made of different source rows', `row ${twice} twice`, advice);
  }
  const missing = dataset.target.codes.findIndex((code) => code < 0);
  if (missing >= 0) {
    const advice = 'keep the rows that describeTarget kept (takeDataset)';
    throw refuse('missing-target', 'made of rows with a target', `row ${dataset.rows[missing]} without one`, advice);
  }
}

/** Refuses folds with an empty part, positions that are no rows, and rows that come twice or on both sides. */
export function checkDisjoint(fn: string, fold: Fold, rowCount: number): void {
  const taken = new Uint8Array(rowCount);
  for (const part of ['train', 'test'] as const) {
    const positions = fold[part];
    const refuse = (code: string, argument: string, expected: string, received: unknown): InputError =>
      new InputError({ code, fn, argument, expected, received, advice: 'make folds of the very set that is split' });
    if (positions.length === 0) throw refuse('empty-part', `fold.${part}`, 'made of at least one row', 'none');
    for (let i = 0; i < positions.length; i++) {
      const position = positions[i]!;
      const argument = `fold.${part}[${i}]`;
      if (!(position >= 0 && position < rowCount)) {
        throw refuse('position', argument, `a row from 0 to ${rowCount - 1}`, position);
      }
      if (taken[position] === 1) throw refuse('overlap', argument, 'in one part only, once', `row ${position} again`);
      taken[position] = 1;
    }
  }
}
