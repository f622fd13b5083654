/**
 * From rows to the things they belong to: one score per card, patient or batch. An investigator who looks at a card looks at all
 * its transactions, so what counts is how many of the k cards looked at were worth it.
 */
import { InputError } from '../core/errors.ts';
import type { Scores } from './types.ts';

export interface GroupOptions {
  /** Groups that are already known and blocked, and so need no look; default none. */
  readonly exclude?: Iterable<number>;
}

/**
 * One row per group, in the order in which the groups first appear: its highest score, positive where any of its rows is. So
 * `precisionAt(highestPerGroup(scores), { k: 100 })` is the card precision at 100. A group counts once whatever the weights of
 * its rows; rows of weight 0 are absent; `amounts` add up (weighted) over the rows of a group that are positive. Throws
 * `InputError` where the scores have no groups or all are excluded. O(N).
 */
export function highestPerGroup(scores: Scores, { exclude = [] }: GroupOptions = {}): Scores {
  const { groups, weights, amounts } = scores;
  if (groups === undefined) throw refuse('groups', 'on the scores', undefined, 'give `groups` to binaryScores');
  const known = new Set(exclude);
  const places = new Map<number, number>();
  const [ids, labels, highest, sums]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i]!;
    const weight = weights?.[i] ?? 1;
    if (weight === 0 || known.has(group)) continue;
    let at = places.get(group);
    if (at === undefined) {
      at = ids.length;
      places.set(group, at);
      ids.push(group);
      labels.push(0);
      highest.push(-Infinity);
      sums.push(0);
    }
    if (scores.scores[i]! > highest[at]!) highest[at] = scores.scores[i]!;
    if (scores.labels[i] === 0) continue;
    labels[at] = 1;
    sums[at]! += weight * (amounts?.[i] ?? 0);
  }
  if (ids.length === 0) throw refuse('exclude', 'fewer than all groups', [...known]);
  return {
    labels: Uint8Array.from(labels),
    scores: Float64Array.from(highest),
    groups: Int32Array.from(ids),
    ...(amounts === undefined ? {} : { amounts: Float64Array.from(sums) }),
    /* The highest of several probabilities is not the probability that one of them comes true. */
    probabilities: false,
    positive: scores.positive,
    role: scores.role,
  };
}

function refuse(argument: string, expected: string, received: unknown, advice?: string): InputError {
  const more = advice === undefined ? {} : { advice };
  return new InputError({ code: 'groups', fn: 'highestPerGroup', argument, expected, received, ...more });
}
