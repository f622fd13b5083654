/**
 * Minimising with all steps but the last in single precision, which take half the time or less, and the last in full precision:
 * the minimum is as exact as if all had been. Where that does not lead there in a few steps, the usual way goes on from where it
 * got to.
 */
import type { Standard } from '../kernels/single.ts';
import { packWeighted, type WeightedDesign, type WeightedRows } from './design.ts';
import { minimiseByLbfgs } from './lbfgs.ts';
import type { Metric, Minimum, Objective, StopRule } from './minimise.ts';
import { type Method, minimiseInStages, minimisePacked } from './stages.ts';
import { restore, restoredMetric, standardised, standardOf } from './standard.ts';

/** Fewer numbers are packed and gone through in no time. */
const fewNumbers = 100_000;
/** What rounding leaves of a gradient in single precision is smaller, with rows as many as that. */
const roundedTolerance = 5e-9;
/** Steps in full precision that are usually enough by far, since one metric serves them all. */
const fewSteps = 10;

/** Whether numeric features are most of the work, and enough. */
export function singlePays({ features: { numeric, blocks }, labels }: WeightedRows): boolean {
  return numeric.length >= blocks.length && numeric.length * labels.length >= fewNumbers;
}

/** `method` is the usual way. */
export function minimiseSingleFirst<Over extends Objective>(
  rows: WeightedRows,
  method: Method<Over>,
  start: Float64Array,
  rule: StopRule,
): Minimum {
  const standard = standardOf(rows.features, rows.rows);
  const single = packWeighted(rows, { standard });
  const found = minimiseRounded(rows, single, standard, method, start, rule);
  single.dense.release();
  // Numbers that single precision cannot hold.
  if (found === null) return minimisePacked(rows, method, start, rule);
  const left = rule.maxIterations - found.iterations;
  if (found.converged || left === 0) return found;
  const all = packWeighted(rows);
  const last = method.minimise(method.objectiveOf(all), found.point, { ...rule, maxIterations: left });
  all.dense.release();
  return { ...last, iterations: found.iterations + last.iterations };
}

/** All steps in single precision, and a few more in full. */
function minimiseRounded<Over extends Objective>(
  rows: WeightedRows,
  single: WeightedDesign,
  standard: Standard,
  { objectiveOf }: Method<Over>,
  start: Float64Array,
  { tolerance, maxIterations }: StopRule,
): Minimum | null {
  const rounded = minimiseInStages(single, { objectiveOf, minimise: minimiseByLbfgs }, standardised(standard, start), {
    tolerance: Math.max(tolerance / 2, roundedTolerance),
    maxIterations,
  });
  if (!(rounded.gradientNorm < Infinity)) return null;
  const near = rounded.point.slice();
  restore(standard, near);
  const exact = packWeighted(rows, { streamed: true });
  const objective = {
    ...objectiveOf(exact),
    metric: onDemand(() => restoredMetric(standard, objectiveOf(single).metric(rounded.point))),
  };
  const found = minimiseByLbfgs(objective, near, {
    tolerance,
    maxIterations: Math.min(maxIterations - rounded.iterations, fewSteps),
  });
  exact.dense.release();
  return { ...found, iterations: rounded.iterations + found.iterations };
}

/** The same metric everywhere, made when it is first applied. */
function onDemand(make: () => Metric): () => Metric {
  let made: Metric | undefined;
  return () => (vector) => {
    made ??= make();
    made(vector);
  };
}
