/** The contract of calibrators: maps from scores to probabilities, learned on rows the model has not been fitted to. */

export interface CalibrationInput {
  /** One per row, finite. */
  readonly scores: Float64Array;
  /** 1 positive, 0 negative; both classes present. */
  readonly labels: Uint8Array;
  /** Finite and at least 0; 2 equals repeating the row, 0 removing it. Absent means all 1. */
  readonly weights?: Float64Array;
}

/** A fitted calibrator: versioned plain data. */
export interface FittedCalibrator {
  readonly kind: string;
  readonly version: 1;
}

export interface Calibrator<M extends FittedCalibrator = FittedCalibrator> {
  readonly kind: string;
  /** Plain English for reports. */
  readonly title: string;
  /** What it takes: any increasing score, or probabilities in [0, 1] only. */
  readonly takes: 'scores' | 'probabilities';
  /** Distinct scores never become equal, so the ranking and its measures stay as they are. */
  readonly strict: boolean;
  readonly fit: (input: CalibrationInput) => M;
  readonly apply: (model: M, scores: Float64Array) => Float64Array;
}
