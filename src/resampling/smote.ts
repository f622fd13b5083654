/** SMOTE: rows on the segments between rows of a class and their nearest neighbours of that class. */
import { classDraws } from './draws.ts';
import { neighboursAmong, neighboursPossible } from './neighbourhood.ts';
import { type ClassOutcome, type ClassTask, outlined } from './over-sample.ts';
import { completed, type Outline } from './result.ts';
import { drawPairs, drawSteps, segmentsOf } from './segments.ts';
import { smoteNSampler } from './smote-n.ts';
import { smoteNcClass } from './smote-nc.ts';
import { type SmoteFamilySpec, type SmoteOptions, smoteOptions } from './smote-options.ts';
import type { Run, Sampler, SamplerInput } from './types.ts';
import { tieBreak } from './votes.ts';

export interface SmoteSpec extends SmoteFamilySpec {
  readonly kind: 'smote';
}

/** `{ kind: 'smote', k: 5 }`: new rows on the way from rows of a class to their neighbours. */
export function smote(options: SmoteOptions = {}): SmoteSpec {
  return smoteSampler.complete({ ...options });
}

/**
 * SMOTE. With category columns it becomes SMOTE-NC, with nothing but category columns SMOTE-N. O(class rows^2 x columns).
 *
 * Source: Chawla et al. (2002), doi:10.1613/jair.953.
 */
export const smoteSampler: Sampler<SmoteSpec> = {
  kind: 'smote',
  title: 'SMOTE',
  family: 'over',
  summary: 'makes rows of the smaller classes on the way from a row to one of its nearest neighbours of that class',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => smoteOptions('smote', options),
  resample: (spec, input, run) => completed(input, smoteOutline(spec, input, run)),
};

/** All of SMOTE but the numbers of the rows it makes. */
export function smoteOutline(spec: SmoteSpec, input: SamplerInput, run: Run): Outline {
  if (input.values.dimensions === 0) return smoteNSampler.resample({ ...spec, kind: 'smote-n' }, input, run);
  const make = input.categories.length > 0 ? smoteNcClass : smoteClass;
  return outlined(spec, input, (task) => make(spec, input, run, task));
}

/** SMOTE of one class, numeric columns only. */
function smoteClass(spec: SmoteFamilySpec, input: SamplerInput, run: Run, task: ClassTask): ClassOutcome {
  const { k, warnings } = neighboursPossible(spec, task);
  const hood = neighboursAmong(input.space, task.members, task.members, { k, path: run.path });
  const random = classDraws(spec, run, task.name);
  const pairs = drawPairs(random, hood, task.wanted, spec.even);
  const steps = drawSteps(random, task.wanted);
  return { synthetic: segmentsOf(input, hood, pairs, steps, tieBreak(spec, run, task.name)), warnings };
}
