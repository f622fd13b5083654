/**
 * Resampling a dataset. This is for training rows only: `validation` hands in the training part of a fold and makes a
 * `ResampledSet` of the answer; what comes out cannot be split or scored.
 */
import { InputError } from '../core/errors.ts';
import type { Warning } from '../core/warnings.ts';
import type { Dataset, ResampledDataset } from '../data/types.ts';
import type { CategoryAdjustment } from './allowed.ts';
import { type ColumnConstraints, checkConstraints, constraintWarnings } from './constraints.ts';
import type { ColumnAdjustment } from './plausible.ts';
import { type RunOptions, readySampler, resampleInput, type SamplerChoice } from './resample.ts';
import { tableInput } from './table-input.ts';
import { tableOutput } from './table-output.ts';
import type { ClassReport } from './types.ts';

export interface ResampleDatasetOptions extends RunOptions {
  /** Columns the sampler looks at and makes values of; all others follow the base row. Default: all but the target. */
  readonly columns?: readonly string[];
  /**
   * `sd`: neighbours are searched with every numeric column divided by its standard deviation, so that no unit wins; values are
   * made in their own units all the same. Default `sd`, `none` where the rows of imbalanced-learn are asked for.
   */
  readonly scale?: 'sd' | 'none';
  /** Keep made values inside the range each column shows. Default `observed`, `none` where the rows of imbalanced-learn are. */
  readonly ranges?: 'observed' | 'none';
  /** What the values of a column may be, where the data do not tell; what a constraint leaves out is still learned. */
  readonly constraints?: ColumnConstraints;
}

/** Where the made rows came from: one entry per row that was made, in the order of the result. */
export interface Provenance {
  /** Position in the result. */
  readonly row: Int32Array;
  /** Row of the dataset it was made from. */
  readonly base: Int32Array;
  /** Row of the dataset it was moved towards (or away from), -1 where there is none. */
  readonly neighbour: Int32Array;
  /** The share of the way, NaN where that is not how the row was made. */
  readonly step: Float64Array;
}

export interface ResampledTable {
  /** May be fitted, never split or scored. Made rows have source row -1. */
  readonly data: ResampledDataset;
  /** For each row of the result the row of the dataset it is, -1 where it was made. */
  readonly source: Int32Array;
  readonly provenance: Provenance;
  readonly report: readonly ClassReport[];
  /** One per numeric or date column in use. */
  readonly adjustments: readonly ColumnAdjustment[];
  /** One per category or boolean column with allowed categories. */
  readonly categoryAdjustments: readonly CategoryAdjustment[];
  readonly warnings: readonly Warning[];
}

/**
 * Resamples the rows of a dataset.
 *
 * Integer columns stay integers, days days, categories and booleans themselves; made values stay inside the range of their
 * column or the given constraints, and how many had to be moved is counted. Constraints act on what the sampler has made, so
 * that rows are otherwise the same with and without them. Weights, groups, time and columns not in use follow the row a row is
 * or was made from. The result does not depend on the order of columns or levels. Observed values outside a given constraint
 * are kept, with a warning.
 *
 * @throws InputError where a column, category or class does not exist, a column has missing values that the sampler cannot
 *   take, a constraint leaves no value, or the sampler cannot do what is asked.
 */
export function resampleDataset(
  dataset: Dataset,
  choice: SamplerChoice,
  options: ResampleDatasetOptions = {},
): ResampledTable {
  const ready = readySampler(choice);
  const fn = ready.spec.kind;
  refuseResampled(fn, dataset);
  const { compatibility } = ready.spec;
  const compatible = compatibility === 'imbalanced-learn';
  const { table, target } = dataset;
  const {
    columns = table.columns.map(({ name }) => name).filter((name) => name !== target.column),
    scale = compatible || ready.sampler.columns === 'any' ? 'none' : 'sd',
    ranges = compatible ? 'none' : 'observed',
    constraints: given,
    ...run
  } = options;
  refuseTarget(fn, columns, target.column);
  const view = tableInput(fn, table, { columns, labels: target.codes, classes: target.classes, scale });
  const learnRanges = ranges === 'observed';
  const constraints = checkConstraints(fn, given, { ...view, all: table.columns, learnRanges });
  const resampled = resampleInput(view.input, ready, run);
  const heldTo = { constraints: constraints.ranges, allowed: constraints.allowed, learnRanges, truncate: compatible };
  const output = tableOutput(fn, dataset, view, resampled, heldTo);
  const { source, synthetic, report } = resampled;
  const { base, neighbour, step } = synthetic;
  const warnings = [...resampled.warnings, ...constraintWarnings(constraints, view, base.length)];
  const row = Int32Array.from(source.keys()).filter((at) => source[at]! < 0);
  return { ...output, source, provenance: { row, base, neighbour, step }, report, warnings };
}

function refuseResampled(fn: string, dataset: { readonly resampled?: unknown }): void {
  if (dataset.resampled === undefined) return;
  throw new InputError({
    code: 'resampled-twice',
    fn,
    argument: 'dataset',
    expected: 'rows as they were observed',
    received: 'rows that were resampled before',
    advice: 'resample once, or use a sampler that combines both steps',
  });
}

function refuseTarget(fn: string, columns: readonly string[], target: string): void {
  if (!columns.includes(target)) return;
  throw new InputError({
    code: 'target-column',
    fn,
    argument: 'columns',
    expected: 'without the target',
    received: target,
  });
}
