/** Neighbourhood cleaning: editing, and then also the neighbours of rare rows that their neighbours outvote. */

import { numberOption, wordOption } from '../core/options.ts';
import { majorityVote } from './class-vote.ts';
import { Editing, type KindSel, mostWantedBy } from './editing.ts';
import { cleanedClasses, minorityOf, withoutMarked } from './keep.ts';
import { checkNeighboursOfAll } from './neighbourhood.ts';
import { commonOptions, countOption } from './options.ts';
import { countLabels, rowsOfClass } from './rows.ts';
import { searchable, searchByClass } from './search-space.ts';
import type { Compatibility, CompleteSpec, Sampler, StrategySpec } from './types.ts';

export interface NeighbourhoodCleaningRuleOptions {
  /** Which classes may lose rows; default all but the smallest. */
  readonly strategy?: StrategySpec;
  readonly compatibility?: Compatibility;
  /** Neighbours per row, at least 1; default 3. */
  readonly k?: number;
  /** How the editing half judges, as in edited nearest neighbours; default `'mode'`. */
  readonly kindSel?: KindSel;
  /**
   * The second half spares classes with no more rows than this share of the smallest class's, at least 0; default 0.5, which
   * spares none.
   */
  readonly threshold?: number;
}

export interface NeighbourhoodCleaningRuleSpec extends CompleteSpec {
  readonly kind: 'neighbourhood-cleaning-rule';
  readonly k: number;
  readonly kindSel: KindSel;
  readonly threshold: number;
}

const kind = 'neighbourhood-cleaning-rule';

/** `{ kind: 'neighbourhood-cleaning-rule', k: 3 }`: editing, with an eye on the neighbours of the rare class. */
export function neighbourhoodCleaningRule(
  options: NeighbourhoodCleaningRuleOptions = {},
): NeighbourhoodCleaningRuleSpec {
  return neighbourhoodCleaningRuleSampler.complete({ ...options });
}

/**
 * Neighbourhood cleaning. Removes what editing removes, and where a row of the smallest class is outvoted by itself and its
 * k - 1 nearest rows together, its k nearest rows of the other classes. O(rows x rows of other classes x columns), as editing.
 *
 * Source: Laurikkala (2001), doi:10.1007/3-540-48229-6_9.
 */
export const neighbourhoodCleaningRuleSampler: Sampler<NeighbourhoodCleaningRuleSpec> = {
  kind,
  title: 'neighbourhood cleaning rule',
  family: 'clean',
  summary: 'removes rows outvoted by their neighbours, and the neighbours of rare rows that are outvoted',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({
    kind,
    ...commonOptions(kind, 'clean', options, { own: ['k', 'kindSel', 'threshold'] }),
    k: countOption(kind, options, 'k', 3),
    kindSel: wordOption(kind, options, 'kindSel', ['mode', 'all']),
    threshold: numberOption(kind, options, 'threshold', {
      fallback: 0.5,
      accepts: (value) => value >= 0 && value < Infinity,
      expected: 'a number of at least 0',
    }),
  }),
  resample: (spec, input, { path }) => {
    const { k, kindSel, threshold } = spec;
    const { labels, classes } = input;
    const cleaned = cleanedClasses(spec, input);
    const minority = minorityOf(spec, input);
    checkNeighboursOfAll(kind, 'k', k, labels.length);
    const rare = rowsOfClass(labels, minority);
    const everywhere = classes.map((_, label) => label);
    const { disagreeing, indices } = searchByClass(
      searchable(input),
      { mostWanted: mostWantedBy(k), path },
      (search) => {
        const options = { kindSel, largestK: k, classCount: classes.length, once: true };
        const editing = new Editing(search, labels, options);
        const { indices } = search.nearest(rare, k, everywhere);
        return { disagreeing: editing.disagreeing(cleaned, k), indices };
      },
    );
    const counts = countLabels(labels, classes.length);
    const spared = cleaned.map((touched, label) => !touched || counts[label]! <= threshold * counts[minority]!);
    const marked = new Uint8Array(labels.length);
    for (const rows of disagreeing) for (const row of rows) marked[row] = 1;
    rare.forEach((row, i) => {
      const neighbours = indices.subarray(i * k, i * k + k);
      const voters = Int32Array.of(row, ...neighbours.subarray(0, k - 1));
      if (majorityVote(labels, classes.length, voters) === minority) return;
      for (const neighbour of neighbours) if (!spared[labels[neighbour]!]) marked[neighbour] = 1;
    });
    return withoutMarked(spec, input, marked);
  },
};
