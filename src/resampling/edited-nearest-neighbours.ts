/** Edited nearest neighbours: rows whose neighbours are of another class are removed. */

import { type Options, wordOption } from '../core/options.ts';
import type { RowSearch } from '../kernels/row-search.ts';
import { Editing, type KindSel, mostWantedBy } from './editing.ts';
import { cleanedClasses, withoutMarked } from './keep.ts';
import { checkNeighboursOfAll } from './neighbourhood.ts';
import { commonOptions, countOption } from './options.ts';
import { type Searchable, searchable, searchByClass } from './search-space.ts';
import type { Compatibility, CompleteSpec, Run, Sampler, StrategySpec } from './types.ts';

export interface EditingSamplerOptions {
  /** Which classes may lose rows; default all but the smallest. */
  readonly strategy?: StrategySpec;
  readonly compatibility?: Compatibility;
  /** Neighbours per row, at least 1; default 3. */
  readonly k?: number;
  /**
   * `'all'` (default): a row goes unless all its neighbours are of its class; `'mode'`: unless the most common class among them
   * is its class, ties to the first class.
   */
  readonly kindSel?: KindSel;
}

export interface EditedNearestNeighboursSpec extends CompleteSpec {
  readonly kind: 'edited-nearest-neighbours';
  readonly k: number;
  readonly kindSel: KindSel;
}

const kind = 'edited-nearest-neighbours';

/** `{ kind: 'edited-nearest-neighbours', k: 3 }`: rows among neighbours of another class are removed. */
export function editedNearestNeighbours(options: EditingSamplerOptions = {}): EditedNearestNeighboursSpec {
  return editedNearestNeighboursSampler.complete({ ...options });
}

/**
 * Edited nearest neighbours. A row is never its own neighbour, and equal distances are ordered by row. O(rows x rows of other
 * classes x columns) and a search for nearer rows of the own class that ends as soon as there are enough.
 *
 * Source: Wilson (1972), doi:10.1109/TSMC.1972.4309137.
 */
export const editedNearestNeighboursSampler: Sampler<EditedNearestNeighboursSpec> = {
  kind,
  title: 'edited nearest neighbours',
  family: 'clean',
  summary: 'removes rows whose nearest neighbours are not of their class',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => editingOptions(kind, options),
  resample: (spec, input, run) => {
    const cleaned = cleanedClasses(spec, input);
    const { k, kindSel } = spec;
    const removed = edit({ kind, k, kindSel, once: true }, searchable(input), run, (editing) => {
      for (const rows of editing.disagreeing(cleaned, k)) editing.remove(rows);
    });
    return withoutMarked(spec, input, removed, { order: 'classes' });
  },
};

/** Reads the options that the editing methods share. */
export function editingOptions<K extends string>(
  name: K,
  options: Options,
  own: readonly string[] = [],
): CompleteSpec & { readonly kind: K; readonly k: number; readonly kindSel: KindSel } {
  return {
    kind: name,
    ...commonOptions(name, 'clean', options, { own: ['k', 'kindSel', ...own] }),
    k: countOption(name, options, 'k', 3),
    kindSel: wordOption(name, options, 'kindSel', ['all', 'mode']),
  };
}

export interface EditTask {
  /** Who edits, for messages, and the option that `k` comes from. */
  readonly kind: string;
  readonly argument?: string;
  /** What the rows are called in errors; default `rows`. */
  readonly which?: string;
  readonly k: number;
  readonly kindSel: KindSel;
  /** There is but one round. */
  readonly once?: boolean;
}

/** Runs rounds of editing over rows; one mark per row that they removed. */
export function edit(
  { kind: name, k, kindSel, argument = 'k', which = 'rows', once = false }: EditTask,
  rows: Searchable,
  { path }: Run,
  rounds: (editing: Editing, search: RowSearch) => void,
): Uint8Array {
  const { labels, classCount } = rows;
  checkNeighboursOfAll(name, argument, k, labels.length, which);
  return searchByClass(rows, { mostWanted: mostWantedBy(k), path }, (search) => {
    const editing = new Editing(search, labels, { kindSel, largestK: k, classCount, once });
    rounds(editing, search);
    return editing.removed;
  });
}
