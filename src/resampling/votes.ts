/** Categories of made rows by vote among neighbours. */
import type { Random } from '../core/random.ts';
import { classDraws, permutationOf } from './draws.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import type { CategoryPart, CompleteSpec, Run, SamplerInput } from './types.ts';

/** The levels that lead the vote for each made row of one column: those of row i are `levels[starts[i]] … levels[starts[i + 1] - 1]`. */
export interface Leaders {
  readonly levels: Int32Array;
  readonly starts: Int32Array;
}

/** Chooses one level per row among those that lead. */
export type TieBreak = (leaders: Leaders) => Int32Array;

/** One of the leaders at random; no draw is spent on rows without a tie. */
export function tiesAtRandom(random: Random): TieBreak {
  return ({ levels, starts }) => {
    const chosen = new Int32Array(starts.length - 1);
    for (let i = 0; i < chosen.length; i++) {
      const tied = starts[i + 1]! - starts[i]!;
      chosen[i] = levels[starts[i]! + (tied > 1 ? random.integer(tied) : 0)]!;
    }
    return chosen;
  };
}

/** As imbalanced-learn: the leaders of all rows are shuffled together, and the first of each row that turns up is taken. */
export function tiesByShuffle(random: Random): TieBreak {
  return ({ levels, starts }) => {
    const rowOf = new Int32Array(levels.length);
    for (let i = 0; i + 1 < starts.length; i++) rowOf.fill(i, starts[i], starts[i + 1]);
    const chosen = new Int32Array(starts.length - 1).fill(-1);
    for (const at of permutationOf(random, levels.length)) {
      if (chosen[rowOf[at]!]! < 0) chosen[rowOf[at]!] = levels[at]!;
    }
    return chosen;
  };
}

/**
 * For each made row (given by the position of its base) and each category column the level most common among the base's
 * neighbours of its own class; the base's own where it has no such neighbour. O(rows x columns x k).
 */
export function vote(
  input: SamplerInput,
  hood: Neighbourhood,
  bases: Int32Array,
  breakTie: TieBreak,
): readonly Int32Array[] {
  return input.categories.map((part) => breakTie(leadersOf(input, part, hood, bases)));
}

function leadersOf(
  { labels }: SamplerInput,
  { codes, levels }: CategoryPart,
  { bases: rows, k, neighbours }: Neighbourhood,
  bases: Int32Array,
): Leaders {
  const counts = new Int32Array(levels);
  const leading: number[] = [];
  const starts = new Int32Array(bases.length + 1);
  for (let i = 0; i < bases.length; i++) {
    const at = bases[i]! * k;
    const row = rows[bases[i]!]!;
    let most = 0;
    for (let j = at; j < at + k; j++) {
      const voter = neighbours[j]!;
      if (labels[voter] === labels[row]) most = Math.max(most, ++counts[codes[voter]!]!);
    }
    if (most === 0) leading.push(codes[row]!);
    else pushLeaders(leading, starts[i]!, counts, most, { codes, neighbours, from: at, to: at + k });
    starts[i + 1] = leading.length;
  }
  return { levels: Int32Array.from(leading), starts };
}

/** Adds the levels with `most` votes in ascending order and clears the counts that this vote touched. */
function pushLeaders(
  leading: number[],
  start: number,
  counts: Int32Array,
  most: number,
  ballot: { readonly codes: Int32Array; readonly neighbours: Int32Array; readonly from: number; readonly to: number },
): void {
  for (let j = ballot.from; j < ballot.to; j++) {
    const level = ballot.codes[ballot.neighbours[j]!]!;
    if (counts[level] === most) insertAscending(leading, start, level);
    counts[level] = 0;
  }
}

function insertAscending(levels: number[], start: number, level: number): void {
  let at = levels.length;
  while (at > start && levels[at - 1]! > level) at--;
  levels.splice(at, 0, level);
}

/** Makes the tie break of a class: random, or imbalanced-learn's. */
export function tieBreak(spec: CompleteSpec, run: Run, className: string): () => TieBreak {
  const way = spec.compatibility === 'imbalanced-learn' ? tiesByShuffle : tiesAtRandom;
  return () => way(classDraws(spec, run, className, 'votes'));
}
