/** The result of judging predictions: versioned, JSON-able, a pure function of the files, the options and the seed. */
import type { Warning } from '../core/warnings.ts';
import type { Distribution } from '../data/types.ts';
import type { Finding } from '../diagnostics/types.ts';
import type { Evaluation, Measure, MulticlassEvaluation } from '../metrics/types.ts';
import type { Interval } from '../stats/types.ts';
import type { AuditResult, NullModel } from './types.ts';

/** A column of scores and the class it speaks of; without a class, the name of the column is the class. */
export interface ScoreColumn {
  readonly column: string;
  readonly class?: string;
}

export interface EvaluateOptions {
  /** Column of the true classes. */
  readonly label: string;
  /** One column: scores of the positive class. Several: one column of probabilities for each class. */
  readonly scores?: readonly ScoreColumn[];
  /** In the place of scores: the column of predicted classes. Then nothing is said about ranking. */
  readonly prediction?: string;
  /** Values of the label that make up the positive class; absent: the rarer of two. */
  readonly positive?: readonly string[];
  /** Flag from this score on; defaults to 0.5 for probabilities. */
  readonly threshold?: number;
  /** Choose the threshold on these very rows: `f1`, `recall>=0.8` …; what it achieves here is optimistic, and is called so. */
  readonly thresholdFor?: string;
  /** Column of case weights. */
  readonly weight?: string;
  /** Column of what belongs together; intervals then come from resampling whole groups. */
  readonly group?: string;
  /** Column of what is at stake in each row, such as money. */
  readonly amount?: string;
  /** Column that names each row, by which the rows of several files are matched. */
  readonly id?: string;
  /** The scores are probabilities, or they are not; absent: they are if all lie in [0, 1]. */
  readonly probabilities?: boolean;
  /** What to do with rows without a score: `refuse` (default) or `drop`, which says what that favours. */
  readonly missingScores?: 'refuse' | 'drop';
  /** Coverage of intervals, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /** Bootstrap replicates, at least 100; defaults to 2000. */
  readonly bootstrap?: number;
  /** Whole number in [0, 2^32 - 1]; defaults to 42. */
  readonly seed?: number;
  /** Words that mean missing, besides the empty field. */
  readonly missing?: readonly string[];
  /** Demands such as `recall>=0.8` that the predictions must meet; `parseGate` says which forms there are. */
  readonly gates?: readonly string[];
}

/** Where a threshold comes from; what was chosen on the judged rows looks better there than it is. */
export interface JudgedThreshold {
  readonly origin: 'usual' | 'given' | 'chosen-on-these-rows';
  /** Null where no threshold meets the objective. */
  readonly threshold: number | null;
  /** Only of a chosen one. */
  readonly objective?: string;
  readonly objectiveTitle?: string;
  readonly infeasible?: string;
  /** Bootstrap interval of the threshold itself. */
  readonly interval?: Interval;
}

/** What is at stake, and how much of it each threshold catches. */
export interface AmountsAtStake {
  readonly column: string;
  /** Sum over the positives. */
  readonly atStake: number;
  readonly points: readonly {
    readonly threshold: number;
    readonly caught: number;
    readonly missed: number;
    /** `amountRecall`: caught over at stake. */
    readonly measure: Measure;
  }[];
}

export type GateVerdict = 'pass' | 'fail' | 'inconclusive';

/** One demand and whether it is met. */
export interface GateResult {
  /** As it was written. */
  readonly gate: string;
  readonly metric: string;
  readonly comparison: '>=' | '>' | '<=' | '<';
  readonly bound: number;
  /** The value itself is compared, or the end of its interval that is nearer to failing. */
  readonly compares: 'value' | 'interval';
  readonly value: number | null;
  readonly interval?: Interval;
  readonly verdict: GateVerdict;
  /** For an inconclusive gate: so many positives more would settle it, were the value to stay. */
  readonly positivesNeeded?: number;
  readonly sentence: string;
}

/** One file of predictions and everything said about it. */
export interface JudgedPredictions {
  readonly source: { readonly name: string; readonly format: string; readonly rows: number };
  readonly distribution: Distribution;
  readonly nullModel: NullModel;
  /** What was judged: probabilities, other scores, or predicted classes. */
  readonly judged: 'probabilities' | 'scores' | 'classes';
  /** Exactly one of the two is not null. */
  readonly evaluation: Evaluation | null;
  readonly multiclass: MulticlassEvaluation | null;
  /** Null for three or more classes, for predicted classes, and where scores are no probabilities and none was given. */
  readonly threshold: JudgedThreshold | null;
  readonly amounts: AmountsAtStake | null;
  readonly gates: readonly GateResult[];
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
}

export type PairVerdict = 'better' | 'worse' | 'cannot-tell';

/** One measure of both files on the rows they share. */
export interface MeasureDifference {
  readonly name: string;
  readonly value: number | null;
  readonly reference: number | null;
  /** Value minus reference; null where either is undefined. */
  readonly difference: number | null;
  readonly interval?: Interval;
}

/** Do both decide rightly equally often? McNemar's exact test. */
export interface DecisionTest {
  readonly rows: 'all' | 'positives' | 'negatives';
  readonly n: number;
  /** Rows that only this file gets right, and rows that only the reference gets right. */
  readonly onlyThis: number;
  readonly onlyReference: number;
  /** Share of rows right: this minus reference. */
  readonly difference: number;
  readonly interval: Interval;
  readonly pValue: number;
}

/** One file against the reference, on the rows they share. */
export interface PairComparison {
  readonly name: string;
  readonly reference: string;
  readonly matchedBy: 'id' | 'row order';
  readonly rows: number;
  readonly nPositive: number;
  /** Rows that only one of the two files has; they take no part in the comparison. */
  readonly onlyInThis: number;
  readonly onlyInReference: number;
  readonly differences: readonly MeasureDifference[];
  /** Empty where decisions are not judged, and with groups, whose rows are not independent. */
  readonly decisionTests: readonly DecisionTest[];
  /** Paired test of DeLong for the two ROC-AUCs, z judged by Student's t; null where there is no ranking, or with weights or groups. */
  readonly delong: { readonly difference: number; readonly z: number; readonly pValue: number } | null;
  /** The measure the verdict rests on. */
  readonly primary: string;
  readonly verdict: PairVerdict;
  /** On the decisions (F1) at each file's own threshold; null where decisions are not judged or are all that is judged. */
  readonly decisionVerdict: PairVerdict | null;
  readonly sentence: string;
}

export interface EvaluationResult extends JudgedPredictions {
  readonly schema: 'rareclass/evaluation@1';
  readonly version: string;
  readonly task: 'binary' | 'multiclass';
  readonly settings: {
    readonly scores: readonly ScoreColumn[];
    readonly prediction: string | null;
    readonly weight: string | null;
    readonly group: string | null;
    readonly amount: string | null;
    readonly id: string | null;
    readonly probabilities: 'said' | 'inferred' | 'denied';
    readonly missingScores: 'refuse' | 'drop';
    readonly level: number;
    readonly bootstrap: number;
    readonly seed: number;
    readonly missing: readonly string[];
  };
  readonly target: AuditResult['target'];
  /** The other files, the baseline last. */
  readonly others: readonly JudgedPredictions[];
  /** Every other file against the first, or every file against the baseline where there is one. */
  readonly comparisons: readonly PairComparison[];
}
