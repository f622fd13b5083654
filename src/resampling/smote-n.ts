/** SMOTE-N: rows of categories alone, made as most of a row's neighbours have it. */
import { insertNearest } from '../kernels/neighbours-plain.ts';
import { classDraws, permutationOf } from './draws.ts';
import { type Neighbourhood, neighboursPossible } from './neighbourhood.ts';
import { type ClassOutcome, type ClassTask, overSample } from './over-sample.ts';
import { type SmoteFamilySpec, type SmoteOptions, smoteOptions } from './smote-options.ts';
import type { CompleteSpec, Run, Sampler, SamplerInput } from './types.ts';
import { type LevelDistances, valueDifferences } from './value-difference.ts';
import { type TieBreak, tiesAtRandom, vote } from './votes.ts';

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
    categories: vote(input, hood, positions, tiesOf(spec, run, name)),
    base: positions.map((position) => members[position]!),
    neighbour: new Int32Array(wanted).fill(-1),
    step: new Float64Array(wanted).fill(Number.NaN),
  };
  return { synthetic, warnings };
}

/** imbalanced-learn takes the lowest code of those that tie. */
function tiesOf(spec: CompleteSpec, run: Run, className: string): TieBreak {
  if (spec.compatibility === 'none') return tiesAtRandom(classDraws(spec, run, className, 'votes'));
  return ({ levels, starts }) => starts.subarray(0, -1).map((start) => levels[start]!);
}

/** The k nearest rows of the class for each of its rows, itself left out, ties by row. */
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
    metric.forEach(({ levels, distances }, c) => {
      const codes = columns[c]!;
      const from = codes[i]! * levels;
      for (let j = 0; j < n; j++) row[j]! += distances[from + codes[j]!]!;
    });
    for (let j = 0; j < n; j++) if (j !== i) insertNearest(indices, nearest, i * k, k, j, row[j]!);
  }
  return { bases: members, k, neighbours: indices.map((index) => members[index]!) };
}

function withSelf({ bases, k, neighbours }: Neighbourhood): Neighbourhood {
  const wider = new Int32Array(bases.length * (k + 1));
  bases.forEach((row, i) => {
    wider[i * (k + 1)] = row;
    wider.set(neighbours.subarray(i * k, (i + 1) * k), i * (k + 1) + 1);
  });
  return { bases, k: k + 1, neighbours: wider };
}
