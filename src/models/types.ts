/**
 * The contract of classifiers. A specification is small JSON-able data; fitting gives a model that is JSON-able data too; the
 * registry entry holds the functions. Features arrive encoded: columns are numeric, or one-hot blocks kept as codes so that a
 * category of two hundred levels costs one integer a row.
 */

/** A one-hot block: row i has 1 in indicator `codes[i]` of the block, or nothing where the code is -1. */
export interface IndicatorBlock {
  readonly codes: Int32Array;
  readonly width: number;
}

/** Encoded features. Feature positions run over `numeric` first, then over the indicators of each block in turn. */
export interface Features {
  readonly rowCount: number;
  readonly numeric: readonly Float64Array[];
  readonly blocks: readonly IndicatorBlock[];
  /** One name per feature position. */
  readonly names: readonly string[];
}

export interface FitInput {
  readonly features: Features;
  /** Class codes 0..classCount-1. */
  readonly labels: Int32Array;
  readonly classCount: number;
  /** Finite and at least 0; 2 equals repeating the row, 0 removing it. */
  readonly weights?: Float64Array;
  readonly seed: number;
}

export interface FitReport {
  readonly converged: boolean;
  readonly iterations: number;
  /** Largest absolute entry of the gradient of the mean objective at the solution, where the method has one. */
  readonly gradientNorm?: number;
}

/** A fitted model: versioned plain data. */
export interface FittedModel {
  readonly kind: string;
  readonly version: 1;
  readonly classCount: number;
  readonly featureNames: readonly string[];
  readonly report: FitReport;
}

/** `{ kind: 'logisticRegression', c: 1 }`: plain data from which the registry makes a model. */
export interface ModelSpec {
  readonly kind: string;
  readonly [option: string]: string | number | boolean | null | readonly number[];
}

export interface Classifier<S extends ModelSpec = ModelSpec, M extends FittedModel = FittedModel> {
  readonly kind: string;
  /** Plain English for reports: `logistic regression`. */
  readonly title: string;
  /** A baseline that ignores the features. */
  readonly dummy: boolean;
  /** Fills defaults in and refuses unknown or out-of-range options. */
  readonly complete: (options: Readonly<Record<string, unknown>>) => S;
  readonly fit: (spec: S, input: FitInput) => M;
  /** Row-major class probabilities, `rowCount * classCount`, rows summing to 1. */
  readonly predict: (model: M, features: Features) => Float64Array;
}
