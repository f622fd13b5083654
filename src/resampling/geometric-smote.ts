/** Geometric SMOTE: rows in a sphere around a row of the class, cut and flattened towards a neighbour. */

import { numberOption, wordOption } from '../core/options.ts';
import type { Random } from '../core/random.ts';
import { nearest } from '../kernels/neighbours.ts';
import { type Points, squaredDistance, takePoints } from '../kernels/points.ts';
import { classDraws, normalDraws } from './draws.ts';
import { neighboursAmong, neighboursPossible } from './neighbourhood.ts';
import { type ClassOutcome, type ClassTask, overSample } from './over-sample.ts';
import { searchSpace } from './search-space.ts';
import { drawPairs } from './segments.ts';
import { type SmoteFamilySpec, type SmoteOptions, smoteOptions } from './smote-options.ts';
import type { Run, Sampler, SamplerInput, Synthetic } from './types.ts';
import { tieBreak, vote } from './votes.ts';

export interface GeometricSmoteOptions extends Omit<SmoteOptions, 'compatibility'> {
  /** Which point spans the sphere: a neighbour of the class, the nearest of other classes, or the nearer of both (default). */
  readonly selection?: 'combined' | 'minority' | 'majority';
  /** From -1 (the half away from the spanning point) over 0 (all of the sphere) to 1 (the half towards it, the default). */
  readonly truncation?: number;
  /** From 0 (a sphere, the default) to 1 (flattened to the line through both points). */
  readonly deformation?: number;
}

export interface GeometricSmoteSpec extends SmoteFamilySpec {
  readonly kind: 'geometric-smote';
  readonly selection: 'combined' | 'minority' | 'majority';
  readonly truncation: number;
  readonly deformation: number;
}

const kind = 'geometric-smote';

/** `{ kind: 'geometric-smote', selection: 'combined' }`: rows in spheres around rows of a class. */
export function geometricSmote(options: GeometricSmoteOptions = {}): GeometricSmoteSpec {
  return geometricSmoteSampler.complete({ ...options });
}

/**
 * Geometric SMOTE. With `selection: 'minority'`, truncation 1 and deformation 1 rows lie on the segments of SMOTE. Categories
 * are taken by vote of the base row's neighbours of its class. O(class rows x rows x columns).
 *
 * Source: Douzas and Bacao (2019), doi:10.1016/j.ins.2019.06.007.
 */
export const geometricSmoteSampler: Sampler<GeometricSmoteSpec> = {
  kind,
  title: 'Geometric SMOTE',
  family: 'over',
  summary: 'makes rows in a sphere around a row of the class, cut and flattened towards a neighbour',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({
    ...smoteOptions(kind, options, { own: ['selection', 'truncation', 'deformation'], inPeer: false }),
    selection: wordOption(kind, options, 'selection', ['combined', 'minority', 'majority']),
    truncation: numberOption(kind, options, 'truncation', {
      fallback: 1,
      accepts: (value) => -1 <= value && value <= 1,
      expected: 'a number from -1 to 1',
    }),
    deformation: numberOption(kind, options, 'deformation', {
      fallback: 0,
      accepts: (value) => 0 <= value && value <= 1,
      expected: 'a number from 0 to 1',
    }),
  }),
  resample: (spec, input, run) => {
    const space = searchSpace(input);
    return overSample(spec, input, (task) => makeClass(spec, input, run, task, space));
  },
};

function makeClass(
  spec: GeometricSmoteSpec,
  input: SamplerInput,
  run: Run,
  task: ClassTask,
  space: Points,
): ClassOutcome {
  const { members, wanted, name } = task;
  const { k, warnings } = neighboursPossible(spec, task);
  const hood = neighboursAmong(space, members, members, { k, path: run.path });
  const random = classDraws(spec, run, name);
  const pairs = drawPairs(random, hood, wanted, spec.even);
  const foreign = spec.selection === 'minority' ? null : nearestForeign(input, space, run, task);
  const base = pairs.bases.map((position) => members[position]!);
  const neighbour = base.map((row, i) => {
    const own = hood.neighbours[pairs.bases[i]! * k + pairs.columns[i]!]!;
    if (foreign === null) return own;
    const other = foreign[pairs.bases[i]!]!;
    if (spec.selection === 'majority') return other;
    return squaredDistance(space, row, space, other) < squaredDistance(space, row, space, own) ? other : own;
  });
  const synthetic: Synthetic = {
    values: inSpheres(spec, input, base, neighbour, classDraws(spec, run, name, 'spheres')),
    categories: input.categories.length === 0 ? [] : vote(input, hood, pairs.bases, tieBreak(spec, run, name)()),
    base,
    neighbour,
    step: new Float64Array(wanted).fill(Number.NaN),
  };
  return { synthetic, warnings };
}

/** For each row of the class the nearest row of another. */
function nearestForeign(
  { labels }: SamplerInput,
  space: Points,
  { path }: Run,
  { members, label }: ClassTask,
): Int32Array {
  const others = Int32Array.from(labels.keys()).filter((row) => labels[row] !== label);
  const found = nearest(takePoints(space, others), takePoints(space, members), { k: 1, path });
  return found.indices.map((place) => others[place]!);
}

/** A point in the sphere around each base that reaches to its neighbour, in the units of the values. */
function inSpheres(
  spec: Pick<GeometricSmoteSpec, 'truncation' | 'deformation'>,
  { values, space, scale }: SamplerInput,
  base: Int32Array,
  neighbour: Int32Array,
  random: Random,
): Points {
  const { dimensions } = values;
  const normal = normalDraws(random);
  const made = takePoints(values, base);
  const axis = new Float64Array(dimensions);
  for (let i = 0; i < base.length; i++) {
    const radius = Math.sqrt(squaredDistance(space, base[i]!, space, neighbour[i]!));
    for (let d = 0; d < dimensions; d++) {
      const way = space.values[neighbour[i]! * dimensions + d]! - space.values[base[i]! * dimensions + d]!;
      axis[d] = radius > 0 ? way / radius : 0;
    }
    const point = inUnitSphere(dimensions, normal, random);
    truncate(point, axis, spec.truncation);
    flatten(point, axis, spec.deformation);
    for (let d = 0; d < dimensions; d++) made.values[i * dimensions + d]! += radius * point[d]! * scale[d]!;
  }
  return made;
}

/** Uniform in the unit ball. */
function inUnitSphere(dimensions: number, normal: () => number, random: Random): Float64Array {
  const point = Float64Array.from({ length: dimensions }, normal);
  const length = Math.sqrt(dot(point, point));
  const reach = random.uniform() ** (1 / dimensions) / length;
  return point.map((value) => value * reach);
}

/** Mirrors points of the part that is cut off into the part that stays. */
function truncate(point: Float64Array, axis: Float64Array, truncation: number): void {
  const along = dot(point, axis);
  if (Math.abs(truncation - along) > 1) addAlong(point, axis, -2 * along);
}

/** Moves points towards the line of the axis. */
function flatten(point: Float64Array, axis: Float64Array, deformation: number): void {
  const along = dot(point, axis);
  for (let d = 0; d < point.length; d++) point[d]! -= deformation * (point[d]! - along * axis[d]!);
}

function addAlong(point: Float64Array, axis: Float64Array, factor: number): void {
  for (let d = 0; d < point.length; d++) point[d]! += factor * axis[d]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
