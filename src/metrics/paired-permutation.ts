/**
 * Permutation test of two models: were they equally good in every way, each row could as well have had its two scores the
 * other way round. No large-sample theory is needed, so it is the test to trust where positives are very few.
 */
import { InputError } from '../core/errors.ts';
import { type Random, stream } from '../core/random.ts';
import { binomialDraw } from '../stats/draws.ts';
import { countAtThresholds } from './counts.ts';
import { type PairedCells, pairedCells } from './paired-cells.ts';
import { checkSameRows } from './paired-rows.ts';
import { averagePrecisionOf, rocAucOf } from './ranking.ts';
import { stepsFrom } from './threshold-steps.ts';
import type { Scores } from './types.ts';

export interface PermutationOptions {
  /** Random exchanges, at least 1; defaults to 999. */
  readonly replicates?: number;
  /** Whole number in [0, 2^32 - 1]; defaults to 42. */
  readonly seed?: number;
  /**
   * What is exchanged. `scores`: the scores as they are, which makes sense on a common scale only. `ranks`: the rank of the
   * row within its model. Defaults to `scores` where both are probabilities, else to `ranks`.
   */
  readonly exchange?: 'scores' | 'ranks';
}

export interface PermutationTest {
  /** First minus second; null where the area is undefined. */
  readonly difference: number | null;
  /** Two-sided: (1 + exchanges that differ at least as much) / (1 + replicates), never 0. Null without a difference. */
  readonly pValue: number | null;
}

export interface AreaPermutation {
  readonly rocAuc: PermutationTest;
  readonly averagePrecision: PermutationTest;
  readonly replicates: number;
  readonly exchange: 'scores' | 'ranks';
}

/**
 * Tests both areas. Rows are exchanged one by one, or whole groups at a time where the scores have groups. Rejects for any
 * difference between the models, not only for one of the area; of ranks it tests whether they rank alike. O(N log N) once and
 * for each replicate O(P) and the number of different pairs of places, at most O(N). Throws `InputError` that names the first
 * row in which the two differ, and for a number of replicates that is not whole and at least 1.
 * Source: Phipson and Smyth (2010), doi:10.2202/1544-6115.1585.
 */
export function permuteAreas(first: Scores, second: Scores, options: PermutationOptions = {}): AreaPermutation {
  const { replicates = 999, seed = 42 } = options;
  const { exchange = first.probabilities && second.probabilities ? 'scores' : 'ranks' } = options;
  checkSameRows('permuteAreas', first, second);
  if (!(Number.isInteger(replicates) && replicates >= 1)) {
    const expected = 'a whole number of at least 1';
    throw new InputError({
      code: 'out-of-range',
      fn: 'permuteAreas',
      argument: 'replicates',
      expected,
      received: replicates,
    });
  }
  const cells = exchange === 'scores' ? pairedCells(first, second) : pairedCells(ranked(first), ranked(second));
  const random = stream(seed, 'paired permutation');
  const difference = differenceReader(cells);
  const exchanged = new Float64Array(cells.counts.length);
  const observed = difference(exchanged);
  const extreme = { rocAuc: 0, averagePrecision: 0 };
  for (let b = 0; b < replicates; b++) {
    drawExchange(random, cells, exchanged);
    const drawn = difference(exchanged);
    /* Sums in another order may miss a tie by a rounding. */
    for (const name of ['rocAuc', 'averagePrecision'] as const)
      if (Math.abs(drawn[name]) >= Math.abs(observed[name]) - 1e-12) extreme[name]++;
  }
  const test = (name: 'rocAuc' | 'averagePrecision'): PermutationTest =>
    Number.isNaN(observed[name])
      ? { difference: null, pValue: null }
      : { difference: observed[name], pValue: (extreme[name] + 1) / (replicates + 1) };
  return { rocAuc: test('rocAuc'), averagePrecision: test('averagePrecision'), replicates, exchange };
}

/** How many rows of each cell are exchanged. */
function drawExchange(random: Random, { counts, groups, groupCount }: PairedCells, exchanged: Float64Array): void {
  if (groups !== null) {
    const coins = Uint8Array.from({ length: groupCount }, () => random.integer(2));
    for (let c = 0; c < exchanged.length; c++) exchanged[c] = coins[groups[c]!]! * counts[c]!;
    return;
  }
  for (let c = 0; c < exchanged.length; c++) {
    const count = counts[c]!;
    /* A weight that is not whole is one row. */
    exchanged[c] =
      count === 1 || !Number.isInteger(count) ? random.integer(2) * count : binomialDraw(random, count, 0.5);
  }
}

/** Reads the differences off the two rankings after an exchange. */
function differenceReader(
  cells: PairedCells,
): (exchanged: Float64Array) => { readonly rocAuc: number; readonly averagePrecision: number } {
  const [ours, theirs] = [cells.emptySlots(), cells.emptySlots()];
  return (exchanged) => {
    ours.slots.fill(0);
    theirs.slots.fill(0);
    for (let c = 0; c < exchanged.length; c++) {
      const [a, b] = [cells.first[c]!, cells.second[c]!];
      const kept = cells.counts[c]! - exchanged[c]!;
      ours.slots[a]! += kept;
      ours.slots[b]! += exchanged[c]!;
      theirs.slots[b]! += kept;
      theirs.slots[a]! += exchanged[c]!;
    }
    const [first, second] = [ours.read(), theirs.read()];
    return {
      rocAuc: (rocAucOf(first).value ?? NaN) - (rocAucOf(second).value ?? NaN),
      averagePrecision: (averagePrecisionOf(first).value ?? NaN) - (averagePrecisionOf(second).value ?? NaN),
    };
  };
}

/** Scores replaced by the share of rows below, tied ones counted half, so that two models share one scale. */
function ranked(scores: Scores): Scores {
  const { thresholds, truePositives, falsePositives, positives, negatives } = countAtThresholds(scores);
  const above = (steps: number): number => (steps === 0 ? 0 : truePositives[steps - 1]! + falsePositives[steps - 1]!);
  const ranks = scores.scores.map((score) => {
    const steps = stepsFrom(thresholds, score);
    return 1 - (above(steps - 1) + above(steps)) / (2 * (positives + negatives));
  });
  return { ...scores, scores: ranks };
}
