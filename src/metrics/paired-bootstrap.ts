/**
 * Bootstrap of the difference between two models' areas: every replicate draws the rows once and reads both rankings off them,
 * so that what both models find hard cancels out.
 */

import type { Random } from '../core/random.ts';
import { stream } from '../core/random.ts';
import { type BootstrapInterval, percentileInterval } from '../stats/bootstrap.ts';
import { checkLevel } from '../stats/checks.ts';
import { countResampler } from '../stats/count-resampler.ts';
import { type PairedCells, pairedCells } from './paired-cells.ts';
import { checkSameRows } from './paired-rows.ts';
import { averagePrecisionOf, rocAucOf } from './ranking.ts';
import type { Scores } from './types.ts';

export interface PairedBootstrapOptions {
  /** Coverage, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /** Defaults to 2000. */
  readonly replicates?: number;
  /** Whole number in [0, 2^32 - 1]; defaults to 42. */
  readonly seed?: number;
}

export interface BootstrapDifferences {
  readonly rocAuc: BootstrapInterval;
  readonly averagePrecision: BootstrapInterval;
}

/**
 * Percentile intervals of first minus second. Rows are drawn within each class, or whole groups where the scores have groups;
 * a replicate without both classes is undefined. O(N log P) once, and for each replicate O(P) and the number of different
 * pairs of places, at most O(N). Throws `InputError` that names the first row in which the two differ.
 */
export function bootstrapDifferences(
  first: Scores,
  second: Scores,
  { level = 0.95, replicates = 2000, seed = 42 }: PairedBootstrapOptions = {},
): BootstrapDifferences {
  checkLevel('bootstrapDifferences', level);
  checkSameRows('bootstrapDifferences', first, second);
  const cells = pairedCells(first, second);
  const grouped = cells.groups !== null;
  const draw = grouped ? groupDraw(cells) : rowDraw(cells);
  const random = stream(seed, 'paired bootstrap');
  const [ours, theirs] = [cells.emptySlots(), cells.emptySlots()];
  const aucs = new Float64Array(replicates);
  const precisions = new Float64Array(replicates);
  for (let b = 0; b < replicates; b++) {
    const drawn = draw(random);
    ours.slots.fill(0);
    theirs.slots.fill(0);
    for (let c = 0; c < drawn.length; c++) {
      ours.slots[cells.first[c]!]! += drawn[c]!;
      theirs.slots[cells.second[c]!]! += drawn[c]!;
    }
    const [a, z] = [ours.read(), theirs.read()];
    aucs[b] = (rocAucOf(a).value ?? NaN) - (rocAucOf(z).value ?? NaN);
    const defined = a.negativeTotal > 0;
    precisions[b] = defined ? (averagePrecisionOf(a).value ?? NaN) - (averagePrecisionOf(z).value ?? NaN) : NaN;
  }
  const options = { level, drawn: grouped ? 'paired bootstrap by group' : 'paired stratified bootstrap' };
  return {
    rocAuc: percentileInterval(aucs, options),
    averagePrecision: percentileInterval(precisions, options),
  };
}

type CellDraw = (random: Random) => Float64Array;

function rowDraw({ counts, positiveCells }: PairedCells): CellDraw {
  const drawn = new Float64Array(counts.length);
  const parts = [
    [counts.subarray(0, positiveCells), drawn.subarray(0, positiveCells)],
    [counts.subarray(positiveCells), drawn.subarray(positiveCells)],
  ] as const;
  const draws = parts.filter(([held]) => held.length > 0).map(([held, out]) => [countResampler(held), out] as const);
  return (random) => {
    for (const [draw, out] of draws) draw(random, out);
    return drawn;
  };
}

function groupDraw({ counts, groups, groupCount }: PairedCells): CellDraw {
  const drawn = new Float64Array(counts.length);
  const times = new Float64Array(groupCount);
  return (random) => {
    times.fill(0);
    for (let i = 0; i < groupCount; i++) times[random.integer(groupCount)]!++;
    for (let c = 0; c < drawn.length; c++) drawn[c] = counts[c]! * times[groups![c]!]!;
    return drawn;
  };
}
