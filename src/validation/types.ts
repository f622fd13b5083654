/** What the comparison of strategies says. */
import type { Interval } from '../stats/types.ts';

export type Verdict = 'helps' | 'hurts' | 'cannot-tell' | 'reference';

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
  /** Against doing nothing with the same model, on the primary measure. */
  readonly verdict: Verdict;
  readonly comparison?: PairedComparison;
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
  readonly difference: number;
  readonly interval: Interval;
  readonly pValue: number;
  readonly method: string;
  /** One plain sentence. */
  readonly sentence: string;
}

export interface StrategyComparison {
  /** The measure the verdicts rest on: averagePrecision. */
  readonly primary: string;
  readonly folds: number;
  readonly repeats: number;
  readonly results: readonly StrategyResult[];
  /** Plain sentences: does anything beat doing nothing? */
  readonly summary: readonly string[];
}
