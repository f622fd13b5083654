/** ProWSyn: a class in layers by how near other classes are, and the more rows made in a layer the nearer. */
import { InputError } from '../core/errors.ts';
import { numberOption } from '../core/options.ts';
import { nearest } from '../kernels/neighbours.ts';
import { type Points, takePoints } from '../kernels/points.ts';
import { allocate } from './allocate.ts';
import { classDraws } from './draws.ts';
import { type Neighbourhood, neighboursAmong } from './neighbourhood.ts';
import { countOption } from './options.ts';
import { type ClassOutcome, type ClassTask, overSample } from './over-sample.ts';
import { searchSpace } from './search-space.ts';
import { drawPairs, drawSteps, segmentsOf } from './segments.ts';
import { type SmoteFamilySpec, type SmoteOptions, smoteOptions } from './smote-options.ts';
import type { Run, Sampler, SamplerInput } from './types.ts';
import { tieBreak } from './votes.ts';

export interface ProwsynOptions extends Omit<SmoteOptions, 'compatibility'> {
  /** Layers, at least 1; default 5. */
  readonly levels?: number;
  /** How fast the weight of layers falls, at least 0; default 1. */
  readonly theta?: number;
}

export interface ProwsynSpec extends SmoteFamilySpec {
  readonly kind: 'prowsyn';
  readonly levels: number;
  readonly theta: number;
}

const kind = 'prowsyn';

/** `{ kind: 'prowsyn', levels: 5, k: 5 }`: most rows where other classes are near. */
export function prowsyn(options: ProwsynOptions = {}): ProwsynSpec {
  return prowsynSampler.complete({ ...options });
}

/**
 * Proximity-weighted synthetic over-sampling. The first layer holds the rows that are among the k nearest of the class for any
 * row of another class, the next those that are so once the first is gone, and so on; the last holds the rest. Layer l weighs
 * exp(-theta (l - 1)). Inside a layer rows are made between a row and one of its k nearest there; layers of a single row make
 * none. O(levels x rows x class rows x columns).
 *
 * Source: Barua, Islam and Murase (2013), doi:10.1007/978-3-642-37456-2_27.
 */
export const prowsynSampler: Sampler<ProwsynSpec> = {
  kind,
  title: 'ProWSyn',
  family: 'over',
  summary: 'sorts a class into layers by nearness to other classes and makes more rows in the nearer ones',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({
    ...smoteOptions(kind, options, { own: ['levels', 'theta'], inPeer: false }),
    levels: countOption(kind, options, 'levels', 5),
    theta: numberOption(kind, options, 'theta', {
      fallback: 1,
      accepts: (value) => value >= 0 && value < Infinity,
      expected: 'a number of at least 0',
    }),
  }),
  resample: (spec, input, run) => {
    const space = searchSpace(input);
    return overSample(spec, input, (task) => makeClass(spec, input, run, task, space));
  },
};

function makeClass(spec: ProwsynSpec, input: SamplerInput, run: Run, task: ClassTask, space: Points): ClassOutcome {
  const layers = layersOf(spec, input.labels, run, task, space);
  const weights = layers.map((rows, l) => (rows.length > 1 ? Math.exp(-spec.theta * l) : 0));
  if (weights.every((weight) => weight === 0)) throw tooThin(task);
  const shares = allocate(weights, task.wanted);
  const parts = layers.flatMap((rows, l) => {
    if (shares[l] === 0) return [];
    const k = Math.min(spec.k, rows.length - 1);
    const hood: Neighbourhood = neighboursAmong(space, rows, rows, { k, path: run.path });
    const random = classDraws(spec, run, task.name, `layer ${l}`);
    const pairs = drawPairs(random, hood, shares[l]!, spec.even);
    const steps = drawSteps(random, shares[l]!);
    return [segmentsOf(input, hood, pairs, steps, tieBreak(spec, run, `${task.name} ${l}`))];
  });
  return { synthetic: parts };
}

function layersOf(
  { levels, k }: ProwsynSpec,
  labels: Int32Array,
  run: Run,
  { members, label }: ClassTask,
  space: Points,
): Int32Array[] {
  const others = Int32Array.from(labels.keys()).filter((row) => labels[row] !== label);
  const queries = takePoints(space, others);
  const layers: Int32Array[] = [];
  let rest = members;
  while (layers.length < levels - 1 && rest.length > k) {
    const found = nearest(takePoints(space, rest), queries, { k, path: run.path });
    const near = new Uint8Array(rest.length);
    for (const place of found.indices) near[place] = 1;
    layers.push(rest.filter((_, place) => near[place] === 1));
    rest = rest.filter((_, place) => near[place] === 0);
  }
  return rest.length > 0 ? [...layers, rest] : layers;
}

function tooThin({ name, members }: ClassTask): InputError {
  return new InputError({
    code: 'too-few-rows',
    fn: kind,
    argument: `class '${name}'`,
    expected: 'of at least 2 rows in one layer',
    received: `${members.length} rows, each in a layer of its own`,
    advice: 'lower levels or use random-over',
  });
}
