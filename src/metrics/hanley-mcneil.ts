/**
 * Hanley and McNeil's error of ROC-AUC: from the area and the class sizes alone, as where only a paper's summary is at hand.
 * With the rows themselves rocAucInterval and delongInterval (intervals.ts) do better.
 */
import { InputError } from '../core/errors.ts';
import { checkLevel } from '../stats/checks.ts';
import { normalQuantile } from '../stats/normal.ts';
import type { Interval } from '../stats/types.ts';
import { type ClassSizes, type IntervalOptions, logitInterval } from './intervals.ts';

/**
 * Standard error of an area in [0, 1] with class sizes above 0, exact where both classes' scores are exponential:
 * A (1 - A) + (P - 1) (A / (2 - A) - A^2) + (N - 1) (2 A^2 / (1 + A) - A^2), over P N, under the root. O(1).
 * Source: Hanley and McNeil (1982), doi:10.1148/radiology.143.1.7063747.
 */
export function hanleyMcNeilError(area: number, { positives, negatives }: ClassSizes): number {
  check('area', 'from 0 to 1', area, 0 <= area && area <= 1);
  check('positives', 'above 0', positives, positives > 0);
  check('negatives', 'above 0', negatives, negatives > 0);
  const square = area * area;
  const twoPositives = area / (2 - area) - square;
  const twoNegatives = (2 * square) / (1 + area) - square;
  const sum = area * (1 - area) + (positives - 1) * twoPositives + (negatives - 1) * twoNegatives;
  return Math.sqrt(Math.max(0, sum) / (positives * negatives));
}

/** Interval on the logit scale with that error. Null for an area of 0 or 1. O(1). */
export function hanleyMcNeilInterval(
  area: number,
  sizes: ClassSizes,
  { level = 0.95 }: IntervalOptions = {},
): Interval | null {
  checkLevel('hanleyMcNeilInterval', level);
  const multiple = normalQuantile((1 + level) / 2);
  return logitInterval(area, hanleyMcNeilError(area, sizes), multiple, { level, method: 'Hanley-McNeil, logit' });
}

function check(argument: string, expected: string, received: number, holds: boolean): void {
  if (!holds) throw new InputError({ code: 'out-of-range', fn: 'hanleyMcNeil', argument, expected, received });
}
