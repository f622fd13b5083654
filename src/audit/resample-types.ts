/** The contracts of resampling a file: what may be asked, and what is told besides the rows themselves. */
import type { Warning } from '../core/warnings.ts';
import type { Advice } from '../resampling/advise.ts';
import type { CategoryAdjustment } from '../resampling/allowed.ts';
import type { ColumnConstraints } from '../resampling/constraints.ts';
import type { ColumnAdjustment } from '../resampling/plausible.ts';
import type { ClassReport, SamplerSpec } from '../resampling/types.ts';
import type { FileFormat } from '../table/read.ts';

export interface ResampleFileOptions {
  /** Name of the column of classes. */
  readonly target: string;
  /**
   * Values that count as one class while resampling, and all others as the other; the rows keep their own values, and made ones
   * have that of the row they were made from. Default: every value is a class.
   */
  readonly positive?: readonly string[];
  /** A sampler by its kind, or with its options. */
  readonly method: SamplerSpec | string;
  /** A whole number from 0 to 2^32 - 1; default 42. */
  readonly seed?: number;
  /** Columns the sampler looks at and makes values of; default all but the target and those in `drop`. */
  readonly columns?: readonly string[];
  /** Columns the sampler leaves alone: made rows have the value of the row they were made from. */
  readonly drop?: readonly string[];
  /** Keep made values inside the range each column shows; default `observed`, `none` with the rows of imbalanced-learn. */
  readonly ranges?: 'observed' | 'none';
  /** What the made values of a column may be, where the data do not tell: a range, or the categories that are allowed. */
  readonly constraints?: ColumnConstraints;
  /** Exact words that mean missing, besides the empty field. */
  readonly missing?: readonly string[];
  /** Leave rows without a target out, instead of refusing them; default false. */
  readonly dropMissingTarget?: boolean;
  /** Add columns that say where each row came from; default false. */
  readonly provenance?: boolean;
  /** Delimiter of the rows that come out; default that of the file, the comma for Parquet. */
  readonly delimiter?: string;
}

/** A report on resampled rows; JSON-able. */
export interface ResampleResult {
  readonly schema: 'rareclass/resample@1';
  readonly version: string;
  readonly source: { readonly name: string; readonly format: FileFormat; readonly rows: number };
  readonly target: {
    readonly column: string;
    readonly classes: readonly string[];
    /** For each class the values of the column that count as it. */
    readonly values: readonly (readonly string[])[];
  };
  /** The sampler with all its options. */
  readonly method: SamplerSpec;
  /** The sampler's name in plain English. */
  readonly methodTitle: string;
  readonly seed: number;
  /** Columns the sampler looked at; empty where it copies whole rows. */
  readonly columns: readonly string[];
  /** Rows come out byte by byte as they stood in the file; otherwise they were read and written anew. */
  readonly unchangedText: boolean;
  readonly rows: {
    readonly before: number;
    readonly after: number;
    /** Rows left out because they have no target. */
    readonly withoutTarget: number;
  };
  /** What was asked and what was done, in the order of `target.classes`. */
  readonly report: readonly ClassReport[];
  /** Rows of each value of the target before and after, where classes are made of several values; otherwise empty. */
  readonly merged: readonly { readonly value: string; readonly before: number; readonly after: number }[];
  /** What made values were held to and how many were moved for it, per numeric or date column in use. */
  readonly adjustments: readonly ColumnAdjustment[];
  /** How many made rows got another category, per column with allowed categories. */
  readonly categoryAdjustments: readonly CategoryAdjustment[];
  /** Names of the columns added to say where rows came from. */
  readonly provenanceColumns: readonly string[];
  readonly advice: readonly Advice[];
  readonly warnings: readonly Warning[];
}

export interface ResampledFile {
  readonly result: ResampleResult;
  /** The rows as CSV, header first, in pieces; may be gone through once. */
  readonly content: AsyncIterable<Uint8Array>;
}
