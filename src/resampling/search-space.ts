/**
 * The space neighbours are searched in. Numeric columns are there already; a category becomes coordinates such that two rows
 * of different category are `weight` apart and two of the same are not, which is the distance of SMOTE-NC without its table of
 * ones and zeros: a category of two levels takes one coordinate, one of L levels takes L.
 */
import { type Points, type RowSource, takePoints } from '../kernels/points.ts';
import { type RowSearch, searchRows } from '../kernels/row-search.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { spreadOf } from './spread.ts';
import type { CategoryPart, SamplerInput } from './types.ts';

/** Rows that can be searched class by class. */
export interface Searchable {
  readonly space: Points | RowSource;
  /** Class codes, below `classCount`. */
  readonly labels: Int32Array;
  readonly classCount: number;
}

/** The rows of an input, categories included. */
export function searchable(input: SamplerInput): Searchable {
  return { space: searchSpace(input), labels: input.labels, classCount: input.classes.length };
}

/** Gives `use` a search among rows whose parts are their classes. */
export function searchByClass<T>(
  { space, labels, classCount }: Searchable,
  options: { readonly mostWanted: number; readonly path: KernelPath },
  use: (search: RowSearch) => T,
): T {
  return searchRows(space, { ...options, parts: { of: labels, count: classCount } }, use);
}

/** All rows, categories included: they weigh as much as the typical numeric column is scattered. */
export function searchSpace(input: SamplerInput): Points {
  if (input.categories.length === 0) return input.space;
  return withCategories(input.space, input.categories, medianSpread(input.space, true));
}

/** Some rows, with categories `weight` apart. */
export function searchSpaceOf(input: SamplerInput, rows: Int32Array, weight: number): Points {
  const parts = input.categories.map(({ codes, levels }) => ({ codes: rows.map((row) => codes[row]!), levels }));
  return withCategories(takePoints(input.space, rows), parts, weight);
}

/**
 * The median over columns of their standard deviations (divisor n): what one category that differs is worth. With
 * `varyingOnly` columns that do not vary are left out, and 1 is returned where none does, so that categories never weigh 0.
 */
export function medianSpread(points: Points, varyingOnly: boolean): number {
  const all = spreadOf(points, 0);
  const spreads = (varyingOnly ? all.filter((spread) => spread > 0) : all).sort();
  const { length } = spreads;
  if (length === 0) return 1;
  return (spreads[(length - 1) >> 1]! + spreads[length >> 1]!) / 2;
}

function withCategories(numbers: Points, parts: readonly CategoryPart[], weight: number): Points {
  const widths = parts.map(({ levels }) => (levels > 2 ? levels : 1));
  const dimensions = widths.reduce((sum, width) => sum + width, numbers.dimensions);
  const values = new Float64Array(numbers.count * dimensions);
  for (let i = 0; i < numbers.count; i++) {
    const from = i * numbers.dimensions;
    values.set(numbers.values.subarray(from, from + numbers.dimensions), i * dimensions);
    let at = i * dimensions + numbers.dimensions;
    for (let c = 0; c < parts.length; c++) {
      const code = parts[c]!.codes[i]!;
      if (widths[c] === 1) values[at] = code * weight;
      else values[at + code] = weight / Math.SQRT2;
      at += widths[c]!;
    }
  }
  return { count: numbers.count, dimensions, values };
}
