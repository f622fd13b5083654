/** Checks of what goes into a fit or a prediction, the same for every classifier. NaN is refused everywhere. */
import { InputError } from '../core/errors.ts';
import { allFinite } from '../core/finite.ts';
import { checkSeed } from '../core/random.ts';
import type { Features, FitInput, FittedModel } from './types.ts';

/** Refuses features that contradict themselves or hold values that are not finite. O(rows * columns). */
export function checkFeatures(fn: string, features: Features): void {
  const { rowCount, numeric, blocks, names } = features;
  numeric.forEach((values, j) => {
    checkLength(fn, `feature '${names[j]}'`, values, rowCount);
    const wrong = firstNotFinite(values);
    if (wrong >= 0) throw refusal('feature', fn, `feature '${names[j]}' of row ${wrong}`, 'finite', values[wrong]);
  });
  let width = numeric.length;
  blocks.forEach((block, b) => {
    checkLength(fn, `indicator block ${b}`, block.codes, rowCount);
    const wrong = block.codes.findIndex((code) => !(-1 <= code && code < block.width));
    if (wrong >= 0) {
      const expected = `a code from -1 to ${block.width - 1}`;
      throw refusal('feature', fn, `indicator block ${b} of row ${wrong}`, expected, block.codes[wrong]);
    }
    width += block.width;
  });
  if (names.length !== width) throw refusal('feature', fn, 'features.names', `one per feature (${width})`, names);
}

/** Refuses a fit without rows of positive weight, or with labels, weights or features out of range. Returns the classes present. */
export function checkFitInput(fn: string, input: FitInput): readonly number[] {
  const { features, labels, classCount, weights, seed } = input;
  checkSeed(fn, seed);
  checkFeatures(fn, features);
  if (!(Number.isInteger(classCount) && classCount >= 1)) {
    throw refusal('class-count', fn, 'classCount', 'a whole number of at least 1', classCount);
  }
  checkLength(fn, 'labels', labels, features.rowCount);
  if (weights !== undefined) checkLength(fn, 'weights', weights, features.rowCount);
  const present = new Set<number>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const weight = weights === undefined ? 1 : weights[i]!;
    if (!(0 <= label && label < classCount)) {
      throw refusal('label', fn, `labels[${i}]`, `a class code from 0 to ${classCount - 1}`, label);
    }
    if (!(weight >= 0 && weight < Infinity)) {
      throw refusal('weight', fn, `weights[${i}]`, 'finite and at least 0', weight);
    }
    if (weight > 0) present.add(label);
  }
  if (present.size === 0) throw refusal('no-rows', fn, 'input', 'at least one row of positive weight', 'none');
  return [...present].sort((a, b) => a - b);
}

/** Refuses features other than those the model was fitted on. */
export function checkModelFeatures(fn: string, model: FittedModel, features: Features): void {
  checkFeatures(fn, features);
  const { featureNames } = model;
  if (features.names.length !== featureNames.length) {
    throw refusal('feature', fn, 'features', `the ${featureNames.length} of the fit`, features.names.length);
  }
  const wrong = featureNames.findIndex((name, j) => name !== features.names[j]);
  if (wrong >= 0) throw refusal('feature', fn, `feature ${wrong}`, `'${featureNames[wrong]}'`, features.names[wrong]);
}

/** Position of the first value that is not finite, or -1. */
function firstNotFinite(values: Float64Array): number {
  return allFinite(values) ? -1 : values.findIndex((value) => !Number.isFinite(value));
}

function checkLength(fn: string, argument: string, values: ArrayLike<number>, rowCount: number): void {
  if (values.length !== rowCount) throw refusal('length', fn, argument, `one per row (${rowCount})`, values);
}

function refusal(code: string, fn: string, argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code, fn, argument, expected, received });
}
