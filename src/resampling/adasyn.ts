/** ADASYN: the more a row is among other classes, the more rows are made from it. */
import { InputError } from '../core/errors.ts';
import type { Random } from '../core/random.ts';
import type { Warning } from '../core/warnings.ts';
import { allocate } from './allocate.ts';
import { continuedDraws } from './draws.ts';
import {
  checkNeighboursOfAll,
  foreignNeighbours,
  type HoodSearch,
  neighboursPossible,
  searchHoods,
} from './neighbourhood.ts';
import { type ClassOutcome, type ClassTask, overSample } from './over-sample.ts';
import { drawColumns, drawSteps, segmentsOf } from './segments.ts';
import { type NeighbourSpec, neighbourOptions, type SmoteOptions } from './smote-options.ts';
import type { Run, Sampler, SamplerInput } from './types.ts';
import { tieBreak } from './votes.ts';

export type AdasynOptions = Omit<SmoteOptions, 'even'>;

export interface AdasynSpec extends NeighbourSpec {
  readonly kind: 'adasyn';
}

const kind = 'adasyn';

/** `{ kind: 'adasyn', k: 5 }`: SMOTE, mostly from rows among other classes. */
export function adasyn(options: AdasynOptions = {}): AdasynSpec {
  return adasynSampler.complete({ ...options });
}

/**
 * ADASYN: what is wanted is shared out among the rows of a class in proportion to how many of their k nearest neighbours are of
 * other classes, to the exact number (imbalanced-learn rounds each share and misses the number). Where no row has a foreign
 * neighbour all rows share alike, with a warning. O(class rows x rows x columns).
 *
 * Source: He et al. (2008), doi:10.1109/IJCNN.2008.4633969.
 */
export const adasynSampler: Sampler<AdasynSpec> = {
  kind,
  title: 'ADASYN',
  family: 'over',
  summary: 'SMOTE that makes the more rows from a row the more of its neighbours are of other classes',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => neighbourOptions(kind, options),
  resample: (spec, input, run) => {
    checkNeighboursOfAll(kind, 'k', spec.k, input.labels.length);
    const drawsOf = continuedDraws(spec, run);
    return searchHoods(input, { mostWanted: spec.k, path: run.path }, (hoods) =>
      overSample(spec, input, (task) => makeClass(spec, input, run, task, hoods, drawsOf(task.name))),
    );
  },
};

function makeClass(
  spec: AdasynSpec,
  input: SamplerInput,
  run: Run,
  task: ClassTask,
  hoods: HoodSearch,
  random: Random,
): ClassOutcome {
  const { members, name } = task;
  const { k, warnings } = neighboursPossible(spec, task);
  const around = hoods.amongAll(members, spec.k);
  const { shares, warnings: shareWarnings } = sharesOf(spec, task, foreignNeighbours(around, input.labels, task.label));
  const bases = repeated(shares);
  const columns = drawColumns(random, bases.length, k);
  const steps = drawSteps(random, bases.length);
  const hood = hoods.amongClass(members, k, task.label);
  const synthetic = segmentsOf(input, hood, { bases, columns }, steps, tieBreak(spec, run, name));
  const rounded = bases.length === task.wanted ? {} : { whyNot: 'each share is rounded for itself' };
  return { synthetic, warnings: [...warnings, ...shareWarnings], ...rounded };
}

interface Shares {
  readonly shares: Int32Array;
  readonly warnings: readonly Warning[];
}

function sharesOf(spec: AdasynSpec, { name, wanted }: ClassTask, foreign: Int32Array): Shares {
  const compatible = spec.compatibility === 'imbalanced-learn';
  if (foreign.every((count) => count === 0)) {
    if (compatible) throw noForeign(name, spec.k);
    const message = `No row of class '${name}' has a neighbour of another class: ${kind} makes rows from all alike, as smote does.`;
    const warnings = [{ code: 'no-foreign-neighbours', message }];
    return { shares: allocate(new Int32Array(foreign.length).fill(1), wanted), warnings };
  }
  if (!compatible) return { shares: allocate(foreign, wanted), warnings: [] };
  const ratios = Float64Array.from(foreign, (count) => count / spec.k);
  const sum = ratios.reduce((total, ratio) => total + ratio, 0);
  return { shares: Int32Array.from(ratios, (ratio) => roundHalfEven((ratio / sum) * wanted)), warnings: [] };
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

function repeated(shares: Int32Array): Int32Array {
  const bases = new Int32Array(shares.reduce((sum, share) => sum + share, 0));
  let at = 0;
  shares.forEach((share, i) => {
    bases.fill(i, at, at + share);
    at += share;
  });
  return bases;
}

function noForeign(name: string, k: number): InputError {
  return new InputError({
    code: 'no-foreign-neighbours',
    fn: kind,
    argument: `class '${name}'`,
    expected: `near other classes in at least one of the ${k} neighbours of a row`,
    received: 'only neighbours of its own',
    advice: 'use smote',
  });
}
