/** The search itself: the best of the candidate thresholds of a counting pass, and where none is allowed, the nearest thing. */
import { confusionAtIndex, type ThresholdCounts } from '../metrics/counts.ts';
import { pointMetric, pointValue } from '../metrics/point.ts';
import type { Objective } from './objectives.ts';

/** Values closer than this share of their size are one value: they differ by rounding alone. */
const sameWithin = 1e-12;

/**
 * Position of the best candidate among the descending thresholds. Of equally good candidates the highest wins, which raises the
 * fewest alerts. Null where none is allowed, or where flagging nothing at all, if the objective allows it, is at least as good.
 */
export function bestIndex(counts: ThresholdCounts, objective: Objective): number | null {
  const nothing = objective.flagNothing?.({
    truePositive: 0,
    falsePositive: 0,
    falseNegative: counts.positives,
    trueNegative: counts.negatives,
  });
  let bar = nothing === undefined ? Number.NEGATIVE_INFINITY : barAbove(nothing);
  let best: number | null = null;
  for (let i = 0; i < counts.thresholds.length; i++) {
    const confusion = confusionAtIndex(counts, i);
    // In a bootstrap replicate the highest candidates may have no row left; flagging nothing is no threshold.
    if (confusion.truePositive + confusion.falsePositive === 0 || !objective.allows(confusion)) continue;
    const value = objective.value(confusion);
    if (value !== null && value > bar) {
      bar = barAbove(value);
      best = i;
    }
  }
  return best;
}

function barAbove(value: number): number {
  return value + sameWithin * Math.abs(value);
}

/** One sentence on why there is no threshold, with the nearest value of the constrained metric that can be had. */
export function whyNone(counts: ThresholdCounts, objective: Objective): string {
  if (objective.flagNothing !== undefined)
    return 'at these costs flagging nothing at all is no worse than any threshold';
  if (objective.constrained === undefined) return `${objective.title} is undefined at every threshold`;
  const { title, of, atMost = false } = objective.constrained;
  let nearest: { value: number; index: number } | null = null;
  for (let i = 0; i < counts.thresholds.length; i++) {
    const value = of(confusionAtIndex(counts, i));
    if (value === null || (nearest !== null && (atMost ? value >= nearest.value : value <= nearest.value))) continue;
    nearest = { value, index: i };
  }
  if (nearest === null) return `${title} is undefined at every threshold`;
  const recall = pointValue(pointMetric('recall')!, confusionAtIndex(counts, nearest.index)).value;
  const where = recall === null ? '' : `, where recall is ${Number(recall.toPrecision(3))}`;
  const threshold = Number(counts.thresholds[nearest.index]!.toPrecision(4));
  return (
    `no threshold gives ${objective.text}; the ${atMost ? 'lowest' : 'highest'} ${title} to be had is ` +
    `${Number(nearest.value.toPrecision(3))} at threshold ${threshold}${where}`
  );
}
