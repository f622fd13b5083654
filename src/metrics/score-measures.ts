/** The threshold-free measures of binary scores, with their intervals and baselines: ranking and quality as probabilities. */
import { binomialPmf } from '../stats/binomial.ts';
import type { Interval } from '../stats/types.ts';
import { type CalibrationBin, calibrationErrorOf } from './calibration-bins.ts';
import type { GapCounts } from './gaps.ts';
import { averagePrecisionInterval, type IntervalOptions, lossInterval, rocAucInterval } from './intervals.ts';
import { type Behind, measure } from './measure.ts';
import {
  calibrationInTheLarge,
  type LossSums,
  logarithmicLoss,
  lossSums,
  meanLoss,
  nullBrier,
  nullLogLoss,
  skillOf,
  squaredLoss,
} from './probability.ts';
import { averagePrecisionOf, rocAucOf } from './ranking.ts';
import type { Measure, Scores } from './types.ts';
import { defined } from './value.ts';

/** How the interval of an area is made. */
export type AreaInterval = (area: 'rocAuc' | 'averagePrecision', gaps: GapCounts) => Interval | null;

/** The closed-form intervals, those with the best coverage at few positives. */
export function closedFormArea(options: IntervalOptions): AreaInterval {
  return (area, gaps) => (area === 'rocAuc' ? rocAucInterval(gaps, options) : averagePrecisionInterval(gaps, options));
}

/** rocAuc and averagePrecision. */
export function rankingMeasures(gaps: GapCounts, intervalOf: AreaInterval): Measure[] {
  const n = gaps.positiveTotal + gaps.negativeTotal;
  const behind = { n, nPositive: gaps.positiveTotal };
  return [
    measure('rocAuc', rocAucOf(gaps), {
      ...behind,
      interval: intervalOf('rocAuc', gaps) ?? undefined,
      baseline: { value: 0.5, meaning: 'no better than chance' },
    }),
    measure('averagePrecision', averagePrecisionOf(gaps), {
      ...behind,
      interval: intervalOf('averagePrecision', gaps) ?? undefined,
      baseline: { value: gaps.positiveTotal / n, meaning: 'prevalence' },
    }),
  ];
}

/** brier, brierSkill, logLoss, logLossSkill, calibrationError and calibrationInTheLarge. O(N). */
export function probabilityMeasures(
  scores: Scores,
  bins: readonly CalibrationBin[],
  options: IntervalOptions,
): Measure[] {
  const squared = lossSums(scores, squaredLoss);
  const behind = { n: squared.positives + squared.negatives, nPositive: squared.positives };
  const logarithmic = lossSums(scores, logarithmicLoss);
  return [
    ...lossMeasures('brier', squared, nullBrier(squared), behind, options),
    ...lossMeasures('logLoss', logarithmic, nullLogLoss(logarithmic), behind, options),
    measure('calibrationError', calibrationErrorOf(bins), {
      ...behind,
      baseline: { value: expectedCalibrationError(bins), meaning: 'expected of perfect probabilities on as few rows' },
    }),
    measure('calibrationInTheLarge', calibrationInTheLarge(scores), {
      ...behind,
      baseline: { value: 0, meaning: 'as many positives as predicted' },
    }),
  ];
}

/** A loss and its skill; the interval of the skill is that of the loss, rescaled. */
function lossMeasures(
  name: string,
  sums: LossSums,
  reference: number,
  behind: Behind,
  options: IntervalOptions,
): Measure[] {
  const interval = lossInterval(sums, options) ?? undefined;
  const skill = skillOf(sums, reference);
  const skillInterval =
    interval === undefined || skill.value === null
      ? undefined
      : { ...interval, low: 1 - interval.high / reference, high: 1 - interval.low / reference };
  return [
    measure(name, defined(meanLoss(sums)), {
      ...behind,
      interval,
      baseline: { value: reference, meaning: 'always the prevalence' },
    }),
    measure(`${name}Skill`, skill, {
      ...behind,
      interval: skillInterval,
      baseline: { value: 0, meaning: 'always the prevalence' },
    }),
  ];
}

/**
 * What the calibration error would be on average if every bin's mean prediction were its true share: the mean deviation of a
 * binomial count, by De Moivre's closed form.
 */
function expectedCalibrationError(bins: readonly CalibrationBin[]): number {
  let deviation = 0;
  let total = 0;
  for (const { n, predicted } of bins) {
    const trials = Math.max(1, Math.round(n));
    const next = Math.floor(trials * predicted) + 1;
    const own = next > trials ? 0 : 2 * next * (1 - predicted) * binomialPmf(next, trials, predicted);
    deviation += (n * own) / trials;
    total += n;
  }
  return deviation / total;
}
