/**
 * Reading the ROC curve off gap counts, upwards and sideways. Its points are joined by straight lines, which at a score that
 * rows of both classes share is the mean over all orders of these rows.
 */
import type { GapCounts } from './gaps.ts';

/** Recall at ascending false-positive rates; where the curve rises there, its upper end. O(P + rates). */
export function recallsAt(gaps: GapCounts, rates: readonly number[]): Float64Array {
  const { positives, tied, between, positiveTotal, negativeTotal } = gaps;
  let [j, tp, fp] = [0, 0, 0];
  return Float64Array.from(rates, (rate) => {
    /* A count that is whole but for rounding is that count. */
    const limit = rate * negativeTotal * (1 + 4 * Number.EPSILON);
    while (j < positives.length && fp + between[j]! + tied[j]! <= limit) {
      fp += between[j]! + tied[j]!;
      tp += positives[j]!;
      j++;
    }
    if (j === positives.length) return 1;
    const into = limit - fp - between[j]!;
    return (tp + (into > 0 ? (into / tied[j]!) * positives[j]! : 0)) / positiveTotal;
  });
}

/** Negatives (weight) at or above the threshold that finds so much of the positives, for ascending recalls. O(P + recalls). */
export function falseAlarmsAt(gaps: GapCounts, recalls: readonly number[]): Float64Array {
  const { positives, tied, between, positiveTotal } = gaps;
  let [j, tp, fp] = [0, 0, 0];
  return Float64Array.from(recalls, (recall) => {
    const wanted = recall * positiveTotal * (1 - 4 * Number.EPSILON);
    if (!(wanted > 0)) return 0;
    while (j < positives.length - 1 && tp + positives[j]! < wanted) {
      fp += between[j]! + tied[j]!;
      tp += positives[j]!;
      j++;
    }
    return fp + between[j]! + tied[j]! * Math.min(1, (wanted - tp) / positives[j]!);
  });
}
