/** Resampling that looks at values: the whole table is read and resampled; it is written anew where rows were made. */
import type { Warning } from '../core/warnings.ts';
import { adviseResampling } from '../resampling/advise.ts';
import { type ResampledTable, resampleDataset } from '../resampling/resample-dataset.ts';
import { column as columnNamed } from '../table/columns.ts';
import type { CsvTop } from '../table/csv-rows.ts';
import { readTable } from '../table/read.ts';
import type { Table } from '../table/types.ts';
import { writeCsv } from '../table/write.ts';
import { copiedRows } from './resample-copied.ts';
import { checkNames, type ResampleJob, resultOf, rowsWithTarget } from './resample-job.ts';
import { originColumns, rowOrigins } from './resample-provenance.ts';
import type { ResampledFile } from './resample-types.ts';

/** `top`: the file is text and its rows may be copied as they are, where none was made. */
export async function madeFile(job: ResampleJob, top: CsvTop | null): Promise<ResampledFile> {
  const { file, format, options, spec, sampler, steps, listener } = job;
  const { target, missing = [], seed = 42, drop = [], ranges, constraints } = options;
  const read = await readTable(file, { format, missing, text: [target] });
  const names = read.table.columns.map(({ name }) => name);
  checkNames(job, names);
  const dataset = rowsWithTarget(job, read.table);
  const { columns = names.filter((name) => name !== target) } = options;
  const used = columns.filter((name) => !drop.includes(name));
  await steps.step('resampling');
  const held = { ...(ranges !== undefined && { ranges }), ...(constraints !== undefined && { constraints }) };
  const made = resampleDataset(dataset, spec, { seed, columns: used, ...held });
  const copied = top !== null && made.provenance.row.length === 0;
  const result = resultOf(job, {
    dataset,
    names,
    rowCount: read.table.rowCount,
    origin: originsOf(made),
    columns: used,
    unchangedText: copied,
    report: made.report,
    adjustments: made.adjustments,
    categoryAdjustments: made.categoryAdjustments,
    advice: adviseResampling(dataset, { columns: used }),
    warnings: [...made.warnings, ...(sampler.columns === 'any' ? [] : identifierWarnings(dataset.table, used))],
  });
  const sources = { source: made.source, made: made.provenance, fileRows: dataset.rows };
  if (copied) return { result, content: copiedRows(job, top, result, sources) };
  const added = options.provenance === true ? originColumns(rowOrigins(sources), result.provenanceColumns) : [];
  const { delimiter = read.delimiter ?? ',' } = options;
  const { table } = made.data;
  const content = encoded(
    writeCsv({ ...table, columns: [...table.columns, ...added] }, { delimiter }),
    listener.signal,
  );
  return { result, content };
}

function originsOf({ source, provenance }: ResampledTable): Int32Array {
  const origin = source.slice();
  provenance.row.forEach((row, i) => {
    origin[row] = provenance.base[i]!;
  });
  return origin;
}

/** Texts that differ in every row name rows; near and between mean nothing for them. */
function identifierWarnings(table: Table, used: readonly string[]): Warning[] {
  return used.flatMap((name): Warning[] => {
    const column = columnNamed(table, name);
    if (column?.type !== 'category' || table.rowCount < 10) return [];
    if (column.missing > 0 || column.levels.length < table.rowCount) return [];
    const message = `Column '${name}' has another text in every row, so it names rows and says nothing of nearness; leave it out with drop.`;
    return [{ code: 'identifier-column', message }];
  });
}

async function* encoded(
  pieces: Iterable<string>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  for (const piece of pieces) {
    signal?.throwIfAborted();
    yield encoder.encode(piece);
  }
}
