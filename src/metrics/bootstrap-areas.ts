/**
 * Stratified percentile bootstrap of one area from its gap counts, as evaluations ask for it. With few positives it covers
 * less than it promises (see intervals.ts); bootstrap.ts has the other ways to draw, BCa, and other statistics.
 */
import { stream } from '../core/random.ts';
import { percentileInterval } from '../stats/bootstrap.ts';
import { checkLevel } from '../stats/checks.ts';
import type { Interval } from '../stats/types.ts';
import { areaStatistics, bootstrapCounts } from './bootstrap.ts';
import { resampledGaps } from './bootstrap-draws.ts';
import type { GapCounts } from './gaps.ts';
import { averagePrecisionOf, rocAucOf } from './ranking.ts';
import type { AreaInterval } from './score-measures.ts';
import type { Scores } from './types.ts';

export interface AreaBootstrapOptions {
  /** Coverage, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /** Defaults to 2000. */
  readonly replicates?: number;
  /** Whole number in [0, 2^32 - 1]; defaults to 42. */
  readonly seed?: number;
}

/**
 * Percentile bootstrap interval of one area. Null where a class is missing and where the replicates do not vary, which says
 * nothing about the next sample. O(B P) time and O(B + P) memory.
 */
export function bootstrapArea(
  area: 'rocAuc' | 'averagePrecision',
  gaps: GapCounts,
  { level = 0.95, replicates = 2000, seed = 42 }: AreaBootstrapOptions = {},
): Interval | null {
  checkLevel('bootstrapArea', level);
  if (gaps.positiveTotal === 0 || gaps.negativeTotal === 0) return null;
  const random = stream(seed, 'bootstrap', area);
  const draw = resampledGaps(gaps);
  const values = Float64Array.from({ length: replicates }, () => {
    const replicate = draw(random);
    return (area === 'rocAuc' ? rocAucOf(replicate) : averagePrecisionOf(replicate)).value!;
  });
  const { interval } = percentileInterval(values, { level, drawn: 'stratified bootstrap' });
  return varying(interval);
}

/** The bootstrap of scores as a maker of area intervals: by group where they have groups, else stratified. */
export function bootstrappedAreas(scores: Scores, options: AreaBootstrapOptions): AreaInterval {
  const areas = bootstrapCounts(scores, areaStatistics, options);
  return (area) => varying(areas[area].interval);
}

/** Replicates that do not vary say nothing about the next sample. */
function varying(interval: Interval | null): Interval | null {
  return interval === null || interval.low === interval.high ? null : interval;
}
