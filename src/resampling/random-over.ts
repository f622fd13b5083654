/**
 * Random over-sampling: rows of a class drawn with replacement, as exact copies or, with shrinkage, as a smoothed bootstrap
 * (ROSE): each copy moved by a normal kernel as wide as the class is scattered.
 */
import { InputError } from '../core/errors.ts';
import { allFinite } from '../core/finite.ts';
import { type Options, optionRefused } from '../core/options.ts';
import type { Random } from '../core/random.ts';
import { takePoints } from '../kernels/points.ts';
import { continuedDraws, normalDraws } from './draws.ts';
import { commonOptions } from './options.ts';
import { type ClassTask, overSample } from './over-sample.ts';
import { stretch } from './rows.ts';
import { spreadOf } from './spread.ts';
import type { CompleteSpec, Resampled, Run, Sampler, SamplerInput, StrategySpec, Synthetic } from './types.ts';

export interface RandomOverOptions {
  readonly strategy?: StrategySpec;
  readonly compatibility?: CompleteSpec['compatibility'];
  /** Kernel width as a multiple of the rule of thumb, at least 0; one for all classes or one per class; absent: exact copies. */
  readonly shrinkage?: number | readonly (readonly [className: string, factor: number])[] | null;
}

export interface RandomOverSpec extends CompleteSpec {
  readonly kind: 'random-over';
  readonly shrinkage: number | readonly (readonly [className: string, factor: number])[] | null;
}

const kind = 'random-over';

/** `{ kind: 'random-over' }`: copies of rows drawn at random, slightly moved where a shrinkage is given. */
export function randomOver(options: RandomOverOptions = {}): RandomOverSpec {
  return randomOverSampler.complete({ ...options });
}

/**
 * Random over-sampling. O(rows made x columns). Any columns, missing values included (not with shrinkage).
 *
 * Source of the smoothed bootstrap: Menardi and Torelli (2014), doi:10.1007/s10618-012-0295-5.
 */
export const randomOverSampler: Sampler<RandomOverSpec> = {
  kind,
  title: 'random over-sampling',
  family: 'over',
  summary: 'repeats rows of the smaller classes, drawn at random; with shrinkage, slightly moved',
  columns: 'any',
  acceptsMissing: true,
  complete: (options) => ({
    kind,
    ...commonOptions(kind, 'over', options, { own: ['shrinkage'] }),
    shrinkage: shrinkageOption(options),
  }),
  resample,
};

function resample(spec: RandomOverSpec, input: SamplerInput, run: Run): Resampled {
  const drawsOf = continuedDraws(spec, run);
  if (spec.shrinkage !== null) refuseMissing(input);
  return overSample(spec, input, (task) => {
    const random = drawsOf(task.name);
    const { members, wanted } = task;
    const rows = drawRows(random, members, wanted);
    const shrinkage = shrinkageOf(spec, task.name);
    return shrinkage === null ? { copies: rows } : { synthetic: moved(spec, input, task, rows, shrinkage, random) };
  });
}

function moved(
  spec: RandomOverSpec,
  input: SamplerInput,
  { members }: ClassTask,
  rows: Int32Array,
  shrinkage: number,
  random: Random,
): Synthetic {
  const compatible = spec.compatibility === 'imbalanced-learn';
  const values = takePoints(input.values, rows);
  const { dimensions } = values;
  const size = compatible ? input.labels.length : members.length;
  const width = shrinkage * (4 / ((dimensions + 2) * size)) ** (1 / (dimensions + 4));
  const spread = spreadOf(takePoints(input.values, members), compatible ? 0 : 1);
  const widths = spread.map((one) => width * one);
  const normal = normalDraws(random);
  for (let from = 0; from < rows.length; from += stretch) {
    moveStretch(values.values, widths, normal, from, Math.min(rows.length, from + stretch));
  }
  return {
    values,
    categories: input.categories.map(({ codes }) => rows.map((row) => codes[row]!)),
    base: rows,
    neighbour: new Int32Array(rows.length).fill(-1),
    step: new Float64Array(rows.length).fill(Number.NaN),
  };
}

function moveStretch(values: Float64Array, widths: Float64Array, normal: () => number, from: number, to: number): void {
  const dimensions = widths.length;
  for (let i = from, at = from * dimensions; i < to; i++) {
    for (let d = 0; d < dimensions; d++, at++) values[at]! += normal() * widths[d]!;
  }
}

/** Rows drawn with replacement. */
function drawRows(random: Random, members: Int32Array, wanted: number): Int32Array {
  const rows = new Int32Array(wanted);
  for (let from = 0; from < wanted; from += stretch) {
    drawStretch(random, members, rows, from, Math.min(wanted, from + stretch));
  }
  return rows;
}

function drawStretch(random: Random, members: Int32Array, rows: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) rows[i] = members[random.integer(members.length)]!;
}

function shrinkageOf({ shrinkage }: RandomOverSpec, className: string): number | null {
  if (shrinkage === null || typeof shrinkage === 'number') return shrinkage;
  const entry = shrinkage.find(([name]) => name === className);
  if (entry !== undefined) return entry[1];
  const expected = `a factor for every class that grows`;
  throw new InputError({
    code: 'option',
    fn: kind,
    argument: 'shrinkage',
    expected,
    received: `none for '${className}'`,
  });
}

function shrinkageOption(options: Options): RandomOverSpec['shrinkage'] {
  const { shrinkage: given = null } = options;
  const accepts = (value: unknown) => typeof value === 'number' && value >= 0 && value < Infinity;
  if (given === null) return null;
  if (typeof given === 'number' && accepts(given)) return given;
  const pairs = given instanceof Map ? [...given] : given;
  const well = (pair: unknown) => Array.isArray(pair) && typeof pair[0] === 'string' && accepts(pair[1]);
  if (Array.isArray(pairs) && pairs.length > 0 && pairs.every(well)) {
    return pairs.map((pair): [string, number] => [pair[0], pair[1]]);
  }
  throw optionRefused(kind, 'shrinkage', 'a number of at least 0, or one per class', given);
}

function refuseMissing({ values, names }: SamplerInput): void {
  if (allFinite(values.values)) return;
  const at = values.values.findIndex((value) => !Number.isFinite(value));
  throw new InputError({
    code: 'missing',
    fn: kind,
    argument: `column '${names[at % values.dimensions]}'`,
    expected: 'without missing values where shrinkage is given',
    received: 'a missing value',
    advice: 'impute first or leave shrinkage out',
  });
}
