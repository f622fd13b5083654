/**
 * Minimising over many rows from where a part of them has its minimum, which a small part of the work finds: the part is
 * minimised in the same way.
 */
import { packWeighted, takeWeighted, type WeightedDesign, type WeightedRows } from './design.ts';
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

/** Over rows that are not packed yet. */
export function minimisePacked<Over extends Objective>(
  rows: WeightedRows,
  method: Method<Over>,
  start: Float64Array,
  rule: StopRule,
): Minimum {
  const design = packWeighted(rows);
  const found = minimiseInStages(design, method, start, rule);
  design.dense.release();
  return found;
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
  const counts = countsOf(labels);
  const present = counts.filter((count) => count > 0);
  const perClass = (partShare * rowCount) / present.length;
  const distances = counts.map((count) => Math.max(1, Math.round(count / perClass)));
  let size = 0;
  counts.forEach((count, label) => {
    size += Math.ceil(count / distances[label]!);
  });
  const fewest = Math.min(...present, perClass);
  if (!(size >= fewestRows && fewest >= rowsPerFeature * width && 2 * size <= rowCount)) return null;
  const rows = new Int32Array(size);
  /** Rows of each class until the next one that is taken. */
  const left = new Int32Array(counts.length);
  for (let i = 0, at = 0; i < rowCount; i++) {
    const label = labels[i]!;
    if (left[label] === 0) {
      rows[at++] = i;
      left[label] = distances[label]!;
    }
    left[label]! -= 1;
  }
  return takeWeighted(design, rows, (i) => distances[labels[i]!]!);
}

/** Rows of each class. */
function countsOf(labels: Int32Array): Int32Array {
  let most = 0;
  for (let i = 0; i < labels.length; i++) most = Math.max(most, labels[i]!);
  const counts = new Int32Array(most + 1);
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]! += 1;
  return counts;
}
