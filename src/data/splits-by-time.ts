/**
 * Time-ordered folds: the past trains, the future tests. With all times distinct and no embargo the rows are those of
 * scikit-learn's TimeSeriesSplit on rows sorted by time; where times tie, the training part here ends strictly before the
 * test part begins.
 */
import { InputError } from '../core/errors.ts';
import { checkWhole } from './splits-checks.ts';
import type { Fold } from './types.ts';

export interface TimeOrderedOptions {
  /** At least 2; defaults to 5. */
  readonly folds?: number;
  /** Rows left out between training and test part, at least 0; defaults to 0. */
  readonly gap?: number;
  /**
   * Least time between the last training row and the first test row, in the unit of `time`, at least 0; defaults to 0. For
   * labels that arrive late (chargebacks, follow-ups): rows whose label was not yet known do not train.
   */
  readonly embargo?: number;
}

/**
 * Sorts the rows by time and cuts the end into `folds` equal blocks of floor(n / (folds + 1)) rows. Fold f tests on block f
 * and trains on every row before it that is strictly earlier, less the gap and the embargo. Positions come in time order.
 * Classes are not looked at: check with `checkSplit` that the rare class is in every part.
 *
 * Throws an InputError where a training part would be empty. O(n log n + n x folds).
 */
export function timeOrderedSplit(time: ArrayLike<number>, options: TimeOrderedOptions = {}): Fold[] {
  const fn = 'timeOrderedSplit';
  const { folds = 5, gap = 0, embargo = 0 } = options;
  checkWhole(fn, 'folds', folds, 2);
  checkWhole(fn, 'gap', gap, 0);
  if (!(embargo >= 0 && embargo < Number.POSITIVE_INFINITY)) {
    throw refusal(fn, 'embargo', 'a finite duration of at least 0', embargo);
  }
  const order = orderByTime(fn, time);
  const block = Math.floor(order.length / (folds + 1));
  if (block < 1) {
    throw refusal(fn, 'folds', `less than the number of rows (${order.length})`, folds, 'use fewer folds');
  }
  return Array.from({ length: folds }, (_, f) => {
    const start = order.length - (folds - f) * block;
    const first = time[order[start]!]!;
    let end = Math.max(0, start - gap);
    while (end > 0 && !(time[order[end - 1]!]! < first && time[order[end - 1]!]! <= first - embargo)) end--;
    if (end === 0) {
      const advice = `nothing is left to train fold ${f + 1} on; use fewer folds, or a smaller gap or embargo`;
      throw refusal(fn, 'time', 'such that every fold has rows strictly before its test part', time, advice);
    }
    return { train: order.slice(0, end), test: order.slice(start, start + block) };
  });
}

/** Positions by time; rows of the same time stay in the order they came in. */
function orderByTime(fn: string, time: ArrayLike<number>): Int32Array {
  for (let i = 0; i < time.length; i++) {
    if (!Number.isFinite(time[i])) {
      throw refusal(fn, `time[${i}]`, 'a finite number', time[i], 'set rows without a time aside');
    }
  }
  return Int32Array.from({ length: time.length }, (_, i) => i).sort((a, b) => time[a]! - time[b]! || a - b);
}

function refusal(fn: string, argument: string, expected: string, received: unknown, advice?: string): InputError {
  const code = argument.startsWith('time') ? 'time' : 'out-of-range';
  return new InputError({ code, fn, argument, expected, received, ...(advice === undefined ? {} : { advice }) });
}
