/**
 * Full curves, read off a counting pass with scikit-learn's conventions, so that every point can be checked against it.
 * For drawing see thin.ts; no metric is computed from a curve.
 */
import { InputError } from '../core/errors.ts';
import type { ThresholdCounts } from './counts.ts';

export interface RocCurve {
  /** False-positive rate, from 0 to 1; NaN everywhere without negatives. */
  readonly fpr: Float64Array;
  /** Recall at the same thresholds; NaN everywhere without positives. */
  readonly tpr: Float64Array;
  /** Descending; the first is Infinity, where nothing is predicted positive. */
  readonly thresholds: Float64Array;
}

export interface CurveOptions {
  /** Leave out points that change nothing in the drawn line. */
  readonly dropIntermediate?: boolean;
}

const share = (counts: Float64Array, total: number): Float64Array => counts.map((count) => count / total);

function take(values: Float64Array, kept: Int32Array): Float64Array {
  return Float64Array.from(kept, (i) => values[i]!);
}

/** Positions for which `keep` holds; the first and the last always stay. */
function positions(length: number, keep: (i: number) => boolean): Int32Array {
  const kept: number[] = [];
  for (let i = 0; i < length; i++) if (i === 0 || i === length - 1 || keep(i)) kept.push(i);
  return Int32Array.from(kept);
}

/** ROC curve from (0, 0) to (1, 1). `dropIntermediate` (default true) drops equally spaced collinear points. O(T). */
export function rocCurve(counts: ThresholdCounts, { dropIntermediate = true }: CurveOptions = {}): RocCurve {
  const { truePositives: tp, falsePositives: fp } = counts;
  const straight = (values: Float64Array, i: number) => values[i + 1]! - values[i]! === values[i]! - values[i - 1]!;
  const kept = positions(tp.length, (i) => !dropIntermediate || !(straight(tp, i) && straight(fp, i)));
  return {
    fpr: prepend(0, share(take(fp, kept), counts.negatives), counts.negatives),
    tpr: prepend(0, share(take(tp, kept), counts.positives), counts.positives),
    thresholds: prepend(Infinity, take(counts.thresholds, kept), 1),
  };
}

function prepend(first: number, values: Float64Array, total: number): Float64Array {
  const result = new Float64Array(values.length + 1);
  result[0] = total === 0 ? NaN : first;
  result.set(values, 1);
  return result;
}

export interface PrecisionRecallCurve {
  /** One entry more than thresholds: the last point is (precision 1, recall 0) and has no threshold. */
  readonly precision: Float64Array;
  /** Decreasing; 1 everywhere but at the end without positives. */
  readonly recall: Float64Array;
  /** Ascending distinct scores. */
  readonly thresholds: Float64Array;
}

/** Precision-recall curve. `dropIntermediate` (default false) keeps the two ends of each run of equal recall. O(T). */
export function precisionRecallCurve(
  counts: ThresholdCounts,
  { dropIntermediate = false }: CurveOptions = {},
): PrecisionRecallCurve {
  const { truePositives: tp, falsePositives: fp, positives } = counts;
  const inRun = (i: number) => tp[i - 1] === tp[i] && tp[i] === tp[i + 1];
  const kept = positions(tp.length, (i) => !dropIntermediate || !inRun(i));
  const n = kept.length;
  const precision = new Float64Array(n + 1);
  const recall = new Float64Array(n + 1);
  const thresholds = new Float64Array(n);
  kept.forEach((i, at) => {
    precision[n - 1 - at] = tp[i]! / (tp[i]! + fp[i]!);
    recall[n - 1 - at] = positives === 0 ? 1 : tp[i]! / positives;
    thresholds[n - 1 - at] = counts.thresholds[i]!;
  });
  precision[n] = 1;
  return { precision, recall, thresholds };
}

export interface DetCurve {
  /** False-positive rate, decreasing. */
  readonly fpr: Float64Array;
  /** Miss rate, increasing. */
  readonly fnr: Float64Array;
  /** Ascending; ends with Infinity where even the highest score belongs to a negative. */
  readonly thresholds: Float64Array;
}

/**
 * Detection error tradeoff: misses against false alarms, from the threshold that last finds every positive to the one that
 * first raises no false alarm. Both classes must occur. `dropIntermediate` (default false) keeps the ends of runs. O(T).
 */
export function detCurve(counts: ThresholdCounts, { dropIntermediate = false }: CurveOptions = {}): DetCurve {
  const { positives, negatives } = counts;
  if (!(positives > 0 && negatives > 0)) {
    const received = positives > 0 ? 'positives only' : 'negatives only';
    throw new InputError({
      code: 'one-class',
      fn: 'detCurve',
      argument: 'labels',
      expected: 'of both classes',
      received,
    });
  }
  const tp = prepend(0, counts.truePositives, 1);
  const fp = prepend(0, counts.falsePositives, 1);
  const thresholds = prepend(Infinity, counts.thresholds, 1);
  const inRun = (i: number) => tp[i - 1] === tp[i] && tp[i] === tp[i + 1];
  const thinned = positions(tp.length, (i) => !dropIntermediate || !inRun(i));
  let first = 0;
  while (first + 1 < thinned.length && fp[thinned[first + 1]!] === 0) first++;
  let last = first;
  while (last < thinned.length - 1 && tp[thinned[last]!]! < positives) last++;
  const kept = thinned.slice(first, last + 1).reverse();
  return {
    fpr: Float64Array.from(kept, (i) => fp[i]! / negatives),
    fnr: Float64Array.from(kept, (i) => (positives - tp[i]!) / positives),
    thresholds: take(thresholds, kept),
  };
}
