/**
 * The approximate inverse Hessian of a linear model's objective, whose Hessian is sum(curvature_i * x_i x_iᵀ) plus the penalty:
 * from all rows, or a sample where there are many, for few features; from its diagonal for many.
 */
import { factorise, solveFactorised } from './cholesky.ts';
import { addGram, addGramDiagonal, type Design, takeRows } from './design.ts';
import type { Metric } from './minimise.ts';
import { enoughRows, leveragesOf, sampleRows } from './row-sample.ts';

/** Beyond this many features one Cholesky factorisation costs more than many cheap steps. */
export const factorisationLimit = 800;

/** Takes the second derivative of each row's loss by its linear predictor, at least 0. */
export type RowMetric = (curvatures: Float64Array) => Metric;

/** One penalty per feature. More than `limit` features get the diagonal. */
export function rowMetric(design: Design, penalties: Float64Array, limit: number = factorisationLimit): RowMetric {
  const diagonal: RowMetric = (curvatures) => diagonalMetric(design, curvatures, penalties);
  if (design.width > limit) return diagonal;
  const gram = gramOf(design);
  return (curvatures) => factorisedMetric(gram(curvatures), penalties) ?? diagonal(curvatures);
}

/** The lower triangle of sum(curvature_i * x_i x_iᵀ), the intercept last. */
type Gram = (curvatures: Float64Array) => Float64Array;

function gramOf(design: Design): Gram {
  const enough = enoughRows(design);
  return enough < design.rowCount ? sampledGram(design, enough) : (curvatures) => gramOfRows(design, curvatures);
}

function sampledGram(design: Design, rowCount: number): Gram {
  let leverages: Float64Array | undefined;
  return (curvatures) => {
    leverages ??= leveragesOf(design);
    const { rows, factors } = sampleRows(curvatures, leverages, rowCount);
    const few = takeRows(design, rows);
    const gram = gramOfRows(few, factors);
    few.dense.release();
    return gram;
  };
}

function gramOfRows(design: Design, factors: Float64Array): Float64Array {
  const gram = new Float64Array((design.width + 1) ** 2);
  addGram(design, factors, gram);
  return gram;
}

/** Null where the matrix with the penalties added is singular to working precision. */
function factorisedMetric(gram: Float64Array, penalties: Float64Array): Metric | null {
  const size = penalties.length + 1;
  penalties.forEach((penalty, j) => {
    gram[j * size + j]! += penalty;
  });
  return factorise(gram, size) ? (vector) => solveFactorised(gram, size, vector) : null;
}

function diagonalMetric(design: Design, curvatures: Float64Array, penalties: Float64Array): Metric {
  const diagonal = new Float64Array(design.width + 1);
  diagonal.set(penalties);
  addGramDiagonal(design, curvatures, diagonal);
  return (vector) => {
    for (let j = 0; j < diagonal.length; j++) if (diagonal[j]! > 0) vector[j]! /= diagonal[j]!;
  };
}
