/**
 * L2-regularised logistic regression, binary and multinomial. Minimises
 * sum(weight * log loss) + |coefficients|^2 / (2 c), the intercept unpenalised: scikit-learn's objective with its `C`.
 */

import { numberOption, refuseUnknown, wordOption } from '../core/options.ts';
import { type WeightedDesign, type WeightedRows, weightedRows } from './design.ts';
import { minimiseByLbfgs } from './lbfgs.ts';
import { binaryObjective, sigmoid } from './logistic-binary.ts';
import { softmaxObjective, softmaxProbabilities } from './logistic-softmax.ts';
import type { Minimum, TwiceDifferentiable } from './minimise.ts';
import { minimiseByNewton } from './newton.ts';
import { positiveInteger, positiveNumber } from './options.ts';
import { predictorsOf } from './predictors.ts';
import { factorisationLimit } from './row-metric.ts';
import { minimiseSingleFirst, singlePays } from './single-first.ts';
import { type Method, minimisePacked } from './stages.ts';
import type { Classifier, Features, FitInput, FittedModel, ModelSpec } from './types.ts';

const kind = 'logisticRegression';

/** With more numeric features than this a Hessian costs as much as several steps without one. */
const cheapHessian = 64;

export interface LogisticOptions {
  /** Inverse strength of the L2 penalty, positive and finite; defaults to 1. Smaller is stronger. */
  readonly c?: number;
  /** Stop where no entry of the gradient of the mean objective is larger, positive; defaults to 1e-8. */
  readonly tolerance?: number;
  /** At least 1; defaults to 1000. */
  readonly maxIterations?: number;
  /**
   * `newton` solves with the exact Hessian, for two classes; `lbfgs` works for any number of features and classes. Defaults to
   * `auto`: newton for two classes and at most 800 features, no more than 64 of them numeric. Where two classes have many numbers
   * it takes all steps but the last in single precision.
   */
  readonly solver?: 'auto' | 'newton' | 'lbfgs';
}

export interface LogisticSpec extends ModelSpec {
  readonly c: number;
  readonly tolerance: number;
  readonly maxIterations: number;
  readonly solver: 'auto' | 'newton' | 'lbfgs';
}

export interface LogisticModel extends FittedModel {
  /** The classes that had training rows; all others have probability 0. */
  readonly classes: readonly number[];
  /** One row of one coefficient per feature: the second class against the first, or one row per class where there are more. */
  readonly coefficients: readonly (readonly number[])[];
  /** One per row of coefficients; they sum to 0 where there are three or more. */
  readonly intercepts: readonly number[];
}

/** The specification of a logistic regression, defaults filled in. */
export function logisticRegression(options: LogisticOptions = {}): LogisticSpec {
  return complete({ ...options });
}

function complete(options: Readonly<Record<string, unknown>>): LogisticSpec {
  refuseUnknown(kind, options, ['c', 'tolerance', 'maxIterations', 'solver']);
  const positive = { accepts: positiveNumber, expected: 'a positive finite number' };
  const whole = { accepts: positiveInteger, expected: 'a whole number of at least 1' };
  return {
    kind,
    c: numberOption(kind, options, 'c', { fallback: 1, ...positive }),
    tolerance: numberOption(kind, options, 'tolerance', { fallback: 1e-8, ...positive }),
    maxIterations: numberOption(kind, options, 'maxIterations', { fallback: 1000, ...whole }),
    solver: wordOption(kind, options, 'solver', ['auto', 'newton', 'lbfgs']),
  };
}

/**
 * The registry entry. A binary Newton step costs the squares of the nonzero features of every row (not of all features), plus
 * features^3 / 6; an L-BFGS step costs the nonzero features of every row times the classes.
 */
export const logistic: Classifier<LogisticSpec, LogisticModel> = {
  kind,
  title: 'logistic regression',
  dummy: false,
  complete,
  fit,
  predict,
};

function fit(spec: LogisticSpec, input: FitInput): LogisticModel {
  const rows = weightedRows(input);
  const prevalences = prevalencesOf(rows, input.classCount);
  const classes = [...prevalences.keys()].filter((label) => prevalences[label]! > 0);
  const penalty = 1 / (spec.c * rows.totalWeight);
  const many = classes.length > 2;
  const logs = classes.map((label) => Math.log(prevalences[label]!));
  const found = many ? fitMany(rows, classes, logs, penalty, spec) : fitTwo(rows, classes, logs, penalty, spec);
  const { coefficients, intercepts } = many
    ? unpack(found.point, classes.length)
    : { coefficients: [Array.from(found.point.subarray(0, -1))], intercepts: [found.point.at(-1)!] };
  return {
    kind,
    version: 1,
    classCount: input.classCount,
    featureNames: input.features.names,
    report: { converged: found.converged, iterations: found.iterations, gradientNorm: found.gradientNorm },
    classes,
    coefficients,
    intercepts,
  };
}

/** Share of the weight that each class has. */
function prevalencesOf({ labels, shares }: WeightedRows, classCount: number): Float64Array {
  const prevalences = new Float64Array(classCount);
  for (let i = 0; i < labels.length; i++) prevalences[labels[i]!]! += shares[i]!;
  return prevalences;
}

/** Both start from the optimum without features: the log odds, or logs, of the prevalences. */
function fitTwo(
  rows: WeightedRows,
  classes: readonly number[],
  logs: readonly number[],
  penalty: number,
  spec: LogisticSpec,
): Minimum {
  const { numeric, names } = rows.features;
  const positive = classes[1]!;
  const start = new Float64Array(names.length + 1);
  start[names.length] = logs[1]! - logs[0]!;
  const cheap = numeric.length <= cheapHessian && names.length <= factorisationLimit;
  const newton = spec.solver === 'newton' || (spec.solver === 'auto' && cheap);
  const method: Method<TwiceDifferentiable> = {
    objectiveOf: (design) => binaryObjective(design, positive, penalty),
    minimise: newton ? minimiseByNewton : minimiseByLbfgs,
  };
  const minimise = spec.solver === 'auto' && singlePays(rows) ? minimiseSingleFirst : minimisePacked;
  return minimise(rows, method, start, spec);
}

function fitMany(
  rows: WeightedRows,
  classes: readonly number[],
  logs: readonly number[],
  penalty: number,
  spec: LogisticSpec,
): Minimum {
  const width = rows.features.names.length;
  const start = new Float64Array((width + 1) * classes.length);
  start.set(logs, width * classes.length);
  const objectiveOf = (design: WeightedDesign) => {
    const truth = design.labels.map((label) => classes.indexOf(label));
    return softmaxObjective(design, truth, classes.length, penalty);
  };
  return minimisePacked(rows, { objectiveOf, minimise: minimiseByLbfgs }, start, spec);
}

/** From one variable per feature and class to rows per class. A constant added to all intercepts changes nothing: sum 0. */
function unpack(point: Float64Array, classCount: number): { coefficients: number[][]; intercepts: number[] } {
  const width = point.length / classCount - 1;
  const coefficients = Array.from({ length: classCount }, (_, c) =>
    Array.from({ length: width }, (_, j) => point[j * classCount + c]!),
  );
  const last = Array.from(point.subarray(width * classCount));
  const mean = last.reduce((sum, value) => sum + value, 0) / classCount;
  return { coefficients, intercepts: last.map((value) => value - mean) };
}

function predict(model: LogisticModel, features: Features): Float64Array {
  const { classes, classCount } = model;
  const present = classes.length > 2 ? predictMany(model, features) : predictTwo(model, features);
  if (classes.length === classCount) return present;
  const all = new Float64Array(features.rowCount * classCount);
  for (let i = 0; i < features.rowCount; i++) {
    classes.forEach((label, c) => {
      all[i * classCount + label] = present[i * classes.length + c]!;
    });
  }
  return all;
}

function predictTwo({ coefficients, intercepts }: LogisticModel, features: Features): Float64Array {
  const predictors = predictorsOf(features, Float64Array.from([...coefficients[0]!, intercepts[0]!]));
  const probabilities = new Float64Array(2 * features.rowCount);
  for (let i = 0; i < predictors.length; i++) {
    probabilities[2 * i] = sigmoid(-predictors[i]!);
    probabilities[2 * i + 1] = sigmoid(predictors[i]!);
  }
  return probabilities;
}

function predictMany({ coefficients, intercepts }: LogisticModel, features: Features): Float64Array {
  const predictors = coefficients.map((row, c) => predictorsOf(features, Float64Array.from([...row, intercepts[c]!])));
  return softmaxProbabilities(predictors);
}
