/**
 * The approximate inverse Hessian of a linear model's objective, whose Hessian is sum(curvature_i * x_i x_iᵀ) plus the penalty:
 * exact for few features, by its diagonal for many.
 */
import { factorise, solveFactorised } from './cholesky.ts';
import { addGram, addGramDiagonal, type Design } from './design.ts';
import type { Metric } from './minimise.ts';

/** Beyond this many features one Cholesky factorisation costs more than many cheap steps. */
export const factorisationLimit = 800;

/**
 * `curvatures` holds the second derivative of each row's loss by its linear predictor, at least 0; more than `limit` features
 * get the diagonal.
 */
export function rowMetric(
  design: Design,
  curvatures: Float64Array,
  penalty: number,
  limit: number = factorisationLimit,
): Metric {
  const exact = design.width <= limit ? exactMetric(design, curvatures, penalty) : null;
  return exact ?? diagonalMetric(design, curvatures, penalty);
}

/** Null where the Hessian is singular to working precision. */
function exactMetric(design: Design, curvatures: Float64Array, penalty: number): Metric | null {
  const size = design.width + 1;
  const factor = new Float64Array(size * size);
  addGram(design, curvatures, factor);
  for (let j = 0; j < design.width; j++) factor[j * size + j]! += penalty;
  return factorise(factor, size) ? (vector) => solveFactorised(factor, size, vector) : null;
}

function diagonalMetric(design: Design, curvatures: Float64Array, penalty: number): Metric {
  const diagonal = new Float64Array(design.width + 1).fill(penalty, 0, design.width);
  addGramDiagonal(design, curvatures, diagonal);
  return (vector) => {
    for (let j = 0; j < diagonal.length; j++) if (diagonal[j]! > 0) vector[j]! /= diagonal[j]!;
  };
}
