/** The objective of binary logistic regression: weighted mean log loss plus the L2 penalty, with gradient and Hessian. */
import { addGram, emptyRow, linearPredictor, readRow, type WeightedDesign } from './design.ts';
import type { TwiceDifferentiable } from './minimise.ts';
import { rowMetric } from './row-metric.ts';

/** 1 / (1 + e^-z), without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** log(1 + e^z), without overflow. */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/**
 * Variables are the coefficients, the unpenalised intercept last. Rows with label `positive` are the positives. The value is
 * sum(share * log loss) + penalty / 2 * |coefficients|^2.
 */
export function binaryObjective(design: WeightedDesign, positive: number, penalty: number): TwiceDifferentiable {
  const { rowCount, width, shares, labels } = design;
  const size = width + 1;
  const row = emptyRow(design);

  const evaluate = (point: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let value = 0;
    for (let i = 0; i < rowCount; i++) {
      const z = linearPredictor(design, i, point);
      const truth = labels[i] === positive ? 1 : 0;
      value += shares[i]! * softplus(truth === 1 ? -z : z);
      const residual = shares[i]! * (truth === 1 ? -sigmoid(-z) : sigmoid(z));
      readRow(design, i, row);
      for (let k = 0; k < row.count; k++) gradient[row.positions[k]!]! += residual * row.values[k]!;
    }
    for (let j = 0; j < width; j++) {
      value += (penalty / 2) * point[j]! * point[j]!;
      gradient[j]! += penalty * point[j]!;
    }
    return value;
  };

  const rowCurvatures = (point: Float64Array): Float64Array =>
    shares.map((share, i) => {
      const z = linearPredictor(design, i, point);
      return share * sigmoid(z) * sigmoid(-z);
    });

  const hessian = (point: Float64Array, into: Float64Array): void => {
    into.fill(0);
    addGram(design, rowCurvatures(point), into);
    for (let j = 0; j < width; j++) into[j * size + j]! += penalty;
  };

  return { size, evaluate, hessian, metric: (point) => rowMetric(design, rowCurvatures(point), penalty) };
}
