/**
 * Minimising over many rows from where a part of them has its minimum, which a small part of the work finds: the part is
 * minimised in the same way.
 */
import { takeWeighted, type WeightedDesign } from './design.ts';
import type { Minimum, Objective, StopRule } from './minimise.ts';

/** One row of so many of each class makes the part. */
const distance = 8;
/** Rows per feature that the smallest class must have in the part, for its minimum to be near that of all. */
const rowsPerFeature = 4;
/** A part of fewer rows saves nothing. */
const fewestRows = 1000;
/** How precise the start need be, and in how many iterations it must be found. */
const roughly: StopRule = { tolerance: 1e-3, maxIterations: 50 };

/** How to minimise over any rows. */
export interface Method<Over extends Objective> {
  readonly objectiveOf: (design: WeightedDesign) => Over;
  readonly minimise: (objective: Over, start: Float64Array, rule: StopRule) => Minimum;
}

export function minimiseInStages<Over extends Objective>(
  design: WeightedDesign,
  method: Method<Over>,
  start: Float64Array,
  rule: StopRule,
): Minimum {
  const part = partOf(design.labels);
  const enough = part.rows.length >= fewestRows && Math.min(...part.counts) >= rowsPerFeature * design.width;
  const from = enough ? roughMinimum(takeWeighted(design, part.rows), method, start, rule) : start;
  return method.minimise(method.objectiveOf(design), from, rule);
}

function roughMinimum<Over extends Objective>(
  design: WeightedDesign,
  method: Method<Over>,
  start: Float64Array,
  { tolerance, maxIterations }: StopRule,
): Float64Array {
  const { point } = minimiseInStages(design, method, start, {
    tolerance: Math.max(tolerance, roughly.tolerance),
    maxIterations: Math.min(maxIterations, roughly.maxIterations),
  });
  design.dense.release();
  return point;
}

/** Rows at equal distances among those of their class, ascending, and how many there are of each class. */
function partOf(labels: Int32Array): { rows: Int32Array; counts: readonly number[] } {
  const seen: number[] = [];
  const rows = new Int32Array(labels.length);
  let size = 0;
  for (let i = 0; i < labels.length; i++) {
    const before = seen[labels[i]!] ?? 0;
    seen[labels[i]!] = before + 1;
    if (before % distance === 0) rows[size++] = i;
  }
  const counts = seen.filter((count) => count > 0).map((count) => Math.ceil(count / distance));
  return { rows: rows.slice(0, size), counts };
}
