/** Borderline-SMOTE: SMOTE from those rows of a class alone that stand where the class meets others. */

import { wordOption } from '../core/options.ts';
import { classDraws } from './draws.ts';
import {
  checkNeighboursOfAll,
  foreignNeighbours,
  type HoodSearch,
  type Neighbourhood,
  neighboursPossible,
  searchHoods,
} from './neighbourhood.ts';
import { countOption } from './options.ts';
import { type ClassOutcome, type ClassTask, overSample } from './over-sample.ts';
import { placesWhere } from './rows.ts';
import { drawPairs, drawSteps, segmentsOf } from './segments.ts';
import { type SmoteFamilySpec, type SmoteOptions, smoteOptions } from './smote-options.ts';
import type { Run, Sampler, SamplerInput } from './types.ts';
import { tieBreak } from './votes.ts';

export interface BorderlineSmoteOptions extends SmoteOptions {
  /** Neighbours of any class by which a row is found to be in danger, at least 1; default 10. */
  readonly m?: number;
  /** 1: towards neighbours of the class; 2: towards neighbours of any class, half way at most towards foreign ones. */
  readonly variant?: '1' | '2';
}

export interface BorderlineSmoteSpec extends SmoteFamilySpec {
  readonly kind: 'borderline-smote';
  readonly m: number;
  readonly variant: '1' | '2';
}

const kind = 'borderline-smote';

/** `{ kind: 'borderline-smote', variant: '1' }`: SMOTE along the border of a class. */
export function borderlineSmote(options: BorderlineSmoteOptions = {}): BorderlineSmoteSpec {
  return borderlineSmoteSampler.complete({ ...options });
}

/**
 * Borderline-SMOTE. A row is in danger where at least half, but not all, of its m nearest neighbours are of other classes. A
 * class without rows in danger stays as it is, with a warning. O(class rows x rows x columns).
 *
 * Source: Han, Wang and Mao (2005), doi:10.1007/11538059_91.
 */
export const borderlineSmoteSampler: Sampler<BorderlineSmoteSpec> = {
  kind,
  title: 'Borderline-SMOTE',
  family: 'over',
  summary: 'SMOTE from those rows alone whose neighbourhood is mostly, but not all, of other classes',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({
    ...smoteOptions(kind, options, { own: ['m', 'variant'] }),
    m: countOption(kind, options, 'm', 10),
    variant: wordOption(kind, options, 'variant', ['1', '2']),
  }),
  resample: (spec, input, run) => {
    checkNeighboursOfAll(kind, 'm', spec.m, input.labels.length);
    if (spec.variant === '2') checkNeighboursOfAll(kind, 'k', spec.k, input.labels.length);
    return searchHoods(input, { mostWanted: Math.max(spec.m, spec.k), path: run.path }, (hoods) =>
      overSample(spec, input, (task) => makeClass(spec, input, run, task, hoods)),
    );
  },
};

function makeClass(
  spec: BorderlineSmoteSpec,
  input: SamplerInput,
  run: Run,
  task: ClassTask,
  hoods: HoodSearch,
): ClassOutcome {
  const { members, name, wanted, label } = task;
  const { k, warnings } = spec.variant === '1' ? neighboursPossible(spec, task) : { k: spec.k, warnings: [] };
  const danger = dangerPositions(hoods.amongAll(members, spec.m), input.labels, label);
  if (danger.length === 0) {
    const whyNot = `none of its ${members.length} rows has between half and all of its ${spec.m} neighbours in other classes`;
    return { whyNot, warnings };
  }
  const bases = danger.map((position) => members[position]!);
  const hood = spec.variant === '1' ? hoods.amongClass(bases, k, label) : hoods.amongAll(bases, k);
  const random = classDraws(spec, run, name);
  const pairs = drawPairs(random, hood, wanted, spec.even);
  const steps = drawSteps(random, wanted);
  if (spec.variant === '2') {
    const halves = classDraws(spec, run, name, 'halves');
    for (let i = 0; i < wanted; i++) {
      const neighbour = hood.neighbours[pairs.bases[i]! * k + pairs.columns[i]!]!;
      if (input.labels[neighbour] !== label) steps[i]! *= 0.5 * halves.uniform();
    }
  }
  return { synthetic: segmentsOf(input, hood, pairs, steps, tieBreak(spec, run, name)), warnings };
}

/** Positions of the bases of which at least half, but not all, neighbours are of other classes. */
export function dangerPositions(hood: Neighbourhood, labels: Int32Array, label: number): Int32Array {
  const foreign = foreignNeighbours(hood, labels, label);
  return placesWhere(foreign.length, (i) => foreign[i]! >= hood.k / 2 && foreign[i]! < hood.k);
}
