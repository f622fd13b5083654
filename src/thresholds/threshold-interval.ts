/** How uncertain a chosen threshold is: the choice is made again on bootstrap replicates. */
import { stream } from '../core/random.ts';
import type { ThresholdCounts } from '../metrics/counts.ts';
import type { Scores } from '../metrics/types.ts';
import { percentileInterval } from '../stats/bootstrap.ts';
import type { Interval } from '../stats/types.ts';
import { bestIndex } from './best.ts';
import type { Objective } from './objectives.ts';
import { resampledCounts } from './resampled-counts.ts';

export interface ThresholdIntervalOptions {
  readonly level: number;
  readonly replicates: number;
  readonly seed: number;
}

/**
 * Percentile interval of the threshold over replicates in which rows are drawn anew within each class. Undefined where more
 * than one replicate in twenty has no threshold: an interval of the rest would mislead. For objectives that false alarms can
 * only hurt, only scores of positives can win, so a replicate costs work in proportion to the positives.
 */
export function thresholdInterval(
  scores: Scores,
  objective: Objective,
  counts: ThresholdCounts,
  { level, replicates, seed }: ThresholdIntervalOptions,
): Interval | undefined {
  if (replicates < 1) return undefined;
  const random = stream(seed, 'threshold bootstrap');
  const candidates = objective.falseAlarmsOnlyHurt ? scoresOfPositives(counts) : counts.thresholds;
  const draw = resampledCounts(scores, candidates);
  const chosen = new Float64Array(replicates);
  for (let b = 0; b < replicates; b++) {
    const best = bestIndex(draw(random), objective);
    chosen[b] = best === null ? NaN : candidates[best]!;
  }
  const { interval } = percentileInterval(chosen, { level, drawn: 'stratified bootstrap, threshold chosen anew' });
  return interval ?? undefined;
}

function scoresOfPositives({ thresholds, truePositives }: ThresholdCounts): Float64Array {
  return thresholds.filter((_, i) => truePositives[i]! > (i === 0 ? 0 : truePositives[i - 1]!));
}
