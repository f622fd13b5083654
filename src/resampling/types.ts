/**
 * The contracts of resampling. A specification is small JSON-able data, a sampler is a registry entry, and its result says for
 * every row where it came from. Samplers work on plain rows; only `validation` may bring training sets to them.
 */
import type { Warning } from '../core/warnings.ts';
import type { Points } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';

/** Final counts of classes by name. */
export type ClassCounts =
  | ReadonlyMap<string, number>
  | Readonly<Record<string, number>>
  | readonly (readonly [className: string, count: number])[];

export type StrategyWord = 'auto' | 'minority' | 'majority' | 'not minority' | 'not majority' | 'all';

/**
 * How much to resample. A number is the ratio of minority to majority afterwards, in (0, 1], for two classes; `minorityShare`
 * the share of the smallest class among all rows afterwards; `counts` final counts per class (classes not named stay as they
 * are); a list of class names says which classes a cleaning method may touch.
 */
export type StrategySpec =
  | StrategyWord
  | number
  | { readonly minorityShare: number }
  | { readonly counts: ClassCounts }
  | readonly string[];

/** A strategy as kept in a complete specification: JSON-able whatever the class names are. */
export type CompleteStrategy =
  | StrategyWord
  | number
  | { readonly minorityShare: number }
  | { readonly counts: readonly (readonly [className: string, count: number])[] }
  | readonly string[];

/** With `'imbalanced-learn'` the same rows as imbalanced-learn 0.14.2 with that integer seed, its defects included. */
export type Compatibility = 'none' | 'imbalanced-learn';

/** `{ kind: 'smote', k: 5 }`: plain data from which the registry makes a sampler. */
export interface SamplerSpec {
  readonly kind: string;
  readonly [option: string]: unknown;
}

/** What every complete specification holds. */
export interface CompleteSpec extends SamplerSpec {
  readonly strategy: CompleteStrategy;
  readonly compatibility: Compatibility;
  /** Set where a sampler is a step of another one: the kind of that one, which errors name. */
  readonly stepOf?: string;
}

/** A nominal column: codes from 0 to `levels - 1`; -1 where missing, which only samplers that accept missing values see. */
export interface CategoryPart {
  readonly codes: Int32Array;
  readonly levels: number;
}

/** The rows a sampler works on. All parts have one entry per row. */
export interface SamplerInput {
  /** Numeric columns in their own units; may have no dimensions. */
  readonly values: Points;
  /** Where neighbours are searched: each column of `values` divided by its `scale`. The same object where nothing is scaled. */
  readonly space: Points;
  /** One per column of `values`; all 1 where nothing is scaled. */
  readonly scale: Float64Array;
  readonly categories: readonly CategoryPart[];
  /** Class codes, positions in `classes`. */
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  /** Names of the columns of `values`, then of `categories`, for messages. */
  readonly names: readonly string[];
}

export interface Run {
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** Which neighbour kernel; `auto` outside tests. */
  readonly path: KernelPath;
}

/** Rows that were made, with where they came from. */
export interface Synthetic {
  /** In the units of `SamplerInput.values`. */
  readonly values: Points;
  /** Codes, one array per category column. */
  readonly categories: readonly Int32Array[];
  /** The input row each was made from; always of the same class. */
  readonly base: Int32Array;
  /** The input row it was moved towards (or away from), -1 where there is none. */
  readonly neighbour: Int32Array;
  /** The share of the way from base to neighbour, NaN where that is not how the row was made. */
  readonly step: Float64Array;
}

/** What was asked and what was done, per class. */
export interface ClassReport {
  readonly label: string;
  readonly before: number;
  /** Final count that was asked for; null where the method decides itself or the class is not touched. */
  readonly asked: number | null;
  readonly after: number;
  /** Rows added: copies and synthetic ones. */
  readonly made: number;
  /** Input rows that are no longer there. */
  readonly removed: number;
  /** Why `after` is not `asked`. */
  readonly whyNot?: string;
}

export interface Resampled {
  /** For each output row the input row it is, -1 where it was made: those are the rows of `synthetic`, in order. */
  readonly source: Int32Array;
  /** Class codes of the output rows. */
  readonly labels: Int32Array;
  readonly synthetic: Synthetic;
  readonly report: readonly ClassReport[];
  readonly warnings: readonly Warning[];
}

/** `over` adds rows, `under` keeps a stated number, `clean` removes what its rule finds, `combine` adds and then cleans. */
export type SamplerFamily = 'over' | 'under' | 'clean' | 'combine';

/** `any` columns, `numeric` and category columns together, or category columns alone (`nominal`). */
export type ColumnKinds = 'any' | 'numeric' | 'mixed' | 'nominal';

export interface Sampler<S extends SamplerSpec = SamplerSpec> {
  readonly kind: string;
  /** Plain English for reports: `SMOTE`. */
  readonly title: string;
  readonly family: SamplerFamily;
  /** One sentence: what it does. */
  readonly summary: string;
  /** The columns it can work on. `mixed` takes numeric columns with or without categories. */
  readonly columns: ColumnKinds;
  /** Rows with missing values are accepted. */
  readonly acceptsMissing: boolean;
  /** Fills defaults in and refuses unknown or out-of-range options. */
  readonly complete: (options: Readonly<Record<string, unknown>>) => S;
  readonly resample: (spec: S, input: SamplerInput, run: Run) => Resampled;
}
