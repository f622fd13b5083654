/**
 * Calibration error with a choice of norm and bins, and the Brier score taken apart by the same bins. All of it depends on the
 * bins chosen; corp.ts has the form without them.
 */
import { InputError } from '../core/errors.ts';
import { type BinOptions, type CalibrationBin, equalMassBins } from './calibration-bins.ts';
import { countAtThresholds, type ThresholdCounts } from './counts.ts';
import { requireProbabilities } from './probability.ts';
import type { Scores } from './types.ts';
import { defined, type Value } from './value.ts';

export interface BinnedOptions extends BinOptions {
  /** `equalMass` (default): about equal shares of the rows in each bin; `equalWidth`: edges at multiples of 1 / bins. */
  readonly strategy?: 'equalMass' | 'equalWidth';
}

export interface CalibrationErrorOptions extends BinnedOptions {
  /** `l1` (default): mean |observed - predicted| over rows; `l2`: root of the mean square; `max`: the worst bin. */
  readonly norm?: 'l1' | 'l2' | 'max';
}

/**
 * Expected (`l1`), root-mean-square (`l2`) or maximum (`max`) calibration error over bins, 0 (best) to 1. Throws `InputError`
 * where the scores are no probabilities or `bins` (default 10) is no whole number of at least 1. O(N).
 * Source: Guo et al. (2017), arXiv:1706.04599.
 */
export function binnedCalibrationError(scores: Scores, options: CalibrationErrorOptions = {}): Value {
  requireProbabilities(scores);
  return binnedErrorOf(binsOf(countAtThresholds(scores), options), options);
}

/** The same from bins already made. */
export function binnedErrorOf(
  bins: readonly CalibrationBin[],
  { norm = 'l1' }: Pick<CalibrationErrorOptions, 'norm'> = {},
): Value {
  let [sum, squares, worst, total] = [0, 0, 0, 0];
  for (const bin of bins) {
    const apart = Math.abs(bin.observed - bin.predicted);
    sum += bin.n * apart;
    squares += bin.n * apart * apart;
    worst = Math.max(worst, apart);
    total += bin.n;
  }
  if (norm === 'max') return defined(worst);
  return defined(norm === 'l1' ? sum / total : Math.sqrt(squares / total));
}

/** Bins of equal width over [0, 1]; a value on an edge goes to the lower bin, empty bins are left out. O(T). */
export function equalWidthBins(counts: ThresholdCounts, { bins = 10 }: BinOptions = {}): CalibrationBin[] {
  if (!(Number.isInteger(bins) && bins >= 1)) {
    const expected = 'a whole number of at least 1';
    throw new InputError({ code: 'out-of-range', fn: 'equalWidthBins', argument: 'bins', expected, received: bins });
  }
  const result: CalibrationBin[] = [];
  let [n, nPositive, sum, at] = [0, 0, 0, 0];
  const close = (): void => {
    if (n > 0) result.push({ predicted: sum / n, observed: nPositive / n, n, nPositive });
    [n, nPositive, sum] = [0, 0, 0];
  };
  for (let i = counts.thresholds.length - 1; i >= 0; i--) {
    const { score, positives, mass } = stepAt(counts, i);
    while (at < bins - 1 && score > (at + 1) / bins) {
      close();
      at++;
    }
    n += mass;
    nPositive += positives;
    sum += mass * score;
  }
  close();
  return result;
}

export interface BrierParts {
  /** reliability - resolution + uncertainty + withinVariance - withinCovariance. */
  readonly brier: number;
  /** Mean squared distance of a bin's mean prediction from its share of positives; 0 is calibrated. */
  readonly reliability: number;
  /** Mean squared distance of a bin's share of positives from the prevalence; more is better. */
  readonly resolution: number;
  /** prevalence (1 - prevalence). */
  readonly uncertainty: number;
  /** Mean variance of the predictions within bins. */
  readonly withinVariance: number;
  /** Twice the mean covariance of prediction and outcome within bins. */
  readonly withinCovariance: number;
}

/**
 * Murphy's three parts of the Brier score by bins, with the two parts that Murphy's lack because predictions differ within a bin:
 * with them the sum is exact. Throws like `binnedCalibrationError`. O(N). Sources: Murphy (1973),
 * doi:10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2, and Stephenson, Coelho and Jolliffe (2008), doi:10.1175/2007WAF2006116.1.
 */
export function brierParts(scores: Scores, options: BinnedOptions = {}): BrierParts {
  requireProbabilities(scores);
  const counts = countAtThresholds(scores);
  const all = counts.positives + counts.negatives;
  const prevalence = counts.positives / all;
  let [reliability, resolution, withinVariance, withinCovariance] = [0, 0, 0, 0];
  let i = counts.thresholds.length - 1;
  for (const bin of binsOf(counts, options)) {
    const share = bin.n / all;
    reliability += share * (bin.predicted - bin.observed) ** 2;
    resolution += share * (bin.observed - prevalence) ** 2;
    /* The bins were filled in this order by these additions, so their sizes are met exactly. */
    for (let n = 0; i >= 0 && n < bin.n; i--) {
      const { score, positives, mass } = stepAt(counts, i);
      n += mass;
      const apart = score - bin.predicted;
      withinVariance += (mass / all) * apart * apart;
      withinCovariance += (2 / all) * apart * (positives - mass * bin.observed);
    }
  }
  const uncertainty = prevalence * (1 - prevalence);
  const brier = reliability - resolution + uncertainty + withinVariance - withinCovariance;
  return { brier, reliability, resolution, uncertainty, withinVariance, withinCovariance };
}

function binsOf(counts: ThresholdCounts, { strategy = 'equalMass', bins = 10 }: BinnedOptions): CalibrationBin[] {
  return strategy === 'equalMass' ? equalMassBins(counts, { bins }) : equalWidthBins(counts, { bins });
}

function stepAt(counts: ThresholdCounts, i: number): { score: number; positives: number; mass: number } {
  const positives = counts.truePositives[i]! - (i === 0 ? 0 : counts.truePositives[i - 1]!);
  const mass = positives + counts.falsePositives[i]! - (i === 0 ? 0 : counts.falsePositives[i - 1]!);
  return { score: counts.thresholds[i]!, positives, mass };
}
