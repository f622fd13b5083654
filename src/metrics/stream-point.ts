/** Metrics at a threshold from counts that are known within bounds: rows that share a bin with the threshold may go either way. */
import { InputError } from '../core/errors.ts';
import type { Bins } from './stream-bounds.ts';
import type { Bounded, StreamPoint } from './stream-types.ts';
import { noNegatives, noPositives, undefinedBecause } from './value.ts';

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Recall, precision and specificity of score >= threshold. Bounds meet where the threshold splits no bin. NaN is refused. O(bins). */
export function pointOf({ positives, negatives, lowest, highest }: Bins, threshold: number): StreamPoint {
  if (Number.isNaN(threshold)) {
    const expected = 'a number';
    throw new InputError({
      code: 'threshold',
      fn: 'score stream',
      argument: 'threshold',
      expected,
      received: threshold,
    });
  }
  let [tpLow, tpHigh, fpLow, fpHigh, allPositive, allNegative] = [0, 0, 0, 0, 0, 0];
  for (let b = 0; b < positives.length; b++) {
    const [hits, alarms] = [positives[b]!, negatives[b]!];
    allPositive += hits;
    allNegative += alarms;
    if (highest[b]! >= threshold) {
      tpHigh += hits;
      fpHigh += alarms;
    }
    if (lowest[b]! >= threshold) {
      tpLow += hits;
      fpLow += alarms;
    }
  }
  const tp = { low: tpLow, high: tpHigh };
  const fp = { low: fpLow, high: fpHigh };
  return {
    threshold,
    recall: allPositive === 0 ? (noPositives as Bounded) : share(tp, allPositive),
    precision: precisionOf(tp, fp),
    specificity:
      allNegative === 0
        ? (noNegatives as Bounded)
        : share({ low: allNegative - fpHigh, high: allNegative - fpLow }, allNegative),
  };
}

function share({ low, high }: Range, all: number): Bounded {
  return { low: low / all, value: (low + high) / 2 / all, high: high / all };
}

/** Bounds over all cases in which anything is flagged. */
function precisionOf(tp: Range, fp: Range): Bounded {
  if (tp.high + fp.high === 0) return undefinedBecause('nothing is predicted positive') as Bounded;
  const worst = tp.low + fp.high === 0 ? 1 : tp.low / (tp.low + fp.high);
  const best = tp.high + fp.low === 0 ? 0 : tp.high / (tp.high + fp.low);
  return { low: worst, value: (tp.low + tp.high) / (tp.low + tp.high + fp.low + fp.high), high: best };
}
