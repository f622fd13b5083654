import type { Interval } from '../stats/types.ts';

/**
 * One number and everything needed to believe it. `value` is null where the metric is undefined, and then `reason` says why;
 * an undefined metric is never given an arbitrary number.
 */
export interface Measure {
  /** The field's name in camelCase: `recall`, `averagePrecision`, `balancedAccuracy`. */
  readonly name: string;
  readonly value: number | null;
  /** Why the value is undefined; absent where it is defined. */
  readonly reason?: string;
  readonly interval?: Interval;
  /** What a predictor that knows nothing scores: prevalence for average precision, .5 for ROC-AUC, null accuracy for accuracy. */
  readonly baseline?: { readonly value: number; readonly meaning: string };
  /** Rows (or total weight) behind the number. */
  readonly n: number;
  /** Positives among them. */
  readonly nPositive: number;
}

/** Where scores come from; numbers on training rows are never mistaken for evidence. */
export type ScoreRole = 'test' | 'out-of-fold' | 'external';

/**
 * Binary scores: what a model of ours, a file of another tool's predictions, and a window of a prediction log all become.
 * All arrays have the same length.
 */
export interface Scores {
  /** 1 positive, 0 negative. */
  readonly labels: Uint8Array;
  /** Larger means more positive; finite or infinite, never NaN. */
  readonly scores: Float64Array;
  /** Case weights, finite and at least 0; 2 equals repeating the case, 0 removing it. Absent means all 1. */
  readonly weights?: Float64Array;
  /** Cases with the same number belong together (patient, card, batch). */
  readonly groups?: Int32Array;
  /** Money or another size that is at stake per case. */
  readonly amounts?: Float64Array;
  /** The scores are probabilities at the natural prevalence, so Brier and the like make sense. */
  readonly probabilities: boolean;
  /** What the positive class is called. */
  readonly positive: string;
  readonly role: ScoreRole;
  /** Source row of each case. */
  readonly rows?: Int32Array;
}

/** Class-probability scores for three or more classes, row-major: `probabilities[i * classes.length + k]`. */
export interface ClassScores {
  readonly classes: readonly string[];
  /** Position in `classes`. */
  readonly labels: Int32Array;
  readonly probabilities: Float64Array;
  readonly weights?: Float64Array;
  readonly role: ScoreRole;
  readonly rows?: Int32Array;
}

/** Binary confusion counts (or weights). */
export interface Confusion {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
}

/** What one threshold does: predicted positive where score >= threshold. */
export interface PointEvaluation {
  readonly threshold: number;
  readonly confusion: Confusion;
  /** accuracy (baseline null accuracy), balancedAccuracy, precision, recall, specificity, f1, mcc and more, in display order. */
  readonly measures: readonly Measure[];
}

/** A curve thinned for drawing; numbers are never computed from it. Arrays have equal length. */
export interface CurvePoints {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Score threshold at each point; null for the end point that has none. */
  readonly thresholds: readonly (number | null)[];
  /** Largest distance of a left-out point of the exact curve from the drawn line, in the unit square; 0: nothing is lost. */
  readonly error?: number;
}

export interface ReliabilityBin {
  /** Mean predicted probability in the bin. */
  readonly predicted: number;
  /** Share of positives in the bin. */
  readonly observed: number;
  readonly interval: Interval;
  readonly n: number;
  readonly nPositive: number;
}

/** Everything said about one set of binary scores. */
export interface Evaluation {
  readonly role: ScoreRole;
  readonly positive: string;
  readonly n: number;
  readonly nPositive: number;
  readonly prevalence: number;
  /** At .5 first, then at the chosen threshold where there is one. */
  readonly points: readonly PointEvaluation[];
  /** rocAuc (baseline .5) and averagePrecision (baseline prevalence). */
  readonly ranking: readonly Measure[];
  /** brier, brierSkill, logLoss, logLossSkill, calibrationError …; empty where the scores are not probabilities. */
  readonly probability: readonly Measure[];
  readonly roc: CurvePoints;
  /** x recall, y precision. */
  readonly precisionRecall: CurvePoints;
  /** Equal-mass bins; empty where the scores are not probabilities. */
  readonly reliability: readonly ReliabilityBin[];
}

/** Everything said about one set of class scores. */
export interface MulticlassEvaluation {
  readonly role: ScoreRole;
  readonly n: number;
  readonly classes: readonly string[];
  /** confusion[truth][prediction], predicted by the largest (adjusted) probability. */
  readonly confusion: readonly (readonly number[])[];
  /** accuracy (baseline null accuracy), balancedAccuracy (macro recall), macroF1, macroAveragePrecision, macroRocAuc, logLoss … */
  readonly measures: readonly Measure[];
  readonly perClass: readonly {
    readonly label: string;
    readonly support: number;
    readonly measures: readonly Measure[];
  }[];
}
