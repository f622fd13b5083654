/**
 * Choosing a threshold: every distinct score is a candidate (positive where score >= threshold), the objective decides, and of
 * equally good candidates the highest wins, which raises the fewest alerts. Where no candidate satisfies a constraint the
 * answer is that there is none, with the nearest that can be had.
 */
import { stream } from '../core/random.ts';
import { confusionAtIndex, countAtThresholds, type ThresholdCounts } from '../metrics/counts.ts';
import { pointMetric, pointValue } from '../metrics/point.ts';
import type { Confusion, Measure, Scores } from '../metrics/types.ts';
import { quantileSorted } from '../stats/quantile.ts';
import type { Interval } from '../stats/types.ts';
import { type Objective, parseObjective } from './objectives.ts';
import { resampledCounts } from './resampled-counts.ts';
import type { ThresholdChoice } from './types.ts';

export interface ChooseOptions {
  /** `f1`, `recall>=0.8`, `cost:fp=1,fn=10`, `alerts<=100` and the other forms of `parseObjective`; defaults to `f1`. */
  readonly objective?: string;
  /** Positions of the held-out rows of each fold, for the thresholds that each fold alone would have chosen. */
  readonly folds?: readonly Int32Array[];
  /** Coverage of the interval of the threshold, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /** Bootstrap replicates for it, 0 for none; defaults to 1000, fewer on more than 20,000 rows. */
  readonly bootstrap?: number;
  readonly seed?: number;
}

/** The threshold as an artifact. O(n log n), plus O(distinct scores) per replicate. */
export function chooseThreshold(scores: Scores, options: ChooseOptions = {}): ThresholdChoice {
  const { objective: text = 'f1', folds = [], level = 0.95, seed = 42 } = options;
  const objective = parseObjective(text);
  const counts = countAtThresholds(scores);
  const best = bestIndex(counts, objective);
  const rows = scores.labels.length;
  const replicates = options.bootstrap ?? Math.max(200, Math.min(1000, Math.floor(2e7 / rows)));
  const interval =
    best === null ? undefined : thresholdInterval(scores, objective, counts, { level, replicates, seed });
  return {
    objective: objective.text,
    objectiveTitle: objective.title,
    threshold: best === null ? null : counts.thresholds[best]!,
    ...(best === null ? { infeasible: whyNone(counts, objective) } : {}),
    achieved: best === null ? [] : achievedAt(confusionAtIndex(counts, best)),
    chosenOn: { role: 'out-of-fold', rows, positives: counts.positives },
    ...(interval === undefined ? {} : { interval }),
    perFold: folds.map((fold) => bestThreshold(takeScores(scores, fold), text)),
  };
}

/** The chosen threshold alone; null where the constraint cannot be met. */
export function bestThreshold(scores: Scores, objective: string): number | null {
  const counts = countAtThresholds(scores);
  const best = bestIndex(counts, parseObjective(objective));
  return best === null ? null : counts.thresholds[best]!;
}

/** Position of the best candidate among the descending thresholds; null where none is allowed or flagging nothing is better. */
function bestIndex(counts: ThresholdCounts, objective: Objective): number | null {
  const nothing = objective.flagNothing?.({
    truePositive: 0,
    falsePositive: 0,
    falseNegative: counts.positives,
    trueNegative: counts.negatives,
  });
  let bestValue = nothing ?? Number.NEGATIVE_INFINITY;
  let best: number | null = null;
  for (let i = 0; i < counts.thresholds.length; i++) {
    const confusion = confusionAtIndex(counts, i);
    if (!objective.allows(confusion)) continue;
    const value = objective.value(confusion);
    if (value !== null && value > bestValue) {
      bestValue = value;
      best = i;
    }
  }
  return best;
}

function whyNone(counts: ThresholdCounts, objective: Objective): string {
  if (objective.flagNothing !== undefined)
    return 'at these costs flagging nothing at all is cheaper than any threshold';
  if (objective.constrained === undefined) return `${objective.title} is undefined at every threshold`;
  const { title, of } = objective.constrained;
  let nearest: { value: number; threshold: number; recall: number | null } | null = null;
  const lowest = objective.text.includes('<=');
  for (let i = 0; i < counts.thresholds.length; i++) {
    const confusion = confusionAtIndex(counts, i);
    const value = of(confusion);
    if (value === null || (nearest !== null && (lowest ? value >= nearest.value : value <= nearest.value))) continue;
    nearest = { value, threshold: counts.thresholds[i]!, recall: pointValue(pointMetric('recall')!, confusion).value };
  }
  if (nearest === null) return `${title} is undefined at every threshold`;
  const recall = nearest.recall === null ? '' : `, where recall is ${nearest.recall.toFixed(3)}`;
  return (
    `no threshold gives ${objective.text}; the ${lowest ? 'lowest' : 'highest'} ${title} to be had is ` +
    `${Number(nearest.value.toFixed(3))} at ${Number(nearest.threshold.toPrecision(4))}${recall}`
  );
}

function achievedAt(confusion: Confusion): Measure[] {
  const nPositive = confusion.truePositive + confusion.falseNegative;
  const n = nPositive + confusion.falsePositive + confusion.trueNegative;
  return ['f1', 'recall', 'precision', 'specificity', 'balancedAccuracy', 'mcc'].map((name) => {
    const { value, reason } = pointValue(pointMetric(name)!, confusion);
    return { name, value, n, nPositive, ...(reason === undefined ? {} : { reason }) };
  });
}

function takeScores(scores: Scores, rows: Int32Array): Scores {
  return {
    ...scores,
    labels: Uint8Array.from(rows, (row) => scores.labels[row]!),
    scores: Float64Array.from(rows, (row) => scores.scores[row]!),
    ...(scores.weights === undefined ? {} : { weights: Float64Array.from(rows, (row) => scores.weights![row]!) }),
  };
}

/** Percentile interval of the threshold: rows are drawn anew within each class and the choice is made again. */
function thresholdInterval(
  scores: Scores,
  objective: Objective,
  counts: ThresholdCounts,
  { level, replicates, seed }: { level: number; replicates: number; seed: number },
): Interval | undefined {
  if (replicates < 1) return undefined;
  const random = stream(seed, 'threshold bootstrap');
  const draw = resampledCounts(scores, counts);
  const chosen: number[] = [];
  for (let b = 0; b < replicates; b++) {
    const replicate = draw(random);
    const best = bestIndex(replicate, objective);
    if (best !== null) chosen.push(replicate.thresholds[best]!);
  }
  // A replicate in which nothing is feasible has no threshold; with many of them an interval would mislead.
  if (chosen.length < 0.95 * replicates) return undefined;
  const sorted = Float64Array.from(chosen).sort();
  return {
    low: quantileSorted(sorted, (1 - level) / 2),
    high: quantileSorted(sorted, (1 + level) / 2),
    level,
    method: `stratified bootstrap (${replicates}), threshold chosen anew in each replicate`,
  };
}
