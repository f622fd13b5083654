/** One-sided selection: one step of condensing, and then Tomek links among what is left. */
import { chosenRows } from '../kernels/points.ts';
import { type RowSearch, searchRows } from '../kernels/row-search.ts';
import { majorityVote } from './class-vote.ts';
import {
  type CondensingOptions,
  type CondensingSpec,
  condenseEach,
  condensingOptions,
} from './condensed-nearest-neighbour.ts';
import { cleanedClasses } from './keep.ts';
import { joinRows, rowsWhere } from './rows.ts';
import { searchSpace } from './search-space.ts';
import { selectRows } from './selection.ts';
import { rowsInLinks } from './tomek-links.ts';
import type { Sampler, SamplerInput } from './types.ts';

export interface OneSidedSelectionSpec extends CondensingSpec {
  readonly kind: 'one-sided-selection';
}

const kind = 'one-sided-selection';

/** `{ kind: 'one-sided-selection' }`: rows far from the border and rows in Tomek links are removed. */
export function oneSidedSelection(options: CondensingOptions = {}): OneSidedSelectionSpec {
  return oneSidedSelectionSampler.complete({ ...options });
}

/** Parts of the rows while a class is condensed. */
const rare = 0;
const seed = 1;
const rest = 2;

/**
 * One-sided selection. Of each larger class the seeds are kept and the rows that seeds and smallest class together classify
 * wrongly; then rows in Tomek links go. O(rows x minority rows x columns).
 *
 * Source: Kubat and Matwin (1997), Addressing the curse of imbalanced training sets: one-sided selection, ICML.
 */
export const oneSidedSelectionSampler: Sampler<OneSidedSelectionSpec> = {
  kind,
  title: 'one-sided selection',
  family: 'clean',
  summary: 'removes rows of the larger classes that one row of theirs classifies already, and rows in Tomek links',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => condensingOptions(kind, options),
  resample: (spec, input, run) => {
    const { labels, classes } = input;
    const { path } = run;
    const space = searchSpace(input);
    const kept = condenseEach(spec, input, run, (minority, members, seeds) => {
      const parts = new Int32Array(labels.length).fill(rest);
      for (const row of minority) parts[row] = rare;
      for (const row of seeds) parts[row] = seed;
      const asked = rowsWhere(members, (row) => parts[row] === rest);
      const options = { parts: { of: parts, count: 3 }, mostWanted: spec.k, path };
      const wrong = searchRows(space, options, (search) =>
        spec.k === 1 ? nearerToRare(search, asked) : outvoted(search, asked, input, spec.k),
      );
      return joinRows([seeds, wrong]);
    });
    const cleaned = cleanedClasses(spec, input);
    const left = {
      space: chosenRows(space, kept),
      labels: kept.map((row) => labels[row]!),
      classCount: classes.length,
    };
    const linked = rowsInLinks(left, path);
    const rows = rowsWhere(kept, (row, i) => linked[i] === 0 || !cleaned[labels[row]!]);
    return selectRows(kind, input, rows, { asked: classes.map(() => null) });
  },
};

/** Rows that have a row of the smallest class nearer than all seeds. */
function nearerToRare(search: RowSearch, rows: Int32Array): Int32Array {
  const { indices, distances } = search.nearest(rows, 1, [seed]);
  const { counts } = search.witnesses(rows, { wanted: 1, limits: distances, limitRows: indices }, [rare]);
  return rowsWhere(rows, (_, i) => counts[i]! > 0);
}

/** Rows whose class is not the most common one among their k nearest of the seeds and the smallest class. */
function outvoted(search: RowSearch, rows: Int32Array, { labels, classes }: SamplerInput, k: number): Int32Array {
  const { indices } = search.nearest(rows, k, [rare, seed]);
  return rowsWhere(rows, (row, i) => {
    const voters = indices.subarray(i * k, (i + 1) * k);
    return majorityVote(labels, classes.length, voters) !== labels[row];
  });
}
