/**
 * Rows made on the segment between a base row and one of its neighbours, which is what SMOTE and most of its kin do: drawing
 * the pairs and the steps, and making the rows.
 */
import type { Random } from '../core/random.ts';
import type { Points } from '../kernels/points.ts';
import { permutationOf } from './draws.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import type { SamplerInput, Synthetic } from './types.ts';
import { type TieBreak, vote } from './votes.ts';

/** For each row to be made the position of its base in a neighbourhood and which of the base's neighbours. */
export interface Pairs {
  readonly bases: Int32Array;
  readonly columns: Int32Array;
}

/**
 * Pairs drawn uniformly with replacement from all pairs of base and neighbour; with `even` every base is used equally often (up
 * to one) in random order, and only its neighbour is drawn.
 */
export function drawPairs(
  random: Random,
  { bases: { length }, k }: Neighbourhood,
  wanted: number,
  even = false,
): Pairs {
  const bases = new Int32Array(wanted);
  const columns = new Int32Array(wanted);
  if (even) {
    const order = permutationOf(random, length);
    for (let i = 0; i < wanted; i++) {
      bases[i] = order[i % length]!;
      columns[i] = random.integer(k);
    }
    return { bases, columns };
  }
  for (let i = 0; i < wanted; i++) {
    const pair = random.integer(length * k);
    bases[i] = Math.floor(pair / k);
    columns[i] = pair % k;
  }
  return { bases, columns };
}

/** Steps drawn uniformly from [0, size), or (size, 0] where size is negative. */
export function drawSteps(random: Random, wanted: number, size = 1): Float64Array {
  const steps = new Float64Array(wanted);
  for (let i = 0; i < wanted; i++) steps[i] = size * random.uniform();
  return steps;
}

/**
 * Makes the rows: numbers at `step` of the way from base to neighbour, each category as most of the base's neighbours of its
 * own class have it.
 */
export function makeOnSegments(
  input: SamplerInput,
  hood: Neighbourhood,
  pairs: Pairs,
  step: Float64Array,
  breakTies: () => TieBreak,
): Synthetic {
  const base = pairs.bases.map((position) => hood.bases[position]!);
  const neighbour = pairs.bases.map((position, i) => hood.neighbours[position * hood.k + pairs.columns[i]!]!);
  return {
    values: between(input.values, base, neighbour, step),
    categories: input.categories.length === 0 ? [] : vote(input, hood, pairs.bases, breakTies()),
    base,
    neighbour,
    step,
  };
}

/** `base + step * (neighbour - base)` for each row. */
export function between(
  { dimensions, values }: Points,
  base: Int32Array,
  neighbour: Int32Array,
  step: Float64Array,
): Points {
  const made = new Float64Array(base.length * dimensions);
  for (let i = 0, at = 0; i < base.length; i++) {
    const from = base[i]! * dimensions;
    const to = neighbour[i]! * dimensions;
    const part = step[i]!;
    for (let d = 0; d < dimensions; d++, at++) {
      const start = values[from + d]!;
      made[at] = start + part * (values[to + d]! - start);
    }
  }
  return { count: base.length, dimensions, values: made };
}
