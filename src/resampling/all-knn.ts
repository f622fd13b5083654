/** All k-NN: editing with one neighbour, then with two, and so on. */

import { type EditingSamplerOptions, edit, editingOptions } from './edited-nearest-neighbours.ts';
import type { KindSel } from './editing.ts';
import { cleanedInRound, minorityOf, withoutMarked } from './keep.ts';
import { flagOption } from './options.ts';
import { tooSmall } from './repeated-edited-nearest-neighbours.ts';
import { searchable } from './search-space.ts';
import type { CompleteSpec, Sampler } from './types.ts';

export interface AllKnnOptions extends EditingSamplerOptions {
  /** Go on where another class has fallen below what the smallest had at the start; default false. */
  readonly allowMinority?: boolean;
}

export interface AllKnnSpec extends CompleteSpec {
  readonly kind: 'all-knn';
  readonly k: number;
  readonly kindSel: KindSel;
  readonly allowMinority: boolean;
}

const kind = 'all-knn';

/** `{ kind: 'all-knn', k: 3 }`: editing with 1, 2, … k neighbours in turn. */
export function allKnn(options: AllKnnOptions = {}): AllKnnSpec {
  return allKnnSampler.complete({ ...options });
}

/**
 * All k-NN. Ends early when a class other than the smallest has fallen below what the smallest had at the start (unless
 * `allowMinority`) or has vanished; the round that did it counts. One editing, and then searches for the rows alone that lost a
 * neighbour.
 *
 * Source: Tomek (1976), doi:10.1109/TSMC.1976.4309523.
 */
export const allKnnSampler: Sampler<AllKnnSpec> = {
  kind,
  title: 'all k-NN',
  family: 'clean',
  summary: 'removes rows whose nearest neighbours are not of their class, judged with one neighbour, then two, up to k',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({
    ...editingOptions(kind, options, ['allowMinority']),
    allowMinority: flagOption(kind, options, 'allowMinority', false),
  }),
  resample: (spec, input, run) => {
    const removed = edit(spec, searchable(input), run, (editing) => {
      const small = tooSmall(editing.counts(), minorityOf(spec, input));
      for (let k = 1; k <= spec.k; k++) {
        const before = editing.counts();
        for (const rows of editing.disagreeing(cleanedInRound(spec, input, before), k)) editing.remove(rows);
        const after = editing.counts();
        const vanished = after.some((count, label) => count === 0 && before[label]! > 0);
        if (vanished || (!spec.allowMinority && small(after))) break;
      }
    });
    return withoutMarked(spec, input, removed, { order: 'classes' });
  },
};
