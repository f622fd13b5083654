/** The objective of binary logistic regression: weighted mean log loss plus the L2 penalty, with gradient and Hessian. */
import { blockRows, type LossPass } from '../kernels/gram.ts';
import { rowLosses } from '../kernels/loss.ts';
import { addGram, addRows, linearPredictors, ofBlock, type WeightedDesign, type WeightedRows } from './design.ts';
import { maxNorm, type Rounding, type TwiceDifferentiable } from './minimise.ts';
import { rowMetric } from './row-metric.ts';
import { restoredNorm } from './standard.ts';

/** Of single precision: linear predictors add many numbers up, of which some are much larger than the sum. */
const rounding: Rounding = { valueNoise: 1e-5, maxTrials: 12, patience: 6 };

/** 1 / (1 + e^-z), without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/**
 * Variables are the coefficients, the unpenalised intercept last. Rows with label `positive` are the positives. The value is
 * sum(share * log loss) + penalty / 2 * |coefficients|^2. Of a design in single precision these are the standardised coefficients,
 * penalised as those of the columns as they are.
 */
export function binaryObjective(design: WeightedDesign, positive: number, penalty: number): TwiceDifferentiable {
  const { width, standard } = design;
  const size = width + 1;
  const penalties = penaltiesOf(design, penalty);
  const losses = lossesOf(design, signedShares(design, positive));
  /** Where the curvatures were taken. */
  const known = new Float64Array(size).fill(NaN);

  const evaluate = (point: Float64Array, gradient: Float64Array): number => {
    known.set(point);
    return losses.evaluate(point, gradient) + addPenalties(penalties, point, gradient);
  };

  const curvaturesAt = (point: Float64Array): Float64Array => {
    if (!point.every((value, j) => value === known[j])) evaluate(point, new Float64Array(size));
    return losses.curvatures;
  };

  const hessian = (point: Float64Array, into: Float64Array): void => {
    into.fill(0);
    addGram(design, curvaturesAt(point), into);
    for (let j = 0; j < width; j++) into[j * size + j]! += penalties[j]!;
  };

  const metric = rowMetric(design, penalties);
  const objective = { size, evaluate, hessian, metric: (point: Float64Array) => metric(curvaturesAt(point)) };
  if (standard === undefined) return objective;
  return { ...objective, norm: (gradient) => Math.min(maxNorm(gradient), restoredNorm(standard, gradient)), rounding };
}

/** Shares of the rows, negative for rows of the other class. */
function signedShares({ labels, shares }: WeightedRows, positive: number): Float64Array {
  const signed = shares.slice();
  for (let i = 0; i < signed.length; i++) if (labels[i] !== positive) signed[i] = -signed[i]!;
  return signed;
}

/** Per feature. */
function penaltiesOf({ width, standard }: WeightedDesign, penalty: number): Float64Array {
  const penalties = new Float64Array(width).fill(penalty);
  standard?.scales.forEach((scale, j) => {
    penalties[j]! *= scale * scale;
  });
  return penalties;
}

/** Gives back what the penalties add to the value, and adds theirs to the gradient. */
function addPenalties(penalties: Float64Array, point: Float64Array, gradient: Float64Array): number {
  let value = 0;
  for (let j = 0; j < penalties.length; j++) {
    value += (penalties[j]! / 2) * point[j]! * point[j]!;
    gradient[j]! += penalties[j]! * point[j]!;
  }
  return value;
}

function lossesOf(design: WeightedDesign, shares: Float64Array): LossPass {
  const { dense, activeCount } = design;
  return activeCount === 0 && dense.losses !== undefined ? dense.losses(shares) : lossesByBlock(design, shares);
}

function lossesByBlock(design: WeightedDesign, shares: Float64Array): LossPass {
  const slopes = new Float64Array(blockRows);
  const curvatures = new Float64Array(design.rowCount);
  const losses = rowLosses(blockRows);
  const evaluate = (point: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let value = 0;
    for (let block = 0; block < design.dense.blockCount; block++) {
      const predictors = linearPredictors(design, block, point);
      const residuals = slopes.subarray(0, predictors.length);
      value += losses(predictors, ofBlock(shares, block), residuals, ofBlock(curvatures, block));
      addRows(design, block, residuals, gradient);
    }
    return value;
  };
  return { curvatures, evaluate };
}
