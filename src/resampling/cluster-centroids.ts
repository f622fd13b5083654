/** Cluster centroids: each of the larger classes is clustered, and one row per cluster takes the place of its rows. */

import { optionRefused, wordOption } from '../core/options.ts';
import { type Points, squaredDistance } from '../kernels/points.ts';
import { classDraws } from './draws.ts';
import { addRow, type KMeans, kMeans } from './k-means.ts';
import { contextOf } from './keep.ts';
import { commonOptions, countOption } from './options.ts';
import { finish, joinSynthetic } from './result.ts';
import { joinRows, rowsOfClass } from './rows.ts';
import { searchSpace } from './search-space.ts';
import { rowsToKeep } from './strategy.ts';
import type { CompleteSpec, Sampler, SamplerInput, StrategySpec, Synthetic } from './types.ts';

export interface ClusterCentroidsOptions {
  readonly strategy?: StrategySpec;
  /**
   * `'soft'` (default) makes a row of the means of each cluster, with its most common categories; `'hard'` keeps the row that
   * is nearest to the centre.
   */
  readonly voting?: 'soft' | 'hard';
  /** Most iterations of k-means, at least 1; default 100. */
  readonly maxIterations?: number;
}

export interface ClusterCentroidsSpec extends CompleteSpec {
  readonly kind: 'cluster-centroids';
  readonly voting: 'soft' | 'hard';
  readonly maxIterations: number;
}

const kind = 'cluster-centroids';
/**
 * Rows among which k-means seeks those to start from: fewer than so many per cluster would make visibly worse clusters, more none
 * that are better.
 */
const candidatesPerCluster = 30;
/** Up to so many pairs of candidates and clusters, times columns, are worth it; beyond, rows drawn at random serve. */
const mostSeeding = 2 ** 30;

function candidatesFor(count: number, dimensions: number, wanted: number): number {
  const candidates = Math.min(count, Math.max(1000, candidatesPerCluster * wanted));
  return candidates * wanted * dimensions > mostSeeding ? wanted : candidates;
}

/** `{ kind: 'cluster-centroids' }`: the larger classes replaced by the centres of their clusters. */
export function clusterCentroids(options: ClusterCentroidsOptions = {}): ClusterCentroidsSpec {
  return clusterCentroidsSampler.complete({ ...options });
}

/**
 * Cluster centroids: k-means with as many clusters as rows are to be left. Made rows name the row
 * nearest to the centre as their base. O(iterations x rows x clusters x columns).
 *
 * Which clusters k-means finds depends on its draws and sums, so there is no compatibility with imbalanced-learn row by row.
 *
 * Source: Lin, Tsai, Hu and Jhang (2017), doi:10.1016/j.ins.2017.05.008.
 */
export const clusterCentroidsSampler: Sampler<ClusterCentroidsSpec> = {
  kind,
  title: 'cluster centroids',
  family: 'under',
  summary: 'puts the centres of clusters in the place of the rows of the larger classes',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => {
    const common = commonOptions(kind, 'under', options, { own: ['voting', 'maxIterations'] });
    if (common.compatibility !== 'none') {
      const expected = "'none', as the clusters of scikit-learn are not reproduced";
      throw optionRefused(kind, 'compatibility', expected, common.compatibility);
    }
    return {
      kind,
      ...common,
      voting: wordOption(kind, options, 'voting', ['soft', 'hard']),
      maxIterations: countOption(kind, options, 'maxIterations', 100),
    };
  },
  resample: (spec, input, { seed, path }) => {
    const space = searchSpace(input);
    const asked = rowsToKeep(spec.strategy, contextOf(spec, input));
    const kept: Int32Array[] = [];
    const made: Synthetic[] = [];
    asked.forEach((wanted, label) => {
      const members = rowsOfClass(input.labels, label);
      if (wanted === null || wanted === 0 || wanted === members.length) {
        kept.push(wanted === 0 ? new Int32Array(0) : members);
        return;
      }
      const random = classDraws(spec, { seed, path }, input.classes[label]!);
      const { maxIterations } = spec;
      const candidates = candidatesFor(members.length, space.dimensions, wanted);
      const { centres, assignment } = kMeans(
        { points: space, rows: members },
        { clusters: wanted, random, path, maxIterations, candidates },
      );
      const middle = nearestToCentres(space, members, { centres, assignment });
      if (spec.voting === 'hard') kept.push(middle);
      else made.push(centroids(input, { members, assignment, middle }));
    });
    const rows = joinRows(kept).sort();
    const synthetic = joinSynthetic(input, made);
    const source = joinRows([rows, new Int32Array(synthetic.base.length).fill(-1)]);
    return finish(kind, input, { source, synthetic, asked });
  },
};

/** The member nearest to each centre, of those assigned to it; ties to the first. */
function nearestToCentres(
  space: Points,
  members: Int32Array,
  { centres, assignment }: Pick<KMeans, 'centres' | 'assignment'>,
): Int32Array {
  const best = new Float64Array(centres.count).fill(Infinity);
  const nearest = new Int32Array(centres.count).fill(-1);
  for (let i = 0; i < members.length; i++) {
    const cluster = assignment[i]!;
    const distance = squaredDistance(space, members[i]!, centres, cluster);
    if (distance >= best[cluster]!) continue;
    best[cluster] = distance;
    nearest[cluster] = members[i]!;
  }
  return nearest.filter((row) => row >= 0);
}

interface Clusters {
  readonly members: Int32Array;
  readonly assignment: Int32Array;
  /** Per cluster with rows the row nearest to its centre. */
  readonly middle: Int32Array;
}

/** One row per cluster: means of its numbers, in their own units, and its most common categories. */
function centroids(input: SamplerInput, { members, assignment, middle }: Clusters): Synthetic {
  const { dimensions } = input.values;
  const clusterOf = new Int32Array(input.labels.length).fill(-1);
  members.forEach((row, i) => {
    clusterOf[row] = assignment[i]!;
  });
  const place = new Map(Array.from(middle, (row, i) => [clusterOf[row]!, i]));
  const places = assignment.map((cluster) => place.get(cluster)!);
  const sizes = new Int32Array(middle.length);
  for (const at of places) sizes[at]! += 1;
  const means = new Float64Array(middle.length * dimensions);
  for (let i = 0; i < members.length; i++) addRow(input.values, members[i]!, means, places[i]!);
  for (let i = 0; i < means.length; i++) means[i]! /= sizes[Math.floor(i / dimensions)]!;
  return {
    values: { count: middle.length, dimensions, values: means },
    categories: input.categories.map(({ codes, levels }) => {
      const counts = new Int32Array(middle.length * levels);
      members.forEach((row, i) => {
        counts[places[i]! * levels + codes[row]!]! += 1;
      });
      return middle.map((_, i) => {
        const own = counts.subarray(i * levels, (i + 1) * levels);
        return own.indexOf(own.reduce((most, count) => Math.max(most, count), 0));
      });
    }),
    base: middle,
    neighbour: new Int32Array(middle.length).fill(-1),
    step: new Float64Array(middle.length).fill(Number.NaN),
  };
}
