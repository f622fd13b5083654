/** KMeans-SMOTE: SMOTE inside clusters in which the class is at home, most where its rows lie sparse. */
import { InputError } from '../core/errors.ts';
import { numberOption, type Options } from '../core/options.ts';
import { stream } from '../core/random.ts';
import { type Points, takePoints } from '../kernels/points.ts';
import { allocate } from './allocate.ts';
import { classDraws } from './draws.ts';
import { distancesToFour, inFours } from './four-distances.ts';
import { type Neighbourhood, neighboursAmong } from './neighbourhood.ts';
import { commonOptions, countOption, flagOption } from './options.ts';
import { type ClassOutcome, type ClassTask, overSample } from './over-sample.ts';
import { sampledKMeans } from './sampled-k-means.ts';
import { searchSpace } from './search-space.ts';
import { drawPairs, drawSteps, segmentsOf } from './segments.ts';
import type { SmoteOptions } from './smote-options.ts';
import type { CompleteSpec, Run, Sampler, SamplerInput } from './types.ts';
import { tieBreak } from './votes.ts';

export interface KMeansSmoteOptions extends Omit<SmoteOptions, 'shrinkK'> {
  /** Neighbours per row, at least 1; default 2. */
  readonly k?: number;
  /** Clusters of all rows, at least 1; default 8. */
  readonly clusters?: number;
  /** Least share of the class in a cluster that is used; default `'auto'`: half of the class's part of all rows to be made. */
  readonly threshold?: number | 'auto';
  /** Power of the mean distance in the sparsity of a cluster; default `'auto'`: 0.16 log_1.6(rows of the class in it)^1.8. */
  readonly exponent?: number | 'auto';
}

export interface KMeansSmoteSpec extends CompleteSpec {
  readonly kind: 'kmeans-smote';
  readonly k: number;
  readonly even: boolean;
  readonly clusters: number;
  readonly threshold: number | 'auto';
  readonly exponent: number | 'auto';
}

const kind = 'kmeans-smote';

/** `{ kind: 'kmeans-smote', clusters: 8 }`: SMOTE inside clusters in which the class is at home. */
export function kmeansSmote(options: KMeansSmoteOptions = {}): KMeansSmoteSpec {
  return kmeansSmoteSampler.complete({ ...options });
}

/**
 * KMeans-SMOTE: all rows are clustered; clusters with at least the threshold share and more than k rows of the class get what
 * is wanted in proportion to their sparsity, to the exact number (imbalanced-learn rounds each up). Clusters are our own, not
 * scikit-learn's. O(k-means) + O(squares of the class's rows in its clusters x columns).
 *
 * Source: Douzas, Bacao and Last (2018), doi:10.1016/j.ins.2018.06.056.
 */
export const kmeansSmoteSampler: Sampler<KMeansSmoteSpec> = {
  kind,
  title: 'KMeans-SMOTE',
  family: 'over',
  summary: 'SMOTE inside clusters in which the class is at home, most where its rows lie sparse',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({
    kind,
    ...commonOptions(kind, 'over', options, { own: ['k', 'even', 'clusters', 'threshold', 'exponent'] }),
    k: countOption(kind, options, 'k', 2),
    even: flagOption(kind, options, 'even', false),
    clusters: countOption(kind, options, 'clusters', 8),
    threshold: autoOption(options, 'threshold'),
    exponent: autoOption(options, 'exponent'),
  }),
  resample: (spec, input, run) => {
    const space = searchSpace(input);
    const clusters = Math.min(spec.clusters, space.count);
    const { assignment } = sampledKMeans(space, {
      clusters,
      random: stream(run.seed, kind, 'clusters'),
      path: run.path,
    });
    return overSample(spec, input, (task) => makeClass(spec, input, run, task, { space, assignment }));
  },
};

interface Clustered {
  readonly space: Points;
  readonly assignment: Int32Array;
}

function makeClass(
  spec: KMeansSmoteSpec,
  input: SamplerInput,
  run: Run,
  task: ClassTask,
  { space, assignment }: Clustered,
): ClassOutcome {
  const homes = homesOf(spec, task, assignment);
  if (homes.length === 0) throw noHome(spec, task);
  const sparsities = homes.map((rows) => sparsityOf(space, rows, spec.exponent));
  const sum = sparsities.reduce((total, sparsity) => total + sparsity, 0);
  // Clusters of equal rows alone are all as sparse as each other.
  const weights = sum > 0 ? sparsities : sparsities.map(() => 1);
  const compatible = spec.compatibility === 'imbalanced-learn';
  const shares = compatible
    ? weights.map((weight) => Math.ceil(task.wanted * (weight / (sum > 0 ? sum : weights.length))))
    : allocate(weights, task.wanted);
  const parts = homes.flatMap((rows, c) => {
    if (shares[c] === 0) return [];
    const hood: Neighbourhood = neighboursAmong(space, rows, rows, { k: spec.k, path: run.path });
    const random = classDraws(spec, run, task.name, `cluster ${c}`);
    const pairs = drawPairs(random, hood, shares[c]!, spec.even);
    const steps = drawSteps(random, shares[c]!);
    return [segmentsOf(input, hood, pairs, steps, tieBreak(spec, run, `${task.name} ${c}`))];
  });
  const made = parts.reduce((total, { base }) => total + base.length, 0);
  const over = made === task.wanted ? {} : { whyNot: 'the share of each cluster is rounded up' };
  return { synthetic: parts, ...over };
}

/** The class's rows in each cluster that it is at home in. */
function homesOf(
  { threshold, k, clusters }: KMeansSmoteSpec,
  { members, wanted, wantedInAll }: ClassTask,
  assignment: Int32Array,
): Int32Array[] {
  const least = clusters === 1 ? 0 : threshold === 'auto' ? wanted / wantedInAll / 2 : threshold;
  const sizes = new Int32Array(clusters);
  for (let i = 0; i < assignment.length; i++) sizes[assignment[i]!]! += 1;
  return Array.from({ length: clusters }, (_, c) => members.filter((row) => assignment[row] === c)).filter(
    (rows, c) => rows.length > k && rows.length / sizes[c]! >= least,
  );
}

/** Mean distance of a cluster's rows of the class to the power of the exponent, over their number. */
function sparsityOf(space: Points, rows: Int32Array, exponent: number | 'auto'): number {
  const n = rows.length;
  const points = takePoints(space, rows);
  const fours = inFours(points);
  const found = new Float64Array(4 * n);
  let sum = 0;
  for (let group = 0; 4 * group < n; group++) {
    const from = 4 * group;
    distancesToFour(points, [from, n], fours, group, found);
    for (let i = from; i < n; i++) {
      const pairs = Math.min(4, i - from);
      for (let t = 0; t < pairs; t++) sum += Math.sqrt(found[4 * (i - from) + t]!);
    }
  }
  const power = exponent === 'auto' ? (Math.log(n) / Math.log(1.6)) ** 1.8 * 0.16 : exponent;
  return ((2 * sum) / (n * n - n)) ** power / n;
}

function autoOption(options: Options, name: 'threshold' | 'exponent'): number | 'auto' {
  if (options[name] === 'auto' || options[name] === undefined) return 'auto';
  return numberOption(kind, options, name, {
    fallback: 0,
    accepts: (value) => value >= 0 && value < Infinity && (name === 'exponent' || value <= 1),
    expected: name === 'threshold' ? "'auto' or a share from 0 to 1" : "'auto' or a number of at least 0",
  });
}

function noHome({ clusters, k }: KMeansSmoteSpec, { name, members }: ClassTask): InputError {
  return new InputError({
    code: 'no-cluster',
    fn: kind,
    argument: `class '${name}'`,
    expected: `at home, with more than ${k} rows, in at least one of the ${clusters} clusters`,
    received: `no such cluster for its ${members.length} rows`,
    advice: 'lower threshold, change clusters, or use smote',
  });
}
