/** What is at stake in the positives, and how much of it is caught: finding the many small cases is not finding the money. */
import { logitInterval } from '../metrics/intervals.ts';
import { measure } from '../metrics/measure.ts';
import type { Measure, Scores } from '../metrics/types.ts';
import { defined, undefinedBecause } from '../metrics/value.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import { errorOf } from './evaluate-spread.ts';
import type { AmountsAtStake } from './evaluate-types.ts';

/** Sums of the amounts of positives, caught and missed at each threshold, with weights where there are any. O(N). */
export function amountsAtStake(
  scores: Scores,
  {
    column,
    thresholds,
    level,
  }: { readonly column: string; readonly thresholds: readonly number[]; readonly level: number },
): AmountsAtStake {
  const amounts = scores.amounts!;
  const worth = (i: number): number => amounts[i]! * scores.labels[i]! * (scores.weights?.[i] ?? 1);
  let atStake = 0;
  let positives = 0;
  for (let i = 0; i < amounts.length; i++) {
    atStake += worth(i);
    positives += scores.labels[i]! * (scores.weights?.[i] ?? 1);
  }
  const points = thresholds.map((threshold) => {
    let caught = 0;
    for (let i = 0; i < amounts.length; i++) if (scores.scores[i]! >= threshold) caught += worth(i);
    return {
      threshold,
      caught,
      missed: atStake - caught,
      measure: recallOf({ caught, atStake, positives }, () =>
        effectsAt(scores, worth, threshold, caught / atStake, atStake),
      ),
    };
  });
  return { column, atStake, points };

  function recallOf(
    sums: { readonly caught: number; readonly atStake: number; readonly positives: number },
    effects: () => Float64Array,
  ): Measure {
    const value = sums.atStake > 0 ? defined(sums.caught / sums.atStake) : undefinedBecause('nothing is at stake');
    const behind = { n: sums.positives, nPositive: sums.positives };
    if (value.value === null) return measure('amountRecall', value, behind);
    const sample = { labels: scores.labels, classCount: 2, weights: null, groups: scores.groups ?? null };
    const { error } = errorOf(sample, effects());
    const multiple = studentTQuantile((1 + level) / 2, Math.max(1, sums.positives - 1));
    const told = { level, method: 'ratio of sums, linearised' };
    const interval = logitInterval(value.value, error, multiple, told) ?? undefined;
    return measure('amountRecall', value, { ...behind, interval });
  }
}

/** What each row adds to the ratio. */
function effectsAt(
  { scores }: Scores,
  worth: (row: number) => number,
  threshold: number,
  ratio: number,
  atStake: number,
): Float64Array {
  return scores.map((score, i) => (worth(i) * ((score >= threshold ? 1 : 0) - ratio)) / atStake);
}
