/**
 * Calibration by bins: what was predicted against what happened. Bins hold equal shares of the rows, because the scores of a
 * rare class crowd near 0 and bins of equal width would be empty where it matters; equal scores are never split.
 */
import { InputError } from '../core/errors.ts';
import { countAtThresholds, type ThresholdCounts } from './counts.ts';
import { requireProbabilities } from './probability.ts';
import type { Scores } from './types.ts';
import { defined, type Value } from './value.ts';

export interface BinOptions {
  /** Whole number of at least 1; defaults to 10. Fewer come back where scores are tied. */
  readonly bins?: number;
}

/** One bin, ascending by prediction. */
export interface CalibrationBin {
  /** Mean prediction. */
  readonly predicted: number;
  /** Share of positives. */
  readonly observed: number;
  readonly n: number;
  readonly nPositive: number;
}

/** Bins of about equal weight from a counting pass over probabilities, lowest predictions first. O(T). */
export function equalMassBins(counts: ThresholdCounts, { bins = 10 }: BinOptions = {}): CalibrationBin[] {
  checkBins('equalMassBins', bins);
  const { thresholds, truePositives: tp, falsePositives: fp } = counts;
  const all = counts.positives + counts.negatives;
  const result: CalibrationBin[] = [];
  let [n, nPositive, sum, seen, ends] = [0, 0, 0, 0, 1];
  for (let i = thresholds.length - 1; i >= 0; i--) {
    const positives = tp[i]! - (i === 0 ? 0 : tp[i - 1]!);
    const mass = positives + fp[i]! - (i === 0 ? 0 : fp[i - 1]!);
    n += mass;
    nPositive += positives;
    sum += mass * thresholds[i]!;
    seen += mass;
    /* A bin ends where the rows seen so far reach the next multiple of an equal share. */
    const shares = (seen / all) * bins + 1e-9;
    if (i > 0 && shares < ends) continue;
    ends = Math.floor(shares) + 1;
    result.push({ predicted: sum / n, observed: nPositive / n, n, nPositive });
    [n, nPositive, sum] = [0, 0, 0];
  }
  return result;
}

/**
 * Calibration error: mean over rows of |observed - predicted| of their bin, 0 (best) to 1. It is never exactly 0 for finite
 * data, and grows with the number of bins. Throws `InputError` where the scores are not probabilities. O(N).
 */
export function calibrationError(scores: Scores, options: BinOptions = {}): Value {
  requireProbabilities(scores);
  return calibrationErrorOf(equalMassBins(countAtThresholds(scores), options));
}

export function calibrationErrorOf(bins: readonly CalibrationBin[]): Value {
  let sum = 0;
  let total = 0;
  for (const bin of bins) {
    sum += bin.n * Math.abs(bin.observed - bin.predicted);
    total += bin.n;
  }
  return defined(sum / total);
}

/**
 * scikit-learn's calibration_curve: unweighted bins between fixed edges, a value on an edge going to the lower bin and empty
 * bins left out. `uniform` edges have equal width, `quantile` edges are percentiles of the scores.
 */
export function calibrationCurve(
  scores: Scores,
  { bins = 5, strategy = 'uniform' }: BinOptions & { readonly strategy?: 'uniform' | 'quantile' } = {},
): CalibrationBin[] {
  requireProbabilities(scores);
  checkBins('calibrationCurve', bins);
  const sorted = strategy === 'quantile' ? scores.scores.slice().sort() : undefined;
  const edges = Array.from({ length: bins - 1 }, (_, i) => {
    /* Multiplied, not divided: a score on an edge must meet the peer's rounding of that edge. */
    const share = (i + 1) * (1 / bins);
    return sorted === undefined ? share : percentile(sorted, (share * 100) / 100);
  });
  const [n, positives, sums] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (let i = 0; i < scores.scores.length; i++) {
    const score = scores.scores[i]!;
    let bin = 0;
    while (bin < edges.length && edges[bin]! < score) bin++;
    n[bin]! += 1;
    positives[bin]! += scores.labels[i]!;
    sums[bin]! += score;
  }
  const rows = Array.from(n, (count, b) => ({
    predicted: sums[b]! / count,
    observed: positives[b]! / count,
    n: count,
    nPositive: positives[b]!,
  }));
  return rows.filter((bin) => bin.n > 0);
}

/** Linear interpolation between order statistics. */
function percentile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  const along = place - below;
  return along < 0.5 ? low + (high - low) * along : high - (high - low) * (1 - along);
}

function checkBins(fn: string, bins: number): void {
  if (Number.isInteger(bins) && bins >= 1) return;
  throw new InputError({
    code: 'out-of-range',
    fn,
    argument: 'bins',
    expected: 'a whole number of at least 1',
    received: bins,
  });
}
