/** What both ways of resampling a file share: which rows have a target, and the report. */
import { DataError } from '../core/errors.ts';
import { version } from '../core/version.ts';
import { makeDataset, takeDataset } from '../data/dataset.ts';
import { describeTarget } from '../data/target.ts';
import type { Dataset } from '../data/types.ts';
import type { Sampler, SamplerSpec } from '../resampling/types.ts';
import type { FileBytes } from '../table/bytes.ts';
import { asCategory, checkColumnNames, column as columnNamed } from '../table/columns.ts';
import type { FileFormat } from '../table/read.ts';
import type { Table } from '../table/types.ts';
import { originNames, refuseResampledFile } from './resample-provenance.ts';
import type { ResampleFileOptions, ResampleResult } from './resample-types.ts';
import type { Listener, Steps } from './steps.ts';

export interface ResampleJob {
  readonly file: FileBytes;
  readonly format: FileFormat;
  readonly options: ResampleFileOptions;
  readonly spec: SamplerSpec;
  readonly sampler: Sampler;
  readonly steps: Steps;
  readonly listener: Listener;
}

/** Refuses names that are no columns, and rows that were resampled before. */
export function checkNames({ file, options }: ResampleJob, names: readonly string[]): void {
  const { target, columns = [], drop = [] } = options;
  checkColumnNames(file.name, names, [target, ...columns, ...drop]);
  refuseResampledFile(file.name, names);
}

/** The rows that have a target. */
export function rowsWithTarget({ file, options }: ResampleJob, table: Table): Dataset {
  const { target: column, positive, dropMissingTarget = false } = options;
  const merging = positive === undefined ? {} : { positive };
  const { target, kept } = describeTarget(table, { target: column, ...merging, fn: 'resample' });
  const dataset = makeDataset(table, target);
  const missing = table.rowCount - kept.length;
  if (missing === 0) return dataset;
  if (dropMissingTarget) return takeDataset(dataset, kept);
  const rows = `${missing} of ${table.rowCount} rows ${missing === 1 ? 'has' : 'have'} no value`;
  const message = `${rows} in the target '${column}'; fill them in, or leave them out with dropMissingTarget`;
  throw new DataError('missing-target', message, { file: file.name, column });
}

type Told = 'columns' | 'unchangedText' | 'report' | 'adjustments' | 'categoryAdjustments' | 'advice' | 'warnings';

export interface Outcome extends Pick<ResampleResult, Told> {
  readonly dataset: Dataset;
  /** Rows of the file. */
  readonly rowCount: number;
  /** For each row that comes out the row of the dataset that it is or was made from. */
  readonly origin: Int32Array;
  /** Columns of the file. */
  readonly names: readonly string[];
}

/** Which methods could take the columns is settled: one just did. */
const moot: ReadonlySet<string> = new Set(['categories', 'missing-values']);

export function resultOf({ file, format, options, spec, sampler }: ResampleJob, outcome: Outcome): ResampleResult {
  const { dataset, rowCount, origin, names, advice, ...told } = outcome;
  return {
    schema: 'rareclass/resample@1',
    version,
    source: { name: file.name, format, rows: rowCount },
    target: { column: options.target, classes: dataset.target.classes, values: dataset.target.values },
    method: spec,
    methodTitle: sampler.title,
    seed: options.seed ?? 42,
    rows: { before: dataset.rows.length, after: origin.length, withoutTarget: rowCount - dataset.rows.length },
    merged: mergedValues(dataset, origin),
    provenanceColumns: options.provenance === true ? originNames(names) : [],
    advice: advice.filter(({ code }) => !moot.has(code)),
    ...told,
  };
}

/** What became of values that count as one class: the rows have them still. */
function mergedValues({ table, target }: Dataset, origin: Int32Array): ResampleResult['merged'] {
  if (target.values.every(({ length }) => length === 1)) return [];
  const { codes, levels } = asCategory(columnNamed(table, target.column)!);
  const counts = levels.map(() => ({ before: 0, after: 0 }));
  for (const code of codes) counts[code]!.before++;
  for (const row of origin) counts[codes[row]!]!.after++;
  return target.values.flat().map((value) => ({ value, ...counts[levels.indexOf(value)]! }));
}
