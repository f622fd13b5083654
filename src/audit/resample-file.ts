/** From a file to resampled rows: the whole job of `rareclass resample`. */
import { completeSampler, samplerNamed } from '../resampling/registry.ts';
import { bytesOf, type FileBytes, joined, peek } from '../table/bytes.ts';
import { readCsvTop } from '../table/csv-rows.ts';
import { formatOf } from '../table/read.ts';
import { copiedFile } from './resample-copied.ts';
import type { ResampleJob } from './resample-job.ts';
import { madeFile } from './resample-made.ts';
import type { ResampledFile, ResampleFileOptions } from './resample-types.ts';
import { type Listener, Steps } from './steps.ts';

/**
 * Resamples the rows of a CSV, TSV or Parquet file. Meant for training rows alone: what is evaluated must keep its natural
 * class shares.
 *
 * Methods that make no rows copy those of a text file byte by byte (to the same delimiter). Random over- and under-sampling
 * without shrinkage need memory for a few whole numbers per row; what cannot be streamed twice, such as a pipe, is kept in
 * memory. Any other method reads the whole table, and where rows were made all are written anew: with the same values, numbers
 * in their shortest form, dates in ISO 8601, missing values empty.
 *
 * @throws DataError where the file is no table or was resampled before, or rows have no target.
 * @throws InputError where the sampler cannot do what is asked of these rows.
 */
export async function resampleFile(
  file: FileBytes,
  options: ResampleFileOptions,
  listener: Listener = {},
): Promise<ResampledFile> {
  const spec = completeSampler(options.method);
  const steps = new Steps(listener, 3);
  await steps.begin('reading');
  const source = file.slice === undefined ? bytesOf(await gathered(file), file.name) : file;
  const format = formatOf(file.name, (await peek(source, 4)).first);
  const job: ResampleJob = { file: source, format, options, spec, sampler: samplerNamed(spec.kind), steps, listener };
  if (format === 'parquet') return await madeFile(job, null);
  const top = await readCsvTop(source, format === 'tsv' ? { delimiter: '\t' } : {});
  const { delimiter = top.delimiter } = options;
  // In a single column blank lines are rows, unless they come last: nothing that could be told while copying.
  if (top.names.length === 1 || delimiter !== top.delimiter) return await madeFile(job, null);
  return copiesRows(job) ? await copiedFile(job, top) : await madeFile(job, top);
}

/** Nothing but the target needs to be known. */
function copiesRows({ spec: { kind, shrinkage = null } }: ResampleJob): boolean {
  return kind === 'random-under' || (kind === 'random-over' && shrinkage === null);
}

/** All bytes of a source that can be read only once. */
async function gathered(file: FileBytes): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.stream()) pieces.push(piece);
  return joined(pieces);
}
