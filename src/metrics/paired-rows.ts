/** Two models scored on the same rows: the check that they are the same, without which no paired comparison means anything. */
import { InputError } from '../core/errors.ts';
import type { Scores } from './types.ts';

/**
 * Throws `InputError` that names the first row in which the two differ in label, weight, group or source row. Weights, groups
 * and source rows must be given for both or for neither. O(N).
 */
export function checkSameRows(fn: string, first: Scores, second: Scores): void {
  if (second.labels.length !== first.labels.length) {
    throw refuse(fn, 'the second scores', `as many rows as the first (${first.labels.length})`, second.labels.length);
  }
  const columns = [
    ['label', first.labels, second.labels],
    ['weight', first.weights, second.weights],
    ['group', first.groups, second.groups],
    ['source row', first.rows, second.rows],
  ] as const;
  for (const [name, ours, theirs] of columns) {
    if ((ours === undefined) !== (theirs === undefined)) {
      const received = ours === undefined ? 'in the second only' : 'in the first only';
      throw refuse(fn, `the ${name} of each row`, 'given in both scores or in neither', received);
    }
    if (ours === undefined || theirs === undefined || ours === theirs) continue;
    for (let i = 0; i < ours.length; i++) {
      if (ours[i] !== theirs[i]) {
        throw refuse(fn, `${name} of row ${i} of the second scores`, `that of the first (${ours[i]})`, theirs[i]);
      }
    }
  }
}

function refuse(fn: string, argument: string, expected: string, received: unknown): InputError {
  const advice = 'bring the rows of both into the same order first';
  return new InputError({ code: 'other-rows', fn, argument, expected, received, advice });
}
