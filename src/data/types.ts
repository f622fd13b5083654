/** The contracts of the data room: targets, datasets, the roles of their rows, class distributions and splits. */
import type { Table } from '../table/types.ts';

/** The column to be predicted, as class codes. */
export interface Target {
  readonly column: string;
  /** Class names; in the binary case exactly [negative, positive]. */
  readonly classes: readonly string[];
  /** Position in `classes`, one per row; -1 where the target is missing (never in a dataset that can be split). */
  readonly codes: Int32Array;
  /** Position of the positive class in the binary case, null with three or more classes. */
  readonly positive: number | null;
  /** The positive class was not named by the caller but taken to be the rarest. */
  readonly positiveInferred: boolean;
  /** Column values that make up each class (several where `--positive` named several). */
  readonly values: readonly (readonly string[])[];
}

/** A table with its target and the lineage of its rows. */
export interface Dataset {
  readonly table: Table;
  readonly target: Target;
  /** Row i of this dataset is row `rows[i]` of the source file (0-based, header not counted). */
  readonly rows: Int32Array;
  /** Case weights, finite and at least 0; 2 equals repeating the row, 0 removing it. Absent means all 1. */
  readonly weights?: Float64Array;
  /** Rows with the same number belong together (patient, card, batch) and are never parted by a split. */
  readonly groups?: Int32Array;
  /** When each row happened, in any unit, finite. */
  readonly time?: Float64Array;
  /** Only resampled rows carry this mark: see `ResampledDataset`. */
  readonly resampled?: never;
}

/** Rows that a sampler drew, copied or made. They can be fitted; they are no `Dataset`, so they cannot be split or scored. */
export interface ResampledDataset extends Omit<Dataset, 'resampled'> {
  readonly resampled: true;
}

/**
 * Roles. A set knows what it may be used for, in its type and at run time: only the splitters and samplers make sets, and
 * functions check that a set is one of theirs. There is no way to a TestSet from resampled rows.
 */
export interface TrainSet {
  readonly role: 'train';
  readonly data: Dataset;
}
/** Training rows after resampling: may be fitted, never evaluated. */
export interface ResampledSet {
  readonly role: 'resampled';
  readonly data: ResampledDataset;
}
/** The part of a fold the fold's model has not seen: may be scored, never fitted or resampled. */
export interface HeldOutSet {
  readonly role: 'held-out';
  readonly data: Dataset;
}
/** Untouched rows at natural prevalence: scored once, at the end. */
export interface TestSet {
  readonly role: 'test';
  readonly data: Dataset;
}
export type FittableSet = TrainSet | ResampledSet;
export type ScorableSet = HeldOutSet | TestSet;

/** Row positions (into the dataset that was split) of one fold. */
export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

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
