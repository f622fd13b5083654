/** The objective of multinomial logistic regression: weighted mean log loss of the softmax plus the L2 penalty. */
import { type Design, emptyRow, type RowEntries, readRow, type WeightedDesign } from './design.ts';
import type { Metric, Objective } from './minimise.ts';
import { factorisationLimit, rowMetric } from './row-metric.ts';

/** Fills `into` with the class probabilities of a row; returns the log of the sum of exponentials of its predictors. */
export function softmaxRow(row: RowEntries, point: Float64Array, into: Float64Array): number {
  const classCount = into.length;
  into.fill(0);
  for (let k = 0; k < row.count; k++) {
    const start = row.positions[k]! * classCount;
    const value = row.values[k]!;
    for (let c = 0; c < classCount; c++) into[c]! += value * point[start + c]!;
  }
  let largest = -Infinity;
  for (const z of into) largest = Math.max(largest, z);
  let sum = 0;
  for (let c = 0; c < classCount; c++) {
    into[c] = Math.exp(into[c]! - largest);
    sum += into[c]!;
  }
  for (let c = 0; c < classCount; c++) into[c]! /= sum;
  return largest + Math.log(sum);
}

/** Linear predictor of one class for a row. */
function classPredictor(row: RowEntries, point: Float64Array, classCount: number, c: number): number {
  let sum = 0;
  for (let k = 0; k < row.count; k++) sum += row.values[k]! * point[row.positions[k]! * classCount + c]!;
  return sum;
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
  const { rowCount, width, shares } = design;
  const size = (width + 1) * classCount;
  const penalised = width * classCount;
  const row = emptyRow(design);
  const probabilities = new Float64Array(classCount);

  const evaluate = (point: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let value = 0;
    for (let i = 0; i < rowCount; i++) {
      readRow(design, i, row);
      const logSum = softmaxRow(row, point, probabilities);
      value += shares[i]! * (logSum - classPredictor(row, point, classCount, truth[i]!));
      probabilities[truth[i]!]! -= 1;
      for (let k = 0; k < row.count; k++) {
        const start = row.positions[k]! * classCount;
        const scaled = shares[i]! * row.values[k]!;
        for (let c = 0; c < classCount; c++) gradient[start + c]! += scaled * probabilities[c]!;
      }
    }
    for (let j = 0; j < penalised; j++) {
      value += (penalty / 2) * point[j]! * point[j]!;
      gradient[j]! += penalty * point[j]!;
    }
    return value;
  };

  // Class by class: what one class's predictor does to another's is left to the minimiser.
  const metric = (point: Float64Array): Metric => {
    const all = softmaxProbabilities(design, point, classCount);
    const perClass = Array.from({ length: classCount }, (_, c) => {
      const curvatures = shares.map((share, i) => {
        const p = all[i * classCount + c]!;
        return share * p * (1 - p);
      });
      return rowMetric(design, curvatures, penalty, factorisationLimit / Math.sqrt(classCount));
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

/** Row-major class probabilities of a whole design. */
export function softmaxProbabilities(design: Design, point: Float64Array, classCount: number): Float64Array {
  const row = emptyRow(design);
  const probabilities = new Float64Array(design.rowCount * classCount);
  for (let i = 0; i < design.rowCount; i++) {
    readRow(design, i, row);
    softmaxRow(row, point, probabilities.subarray(i * classCount, (i + 1) * classCount));
  }
  return probabilities;
}
