/** From the result of a sampler back to a dataset: every row takes all columns of the row it is or was made from. */
import { takeDataset } from '../data/dataset.ts';
import type { Dataset, ResampledDataset } from '../data/types.ts';
import type { Column } from '../table/types.ts';
import { type AllowedCategories, type CategoryAdjustment, holdToAllowed, levelTexts } from './allowed.ts';
import { type ColumnAdjustment, makePlausible, type PlausibleOptions } from './plausible.ts';
import type { TableInput } from './table-input.ts';
import type { Resampled, Synthetic } from './types.ts';

export interface TableOutput {
  readonly data: ResampledDataset;
  readonly adjustments: readonly ColumnAdjustment[];
  readonly categoryAdjustments: readonly CategoryAdjustment[];
}

/** What made values are held to. */
export interface HeldTo extends PlausibleOptions {
  readonly allowed: AllowedCategories;
}

/**
 * Kept rows follow as they are. Made rows have the made values in the columns the sampler saw and those of their base row in
 * all others, weights, groups and time included; their source row is -1.
 */
export function tableOutput(
  fn: string,
  dataset: Dataset,
  view: TableInput,
  { source, synthetic }: Resampled,
  { allowed, ...plausible }: HeldTo,
): TableOutput {
  const { valueColumns, levelColumns, ownCodes } = view;
  const held = levelColumns.map(({ name }, c) => heldCategories(fn, view, synthetic, c, allowed.get(name)));
  let next = 0;
  const origin = source.map((row) => (row < 0 ? synthetic.base[next++]! : row));
  const places = Int32Array.from(synthetic.base);
  for (let i = 0, made = 0; i < source.length; i++) if (source[i]! < 0) places[made++] = i;
  const taken = takeDataset(dataset, origin);
  const patched = new Map<string, Column>();
  const named = new Map(taken.table.columns.map((column) => [column.name, column]));
  const { dimensions } = synthetic.values;
  const adjustments = valueColumns.map((column, d) => {
    const made = Float64Array.from(places, (_, i) => synthetic.values.values[i * dimensions + d]!);
    const adjustment = makePlausible(column, made, plausible);
    patched.set(column.name, withNumbers(named.get(column.name)!, places, made));
    return adjustment;
  });
  levelColumns.forEach((column, c) => {
    const made = held[c]!.codes.map((code) => (code < 0 ? -1 : ownCodes[c]![code]!));
    patched.set(column.name, withCodes(named.get(column.name)!, places, made));
  });
  const rows = taken.rows.slice();
  for (const place of places) rows[place] = -1;
  const columns = taken.table.columns.map((column) => patched.get(column.name) ?? column);
  const data = { ...taken, rows, table: { ...taken.table, columns }, resampled: true as const };
  const categoryAdjustments = held.flatMap(({ adjustment }) => adjustment ?? []);
  return { data: Object.freeze(data) as ResampledDataset, adjustments, categoryAdjustments };
}

interface HeldCategories {
  /** Codes of the input, one per made row. */
  readonly codes: Int32Array;
  readonly adjustment?: CategoryAdjustment;
}

/** What was made of category column `c`, held to the categories that are allowed in it, where any are given. */
function heldCategories(
  fn: string,
  { input, levelColumns, ownCodes }: TableInput,
  synthetic: Synthetic,
  c: number,
  allowed: readonly string[] | undefined,
): HeldCategories {
  const codes = synthetic.categories[c]!;
  if (allowed === undefined) return { codes };
  const held = codes.slice();
  const column = levelColumns[c]!;
  const texts = Array.from(ownCodes[c]!, (own) => levelTexts(column)[own]!);
  const made = { column: column.name, codes: held, part: input.categories[c]!, texts, input, synthetic };
  return { codes: held, adjustment: holdToAllowed(fn, made, allowed) };
}

function withNumbers(column: Column, places: Int32Array, made: Float64Array): Column {
  if (column.type !== 'numeric' && column.type !== 'date') return column;
  const values = column.values.slice();
  let whole = column.type === 'numeric' && column.integer;
  let missing = column.missing;
  for (let i = 0; i < places.length; i++) {
    missing += Number(Number.isNaN(made[i]!)) - Number(Number.isNaN(values[places[i]!]!));
    values[places[i]!] = made[i]!;
    whole &&= Number.isInteger(made[i]!) || Number.isNaN(made[i]!);
  }
  return column.type === 'date' ? { ...column, values, missing } : { ...column, values, missing, integer: whole };
}

function withCodes(column: Column, places: Int32Array, made: Int32Array): Column {
  if (column.type !== 'category' && column.type !== 'boolean') return column;
  const isGap = (code: number) => code < 0 || (column.type === 'boolean' && code === 255);
  let missing = column.missing;
  if (column.type === 'category') {
    const codes = column.codes.slice();
    for (let i = 0; i < places.length; i++) {
      missing += Number(isGap(made[i]!)) - Number(isGap(codes[places[i]!]!));
      codes[places[i]!] = made[i]!;
    }
    return { ...column, codes, missing };
  }
  const values = column.values.slice();
  for (let i = 0; i < places.length; i++) {
    missing += Number(isGap(made[i]!)) - Number(isGap(values[places[i]!]!));
    values[places[i]!] = made[i]! < 0 ? 255 : made[i]!;
  }
  return { ...column, values, missing };
}
