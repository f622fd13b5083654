/**
 * The best that can be had under a floor: recall at a given precision, sensitivity at a given specificity, and the like, over
 * every distinct score. That no threshold reaches the floor is an answer, told with the nearest that can be reached; it is never
 * disguised as 0 or as a made-up threshold.
 */
import { InputError } from '../core/errors.ts';
import type { ThresholdCounts } from './counts.ts';
import { type PointMetric, pointMetric, pointValue } from './point.ts';
import { confusionAfter } from './threshold-steps.ts';
import type { Confusion } from './types.ts';

/** The best value under a floor and where it is had, or why there is none. */
export type AtFloor =
  | {
      readonly value: number;
      /** Null where only flagging nothing keeps the floor. */
      readonly threshold: number | null;
      readonly confusion: Confusion;
      readonly reason?: undefined;
    }
  | { readonly value: null; readonly reason: string };

export interface Floor {
  /** The metric held, by its name, such as `precision`. */
  readonly hold: string;
  /** Its least value, (0, 1]. */
  readonly atLeast: number;
  /** The metric made as large as possible. */
  readonly maximise: string;
}

/**
 * The largest value of one point metric where another is at least so much. Of equal values the one with more of the held metric
 * wins, and of those the highest threshold. Flagging nothing counts where the held metric is defined there.
 * Throws `InputError` for unknown metrics or a floor outside (0, 1]. O(T).
 */
export function bestAtFloor(counts: ThresholdCounts, { hold, atLeast, maximise }: Floor): AtFloor {
  if (!(0 < atLeast && atLeast <= 1)) throw refuse(`the floor of ${hold}`, 'above 0 and at most 1', atLeast);
  const [held, goal] = [known(hold), known(maximise)];
  let best: { value: number; slack: number; steps: number } | null = null;
  let nearest: { slack: number; steps: number } | null = null;
  let reason = '';
  for (let steps = 0; steps <= counts.thresholds.length; steps++) {
    const confusion = confusionAfter(counts, steps);
    const slack = pointValue(held, confusion);
    const value = pointValue(goal, confusion);
    if (slack.value === null || value.value === null) {
      reason = slack.reason ?? value.reason ?? '';
      continue;
    }
    if (nearest === null || slack.value > nearest.slack) nearest = { slack: slack.value, steps };
    if (slack.value < atLeast) continue;
    const better = best === null || value.value > best.value;
    if (better || (value.value === best!.value && slack.value > best!.slack)) {
      best = { value: value.value, slack: slack.value, steps };
    }
  }
  if (best !== null) {
    const { value, steps } = best;
    return { value, threshold: thresholdAfter(counts, steps), confusion: confusionAfter(counts, steps) };
  }
  return { value: null, reason: nearest === null ? reason : outOfReach(counts, { hold, atLeast }, nearest) };
}

/** Best recall where precision is at least `precision`. */
export function recallAtPrecision(counts: ThresholdCounts, { precision }: { readonly precision: number }): AtFloor {
  return bestAtFloor(counts, { hold: 'precision', atLeast: precision, maximise: 'recall' });
}

/** Best precision where recall is at least `recall`. */
export function precisionAtRecall(counts: ThresholdCounts, { recall }: { readonly recall: number }): AtFloor {
  return bestAtFloor(counts, { hold: 'recall', atLeast: recall, maximise: 'precision' });
}

/** Best sensitivity (recall) where specificity is at least `specificity`; never worse than 0, by flagging nothing. */
export function sensitivityAtSpecificity(
  counts: ThresholdCounts,
  { specificity }: { readonly specificity: number },
): AtFloor {
  return bestAtFloor(counts, { hold: 'specificity', atLeast: specificity, maximise: 'recall' });
}

/** Best specificity where sensitivity (recall) is at least `sensitivity`; never worse than 0, by flagging everyone. */
export function specificityAtSensitivity(
  counts: ThresholdCounts,
  { sensitivity }: { readonly sensitivity: number },
): AtFloor {
  return bestAtFloor(counts, { hold: 'recall', atLeast: sensitivity, maximise: 'specificity' });
}

function thresholdAfter({ thresholds }: ThresholdCounts, steps: number): number | null {
  return steps === 0 ? null : thresholds[steps - 1]!;
}

function outOfReach(
  counts: ThresholdCounts,
  { hold, atLeast }: Pick<Floor, 'hold' | 'atLeast'>,
  { slack, steps }: { slack: number; steps: number },
): string {
  const at = thresholdAfter(counts, steps);
  const where = at === null ? 'where nothing is flagged' : `at a threshold of ${Number(at.toPrecision(4))}`;
  return `no threshold reaches a ${hold} of ${atLeast}; the highest is ${Number(slack.toPrecision(4))} ${where}`;
}

function known(name: string): PointMetric {
  const metric = pointMetric(name);
  if (metric === undefined) throw refuse('metric', 'the name of a point metric', name);
  return metric;
}

function refuse(argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'floor', fn: 'bestAtFloor', argument, expected, received });
}
