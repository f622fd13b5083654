/** Resampling that only repeats or leaves out rows: the target alone is read, and the text of the rows is copied. */
import { adviseResampling } from '../resampling/advise.ts';
import { constrainedNames, idleConstraints, unknownConstrained } from '../resampling/constraints.ts';
import { resampleInput } from '../resampling/resample.ts';
import { readCsv } from '../table/csv.ts';
import type { CsvTop } from '../table/csv-rows.ts';
import { copyRows } from './resample-copy.ts';
import { checkNames, type ResampleJob, resultOf, rowsWithTarget } from './resample-job.ts';
import { originTexts, type RowSources, rowOrigins } from './resample-provenance.ts';
import type { ResampledFile, ResampleResult } from './resample-types.ts';

export async function copiedFile(job: ResampleJob, top: CsvTop): Promise<ResampledFile> {
  const { file, options, spec, sampler, steps } = job;
  const { target, missing = [], seed = 42 } = options;
  const { names, delimiter } = top;
  checkNames(job, names);
  const constrained = constrainedNames(options.constraints);
  const unknown = constrained.find((name) => !names.includes(name));
  if (unknown !== undefined) throw unknownConstrained(spec.kind, unknown, { names, kind: 'columns of the file' });
  const { table } = await readCsv(file, { delimiter, missing, columns: [target], text: [target] });
  const dataset = rowsWithTarget(job, table);
  await steps.step('resampling');
  const { codes, classes } = dataset.target;
  const values = { count: codes.length, dimensions: 0, values: new Float64Array(0) };
  const input = { values, space: values, scale: values.values, categories: [], labels: codes, classes, names: [] };
  const { source, synthetic, report, warnings } = resampleInput(input, { sampler, spec }, { seed });
  const result = resultOf(job, {
    dataset,
    names,
    rowCount: table.rowCount,
    origin: source,
    columns: [],
    unchangedText: true,
    report,
    adjustments: [],
    categoryAdjustments: [],
    advice: adviseResampling(dataset),
    warnings: constrained.length > 0 ? [...warnings, idleConstraints] : warnings,
  });
  return { result, content: copiedRows(job, top, result, { source, made: synthetic, fileRows: dataset.rows }) };
}

/** The text of the rows that come out, none of which may have been made. */
export function copiedRows(
  { file, listener: { signal } }: ResampleJob,
  top: CsvTop,
  { provenanceColumns, source: { rows: rowCount } }: ResampleResult,
  sources: RowSources,
): AsyncIterable<Uint8Array> {
  const order = sources.source.map((row) => sources.fileRows[row]!);
  const rest = { top, order, rowCount, ...(signal !== undefined && { signal }) };
  if (provenanceColumns.length === 0) return copyRows(file, rest);
  const origins = rowOrigins(sources);
  const header = provenanceColumns.join(top.delimiter);
  return copyRows(file, {
    ...rest,
    added: { header, row: (position) => originTexts(origins, position).join(top.delimiter) },
  });
}
