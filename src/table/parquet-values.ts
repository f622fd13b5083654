/** What Parquet's types become: raw values of one column, as the decoder gives them, to a typed column. */
import { DataError } from '../core/errors.ts';
import { allWhole } from './column-store.ts';
import { Levels } from './levels.ts';
import type { CategoryColumn, Column } from './types.ts';

/** What the schema says of a column, as far as it matters here. */
export type ValueKind =
  | { readonly kind: 'boolean' | 'number' | 'integer64' | 'day' | 'text' }
  | { readonly kind: 'timestamp'; readonly perMillisecond: bigint }
  | { readonly kind: 'decimal'; readonly scale: number };

/** Pages of values; absent ones are null or undefined. */
export type Pages = readonly ArrayLike<unknown>[];

const dayLength = 86_400_000;
const safe = 2n ** 53n;
const encoder = new TextEncoder();

/** The values of a column of `rowCount` rows as a typed column. */
export function columnOf(file: string, name: string, kind: ValueKind, pages: Pages, rowCount: number): Column {
  switch (kind.kind) {
    case 'boolean':
      return booleanColumn(name, pages, rowCount);
    case 'text':
      return textColumn(file, name, pages, rowCount);
    case 'day':
    case 'timestamp': {
      const perMillisecond = kind.kind === 'timestamp' ? kind.perMillisecond : 1n;
      const read = kind.kind === 'day' ? (value: unknown) => Number(value) * dayLength : millisecondsOf(perMillisecond);
      const { values, missing } = numbersOf(pages, rowCount, read);
      return { type: 'date', name, values, daysOnly: kind.kind === 'day', missing };
    }
    case 'integer64':
      return exactly(pages, 0)
        ? numericColumn(name, pages, rowCount, Number)
        : digitsColumn(file, name, pages, rowCount);
    case 'decimal': {
      const { scale } = kind;
      if (scale <= 0 && !exactly(pages, scale)) return digitsColumn(file, name, pages, rowCount, scale);
      return numericColumn(name, pages, rowCount, (value) => decimalOf(wholeOf(value), scale));
    }
    default:
      return numericColumn(name, pages, rowCount, Number);
  }
}

function eachValue(pages: Pages, visit: (value: unknown, row: number) => void): void {
  let row = 0;
  for (const page of pages) for (let i = 0; i < page.length; i++) visit(page[i], row++);
}

function numbersOf(pages: Pages, rowCount: number, read: (value: unknown) => number) {
  const values = new Float64Array(rowCount);
  let missing = 0;
  eachValue(pages, (value, row) => {
    const number = value === null || value === undefined ? Number.NaN : read(value);
    if (Number.isNaN(number)) missing++;
    values[row] = number;
  });
  return { values, missing };
}

function numericColumn(name: string, pages: Pages, rowCount: number, read: (value: unknown) => number): Column {
  const { values, missing } = numbersOf(pages, rowCount, read);
  return { type: 'numeric', name, values, integer: allWhole(values), missing };
}

function booleanColumn(name: string, pages: Pages, rowCount: number): Column {
  const values = new Uint8Array(rowCount);
  let missing = 0;
  eachValue(pages, (value, row) => {
    const absent = value === null || value === undefined;
    if (absent) missing++;
    values[row] = absent ? 255 : Number(value);
  });
  return { type: 'boolean', name, values, words: ['false', 'true'], missing };
}

/** Text from UTF-8 bytes or strings. Values from a dictionary are the same object every time, so each is looked up once. */
function textColumn(file: string, name: string, pages: Pages, rowCount: number): CategoryColumn {
  const codes = new Int32Array(rowCount);
  const levels = new Levels();
  const known = new Map<unknown, number>();
  let missing = 0;
  eachValue(pages, (value, row) => {
    if (value === null || value === undefined) {
      codes[row] = -1;
      missing++;
      return;
    }
    let code = known.get(value);
    if (code === undefined) {
      const bytes = value instanceof Uint8Array ? value : encoder.encode(String(value));
      code = levels.codeOf(bytes, 0, bytes.length);
      if (code < 0) {
        const problem = `column '${name}' holds bytes that are not UTF-8 text; choose the columns to read without it`;
        throw new DataError('not-utf8', problem, { file, column: name });
      }
      if (known.size < 65_536) known.set(value, code);
    }
    codes[row] = code;
  });
  return { type: 'category', name, codes, levels: levels.texts(), missing };
}

/** Whole numbers beyond 2^53, kept digit by digit. */
function digitsColumn(file: string, name: string, pages: Pages, rowCount: number, scale = 0): CategoryColumn {
  const digits = (value: unknown) => String(wholeOf(value) * 10n ** BigInt(-scale));
  const absent = (value: unknown) => value === null || value === undefined;
  const texts = pages.map((page) => Array.from(page, (value) => (absent(value) ? null : digits(value))));
  return textColumn(file, name, texts, rowCount);
}

/** Every value times 10^-scale is a whole number within 2^53. */
function exactly(pages: Pages, scale: number): boolean {
  const limit = safe / 10n ** BigInt(-scale);
  return pages.every((page) => {
    for (let i = 0; i < page.length; i++) {
      const value = page[i];
      if (value === null || value === undefined) continue;
      const whole = wholeOf(value);
      if (whole > limit || whole < -limit) return false;
    }
    return true;
  });
}

/** A stored whole number: a number, a bigint, or big-endian bytes in two's complement. */
function wholeOf(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint);
  let whole = 0n;
  for (const byte of value) whole = whole * 256n + BigInt(byte);
  return BigInt.asIntN(8 * value.length, whole);
}

/** unscaled x 10^-scale as the nearest double. */
function decimalOf(unscaled: bigint, scale: number): number {
  const small = -safe <= unscaled && unscaled <= safe && 0 <= scale && scale <= 22;
  return small ? Number(unscaled) / 10 ** scale : Number(`${unscaled}e${-scale}`);
}

/** Counts since 1970 in units finer than milliseconds, rounded down to milliseconds. */
function millisecondsOf(perMillisecond: bigint): (value: unknown) => number {
  return (value) => {
    const count = BigInt(value as bigint);
    const rest = ((count % perMillisecond) + perMillisecond) % perMillisecond;
    return Number((count - rest) / perMillisecond);
  };
}
