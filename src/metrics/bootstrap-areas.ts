/**
 * Stratified bootstrap of the areas: every replicate draws new gap counts, never rows, so it costs O(P) whatever the number
 * of negatives. Percentile intervals; with few positives they cover less than they promise (see intervals.ts).
 */
import { type Random, stream } from '../core/random.ts';
import { percentileInterval } from '../stats/bootstrap.ts';
import { checkLevel } from '../stats/checks.ts';
import { multinomialDraw } from '../stats/draws.ts';
import type { Interval } from '../stats/types.ts';
import type { GapCounts } from './gaps.ts';
import { averagePrecisionOf, rocAucOf } from './ranking.ts';
import type { AreaInterval } from './score-measures.ts';

export interface AreaBootstrapOptions {
  /** Coverage, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /** Defaults to 2000. */
  readonly replicates?: number;
  /** Whole number in [0, 2^32 - 1]; defaults to 42. */
  readonly seed?: number;
}

/**
 * A function that draws one replicate per call, class sizes fixed (total weights rounded to whole rows), into the same
 * memory. Scores whose positives were not drawn stay, with a count of 0.
 */
export function resampledGaps(gaps: GapCounts): (random: Random) => GapCounts {
  const m = gaps.scores.length;
  const positiveTotal = Math.max(1, Math.round(gaps.positiveTotal));
  const negativeTotal = Math.max(1, Math.round(gaps.negativeTotal));
  /* Places that hold negatives: 0 to m are the gaps, m + 1 to 2 m the ties. */
  const places = Int32Array.from({ length: 2 * m + 1 }, (_, place) => place).filter((place) => heldAt(gaps, place) > 0);
  const held = Float64Array.from(places, (place) => heldAt(gaps, place));
  const drawn = new Float64Array(places.length);
  const single = gaps.positives.every((weight) => weight === 1);
  const replicate = {
    scores: gaps.scores,
    positives: new Float64Array(m),
    between: new Float64Array(m + 1),
    tied: new Float64Array(m),
    positiveTotal,
    negativeTotal,
  };
  return (random) => {
    if (single) drawSingles(random, replicate.positives);
    else multinomialDraw(random, positiveTotal, gaps.positives, replicate.positives);
    multinomialDraw(random, negativeTotal, held, drawn);
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      if (place <= m) replicate.between[place] = drawn[i]!;
      else replicate.tied[place - m - 1] = drawn[i]!;
    }
    return replicate;
  };
}

function heldAt(gaps: GapCounts, place: number): number {
  const m = gaps.scores.length;
  return place <= m ? gaps.between[place]! : gaps.tied[place - m - 1]!;
}

/** One row at each place: drawing rows is quicker than drawing counts. */
function drawSingles(random: Random, counts: Float64Array): void {
  counts.fill(0);
  for (let i = 0; i < counts.length; i++) counts[random.integer(counts.length)]!++;
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
  return interval === null || interval.low === interval.high ? null : interval;
}

/** The bootstrap as a maker of area intervals. */
export function bootstrappedArea(options: AreaBootstrapOptions): AreaInterval {
  return (area, gaps) => bootstrapArea(area, gaps, options);
}
