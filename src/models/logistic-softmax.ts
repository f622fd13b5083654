/** The objective of multinomial logistic regression: weighted mean log loss of the softmax plus the L2 penalty. */
import { blockRows } from '../kernels/gram.ts';
import { addRows, allPredictors, linearPredictors, type WeightedDesign } from './design.ts';
import type { Metric, Objective } from './minimise.ts';
import { factorisationLimit, rowMetric } from './row-metric.ts';

/** Turns the linear predictors of a row into class probabilities; returns the log of the sum of their exponentials. */
function normalise(row: Float64Array): number {
  let largest = -Infinity;
  for (const z of row) largest = Math.max(largest, z);
  let sum = 0;
  for (let c = 0; c < row.length; c++) {
    row[c] = Math.exp(row[c]! - largest);
    sum += row[c]!;
  }
  for (let c = 0; c < row.length; c++) row[c]! /= sum;
  return largest + Math.log(sum);
}

/** The variables of every class, from variables laid out feature by feature. */
function classByClass(point: Float64Array, classCount: number): Float64Array[] {
  const size = point.length / classCount;
  return Array.from({ length: classCount }, (_, c) => {
    const part = new Float64Array(size);
    for (let j = 0; j < size; j++) part[j] = point[j * classCount + c]!;
    return part;
  });
}

/**
 * Variables are laid out feature by feature, one per class each, the unpenalised intercepts last. `truth` holds the class of
 * each row of the design, 0 to classCount - 1. Coefficients of all classes are penalised, which makes them unique.
 */
export function softmaxObjective(
  design: WeightedDesign,
  truth: Int32Array,
  classCount: number,
  penalty: number,
): Objective {
  const { width, shares } = design;
  const size = (width + 1) * classCount;
  const penalised = width * classCount;
  const probabilities = new Float64Array(blockRows * classCount);
  const residuals = Array.from({ length: classCount }, () => new Float64Array(blockRows));

  const evaluate = (point: Float64Array, gradient: Float64Array): number => {
    const perClass = classByClass(point, classCount);
    const gradients = perClass.map(() => new Float64Array(width + 1));
    let value = 0;
    for (let block = 0, i = 0; block < design.dense.blockCount; block++) {
      let rows = 0;
      perClass.forEach((coefficients, c) => {
        const predictors = linearPredictors(design, block, coefficients);
        rows = predictors.length;
        for (let r = 0; r < rows; r++) probabilities[r * classCount + c] = predictors[r]!;
      });
      for (let r = 0; r < rows; r++, i++) {
        const row = probabilities.subarray(r * classCount, (r + 1) * classCount);
        const share = shares[i]!;
        const predictor = row[truth[i]!]!;
        value += share * (normalise(row) - predictor);
        row[truth[i]!]! -= 1;
        for (let c = 0; c < classCount; c++) residuals[c]![r] = share * row[c]!;
      }
      gradients.forEach((part, c) => {
        addRows(design, block, residuals[c]!.subarray(0, rows), part);
      });
    }
    gradients.forEach((part, c) => {
      for (let j = 0; j <= width; j++) gradient[j * classCount + c] = part[j]!;
    });
    for (let j = 0; j < penalised; j++) {
      value += (penalty / 2) * point[j]! * point[j]!;
      gradient[j]! += penalty * point[j]!;
    }
    return value;
  };

  const inverse = rowMetric(design, new Float64Array(width).fill(penalty), factorisationLimit / Math.sqrt(classCount));
  // Class by class: what one class's predictor does to another's is left to the minimiser.
  const metric = (point: Float64Array): Metric => {
    const all = softmaxProbabilities(classByClass(point, classCount).map((part) => allPredictors(design, part)));
    const perClass = Array.from({ length: classCount }, (_, c) => {
      const curvatures = shares.map((share, i) => {
        const p = all[i * classCount + c]!;
        return share * p * (1 - p);
      });
      return inverse(curvatures);
    });
    const part = new Float64Array(width + 1);
    return (vector) => {
      perClass.forEach((apply, c) => {
        for (let j = 0; j <= width; j++) part[j] = vector[j * classCount + c]!;
        apply(part);
        for (let j = 0; j <= width; j++) vector[j * classCount + c] = part[j]!;
      });
      centre(vector, classCount);
    };
  };

  return { size, evaluate, metric };
}

/**
 * Makes the variables of each feature sum to 0 over the classes. The gradient always does, and the minimum too; a step that
 * did not would only be corrected by the weak pull of the penalty.
 */
function centre(vector: Float64Array, classCount: number): void {
  for (let start = 0; start < vector.length; start += classCount) {
    let sum = 0;
    for (let c = 0; c < classCount; c++) sum += vector[start + c]!;
    for (let c = 0; c < classCount; c++) vector[start + c]! -= sum / classCount;
  }
}

/** Row-major class probabilities, from the linear predictors of all rows under every class. */
export function softmaxProbabilities(predictors: readonly Float64Array[]): Float64Array {
  const classCount = predictors.length;
  const rowCount = predictors[0]!.length;
  const probabilities = new Float64Array(rowCount * classCount);
  for (let i = 0, at = 0; i < rowCount; i++, at += classCount) {
    for (let c = 0; c < classCount; c++) probabilities[at + c] = predictors[c]![i]!;
    normalise(probabilities.subarray(at, at + classCount));
  }
  return probabilities;
}
