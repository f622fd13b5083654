/**
 * Resampling through the registry: the checks are the same for every sampler. This is the matrix form, for rows that are
 * numbers already; tables go through `resampleDataset`.
 */
import { InputError } from '../core/errors.ts';
import { allFinite } from '../core/finite.ts';
import { checkSeed } from '../core/random.ts';
import type { Points } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { completeSampler, samplerNamed } from './registry.ts';
import { stretch } from './rows.ts';
import type { Resampled, Sampler, SamplerInput, SamplerSpec } from './types.ts';

/** A specification, the kind of one, or a sampler made by `customSampler`. */
export type SamplerChoice = SamplerSpec | string | Sampler;

export interface RunOptions {
  /** A whole number from 0 to 2^32 - 1; default 42. */
  readonly seed?: number;
  /** Which neighbour kernel; default `auto`. All give the same rows. */
  readonly path?: KernelPath;
}

export interface MatrixOptions extends RunOptions {
  /** Class names in the order of the codes; default the codes as text. */
  readonly classes?: readonly string[];
}

/** A sampler with its specification, ready to run. */
export interface ReadySampler {
  readonly sampler: Sampler;
  readonly spec: SamplerSpec;
}

/** Finds the sampler and completes its specification. */
export function readySampler(choice: SamplerChoice): ReadySampler {
  if (typeof choice === 'object' && typeof (choice as Sampler).resample === 'function') {
    const sampler = choice as Sampler;
    return { sampler, spec: sampler.complete({}) };
  }
  const spec = completeSampler(choice as SamplerSpec | string);
  return { sampler: samplerNamed(spec.kind), spec };
}

/**
 * Resamples rows of numbers. `labels` are class codes from 0. Neighbours are searched in the units given: scale first where
 * columns differ in unit.
 *
 * @throws InputError where sizes disagree, values are not finite, or the sampler cannot do what is asked.
 */
export function resampleMatrix(
  points: Points,
  labels: Int32Array,
  choice: SamplerChoice,
  options: MatrixOptions = {},
): Resampled {
  const classCount = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const { classes = Array.from({ length: classCount }, (_, i) => String(i)), ...run } = options;
  const input: SamplerInput = {
    values: points,
    space: points,
    scale: new Float64Array(points.dimensions).fill(1),
    categories: [],
    labels,
    classes,
    names: Array.from({ length: points.dimensions }, (_, d) => String(d)),
  };
  return resampleInput(input, readySampler(choice), run);
}

/** Runs a sampler on rows in its own terms, after checking them. */
export function resampleInput(
  input: SamplerInput,
  { sampler, spec }: ReadySampler,
  options: RunOptions = {},
): Resampled {
  const { seed = 42, path = 'auto' } = options;
  const fn = spec.kind;
  checkSeed(fn, seed);
  checkShape(fn, input);
  checkColumns(sampler, input);
  if (!sampler.acceptsMissing) checkPresent(fn, input);
  return sampler.resample(spec, input, { seed, path });
}

function checkShape(fn: string, { values, labels, classes, categories }: SamplerInput): void {
  const fail = (argument: string, expected: string, received: unknown) =>
    new InputError({ code: 'shape', fn, argument, expected, received });
  if (values.values.length !== values.count * values.dimensions) {
    throw fail('values', `${values.count} x ${values.dimensions} numbers`, values.values);
  }
  if (values.count !== labels.length) throw fail('labels', `one per row (${values.count})`, labels);
  for (const { codes } of categories) {
    if (codes.length !== labels.length) throw fail('categories', `one code per row (${labels.length})`, codes);
  }
  const wrong = firstUnknown(labels, classes.length);
  if (wrong >= 0) throw fail(`labels[${wrong}]`, `a class code from 0 to ${classes.length - 1}`, labels[wrong]);
}

/** The first row whose label is not the code of a class, or -1. */
function firstUnknown(labels: Int32Array, classCount: number): number {
  const { length } = labels;
  for (let from = 0; from < length; from += stretch) {
    const to = Math.min(length, from + stretch);
    if (holdsUnknown(labels, classCount, from, to)) {
      return labels.findIndex((label) => !(0 <= label && label < classCount));
    }
  }
  return -1;
}

function holdsUnknown(labels: Int32Array, classCount: number, from: number, to: number): boolean {
  let unknown = 0;
  for (let i = from; i < to; i++) unknown |= labels[i]! < 0 || labels[i]! >= classCount ? 1 : 0;
  return unknown === 1;
}

function checkColumns({ kind, columns }: Sampler, { values, categories, names }: SamplerInput): void {
  const fail = (column: string, expected: string, received: string, advice: string) =>
    new InputError({ code: 'column-type', fn: kind, argument: `column '${column}'`, expected, received, advice });
  if (columns === 'nominal' && values.dimensions > 0) {
    throw fail(names[0]!, 'a category', 'a number', 'use smote, which takes both, or leave the column out');
  }
  if (columns === 'numeric' && categories.length > 0) {
    const advice = 'use smote, which takes categories too, or leave the column out';
    throw fail(names[values.dimensions]!, 'numeric', 'a category', advice);
  }
  if (columns === 'nominal' || columns === 'any' || values.dimensions + categories.length > 0) return;
  throw new InputError({
    code: 'no-columns',
    fn: kind,
    argument: 'columns',
    expected: 'at least one',
    received: 'none',
  });
}

function checkPresent(fn: string, { values, categories, names }: SamplerInput): void {
  const missing = new Array<number>(names.length).fill(0);
  const { dimensions } = values;
  if (!allFinite(values.values)) {
    for (let at = 0; at < values.values.length; at++) {
      if (!Number.isFinite(values.values[at])) missing[at % dimensions]! += 1;
    }
  }
  categories.forEach(({ codes }, c) => {
    for (let i = 0; i < codes.length; i++) if (codes[i]! < 0) missing[dimensions + c]! += 1;
  });
  const worst = missing.findIndex((count) => count > 0);
  if (worst < 0) return;
  throw new InputError({
    code: 'missing',
    fn,
    argument: `column '${names[worst]}'`,
    expected: 'without missing or infinite values',
    received: `${missing[worst]} of ${values.count}`,
    advice: 'impute first or use random-over',
  });
}
