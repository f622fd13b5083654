/**
 * Two models on the same rows: by how much their areas and losses differ, and whether chance explains it. What a row does to
 * one metric is subtracted from what it does to the other, so rows that are hard for both do not blur the comparison.
 */
import type { BootstrapInterval } from '../stats/bootstrap.ts';
import { checkLevel } from '../stats/checks.ts';
import { studentTCdf, studentTQuantile } from '../stats/student-t.ts';
import type { Interval } from '../stats/types.ts';
import { slotsOfRows } from './gap-slots.ts';
import { gapCounts } from './gaps.ts';
import { averagePrecisionInfluence, rocAucInfluence } from './influence.ts';
import { bootstrapDifferences } from './paired-bootstrap.ts';
import { checkSameRows } from './paired-rows.ts';
import { type Loss, logarithmicLoss, squaredLoss } from './probability.ts';
import { averagePrecisionOf, rocAucOf } from './ranking.ts';
import { areaEffects, groupedSpread, lossEffects, type RowEffects, stratifiedSpread } from './row-effects.ts';
import type { Scores } from './types.ts';

export type PairedMetric = 'rocAuc' | 'averagePrecision' | 'brier' | 'logLoss';

/** One metric of both models and the difference between them. */
export interface PairedDifference {
  readonly name: PairedMetric;
  readonly first: number | null;
  readonly second: number | null;
  /** First minus second; null where either is undefined. */
  readonly difference: number | null;
  readonly standardError: number | null;
  /** The difference in standard errors; for ROC-AUC it is DeLong's z. */
  readonly statistic: number | null;
  /** Degrees of freedom of the t distribution that the statistic is judged by. */
  readonly df: number | null;
  /** Two-sided: how often chance alone would make the two differ at least so much. 1 where they treat all rows alike. */
  readonly pValue: number | null;
  readonly interval: Interval | null;
  /** Of the two areas, where replicates were asked for. */
  readonly bootstrap?: BootstrapInterval;
  /** Why something of the above is null. */
  readonly reason?: string;
}

export interface AreaComparisonOptions {
  /** Coverage of intervals, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /** Replicates of a paired bootstrap beside the closed forms; defaults to 0: none. */
  readonly replicates?: number;
  /** Whole number in [0, 2^32 - 1] that fixes the bootstrap; defaults to 42. */
  readonly seed?: number;
}

/** Two models on the same rows. */
export interface AreaComparison {
  /** Rows (or total weight). */
  readonly n: number;
  readonly nPositive: number;
  /** Number of groups where rows belong together; the errors are then those of samples of whole groups. */
  readonly nGroups: number | null;
  readonly rocAuc: PairedDifference;
  readonly averagePrecision: PairedDifference;
  /** Null unless both models give probabilities. Lower is better. */
  readonly brier: PairedDifference | null;
  readonly logLoss: PairedDifference | null;
}

/**
 * Compares two models scored on the same rows in the same order. ROC-AUC by the paired test of DeLong, average precision by
 * the delta method on its influence values, Brier score and log loss by the paired differences of the rows, all with class
 * sizes fixed; where the scores have groups, by the sums over whole groups instead. The statistic is judged by Student's t
 * (degrees of freedom by Welch and Satterthwaite), because the normal distribution rejects too often at 20 positives.
 *
 * Of several comparisons correct the p-values (`holm`). Throws `InputError` that names the first row in which the two differ in
 * anything but the score. O(N log P), and at most O(N) for each replicate.
 * Source: DeLong, DeLong and Clarke-Pearson (1988), doi:10.2307/2531595; for groups Obuchowski (1997), doi:10.2307/2533958.
 */
export function compareAreas(
  first: Scores,
  second: Scores,
  { level = 0.95, replicates = 0, seed = 42 }: AreaComparisonOptions = {},
): AreaComparison {
  checkLevel('compareAreas', level);
  checkSameRows('compareAreas', first, second);
  const gaps = [gapCounts(first), gapCounts(second)] as const;
  const slots = [slotsOfRows(first, gaps[0]), slotsOfRows(second, gaps[1])] as const;
  const { positiveTotal, negativeTotal } = gaps[0];
  const bootstrapped = replicates > 0 ? bootstrapDifferences(first, second, { level, replicates, seed }) : null;
  const areas = (name: 'rocAuc' | 'averagePrecision'): PairedDifference => {
    if (positiveTotal === 0) return undefinedPair(name, 'there are no positives');
    if (negativeTotal === 0) return undefinedPair(name, 'there are no negatives');
    const [areaOf, influenceOf] =
      name === 'rocAuc' ? [rocAucOf, rocAucInfluence] : [averagePrecisionOf, averagePrecisionInfluence];
    const effectsOf = (which: 0 | 1): RowEffects =>
      areaEffects(slots[which], areaOf(gaps[which]).value!, gaps[which], influenceOf(gaps[which]));
    const closed = difference(name, first, [effectsOf(0), effectsOf(1)], level);
    return bootstrapped === null ? closed : { ...closed, bootstrap: bootstrapped[name] };
  };
  const losses = (name: 'brier' | 'logLoss', loss: Loss): PairedDifference | null =>
    first.probabilities && second.probabilities
      ? difference(name, first, [lossEffects(first, loss), lossEffects(second, loss)], level)
      : null;
  return {
    n: positiveTotal + negativeTotal,
    nPositive: positiveTotal,
    nGroups: first.groups === undefined ? null : new Set(first.groups).size,
    rocAuc: areas('rocAuc'),
    averagePrecision: areas('averagePrecision'),
    brier: losses('brier', squaredLoss),
    logLoss: losses('logLoss', logarithmicLoss),
  };
}

const methods = {
  rocAuc: 'paired DeLong',
  averagePrecision: 'paired, influence function',
  brier: 'paired t',
  logLoss: 'paired t',
} as const;

function undefinedPair(name: PairedMetric, reason: string): PairedDifference {
  const nothing = { first: null, second: null, difference: null, standardError: null, statistic: null };
  return { name, ...nothing, df: null, pValue: null, interval: null, reason };
}

function difference(
  name: PairedMetric,
  scores: Scores,
  [first, second]: readonly [RowEffects, RowEffects],
  level: number,
): PairedDifference {
  const effects = first.effects.map((effect, i) => effect - second.effects[i]!);
  const apart = first.value - second.value;
  const values = { name, first: first.value, second: second.value, difference: apart };
  const { groups } = scores;
  const spread = groups === undefined ? stratifiedSpread(scores, effects) : groupedSpread(scores, groups, effects);
  const nothing = { statistic: null, df: null, pValue: null, interval: null };
  if (spread === null) {
    const reason = `a class has fewer than two ${groups === undefined ? 'rows' : 'groups'}`;
    return { ...values, standardError: null, ...nothing, reason };
  }
  const { standardError, df } = spread;
  /* Rows that all differ alike leave a spread of nothing but rounding. */
  if (!(standardError > 1e-14)) {
    const alike = Math.abs(apart) <= 1e-14;
    const reason = alike ? 'both treat all rows alike' : 'the rows do not vary, so there is nothing to judge by';
    return { ...values, standardError: 0, ...nothing, pValue: alike ? 1 : null, reason };
  }
  const statistic = apart / standardError;
  const half = studentTQuantile((1 + level) / 2, df) * standardError;
  const method = `${methods[name]}${groups === undefined ? ', stratified' : ', by group'}`;
  const interval = { low: apart - half, high: apart + half, level, method };
  return { ...values, standardError, statistic, df, pValue: 2 * studentTCdf(-Math.abs(statistic), df), interval };
}
