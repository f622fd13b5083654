/** SMOTE-NC: SMOTE for rows of numbers and categories. */
import { InputError } from '../core/errors.ts';
import { takePoints } from '../kernels/points.ts';
import { classDraws } from './draws.ts';
import { type Neighbourhood, neighboursAmong, neighboursPossible } from './neighbourhood.ts';
import { type ClassOutcome, type ClassTask, overSample } from './over-sample.ts';
import { medianSpread, searchSpaceOf } from './search-space.ts';
import { drawPairs, drawSteps, segmentsOf } from './segments.ts';
import { type SmoteFamilySpec, type SmoteOptions, smoteOptions } from './smote-options.ts';
import type { Run, Sampler, SamplerInput } from './types.ts';
import { tieBreak } from './votes.ts';

export interface SmoteNcSpec extends SmoteFamilySpec {
  readonly kind: 'smote-nc';
}

const kind = 'smote-nc';

/** `{ kind: 'smote-nc', k: 5 }`: SMOTE for numbers and categories together. */
export function smoteNc(options: SmoteOptions = {}): SmoteNcSpec {
  return smoteNcSampler.complete({ ...options });
}

/**
 * SMOTE-NC: a category that differs adds the median standard deviation of the class's numeric columns to the distance; numbers
 * are interpolated, categories taken by vote of the base row's neighbours, ties at random. O(class rows^2 x columns).
 *
 * Source: Chawla et al. (2002), section 6.1, doi:10.1613/jair.953.
 */
export const smoteNcSampler: Sampler<SmoteNcSpec> = {
  kind,
  title: 'SMOTE-NC',
  family: 'over',
  summary: 'SMOTE for numbers and categories: numbers between two rows, categories as most neighbours have them',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => smoteOptions(kind, options),
  resample: (spec, input, run) => {
    refuseOneSort(input);
    return overSample(spec, input, (task) => smoteNcClass(spec, input, run, task));
  },
};

/** SMOTE-NC of one class. */
export function smoteNcClass(spec: SmoteFamilySpec, input: SamplerInput, run: Run, task: ClassTask): ClassOutcome {
  const { members } = task;
  const { k, warnings } = neighboursPossible(spec, task);
  // imbalanced-learn lets categories weigh nothing where more than half of the numeric columns do not vary.
  const varyingOnly = spec.compatibility === 'none';
  const weight = medianSpread(takePoints(input.space, members), varyingOnly);
  const places = Int32Array.from(members.keys());
  const found = neighboursAmong(searchSpaceOf(input, members, weight), places, places, { k, path: run.path });
  const hood: Neighbourhood = { bases: members, k, neighbours: found.neighbours.map((place) => members[place]!) };
  const random = classDraws(spec, run, task.name);
  const pairs = drawPairs(random, hood, task.wanted, spec.even);
  const steps = drawSteps(random, task.wanted);
  return { synthetic: segmentsOf(input, hood, pairs, steps, tieBreak(spec, run, task.name)), warnings };
}

function refuseOneSort({ values, categories }: SamplerInput): void {
  if (values.dimensions > 0 && categories.length > 0) return;
  throw new InputError({
    code: 'column-type',
    fn: kind,
    argument: 'columns',
    expected: 'numeric and category columns, at least one of each',
    received: categories.length > 0 ? 'categories only' : 'numbers only',
    advice: categories.length > 0 ? 'use smote-n' : 'use smote',
  });
}
