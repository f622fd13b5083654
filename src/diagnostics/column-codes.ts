/**
 * A column as small whole numbers, so that every question about "the rows with this value" is answered by one counting pass.
 * Categories keep their levels; numbers with many values become alternating points and gaps: exactly v, between v and w, …
 */
import type { BooleanColumn, CategoryColumn, Column, DateColumn, NumericColumn } from '../table/types.ts';
import { number, quoted } from './words.ts';

/** Numbers with at most this many distinct values are told apart value by value. */
const fewValues = 64;
const sampleSize = 8192;
/** Cut points of a number with many values: even ones, and ever finer ones in both tails, where a rare class would stand. */
const quantiles: readonly number[] = [
  ...Array.from({ length: 31 }, (_, i) => (i + 1) / 32),
  ...[64, 128, 256, 512, 1024].flatMap((part) => [1 / part, 1 - 1 / part]),
];
/** A number held by this share of the rows is told apart even where the column has many values. */
const frequentShare = 0.01;

/** `codes[i]` is 0 where the value is missing, else 1 to size - 1. */
export interface ColumnCodes {
  readonly column: string;
  readonly codes: Int32Array;
  readonly size: number;
  /** Numeric columns: code 1 + 2i is below `points[i]` (and above the point before), code 2 + 2i is exactly `points[i]`. */
  readonly points: readonly number[] | null;
  /** The rows of a code in words, to follow `rows with`: `Colour 'red'`, `Age equal to 40`. */
  readonly describe: (code: number) => string;
}

/** O(n), and O(n log points) for numbers. Of a date only presence is told apart: a moment is not a value that repeats. */
export function columnCodes(column: Column): ColumnCodes {
  switch (column.type) {
    case 'date':
      return dateCodes(column);
    case 'numeric':
      return numericCodes(column);
    case 'category':
      return categoryCodes(column);
    case 'boolean':
      return booleanCodes(column);
  }
}

function categoryCodes({ name, codes, levels }: CategoryColumn): ColumnCodes {
  return {
    column: name,
    codes: codes.map((code) => code + 1),
    size: levels.length + 1,
    points: null,
    describe: (code) => (code === 0 ? `${name} missing` : `${name} ${quoted(levels[code - 1]!)}`),
  };
}

function dateCodes({ name, values }: DateColumn): ColumnCodes {
  return {
    column: name,
    codes: Int32Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1)),
    size: 2,
    points: null,
    describe: (code) => `${name} ${code === 0 ? 'missing' : 'present'}`,
  };
}

function booleanCodes({ name, values, words }: BooleanColumn): ColumnCodes {
  return {
    column: name,
    codes: Int32Array.from(values, (value) => (value > 1 ? 0 : value + 1)),
    size: 3,
    points: null,
    describe: (code) => (code === 0 ? `${name} missing` : `${name} ${quoted(words[code === 1 ? 0 : 1])}`),
  };
}

function numericCodes({ name, values }: NumericColumn): ColumnCodes {
  const points = distinctUpTo(values, fewValues) ?? chosenPoints(values);
  const describe = (code: number): string => {
    if (code === 0) return `${name} missing`;
    const at = (code - 1) >> 1;
    if (code % 2 === 0) return `${name} equal to ${number(points[at]!)}`;
    if (at === 0) return `${name} below ${number(points[0]!)}`;
    if (at === points.length) return `${name} above ${number(points[at - 1]!)}`;
    return `${name} between ${number(points[at - 1]!)} and ${number(points[at]!)}`;
  };
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) codes[i] = placeOf(values[i]!, points);
  return { column: name, codes, size: 2 * points.length + 2, points, describe };
}

function placeOf(value: number, points: readonly number[]): number {
  if (Number.isNaN(value)) return 0;
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low < points.length && points[low] === value ? 2 + 2 * low : 1 + 2 * low;
}

/** All distinct present values in rising order, or null where there are more than `limit`. */
function distinctUpTo(values: Float64Array, limit: number): number[] | null {
  const seen = new Set<number>();
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    seen.add(values[i]!);
    if (seen.size > limit) return null;
  }
  return [...seen].sort((a, b) => a - b);
}

/** Quantiles and frequent values of an even sample, and the value that most rows hold, where one does. */
function chosenPoints(values: Float64Array): number[] {
  const present = values.filter((value) => !Number.isNaN(value));
  const stride = Math.max(1, Math.floor(present.length / sampleSize));
  const sample: number[] = [];
  for (let i = 0; i < present.length; i += stride) sample.push(present[i]!);
  sample.sort((a, b) => a - b);
  const points = new Set<number>();
  for (const share of quantiles) points.add(sample[Math.floor(share * sample.length)]!);
  for (let start = 0; start < sample.length; ) {
    let end = start + 1;
    while (end < sample.length && sample[end] === sample[start]) end++;
    if (end - start >= Math.max(2, frequentShare * sample.length)) points.add(sample[start]!);
    start = end;
  }
  const majority = majorityValue(values);
  if (majority !== null) points.add(majority);
  return [...points].sort((a, b) => a - b);
}

/** The value that more than half of the present values are, or null. Boyer and Moore's vote, then a count: O(n), no memory. */
export function majorityValue(values: Float64Array): number | null {
  let held = Number.NaN;
  let lead = 0;
  let present = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    present += 1;
    if (lead === 0) held = value;
    lead += value === held ? 1 : -1;
  }
  let votes = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === held) votes += 1;
  return 2 * votes > present ? held : null;
}
