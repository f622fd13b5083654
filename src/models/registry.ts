/** The registry of classifiers, and fitting and predicting through it: the checks are the same for every entry. */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { checkFitInput, checkModelFeatures } from './checks.ts';
import { majority, prevalence } from './dummy.ts';
import { logistic } from './logistic.ts';
import type { Classifier, Features, FitInput, FittedModel, ModelSpec } from './types.ts';

/** All classifiers by kind, dummies first. */
export const classifiers: ReadonlyMap<string, Classifier> = new Map(
  [majority, prevalence, logistic].map((entry) => [entry.kind, entry as unknown as Classifier]),
);

/** The classifier of that kind; an InputError with the nearest name where there is none. */
export function classifierNamed(kind: string): Classifier {
  const classifier = classifiers.get(kind);
  if (classifier !== undefined) return classifier;
  const kinds = [...classifiers.keys()];
  const nearest = typeof kind === 'string' ? nearestName(kind, kinds) : undefined;
  throw new InputError({
    code: 'unknown-model',
    fn: 'models',
    argument: 'kind',
    expected: `one of ${kinds.join(', ')}`,
    received: kind,
    ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
  });
}

/** A specification, or just a kind, with its defaults filled in. Unknown and out-of-range options are refused. */
export function completeSpec(spec: ModelSpec | string): ModelSpec {
  const { kind, ...options } = typeof spec === 'string' ? { kind: spec } : spec;
  return classifierNamed(kind).complete(options);
}

/**
 * Fits a classifier.
 *
 * @throws InputError where features, labels or weights are out of range, no row has weight, or, dummies aside, the rows with
 *   weight are all of one class.
 */
export function fitModel(spec: ModelSpec | string, input: FitInput): FittedModel {
  const complete = completeSpec(spec);
  const classifier = classifierNamed(complete.kind);
  const present = checkFitInput(complete.kind, input);
  if (present.length < 2 && !classifier.dummy) {
    throw new InputError({
      code: 'one-class',
      fn: complete.kind,
      argument: 'labels',
      expected: 'of at least 2 classes among the rows with weight',
      received: `only class ${present[0]}`,
      advice: 'use fewer folds or more rows of the rare class',
    });
  }
  return classifier.fit(complete, input);
}

/**
 * Row-major class probabilities, `rowCount * classCount`, rows summing to 1.
 *
 * @throws InputError where the features are not those of the fit or hold values that are not finite.
 */
export function predictModel(model: FittedModel, features: Features): Float64Array {
  const classifier = classifierNamed(model.kind);
  checkModelFeatures(model.kind, model, features);
  return classifier.predict(model, features);
}
