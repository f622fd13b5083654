/**
 * Coordinates as 16-bit integers with a proven error: a grid is centred on the references and its step chosen so that every
 * integer norm stays within 16,383, which keeps all sums of the compiled kernel inside 32 bits. A point's `error` is the
 * distance, in steps, between it and its integer image; by the triangle inequality the integer distance of two points is at
 * most their true distance in steps plus both errors. Points too far out for the grid are named instead of being distorted.
 */
import type { Points } from './points.ts';

/** Largest integer norm: doubled coordinates must fit in 16 bits. */
const largestNorm = 16_383;
/** Points further out than this many median norms are measured apart, so that a few of them do not coarsen the grid. */
const farOut = 16;

export interface Grid {
  readonly centre: Float64Array;
  readonly step: number;
  /** Largest distance from the centre that fits the grid. */
  readonly reach: number;
}

/** A grid for these references that reaches the queries too, where they are not too far out. O(n d). */
export function gridFor({ count, dimensions, values }: Points, queries: Points): Grid {
  const centre = new Float64Array(dimensions);
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < dimensions; d++) centre[d]! += values[i * dimensions + d]! / count;
  }
  const norms = new Float64Array(count);
  for (let i = 0; i < count; i++) norms[i] = distanceFromCentre(values, i * dimensions, centre);
  norms.sort();
  let largest = count === 0 ? 0 : norms[count - 1]!;
  for (let i = 0; i < queries.count; i++) {
    largest = Math.max(largest, distanceFromCentre(queries.values, i * dimensions, centre));
  }
  const median = count === 0 ? 0 : norms[count >> 1]!;
  const reach = median > 0 ? Math.min(largest, farOut * median) : largest;
  // Rounding may move a point outward by half the diagonal of a cell.
  const room = largestNorm - 1 - Math.sqrt(dimensions) / 2;
  return { centre, step: reach > 0 && room > 0 ? reach / room : 1, reach };
}

/** The integer image of one point in `out`; its error in steps, or -1 where the point is too far out for the grid. */
export function quantise(values: Float64Array, from: number, { centre, step, reach }: Grid, out: Int16Array): number {
  const perUnit = 1 / step;
  let norm = 0;
  let squared = 0;
  for (let d = 0; d < centre.length; d++) {
    const offset = values[from + d]! - centre[d]!;
    const scaled = offset * perUnit;
    const rounded = Math.floor(scaled + 0.5);
    norm += offset * offset;
    squared += (scaled - rounded) * (scaled - rounded);
    out[d] = rounded;
  }
  return norm <= reach * reach * (1 + 2e-9) ? Math.sqrt(squared) : -1;
}

function distanceFromCentre(values: Float64Array, from: number, centre: Float64Array): number {
  let squared = 0;
  for (let d = 0; d < centre.length; d++) squared += (values[from + d]! - centre[d]!) ** 2;
  return Math.sqrt(squared);
}
