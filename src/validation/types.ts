/** What the comparison of strategies says. */
import type { Interval } from '../stats/types.ts';

/**
 * Against doing nothing with the same model: `helps` or `hurts` where the corrected interval of the difference excludes 0,
 * `cannot-tell` where it does not, `unchanged` where it is the same by construction (moving a threshold leaves a ranking
 * alone), `reference` for doing nothing itself.
 */
export type Verdict = 'helps' | 'hurts' | 'cannot-tell' | 'unchanged' | 'reference';

/** One strategy with one model, cross-validated on the same folds as all others. */
export interface StrategyResult {
  /** `none`, `balanced-weights`, `threshold-only` … */
  readonly strategy: string;
  readonly strategyTitle: string;
  readonly model: string;
  readonly modelTitle: string;
  /** A baseline that ignores the features. */
  readonly dummy: boolean;
  /** Mean over folds; `folds` holds each fold's value (null where undefined). */
  readonly measures: readonly FoldMeasure[];
  /** On the ranking (average precision). */
  readonly verdict: Verdict;
  readonly comparison?: PairedComparison;
  /** On the decisions (F1 with the strategy's own decision rule). */
  readonly decisionVerdict: Verdict;
  readonly decisionComparison?: PairedComparison;
}

export interface FoldMeasure {
  readonly name: string;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly folds: readonly (number | null)[];
}

/** Corrected paired test over folds. */
export interface PairedComparison {
  readonly measure: string;
  /** This strategy minus doing nothing, mean over folds. */
  readonly difference: number;
  readonly interval: Interval;
  readonly pValue: number;
  readonly method: string;
  /** One plain sentence. */
  readonly sentence: string;
}

export interface StrategyComparison {
  /** The measure the ranking verdicts rest on: averagePrecision, or its macro mean with three or more classes. */
  readonly primary: string;
  /** The measure the decision verdicts rest on: f1, or macroF1. */
  readonly decision: string;
  readonly folds: number;
  readonly repeats: number;
  readonly results: readonly StrategyResult[];
  /** Plain sentences: does anything beat doing nothing? */
  readonly summary: readonly string[];
}
