/**
 * Condensed nearest neighbour: of the larger classes only rows are kept that the rows kept before them would not have
 * classified rightly.
 */

import type { Options } from '../core/options.ts';
import type { Random } from '../core/random.ts';
import { condenseByNearest, condenseByVote } from './condense.ts';
import { continuedDraws, permutationOf } from './draws.ts';
import { cleanedClasses, keptRows, minorityOf } from './keep.ts';
import { checkNeighboursOfAll } from './neighbourhood.ts';
import { commonOptions, countOption } from './options.ts';
import { joinRows, rowsOfClass } from './rows.ts';
import { searchSpace } from './search-space.ts';
import { selectRows } from './selection.ts';
import type { Compatibility, CompleteSpec, Run, Sampler, SamplerInput, StrategySpec } from './types.ts';

export interface CondensingOptions {
  /** Which classes may lose rows; default all but the smallest. */
  readonly strategy?: StrategySpec;
  readonly compatibility?: Compatibility;
  /** Neighbours that classify a row, at least 1; default 1. */
  readonly k?: number;
  /** Rows of each class, drawn at random, that are kept from the start, at least 1; default 1. */
  readonly seeds?: number;
}

/** What the condensing methods have in common. */
export interface CondensingSpec extends CompleteSpec {
  readonly k: number;
  readonly seeds: number;
}

export interface CondensedNearestNeighbourSpec extends CondensingSpec {
  readonly kind: 'condensed-nearest-neighbour';
}

const kind = 'condensed-nearest-neighbour';

/** `{ kind: 'condensed-nearest-neighbour' }`: the rows needed to classify the others by their nearest neighbour. */
export function condensedNearestNeighbour(options: CondensingOptions = {}): CondensedNearestNeighbourSpec {
  return condensedNearestNeighbourSampler.complete({ ...options });
}

/**
 * Condensed nearest neighbour, one pass over the rows in their order. With k = 1 every row left out is nearer to a kept row of
 * its class than to any row of the smallest class. O(rows x minority rows x columns), and O(rows still misclassified x columns)
 * for every row kept.
 *
 * imbalanced-learn passes over rows that nobody has tested, because it takes row numbers for positions within the class; that
 * is done in compatibility only.
 *
 * Source: Hart (1968), doi:10.1109/TIT.1968.1054155.
 */
export const condensedNearestNeighbourSampler: Sampler<CondensedNearestNeighbourSpec> = {
  kind,
  title: 'condensed nearest neighbour',
  family: 'clean',
  summary: 'keeps of the larger classes only the rows needed to classify their other rows by the nearest neighbour',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => condensingOptions(kind, options),
  resample: (spec, input, run) => {
    const space = searchSpace(input);
    const passOver = spec.compatibility === 'imbalanced-learn';
    const kept = condenseEach(spec, input, run, (minority, members, seeds) => {
      const task = { space, labels: input.labels, minority, members, seeds, path: run.path, passOver };
      return spec.k === 1 ? condenseByNearest(task) : condenseByVote(task, spec.k, input.classes.length);
    });
    return selectRows(kind, input, kept, { asked: input.classes.map(() => null) });
  },
};

export function condensingOptions<K extends string>(name: K, options: Options): CondensingSpec & { readonly kind: K } {
  return {
    kind: name,
    ...commonOptions(name, 'clean', options, { own: ['k', 'seeds'] }),
    k: countOption(name, options, 'k', 1),
    seeds: countOption(name, options, 'seeds', 1),
  };
}

/**
 * Runs a method over every class that may lose rows: it is given the smallest class, the class and its seeds, and returns what
 * is kept, seeds included. Rows come in their order; in compatibility class by class, as they were kept.
 */
export function condenseEach(
  spec: CondensingSpec,
  input: SamplerInput,
  run: Run,
  condense: (minority: Int32Array, members: Int32Array, seeds: Int32Array) => Int32Array,
): Int32Array {
  const { labels, classes } = input;
  const cleaned = cleanedClasses(spec, input);
  const minority = rowsOfClass(labels, minorityOf(spec, input));
  checkNeighboursOfAll(spec.kind, 'k', spec.k - 1, minority.length + 1);
  const drawsOf = continuedDraws(spec, run);
  const parts = classes.map((name, label) => {
    const members = rowsOfClass(labels, label);
    if (!cleaned[label]) return members;
    return condense(minority, members, drawSeeds(spec, drawsOf(name), members));
  });
  const rows = joinRows(parts);
  if (spec.compatibility === 'imbalanced-learn') return rows;
  const left = new Uint8Array(labels.length).fill(1);
  for (const row of rows) left[row] = 0;
  return keptRows(left);
}

/** Distinct rows; imbalanced-learn may draw one several times. */
function drawSeeds({ compatibility, seeds }: CondensingSpec, random: Random, members: Int32Array): Int32Array {
  if (compatibility === 'imbalanced-learn') {
    return Int32Array.from({ length: seeds }, () => members[random.integer(members.length)]!);
  }
  return permutationOf(random, members.length)
    .slice(0, seeds)
    .map((position) => members[position]!);
}
