/**
 * Minimising over many rows from where a part of them has its minimum, which a small part of the work finds: the part is
 * minimised in the same way.
 */
import { takeWeighted, type WeightedDesign } from './design.ts';
import type { Minimum, Objective, StopRule } from './minimise.ts';

/** The part has this share of the rows, about; the classes share it out equally, as far as they have rows. */
const partShare = 1 / 8;
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
  const part = partOf(design);
  const from = part === null ? start : roughMinimum(part, method, start, rule);
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

/**
 * Rows at equal distances among those of their class, each standing for as many as there are to one of them; null where they
 * are too few to help. With few rows of a class all of them are taken: they know most, and what the others lack in number
 * matters little.
 */
function partOf(design: WeightedDesign): WeightedDesign | null {
  const { labels, rowCount, width } = design;
  const counts: number[] = [];
  for (let i = 0; i < rowCount; i++) counts[labels[i]!] = (counts[labels[i]!] ?? 0) + 1;
  const present = counts.filter((count) => count > 0);
  const perClass = (partShare * rowCount) / present.length;
  const distances = counts.map((count) => Math.max(1, Math.round(count / perClass)));
  const size = counts.reduce((sum, count, label) => sum + Math.ceil(count / distances[label]!), 0);
  const fewest = Math.min(...present, perClass);
  if (!(size >= fewestRows && fewest >= rowsPerFeature * width && 2 * size <= rowCount)) return null;
  const rows = new Int32Array(size);
  const seen = counts.map(() => 0);
  for (let i = 0, at = 0; i < rowCount; i++) if (seen[labels[i]!]!++ % distances[labels[i]!]! === 0) rows[at++] = i;
  return takeWeighted(design, rows, (i) => distances[labels[i]!]!);
}
