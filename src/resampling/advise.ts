/** Whether to resample at all, and what to try before: advice from counts alone, with its reasons. */
import { classCounts } from '../data/dataset.ts';
import type { Dataset } from '../data/types.ts';
import { extremes } from './strategy.ts';

export interface Advice {
  readonly code:
    | 'mild-imbalance'
    | 'few-rare-rows'
    | 'many-columns'
    | 'categories'
    | 'missing-values'
    | 'try-first'
    | 'probabilities';
  /** `no`: do not resample; `careful`: mind this where you do; `first`: try this before. */
  readonly verdict: 'no' | 'careful' | 'first';
  /** One plain sentence: what to do. */
  readonly message: string;
  /** One plain sentence: why. */
  readonly reason: string;
}

/** Below this ratio of largest to smallest class there is hardly anything to mend. */
const mildBelow = 4;
/** With fewer rows than this in the smallest class, made rows repeat too few real ones. */
const fewRows = 10;

/**
 * Advice on resampling a dataset, most important first. `columns` defaults to all but the target.
 *
 * @throws InputError where fewer than two classes have rows.
 */
export function adviseResampling(dataset: Dataset, options: { readonly columns?: readonly string[] } = {}): Advice[] {
  const { table, target } = dataset;
  const { columns = table.columns.map(({ name }) => name).filter((name) => name !== target.column) } = options;
  const used = table.columns.filter(({ name }) => columns.includes(name));
  const counts = classCounts(target);
  const context = { fn: 'adviseResampling', classes: target.classes, counts };
  const { smallest, most, fewest } = extremes(context);
  const name = target.classes[smallest]!;
  const categories = used.filter(({ type }) => type === 'category' || type === 'boolean');
  const withGaps = used.filter(({ missing }) => missing > 0);
  return [
    ...(most / fewest < mildBelow ? [mild(most, fewest)] : []),
    ...(fewest < fewRows ? [few(name, fewest)] : []),
    tryFirst(),
    ...(used.length > fewest ? [many(used.length, name, fewest)] : []),
    ...(categories.length > 0 ? [mixed(categories.length, used.length)] : []),
    ...(withGaps.length > 0 ? [gaps(withGaps[0]!.name, withGaps.length)] : []),
    probabilities(),
  ];
}

function mild(most: number, fewest: number): Advice {
  return {
    code: 'mild-imbalance',
    verdict: 'no',
    message: 'Do not resample: choose the decision threshold instead.',
    reason: `The largest class has ${(most / fewest).toFixed(1)} rows for each of the smallest, and below ${mildBelow} to 1 models learn both.`,
  };
}

function few(name: string, rows: number): Advice {
  const there = rows === 1 ? 'There is 1 row' : `There are ${rows} rows`;
  return {
    code: 'few-rare-rows',
    verdict: 'no',
    message: `Collect more rows of '${name}' before making any.`,
    reason: `${there}; whatever is made from fewer than ${fewRows} repeats them and cannot show what the class is like.`,
  };
}

function tryFirst(): Advice {
  return {
    code: 'try-first',
    verdict: 'first',
    message:
      'Compare doing nothing, a chosen threshold and balanced class weights with any resampling, on the same folds.',
    reason: 'With models that rank well these usually do as much, keep every real row, and leave probabilities honest.',
  };
}

function many(columns: number, name: string, rows: number): Advice {
  return {
    code: 'many-columns',
    verdict: 'careful',
    message: 'Prefer class weights or random under-sampling to methods that search neighbours.',
    reason: `${columns} columns against ${rows} rows of '${name}': in so many dimensions all rows are about as far apart, and neighbours mean little.`,
  };
}

function mixed(categories: number, columns: number): Advice {
  const all = categories === columns;
  return {
    code: 'categories',
    verdict: 'careful',
    message: all
      ? 'Use smote (which becomes SMOTE-N) or random over-sampling.'
      : 'Use smote (which becomes SMOTE-NC) or random over-sampling.',
    reason: `${categories} of ${columns} columns are categories; a value between two categories does not exist.`,
  };
}

function gaps(first: string, columns: number): Advice {
  const others = columns > 1 ? ` and ${columns - 1} more have` : ' has';
  return {
    code: 'missing-values',
    verdict: 'careful',
    message: 'Impute inside the training part first, or use random over- or under-sampling.',
    reason: `Column '${first}'${others} missing values, from which no distance can be worked out.`,
  };
}

function probabilities(): Advice {
  return {
    code: 'probabilities',
    verdict: 'careful',
    message:
      'Correct predicted probabilities for the changed class shares, and evaluate on rows at their natural shares.',
    reason: 'A model fitted on resampled rows believes the rare class to be as common as it was made.',
  };
}
