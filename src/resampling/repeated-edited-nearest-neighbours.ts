/** Repeated edited nearest neighbours: editing until nothing changes. */

import { type EditingSamplerOptions, edit, editingOptions } from './edited-nearest-neighbours.ts';
import type { KindSel } from './editing.ts';
import { cleanedInRound, minorityOf, withoutMarked } from './keep.ts';
import { countOption } from './options.ts';
import { searchable } from './search-space.ts';
import type { CompleteSpec, Sampler } from './types.ts';

export interface RepeatedEditedNearestNeighboursOptions extends EditingSamplerOptions {
  /** Most rounds, at least 1; default 100. */
  readonly maxIterations?: number;
}

export interface RepeatedEditedNearestNeighboursSpec extends CompleteSpec {
  readonly kind: 'repeated-edited-nearest-neighbours';
  readonly k: number;
  readonly kindSel: KindSel;
  readonly maxIterations: number;
}

const kind = 'repeated-edited-nearest-neighbours';

/** `{ kind: 'repeated-edited-nearest-neighbours', k: 3 }`: editing until nothing changes. */
export function repeatedEditedNearestNeighbours(
  options: RepeatedEditedNearestNeighboursOptions = {},
): RepeatedEditedNearestNeighboursSpec {
  return repeatedEditedNearestNeighboursSampler.complete({ ...options });
}

/**
 * Repeated edited nearest neighbours. Ends when a round removes nothing, when a class other than the smallest has fallen below
 * what the smallest had at the start or has vanished (the round that did it counts), or after `maxIterations` rounds. One
 * editing, and then searches for the rows alone that lost a neighbour.
 *
 * Source: Tomek (1976), doi:10.1109/TSMC.1976.4309523.
 */
export const repeatedEditedNearestNeighboursSampler: Sampler<RepeatedEditedNearestNeighboursSpec> = {
  kind,
  title: 'repeated edited nearest neighbours',
  family: 'clean',
  summary: 'removes rows whose nearest neighbours are not of their class, again and again until none is left',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({
    ...editingOptions(kind, options, ['maxIterations']),
    maxIterations: countOption(kind, options, 'maxIterations', 100),
  }),
  resample: (spec, input, run) => {
    const removed = edit(spec, searchable(input), run, (editing) => {
      const small = tooSmall(editing.counts(), minorityOf(spec, input));
      for (let round = 0; round < spec.maxIterations; round++) {
        const before = editing.counts();
        for (const rows of editing.disagreeing(cleanedInRound(spec, input, before), spec.k)) editing.remove(rows);
        const after = editing.counts();
        const vanished = after.some((count, label) => count === 0 && before[label]! > 0);
        if (vanished || after.every((count, label) => count === before[label]) || small(after)) break;
      }
    });
    return withoutMarked(spec, input, removed, { order: 'classes' });
  },
};

/** Whether another class than the smallest has fewer rows than the smallest had. */
export function tooSmall(counts: readonly number[], minority: number): (after: readonly number[]) => boolean {
  return (after) => after.some((count, label) => label !== minority && count > 0 && count < counts[minority]!);
}
