/**
 * What the checks look at. Data checks run before any model is fitted and may read the labels of the training part only; result
 * checks run on finished results and never see a row.
 */
import type { ClassShare, Dataset, SplitSummary } from '../data/types.ts';
import type { Evaluation, MulticlassEvaluation } from '../metrics/types.ts';
import type { ThresholdChoice } from '../thresholds/types.ts';
import type { StrategyComparison } from '../validation/types.ts';
import type { Finding } from './types.ts';

/** Stage one: the table after the split, before any model. Binary and multiclass. */
export interface DataContext {
  /** The training part; only these rows' labels are looked at. */
  readonly train: Dataset;
  /**
   * The untouched part. Its features are compared with those of the training part; its labels are only ever used to count
   * identical rows that carry different labels.
   */
  readonly test: Dataset;
  /** Classes too rare to appear in every part of the split, which therefore appear in none. */
  readonly setAside: readonly ClassShare[];
  /** Names of the columns considered as features: every column but the target and those the caller dropped. */
  readonly candidates: readonly string[];
  /** Rows of the whole table that have a target, those of set-aside classes included. */
  readonly rowCount: number;
  /** Folds that the training part will be cross-validated on, at least 2. */
  readonly foldCount: number;
  /** Counts per part and fold, where the split has been summarised already; absent: folds are taken to be even. */
  readonly split?: SplitSummary;
}

/** A finding that can be made before any model is fitted. */
export interface DataCheck {
  /** Stable code, the code of every finding that `detect` returns. */
  readonly code: string;
  /** What is looked for, in a few plain words. */
  readonly title: string;
  readonly detect: (context: DataContext) => readonly Finding[];
}

/** Stage two: the results. The fields that an audit always has are required; a judge of foreign predictions has only some. */
export interface ResultContext {
  /** The one look at the test part, or the predictions being judged; null in the multiclass case. */
  readonly evaluation: Evaluation | null;
  /** Null in the binary case. */
  readonly multiclass: MulticlassEvaluation | null;
  /** The chosen strategy on out-of-fold scores of the training part. */
  readonly outOfFold?: Evaluation;
  readonly comparison?: StrategyComparison;
  /** Strategy and model that the evaluation belongs to. */
  readonly chosen?: { readonly strategy: string; readonly model: string };
  readonly threshold?: ThresholdChoice;
  /** Share of positives in the data that the scores were learned from, where it is known. */
  readonly prevalenceTrain?: number;
  /** Accuracy of always answering the largest class, on the same rows as the evaluation. */
  readonly nullAccuracy: number;
  /** Name of the positive class; null in the multiclass case. */
  readonly positive: string | null;
  /** The positive class was not named by the caller. */
  readonly positiveInferred: boolean;
  /** Share of the positive class among all rows; null in the multiclass case. */
  readonly positiveShare: number | null;
  /** Facts about the scores that curves do not tell. */
  readonly scores?: ScoreFacts;
}

/** What the checks need to know about an array of scores; `scoreFacts` makes it. */
export interface ScoreFacts {
  readonly n: number;
  /** Distinct score values. */
  readonly distinct: number;
  /** Mean score; null for an empty array. */
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** A finding that is made from results. */
export interface ResultCheck {
  readonly code: string;
  readonly title: string;
  readonly detect: (context: ResultContext) => readonly Finding[];
}
