/**
 * Where resampled rows came from, as columns of the file they are written to. Rows are counted from 0, the header aside, as in
 * the file they were read from; an empty field means that there is nothing to say.
 */
import { DataError } from '../core/errors.ts';
import type { NumericColumn } from '../table/types.ts';

const names = ['_rareclass_source', '_rareclass_base', '_rareclass_neighbour', '_rareclass_step'] as const;

/** One entry per row that comes out, NaN where there is nothing to say. */
export interface RowOrigins {
  /** The row of the file that it is; nothing for rows that were made. */
  readonly source: Float64Array;
  /** The row of the file that it was made from, for made rows and for all but the first of equal copies. */
  readonly base: Float64Array;
  readonly neighbour: Float64Array;
  readonly step: Float64Array;
}

export interface RowSources {
  /** For each row that comes out the row of the dataset it is, -1 where it was made. */
  readonly source: Int32Array;
  /** One entry per made row, in order. */
  readonly made: { readonly base: Int32Array; readonly neighbour: Int32Array; readonly step: Float64Array };
  /** Row of the file of each row of the dataset. */
  readonly fileRows: Int32Array;
}

export function rowOrigins({ source, made, fileRows }: RowSources): RowOrigins {
  const nothing = () => new Float64Array(source.length).fill(Number.NaN);
  const origins = { source: nothing(), base: nothing(), neighbour: nothing(), step: nothing() };
  const seen = new Uint8Array(fileRows.length);
  for (let i = 0, next = 0; i < source.length; i++) {
    const row = source[i]!;
    if (row >= 0) {
      origins.source[i] = fileRows[row]!;
      if (seen[row] === 1) origins.base[i] = fileRows[row]!;
      seen[row] = 1;
      continue;
    }
    const neighbour = made.neighbour[next]!;
    origins.base[i] = fileRows[made.base[next]!]!;
    if (neighbour >= 0) origins.neighbour[i] = fileRows[neighbour]!;
    origins.step[i] = made.step[next]!;
    next++;
  }
  return origins;
}

/** The values of a row's origin, in the order of the columns. */
export function originTexts({ source, base, neighbour, step }: RowOrigins, row: number): string[] {
  return [source, base, neighbour, step].map((values) => (Number.isNaN(values[row]!) ? '' : String(values[row]!)));
}

export function originColumns(
  { source, base, neighbour, step }: RowOrigins,
  called: readonly string[],
): NumericColumn[] {
  return [source, base, neighbour, step].map((values, i) => {
    const missing = values.reduce((sum, value) => sum + Number(Number.isNaN(value)), 0);
    return { type: 'numeric', name: called[i]!, values, integer: i < 3, missing };
  });
}

/** Names for the columns of origin that the file does not have yet. */
export function originNames(taken: readonly string[]): string[] {
  const present = new Set(taken);
  return names.map((name) => {
    let free: string = name;
    for (let number = 2; present.has(free); number++) free = `${name}_${number}`;
    return free;
  });
}

/** Rows that carry all columns of origin were resampled before, and resampling them again would hide where they came from. */
export function refuseResampledFile(file: string, columns: readonly string[]): void {
  if (!names.every((name) => columns.includes(name))) return;
  const message = `its rows were resampled before, as column '${names[0]}' says; resample the rows as they were observed`;
  throw new DataError('resampled-twice', message, { file, column: names[0] });
}
