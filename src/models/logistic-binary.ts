/** The objective of binary logistic regression: weighted mean log loss plus the L2 penalty, with gradient and Hessian. */
import { blockRows } from '../kernels/gram.ts';
import { addGram, addRows, linearPredictors, type WeightedDesign } from './design.ts';
import type { TwiceDifferentiable } from './minimise.ts';
import { rowMetric } from './row-metric.ts';

/** 1 / (1 + e^-z), without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** A product of factors 1 + e above this goes into the sum as a logarithm; far from overflow. */
const largeProduct = 1e200;

/**
 * Variables are the coefficients, the unpenalised intercept last. Rows with label `positive` are the positives. The value is
 * sum(share * log loss) + penalty / 2 * |coefficients|^2.
 */
export function binaryObjective(design: WeightedDesign, positive: number, penalty: number): TwiceDifferentiable {
  const { rowCount, width, shares, labels, dense } = design;
  const size = width + 1;
  const residuals = new Float64Array(blockRows);
  const curvatures = new Float64Array(rowCount);
  /** Where `curvatures` were taken. */
  const known = new Float64Array(size).fill(NaN);

  const evaluate = (point: Float64Array, gradient: Float64Array): number => {
    known.set(point);
    gradient.fill(0);
    let value = 0;
    // Logarithms of 1 + e are dear: rows of the same share have them multiplied first. The product is kept less 1, which loses
    // nothing where all e are small.
    let product = 0;
    let share = 0;
    for (let block = 0, i = 0; block < dense.blockCount; block++) {
      const predictors = linearPredictors(design, block, point);
      for (let r = 0; r < predictors.length; r++, i++) {
        const z = predictors[r]!;
        if (shares[i]! !== share || product > largeProduct) {
          value += share * Math.log1p(product);
          product = 0;
          share = shares[i]!;
        }
        const e = Math.exp(-Math.abs(z));
        product += e + product * e;
        // The probabilities of the class that the predictor is for, and of the other.
        const likely = 1 / (1 + e);
        const unlikely = e * likely;
        const truth = labels[i] === positive;
        const right = z >= 0 === truth;
        if (!right) value += share * Math.abs(z);
        const off = share * (right ? unlikely : likely);
        residuals[r] = truth ? -off : off;
        curvatures[i] = share * likely * unlikely;
      }
      addRows(design, block, residuals.subarray(0, predictors.length), gradient);
    }
    value += share * Math.log1p(product);
    for (let j = 0; j < width; j++) {
      value += (penalty / 2) * point[j]! * point[j]!;
      gradient[j]! += penalty * point[j]!;
    }
    return value;
  };

  const curvaturesAt = (point: Float64Array): Float64Array => {
    if (!point.every((value, j) => value === known[j])) evaluate(point, new Float64Array(size));
    return curvatures;
  };

  const hessian = (point: Float64Array, into: Float64Array): void => {
    into.fill(0);
    addGram(design, curvaturesAt(point), into);
    for (let j = 0; j < width; j++) into[j * size + j]! += penalty;
  };

  return { size, evaluate, hessian, metric: (point) => rowMetric(design, curvaturesAt(point), penalty) };
}
