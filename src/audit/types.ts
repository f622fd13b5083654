/** The result of an audit: versioned, JSON-able, a pure function of the file, the options and the seed (no clock, no machine). */
import type { Warning } from '../core/warnings.ts';
import type { Finding } from '../diagnostics/types.ts';
import type { Evaluation, Measure, MulticlassEvaluation } from '../metrics/types.ts';
import type { Interval } from '../stats/types.ts';
import type { ColumnType } from '../table/types.ts';

export interface ClassShare {
  readonly label: string;
  /** Column values merged into this class. */
  readonly values: readonly string[];
  readonly count: number;
  /** Share of all rows with a target, 0 to 1. */
  readonly share: number;
  /** `set-aside`: too few rows to appear in every part of the split. */
  readonly fate: 'used' | 'set-aside';
}

export type ImbalanceBand = 'balanced' | 'mild' | 'imbalanced' | 'extreme';

/** Class distribution before anything else. */
export interface Distribution {
  readonly n: number;
  /** Largest class first. */
  readonly classes: readonly ClassShare[];
  /** Majority count over minority count. */
  readonly ratio: number;
  readonly minorityShare: number;
  readonly band: ImbalanceBand;
  /** Plain sentences: what the band means and what to try first. */
  readonly advice: readonly string[];
  /** Typical ratios of known domains, for comparison. */
  readonly domains: readonly { readonly domain: string; readonly ratio: string }[];
}

/** What always predicting the majority scores. */
export interface NullModel {
  readonly prediction: string;
  readonly measures: readonly Measure[];
}

export interface ColumnSummary {
  readonly name: string;
  readonly type: ColumnType;
  readonly missing: number;
  /** Distinct present values. */
  readonly distinct: number;
  readonly role: 'feature' | 'target' | 'left-out';
  /** Why it was left out. */
  readonly reason?: string;
}

export interface PartSummary {
  readonly name: string;
  readonly rows: number;
  /** Rows of each used class, in the order of `distribution.classes` that are used. */
  readonly counts: readonly number[];
  /** Share of the positive (binary) or rarest (multiclass) class. */
  readonly rareShare: number;
}

export interface SplitSummary {
  readonly method: string;
  readonly testShare: number;
  readonly train: PartSummary;
  readonly test: PartSummary;
  readonly folds: readonly PartSummary[];
}

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

/** The threshold as an artifact: value, objective, the data it was chosen on, its uncertainty. */
export interface ThresholdChoice {
  readonly objective: string;
  readonly objectiveTitle: string;
  /** Null where no threshold satisfies the constraint. */
  readonly threshold: number | null;
  /** Why infeasible, and the nearest that can be had. */
  readonly infeasible?: string;
  /** Value of the objective where it was chosen (optimistic: it was chosen there). */
  readonly achieved: readonly Measure[];
  readonly chosenOn: { readonly role: 'out-of-fold'; readonly rows: number; readonly positives: number };
  /** Bootstrap interval of the threshold itself. */
  readonly interval?: Interval;
  /** Thresholds each fold alone would have chosen. */
  readonly perFold: readonly (number | null)[];
}

/** What the columns left out as leaks would have pretended, cross-validated on the training part. */
export interface PretendedResult {
  readonly columns: readonly string[];
  readonly measures: readonly {
    readonly name: string;
    readonly without: number | null;
    readonly with: number | null;
  }[];
  readonly sentence: string;
}

export interface AuditResult {
  readonly schema: 'rareclass/audit@1';
  readonly version: string;
  readonly task: 'binary' | 'multiclass';
  readonly source: { readonly name: string; readonly format: string; readonly rows: number; readonly columns: number };
  readonly settings: {
    readonly seed: number;
    readonly folds: number;
    readonly repeats: number;
    readonly testShare: number;
    readonly thresholdFor: string;
    readonly level: number;
    readonly bootstrap: number;
    readonly drop: readonly string[];
    readonly keep: readonly string[];
    readonly missing: readonly string[];
  };
  readonly target: {
    readonly column: string;
    /** Name of the positive class; null in the multiclass case. */
    readonly positive: string | null;
    readonly positiveValues: readonly string[];
    readonly positiveInferred: boolean;
  };
  readonly distribution: Distribution;
  readonly nullModel: NullModel;
  readonly columns: readonly ColumnSummary[];
  readonly split: SplitSummary;
  readonly comparison: StrategyComparison;
  readonly chosen: { readonly strategy: string; readonly model: string; readonly title: string; readonly why: string };
  /** Null in the multiclass case. */
  readonly threshold: ThresholdChoice | null;
  /** The one look at the test part. Exactly one of the two is not null. */
  readonly test: Evaluation | null;
  readonly multiclassTest: MulticlassEvaluation | null;
  readonly findings: readonly Finding[];
  readonly pretended: PretendedResult | null;
  readonly warnings: readonly Warning[];
}
