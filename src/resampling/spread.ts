/** The scatter of columns. */
import type { Points } from '../kernels/points.ts';

/** Standard deviation of every column, with divisor n - `lost` (1 where that leaves nothing). Two passes. */
export function spreadOf({ count, dimensions, values }: Points, lost: 0 | 1): Float64Array {
  const means = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  for (let i = 0, at = 0; i < count; i++) for (let d = 0; d < dimensions; d++, at++) means[d]! += values[at]!;
  for (let d = 0; d < dimensions; d++) means[d]! /= count;
  for (let i = 0, at = 0; i < count; i++) {
    for (let d = 0; d < dimensions; d++, at++) squares[d]! += (values[at]! - means[d]!) ** 2;
  }
  return squares.map((sum) => Math.sqrt(sum / Math.max(1, count - lost)));
}
