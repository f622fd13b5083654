/** The reliability curve for reports: equal-mass bins with an interval of what was observed in each. */
import { wilson } from '../stats/proportion.ts';
import { type BinOptions, equalMassBins } from './calibration-bins.ts';
import type { ThresholdCounts } from './counts.ts';
import type { ReliabilityBin } from './types.ts';

export interface ReliabilityOptions extends BinOptions {
  /** Coverage of the intervals, (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/** Bins of about equal weight, lowest predictions first, with Wilson intervals of the share of positives. O(T). */
export function reliability(
  counts: ThresholdCounts,
  { bins = 10, level = 0.95 }: ReliabilityOptions = {},
): ReliabilityBin[] {
  return equalMassBins(counts, { bins }).map((bin) => ({ ...bin, interval: wilson(bin.nPositive, bin.n, { level })! }));
}
