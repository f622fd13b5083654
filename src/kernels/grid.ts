/**
 * The grid on which coordinates become 16-bit integers with a proven error: it is centred on the rows, and its step chosen so
 * that every integer norm stays within 32,766, which keeps all sums of the compiled kernel inside 32 bits. Rounding moves a
 * point by half a step in each dimension at most, so by half the diagonal of a cell of the grid; by the triangle inequality the
 * distance of two images and that of their points in steps are no more than a diagonal apart. Points too far out for the grid
 * are measured apart instead of distorted.
 */

/** Largest integer norm. */
const largestNorm = 32_766;
/** Points further out than this many typical distances are measured apart, so that a few of them do not coarsen the grid. */
const farOut = 16;
/** Distances from which the typical one is taken, at the most. */
const sampleSize = 1024;

/** Covers the float64 roundings of centring and scaling, about 1e-11 steps in each dimension. */
const roundings = 1e-6;

export interface Grid {
  readonly step: number;
  /** How far the distance of two points and that of their images may be apart, in steps. */
  readonly slack: number;
  /** Largest squared distance from the centre that fits the grid. */
  readonly reachSquared: number;
}

/** A grid for points at these squared distances from its centre; points of `beyond` are reached too where they are not too far out. */
export function gridOf(distances: Float64Array, beyond: number, dimensions: number): Grid {
  let largest = beyond;
  for (let i = 0; i < distances.length; i++) if (distances[i]! > largest) largest = distances[i]!;
  const typical = typicalOf(distances);
  const reachSquared = typical > 0 ? Math.min(largest, farOut * farOut * typical) : largest;
  // Rounding may move a point outward by half the diagonal of a cell.
  const room = largestNorm - 1 - Math.sqrt(dimensions) / 2;
  const step = reachSquared > 0 && room > 0 ? Math.sqrt(reachSquared) / room : 1;
  return { step, slack: Math.sqrt(dimensions) + roundings, reachSquared };
}

/** The median of a sample at even steps. */
function typicalOf(distances: Float64Array): number {
  const size = Math.min(sampleSize, distances.length);
  const sample = Float64Array.from({ length: size }, (_, i) => distances[Math.floor((i * distances.length) / size)]!);
  return sample.sort()[size >> 1] ?? 0;
}
