/** SVM-SMOTE: SMOTE from the support vectors of a class, inwards where others crowd in and outwards where they do not. */
import { InputError } from '../core/errors.ts';
import { numberOption } from '../core/options.ts';
import type { Random } from '../core/random.ts';
import { betaDraw } from './beta-draw.ts';
import { dangerPositions } from './borderline-smote.ts';
import { classDraws, continuedDraws } from './draws.ts';
import {
  checkNeighboursOfAll,
  foreignNeighbours,
  type HoodSearch,
  neighboursPossible,
  searchHoods,
  takeBases,
} from './neighbourhood.ts';
import { countOption } from './options.ts';
import { type ClassOutcome, type ClassTask, overSample } from './over-sample.ts';
import { searchSpace } from './search-space.ts';
import { drawPairs, drawSteps, segmentsOf } from './segments.ts';
import { type SmoteFamilySpec, type SmoteOptions, smoteOptions } from './smote-options.ts';
import { supportRowsOf } from './support-rows.ts';
import type { Run, Sampler, SamplerInput } from './types.ts';
import { tieBreak } from './votes.ts';

export interface SvmSmoteOptions extends SmoteOptions {
  /** Neighbours of any class by which a support vector is found to be noise or in danger, at least 1; default 10. */
  readonly m?: number;
  /** How far at most rows are moved away from the neighbour of a safe support vector, in [0, 1]; default 0.5. */
  readonly outStep?: number;
}

export interface SvmSmoteSpec extends SmoteFamilySpec {
  readonly kind: 'svm-smote';
  readonly m: number;
  readonly outStep: number;
}

const kind = 'svm-smote';

/** `{ kind: 'svm-smote', k: 5, m: 10 }`: SMOTE from the support vectors of a class. */
export function svmSmote(options: SvmSmoteOptions = {}): SvmSmoteSpec {
  return svmSmoteSampler.complete({ ...options });
}

/**
 * SVM-SMOTE. Support vectors are those of a support vector machine with Gaussian kernel, C = 1 and gamma = 1 / (columns x
 * variance of all values), one per pair of classes; those with only foreign neighbours are left out as noise. A share drawn
 * around one half is made from vectors in danger, towards their neighbours, the rest from safe ones, away from theirs; where
 * there is only one sort it makes all (imbalanced-learn leaves the share of the other out). Fitting the machine takes
 * O(iterations x rows x columns), nearly all of the time (bench/RESULTS.md says how long that is).
 *
 * Source: Nguyen, Cooper and Kamei (2011), doi:10.1504/IJKESDP.2011.039875.
 */
export const svmSmoteSampler: Sampler<SvmSmoteSpec> = {
  kind,
  title: 'SVM-SMOTE',
  family: 'over',
  summary:
    'SMOTE from the support vectors of a class: inwards where other classes are near, outwards where they are not',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({
    ...smoteOptions(kind, options, { own: ['m', 'outStep'] }),
    m: countOption(kind, options, 'm', 10),
    outStep: numberOption(kind, options, 'outStep', {
      fallback: 0.5,
      accepts: (value) => 0 <= value && value <= 1,
      expected: 'a number from 0 to 1',
    }),
  }),
  resample: (spec, input, run) => {
    checkNeighboursOfAll(kind, 'm', spec.m, input.labels.length);
    const space = searchSpace(input);
    const shareDraws = continuedDraws(spec, run);
    const supportOf = supportRowsOf(space, input.labels, input.classes.length, run.path);
    return searchHoods(input, { mostWanted: Math.max(spec.m, spec.k), path: run.path }, (hoods) =>
      overSample(spec, input, (task) =>
        makeClass(spec, input, run, task, { hoods, support: supportOf(task.label), random: shareDraws(task.name) }),
      ),
    );
  },
};

interface Ground {
  readonly hoods: HoodSearch;
  readonly support: Int32Array;
  readonly random: Random;
}

function makeClass(
  spec: SvmSmoteSpec,
  input: SamplerInput,
  run: Run,
  task: ClassTask,
  { hoods, support, random }: Ground,
): ClassOutcome {
  const { name, wanted, label } = task;
  const { k, warnings } = neighboursPossible(spec, task);
  const around = hoods.amongAll(support, spec.m);
  const foreign = foreignNeighbours(around, input.labels, label);
  const quiet = takeBases(
    around,
    Int32Array.from(foreign.keys()).filter((i) => foreign[i]! < spec.m),
  );
  if (quiet.bases.length === 0) throw allNoise(name, support.length);
  const inDanger = new Set(dangerPositions(quiet, input.labels, label));
  const danger = quiet.bases.filter((_, i) => inDanger.has(i));
  const safe = quiet.bases.filter((_, i) => !inDanger.has(i));
  const share = Math.trunc(betaDraw(random, 10, 10) * (wanted + 1));
  const make = (bases: Int32Array, count: number, step: number, part: string) => {
    const hood = hoods.amongClass(bases, k, label);
    const draws = classDraws(spec, run, name, part);
    const pairs = drawPairs(draws, hood, count, spec.even);
    return segmentsOf(input, hood, pairs, drawSteps(draws, count, step), tieBreak(spec, run, name));
  };
  const fill = spec.compatibility === 'none';
  const fromDanger = danger.length === 0 ? 0 : safe.length === 0 && fill ? wanted : share;
  const fromSafe = safe.length === 0 ? 0 : danger.length === 0 && fill ? wanted : wanted - share;
  const parts = [
    ...(fromDanger > 0 ? [make(danger, fromDanger, 1, 'danger')] : []),
    ...(fromSafe > 0 ? [make(safe, fromSafe, -spec.outStep, 'safe')] : []),
  ];
  const none = danger.length === 0 ? 'in danger' : 'safe';
  const short =
    fromDanger + fromSafe < wanted ? { whyNot: `no support vector is ${none}, and its share is left out` } : {};
  return { synthetic: parts, warnings, ...short };
}

function allNoise(name: string, vectors: number): InputError {
  return new InputError({
    code: 'all-noise',
    fn: kind,
    argument: `class '${name}'`,
    expected: 'near rows of its own class in at least one of its support vectors',
    received: `${vectors} support vectors with only neighbours of other classes`,
    advice: 'use smote or random-over',
  });
}
