/** SMOTE-N: rows of categories alone, made as most of a row's neighbours have it. */
import { insertNearest } from '../kernels/neighbours-plain.ts';
import { classDraws, permutationOf } from './draws.ts';
import { type Neighbourhood, neighboursPossible } from './neighbourhood.ts';
import { type ClassOutcome, type ClassTask, overSample } from './over-sample.ts';
import { type SmoteFamilySpec, type SmoteOptions, smoteOptions } from './smote-options.ts';
import type { CompleteSpec, Run, Sampler, SamplerInput } from './types.ts';
import { type LevelDistances, valueDifferences } from './value-difference.ts';
import { type TieBreak, vote } from './votes.ts';

export interface SmoteNSpec extends SmoteFamilySpec {
  readonly kind: 'smote-n';
}

const kind = 'smote-n';

/** `{ kind: 'smote-n', k: 5 }`: new rows of categories, as a row and its neighbours mostly have them. */
export function smoteN(options: SmoteOptions = {}): SmoteNSpec {
  return smoteNSampler.complete({ ...options });
}

/**
 * SMOTE-N: neighbours under the value difference metric; every category of a made row is the most common among a row drawn at
 * random and its k neighbours, ties at random. O(class rows^2 x columns), memory O(class rows x k).
 *
 * Source: Chawla et al. (2002), section 6.2, doi:10.1613/jair.953.
 */
export const smoteNSampler: Sampler<SmoteNSpec> = {
  kind,
  title: 'SMOTE-N',
  family: 'over',
  summary: 'makes rows of categories, each as most of a row and its nearest neighbours of that class have it',
  columns: 'nominal',
  acceptsMissing: false,
  complete: (options) => smoteOptions(kind, options),
  resample: (spec, input, run) => {
    const metric = valueDifferences(input);
    return overSample(spec, input, (task) => makeClass(spec, input, run, task, metric));
  },
};

function makeClass(
  spec: SmoteNSpec,
  input: SamplerInput,
  run: Run,
  task: ClassTask,
  metric: readonly LevelDistances[],
): ClassOutcome {
  const { members, name, wanted } = task;
  const { k, warnings } = neighboursPossible(spec, task);
  const hood = withSelf(nominalNeighbours(input, members, k, metric));
  const random = classDraws(spec, run, name);
  const positions = new Int32Array(wanted);
  const order = spec.even ? permutationOf(random, members.length) : null;
  for (let i = 0; i < wanted; i++) positions[i] = order?.[i % order.length] ?? random.integer(members.length);
  const synthetic = {
    values: { count: wanted, dimensions: 0, values: new Float64Array(0) },
    categories: vote(input, hood, Int32Array.from(members.keys()), tiesOf(spec, run, name, positions)),
    base: positions.map((position) => members[position]!),
    neighbour: new Int32Array(wanted).fill(-1),
    step: new Float64Array(wanted).fill(Number.NaN),
  };
  return { synthetic, warnings };
}

/**
 * The vote is held once per row of the class, and ties are broken for every made row by itself, given the positions of the rows
 * they are made from. imbalanced-learn takes the lowest code of those that tie.
 */
function tiesOf(spec: CompleteSpec, run: Run, className: string, positions: Int32Array): TieBreak {
  const random = spec.compatibility === 'none' ? classDraws(spec, run, className, 'votes') : null;
  return ({ levels, starts }) =>
    positions.map((position) => {
      const first = starts[position]!;
      const tied = starts[position + 1]! - first;
      return levels[random === null || tied === 1 ? first : first + random.integer(tied)]!;
    });
}

/** The k nearest rows of the class for each of its rows, itself left out, ties by row. Each pair is measured once. */
function nominalNeighbours(
  { categories }: SamplerInput,
  members: Int32Array,
  k: number,
  metric: readonly LevelDistances[],
): Neighbourhood {
  const columns = categories.map(({ codes }) => members.map((row) => codes[row]!));
  const n = members.length;
  const indices = new Int32Array(n * k).fill(-1);
  const nearest = new Float64Array(n * k).fill(Infinity);
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    row.fill(0);
    for (let c = 0; c < columns.length; c++) {
      const { levels, distances } = metric[c]!;
      const from = columns[c]![i]! * levels;
      addDistances(row, i + 1, columns[c]!, distances.subarray(from, from + levels));
    }
    offerToBoth(indices, nearest, k, i, row);
  }
  return { bases: members, k, neighbours: indices.map((index) => members[index]!) };
}

/** Adds one column's distances to the rows from `first` on. */
function addDistances(row: Float64Array, first: number, codes: Int32Array, distances: Float64Array): void {
  for (let j = first; j < row.length; j++) row[j]! += distances[codes[j]!]!;
}

/** Row i and each later one as neighbours of each other. Both meet others in ascending order, so that the first of equals stays. */
function offerToBoth(indices: Int32Array, nearest: Float64Array, k: number, i: number, row: Float64Array): void {
  const last = k - 1;
  for (let j = i + 1; j < row.length; j++) {
    const distance = row[j]!;
    if (distance < nearest[i * k + last]!) insertNearest(indices, nearest, i * k, k, j, distance);
    if (distance < nearest[j * k + last]!) insertNearest(indices, nearest, j * k, k, i, distance);
  }
}

function withSelf({ bases, k, neighbours }: Neighbourhood): Neighbourhood {
  const wider = new Int32Array(bases.length * (k + 1));
  bases.forEach((row, i) => {
    wider[i * (k + 1)] = row;
    wider.set(neighbours.subarray(i * k, (i + 1) * k), i * (k + 1) + 1);
  });
  return { bases, k: k + 1, neighbours: wider };
}
