/** The reliability curve for reports: equal-mass bins with an interval of what was observed in each. */
import { wilson } from '../stats/proportion.ts';
import type { CalibrationBin } from './calibration-bins.ts';
import type { ReliabilityBin } from './types.ts';

export interface ReliabilityOptions {
  /** Coverage of the intervals, (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/** Bins of probabilities, lowest predictions first, with Wilson intervals of the share of positives. O(bins). */
export function reliability(
  bins: readonly CalibrationBin[],
  { level = 0.95 }: ReliabilityOptions = {},
): ReliabilityBin[] {
  return bins.map((bin) => ({ ...bin, interval: wilson(bin.nPositive, bin.n, { level })! }));
}
