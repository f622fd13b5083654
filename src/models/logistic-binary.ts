/** The objective of binary logistic regression: weighted mean log loss plus the L2 penalty, with gradient and Hessian. */
import { blockRows } from '../kernels/gram.ts';
import { rowLosses } from '../kernels/loss.ts';
import { addGram, addRows, linearPredictors, ofBlock, type WeightedDesign } from './design.ts';
import type { TwiceDifferentiable } from './minimise.ts';
import { rowMetric } from './row-metric.ts';

/** 1 / (1 + e^-z), without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/**
 * Variables are the coefficients, the unpenalised intercept last. Rows with label `positive` are the positives. The value is
 * sum(share * log loss) + penalty / 2 * |coefficients|^2.
 */
export function binaryObjective(design: WeightedDesign, positive: number, penalty: number): TwiceDifferentiable {
  const { rowCount, width, labels, dense } = design;
  const size = width + 1;
  /** Shares, negative for rows of the other class. */
  const shares = design.shares.slice();
  for (let i = 0; i < rowCount; i++) if (labels[i] !== positive) shares[i] = -shares[i]!;
  const slopes = new Float64Array(blockRows);
  const curvatures = new Float64Array(rowCount);
  /** Where `curvatures` were taken. */
  const known = new Float64Array(size).fill(NaN);
  const losses = rowLosses(blockRows);

  const evaluate = (point: Float64Array, gradient: Float64Array): number => {
    known.set(point);
    gradient.fill(0);
    let value = 0;
    for (let block = 0; block < dense.blockCount; block++) {
      const predictors = linearPredictors(design, block, point);
      const residuals = slopes.subarray(0, predictors.length);
      value += losses(predictors, ofBlock(shares, block), residuals, ofBlock(curvatures, block));
      addRows(design, block, residuals, gradient);
    }
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

  const metric = rowMetric(design, penalty);
  return { size, evaluate, hessian, metric: (point) => metric(curvaturesAt(point)) };
}
