/** What a split did to the classes: rows and counts of every part. Only counts; `checkSplit` judges them. */
import { classCounts } from './dataset.ts';
import type { Dataset, Fold, PartSummary, SplitSummary, TestSet, TrainSet } from './types.ts';

export interface SplitSummaryOptions {
  /** Share asked for the test part. */
  readonly testShare: number;
  /** Folds per repeat; defaults to all folds in one repeat. */
  readonly folds?: number;
  /** How the parts were made; defaults to the words for stratified parts, grouped where the rows have groups. */
  readonly method?: string;
}

/**
 * Summarises train, test and the held-out part of every fold. Classes come largest first, as in a distribution; the rare class
 * is the positive one, or the rarest of three or more.
 */
export function summariseSplit(
  train: TrainSet,
  test: TestSet,
  folds: readonly Fold[],
  options: SplitSummaryOptions,
): SplitSummary {
  const { testShare, folds: perRepeat = Math.max(1, folds.length) } = options;
  const repeats = Math.max(1, Math.round(folds.length / perRepeat));
  const columns = columnsOf(train.data, test.data);
  return {
    method: options.method ?? methodOf(train.data, perRepeat, folds.length === 0 ? 0 : repeats),
    testShare,
    train: summarisePart('train', classCounts(train.data.target), columns),
    test: summarisePart('test', classCounts(test.data.target), columns),
    folds: folds.map((fold, i) => {
      const place = `fold ${(i % perRepeat) + 1}`;
      const name = repeats > 1 ? `repeat ${Math.floor(i / perRepeat) + 1}, ${place}` : place;
      return summarisePart(name, countsAt(train.data, fold.test), columns);
    }),
  };
}

interface Columns {
  /** Codes of the classes, largest class first. */
  readonly order: readonly number[];
  readonly rare: number;
}

function columnsOf(train: Dataset, test: Dataset): Columns {
  const inTest = classCounts(test.target);
  const totals = classCounts(train.target).map((count, k) => count + inTest[k]!);
  const order = [...totals.keys()].sort((a, b) => totals[b]! - totals[a]!);
  return { order, rare: train.target.positive ?? order[order.length - 1]! };
}

function countsAt({ target }: Dataset, positions: Int32Array): number[] {
  const counts = new Array<number>(target.classes.length).fill(0);
  for (const position of positions) counts[target.codes[position]!]! += 1;
  return counts;
}

function summarisePart(name: string, counts: readonly number[], { order, rare }: Columns): PartSummary {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return { name, rows, counts: order.map((k) => counts[k]!), rareShare: rows === 0 ? 0 : counts[rare]! / rows };
}

function methodOf({ groups }: Dataset, folds: number, repeats: number): string {
  const how = groups === undefined ? 'stratified' : 'stratified, whole groups';
  if (repeats === 0) return `${how} hold-out`;
  const again = repeats === 1 ? '' : `, repeated ${repeats} times`;
  return `${how} hold-out, then ${how} ${folds}-fold cross-validation${again}`;
}
