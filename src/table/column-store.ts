/**
 * One column while a file is read: it starts as numbers, and what it holds says what it becomes. Values go into blocks of
 * rows, which become one array at the end, so a growing column is never copied twice.
 */
import { DateReader, datesByDayOrMonth } from './dates.ts';
import { Levels } from './levels.ts';
import { NumberReader } from './number-reader.ts';
import type { CategoryColumn, Column } from './types.ts';

/**
 * What a column is taken for so far. `flipped` had numbers or dates before something else came: its texts are no longer
 * known, so it must be read again as text.
 */
export type Kind = 'skipped' | 'numeric' | 'date' | 'category' | 'flipped';

/** Word pairs that make a boolean column; letter case and language of a pair go together. */
const booleanWords: readonly (readonly [no: string, yes: string])[] = [
  ['false', 'true'],
  ['False', 'True'],
  ['FALSE', 'TRUE'],
  ['no', 'yes'],
  ['No', 'Yes'],
  ['NO', 'YES'],
];

export const firstBlockRows = 64;
const largestBlockRows = 16_384;
/** Rows of the block that follows one of `rows` rows. */
export const nextBlockRows = (rows: number): number => Math.min(2 * rows, largestBlockRows);

const noNumbers = new Float64Array(0);
const noCodes = new Int32Array(0);

export class ColumnStore {
  readonly name: string;
  kind: Kind;
  /** The current block: `numbers` of numeric and date columns, `codes` of category columns. */
  numbers: Float64Array = noNumbers;
  codes: Int32Array = noCodes;
  private readonly text: boolean;
  private fullNumbers: Float64Array[] = [];
  private fullCodes: Int32Array[] = [];
  private levels: Levels | null = null;
  private readonly numberReader: NumberReader = new NumberReader();
  private readonly dateReader: DateReader = new DateReader();

  /**
   * A column of `kind` at first: `category` is kept as text whatever it looks like, `skipped` keeps nothing. The first block
   * has `rows` rows.
   */
  constructor(name: string, kind: 'numeric' | 'category' | 'skipped', rows: number = firstBlockRows) {
    this.name = name;
    this.kind = kind;
    this.text = kind === 'category';
    if (kind === 'numeric') this.numbers = new Float64Array(rows);
    if (kind === 'category') this.codes = new Int32Array(rows);
  }

  /** Puts the full block away and starts one of `rows` rows. */
  nextBlock(rows: number): void {
    if (this.kind === 'category') {
      this.fullCodes.push(this.codes);
      this.codes = new Int32Array(rows);
    } else if (this.kind === 'numeric' || this.kind === 'date') {
      this.fullNumbers.push(this.numbers);
      this.numbers = new Float64Array(rows);
    }
  }

  addMissing(row: number): void {
    if (this.kind === 'category') this.codes[row] = -1;
    else if (this.kind === 'numeric' || this.kind === 'date') this.numbers[row] = Number.NaN;
  }

  /**
   * Adds the present value in bytes start to end as row `row` of the current block; false where it is not UTF-8. Spaces and
   * tabs around a number or a date do not matter; those of a text are part of it.
   */
  add(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.kind === 'numeric' || this.kind === 'date') {
      const value = this.parse(bytes, start, end);
      if (!Number.isNaN(value)) {
        this.numbers[row] = value;
        return true;
      }
      this.leave(row, bytes, start, end);
      return this.add(row, bytes, start, end);
    }
    if (this.kind === 'category') {
      this.levels ??= new Levels();
      const code = this.levels.codeOf(bytes, start, end);
      this.codes[row] = code;
      return code >= 0;
    }
    return true;
  }

  private parse(bytes: Uint8Array, start: number, end: number): number {
    let from = start;
    let until = end;
    while (from < until && isSpace(bytes[from]!)) from++;
    while (until > from && isSpace(bytes[until - 1]!)) until--;
    if (this.kind === 'date') return this.dateReader.read(bytes, from, until);
    const value = this.numberReader.read(bytes, from);
    return this.numberReader.end === until ? value : Number.NaN;
  }

  /** The value in bytes start to end is not of the kind so far. */
  private leave(row: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.anyPresent(row)) {
      this.kind = 'flipped';
    } else {
      const wasNumeric = this.kind === 'numeric';
      this.kind = 'date';
      const date = wasNumeric ? this.parse(bytes, start, end) : Number.NaN;
      if (!Number.isNaN(date)) return;
      this.kind = 'category';
      this.fullCodes = this.fullNumbers.map((block) => new Int32Array(block.length).fill(-1));
      this.codes = new Int32Array(this.numbers.length).fill(-1, 0, row);
    }
    this.numbers = noNumbers;
    this.fullNumbers = [];
  }

  private anyPresent(row: number): boolean {
    const present = (value: number) => !Number.isNaN(value);
    return this.numbers.subarray(0, row).some(present) || this.fullNumbers.some((block) => block.some(present));
  }

  /** The column, of which the last `rows` rows are in the current block. Call once; a flipped column has none. */
  finish(rows: number): Column {
    if (this.kind === 'category') {
      const codes = joinedBlocks(this.fullCodes, this.codes, rows, (length) => new Int32Array(length));
      const column: CategoryColumn = {
        type: 'category',
        name: this.name,
        codes,
        levels: this.levels?.texts() ?? [],
        missing: count(codes, (code) => code < 0),
      };
      return this.text ? column : settledCategory(column);
    }
    const values = joinedBlocks(this.fullNumbers, this.numbers, rows, (length) => new Float64Array(length));
    const missing = count(values, Number.isNaN);
    const { name } = this;
    if (this.kind === 'date') return { type: 'date', name, values, daysOnly: !this.dateReader.hasTime, missing };
    return { type: 'numeric', name, values, integer: allWhole(values), missing };
  }
}

const isSpace = (byte: number): boolean => byte === 32 || byte === 9;

/** Every present value is a whole number. */
export function allWhole(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value) && !Number.isInteger(value)) return false;
  }
  return true;
}

function count(values: Float64Array | Int32Array, is: (value: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) if (is(values[i]!)) found++;
  return found;
}

/**
 * One array of all full blocks and the first `rows` of the last. A large block that is nearly full is taken as it is: copying
 * it would cost more than the few rows to spare, which no memory has been touched for.
 */
function joinedBlocks<A extends Float64Array | Int32Array>(
  full: A[],
  last: A,
  rows: number,
  make: (n: number) => A,
): A {
  if (full.length === 0 && rows > largestBlockRows && rows > 0.85 * last.length) return last.subarray(0, rows) as A;
  const whole = make(full.reduce((sum, block) => sum + block.length, rows));
  let at = 0;
  for (const block of full.splice(0)) {
    whole.set(block, at);
    at += block.length;
  }
  whole.set(last.subarray(0, rows), at);
  return whole;
}

/** A category column that turns out to hold the two words of a boolean, or dates by day and month, becomes one. */
export function settledCategory(column: CategoryColumn): Column {
  const { name, codes, levels, missing } = column;
  if (levels.length === 0) return column;
  const words = booleanWords.find((pair) => levels.every((level) => pair.includes(level)));
  if (words !== undefined) {
    const values = Uint8Array.from(codes, (code) => (code < 0 ? 255 : words.indexOf(levels[code]!)));
    return { type: 'boolean', name, values, words, missing };
  }
  const times = datesByDayOrMonth(levels);
  if (times === null) return column;
  const values = Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : times[code]!));
  return { type: 'date', name, values, daysOnly: true, missing };
}
