/** Tomek links: two rows of different class that are each other's nearest neighbour. */
import type { RowSearch } from '../kernels/row-search.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { amongOwn } from './among-own.ts';
import type { MadeRows } from './joined-rows.ts';
import { cleanedClasses, withoutMarked } from './keep.ts';
import { commonOptions } from './options.ts';
import { countLabels, joinRows, placesWhere, rowsOfClass, rowsWhere } from './rows.ts';
import { type Searchable, searchable, searchByClass } from './search-space.ts';
import type { Compatibility, CompleteSpec, Sampler, StrategySpec } from './types.ts';

export interface TomekLinksOptions {
  /** Which classes may lose rows; default all but the smallest. */
  readonly strategy?: StrategySpec;
  readonly compatibility?: Compatibility;
}

export interface TomekLinksSpec extends CompleteSpec {
  readonly kind: 'tomek-links';
}

const kind = 'tomek-links';

/** `{ kind: 'tomek-links' }`: rows that form a link with a row of another class are removed. */
export function tomekLinks(options: TomekLinksOptions = {}): TomekLinksSpec {
  return tomekLinksSampler.complete({ ...options });
}

/**
 * Tomek links. A row is never its own neighbour, and equal distances are ordered by row, so links among duplicates are found.
 * O(rows outside the largest class x rows of other classes x columns): every link has a row outside the largest class.
 *
 * Source: Tomek (1976), doi:10.1109/TSMC.1976.4309452.
 */
export const tomekLinksSampler: Sampler<TomekLinksSpec> = {
  kind,
  title: 'Tomek links',
  family: 'clean',
  summary: 'removes rows that are nearest neighbours with a row of another class, each of the other',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({ kind, ...commonOptions(kind, 'clean', options) }),
  resample: (spec, input, { path }) => {
    const cleaned = cleanedClasses(spec, input);
    const linked = rowsInLinks(searchable(input), path);
    return withoutMarked(
      spec,
      input,
      linked.map((mark, row) => (cleaned[input.labels[row]!] ? mark : 0)),
    );
  },
};

/** Marks every row, of whatever class, that is in a link. What is said of made rows shortens the search. */
export function rowsInLinks(rows: Searchable & { readonly made?: MadeRows }, path: KernelPath): Uint8Array {
  const { labels, classCount, made } = rows;
  const counts = countLabels(labels, classCount);
  const largest = counts.indexOf(Math.max(...counts));
  const classes = counts.map((_, label) => label);
  const linked = new Uint8Array(labels.length);
  searchByClass(rows, { mostWanted: 1, path }, (search) => {
    const unlinked = made === undefined ? null : amongOwn(search, rows, made, 1);
    const smaller = classes.filter((label) => label !== largest);
    const near = smaller.map((label) => {
      const own = rowsOfClass(labels, label);
      const open = unlinked === null ? own : rowsWhere(own, (row) => unlinked[row] === 0);
      return own.length < 2 || open.length === 0 ? open : nearForeigners(search, open, label, classes);
    });
    const asked = joinRows(near);
    const found = search.nearest(asked, 1, classes);
    const foreign = placesWhere(asked.length, (i) => labels[found.indices[i]!] !== labels[asked[i]!]);
    const partners = foreign.map((i) => found.indices[i]!);
    // A link where nothing is nearer to the partner than the row it was found from.
    const limits = Float64Array.from(foreign, (i) => found.distances[i]!);
    const limitRows = foreign.map((i) => asked[i]!);
    const { counts: nearer } = search.witnesses(partners, { wanted: 1, limits, limitRows }, classes);
    for (let at = 0; at < foreign.length; at++) {
      if (nearer[at]! > 0) continue;
      linked[asked[foreign[at]!]!] = 1;
      linked[partners[at]!] = 1;
    }
  });
  return linked;
}

/**
 * Of some rows of a class, which has others, those to which a row of another class is nearer than some near row of their own: no
 * others can be in a link.
 */
function nearForeigners(search: RowSearch, rows: Int32Array, label: number, classes: readonly number[]): Int32Array {
  const { indices, distances } = search.near(rows, [label]);
  const others = classes.filter((each) => each !== label);
  const { counts } = search.witnesses(rows, { wanted: 1, limits: distances, limitRows: indices }, others);
  return rowsWhere(rows, (_, i) => counts[i]! > 0);
}
