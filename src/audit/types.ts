/** The result of an audit: versioned, JSON-able, a pure function of the file, the options and the seed (no clock, no machine). */
import type { Warning } from '../core/warnings.ts';
import type { Distribution, SplitSummary } from '../data/types.ts';
import type { Finding } from '../diagnostics/types.ts';
import type { Evaluation, Measure, MulticlassEvaluation } from '../metrics/types.ts';
import type { ColumnType } from '../table/types.ts';
import type { ThresholdChoice } from '../thresholds/types.ts';
import type { StrategyComparison } from '../validation/types.ts';

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
    readonly strategies: readonly string[];
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

export interface AuditOptions {
  readonly target: string;
  /** Values of the target that make up the positive class; absent: a two-class target's rarer class, or a multiclass audit. */
  readonly positive?: readonly string[];
  /** Columns to leave out of the models. */
  readonly drop?: readonly string[];
  /** Columns to use although a finding would leave them out. */
  readonly keep?: readonly string[];
  /** Whole number in [0, 2^32 - 1]; fixes every random choice; defaults to 42. */
  readonly seed?: number;
  /** At least 2; defaults to 5. */
  readonly folds?: number;
  /** How often the folds are drawn anew, at least 1; defaults to 1. */
  readonly repeats?: number;
  /** Share of rows kept untouched for the final look, (0, 1); defaults to 0.2. */
  readonly testShare?: number;
  /** `f1`, `f2`, `balanced-accuracy`, `mcc`, `youden`, `recall>=0.8`, `precision>=0.5`, `specificity>=0.95`; defaults to `f1`. */
  readonly thresholdFor?: string;
  /** Coverage of intervals, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /**
   * Bootstrap replicates behind the interval of the threshold and, from 200 positives on, those of the areas (below that,
   * closed forms cover better); at least 100, defaults to 2000.
   */
  readonly bootstrap?: number;
  /**
   * What is compared besides doing nothing and the threshold, which always are: `balanced-weights` and the names of samplers;
   * defaults to balanced weights, random under- and over-sampling and SMOTE.
   */
  readonly strategies?: readonly string[];
  /** Words that mean missing, besides the empty field. */
  readonly missing?: readonly string[];
}

/** Told now and then during long work; `done` of `total` steps of the whole audit. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}
