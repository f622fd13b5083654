/**
 * Constraints that a user gives for made values: what they look like, whether the columns can keep them, and what is worth
 * knowing of them. What is done with them is in plausible.ts, and in allowed.ts for categories.
 */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import type { Warning } from '../core/warnings.ts';
import { listNames } from '../data/class-names.ts';
import { DateReader } from '../table/dates.ts';
import type { Column } from '../table/types.ts';
import { type AllowedCategories, allowedRefused, checkAllowed, type LevelColumn, notAllowed } from './allowed.ts';
import {
  boundsOf,
  type CheckedConstraint,
  type CheckedConstraints,
  day,
  sizes,
  type ValueColumn,
} from './plausible.ts';

/**
 * What the values of a column may be: `min`, `max` and `integer` for numbers and dates, what is left out being learned from the
 * column; `allowed` for categories and booleans.
 */
export interface ColumnConstraint {
  /**
   * Least value; -Infinity for none. A number (of dates: milliseconds since 1970), or text as a file would have it: `18`,
   * `2024-01-31`.
   */
  readonly min?: number | string;
  /** Largest value, in the same form; Infinity for none. A day includes all its times. */
  readonly max?: number | string;
  /** Whole numbers only, or fractions too; learned: whole where all present values are. Not for dates. */
  readonly integer?: boolean;
  /** The categories that made rows may have, at least one and all of them categories of the column; booleans by their words. */
  readonly allowed?: readonly string[];
}

export type ColumnConstraints = ReadonlyMap<string, ColumnConstraint> | Readonly<Record<string, ColumnConstraint>>;

export interface ColumnsInUse {
  /** Columns that values are made of. */
  readonly valueColumns: readonly ValueColumn[];
  /** Columns that categories are made of. */
  readonly levelColumns: readonly LevelColumn[];
}

export interface CheckOptions extends ColumnsInUse {
  /** All columns of the table, to say what is wrong with one that cannot be constrained. */
  readonly all: readonly Column[];
  readonly learnRanges: boolean;
}

/** Checked constraints, by kind of column. */
export interface Constraints {
  readonly ranges: CheckedConstraints;
  readonly allowed: AllowedCategories;
}

/**
 * Checks constraints against the columns they are for.
 *
 * @throws InputError where there is no such column, it is not in use or of the wrong kind, an end is not a value or an allowed
 *   category no category of the column, or no value is left: ends reversed, no whole number between them, a given end beyond
 *   the learned other one, or no category.
 */
export function checkConstraints(fn: string, given: ColumnConstraints | undefined, columns: CheckOptions): Constraints {
  const ranges = new Map<string, CheckedConstraint>();
  const allowed = new Map<string, readonly string[]>();
  const entries: [string, ColumnConstraint][] = given instanceof Map ? [...given] : Object.entries(given ?? {});
  for (const [name, constraint] of entries) {
    const column = columns.all.find((one) => one.name === name);
    if (column === undefined) throw unknownAmong(fn, name, constraint, columns);
    refuseWrongKind(fn, column, constraint);
    const values = columns.valueColumns.find((one) => one.name === name);
    const levels = columns.levelColumns.find((one) => one.name === name);
    if (values !== undefined) ranges.set(name, checked(fn, values, constraint, columns.learnRanges));
    else if (levels !== undefined) allowed.set(name, checkAllowed(fn, levels, constraint.allowed!));
    else throw unused(fn, name);
  }
  return { ranges, allowed };
}

/** What is worth knowing of given constraints: observed values that break them, and that they had nothing to act on. */
export function constraintWarnings(
  { ranges, allowed }: Constraints,
  { valueColumns, levelColumns }: ColumnsInUse,
  madeRows: number,
): Warning[] {
  const warnings = [
    ...valueColumns.flatMap((column) => rangeWarnings(column, ranges.get(column.name))),
    ...levelColumns.flatMap((column) => categoryWarnings(column, allowed.get(column.name))),
  ];
  return ranges.size + allowed.size === 0 || madeRows > 0 ? warnings : [...warnings, idleConstraints];
}

function rangeWarnings(column: ValueColumn, constraint: CheckedConstraint | undefined): Warning[] {
  if (constraint === undefined) return [];
  const { name, values } = column;
  const { min = -Infinity, max = Infinity, integer } = constraint;
  const outside = values.filter((value) => value < min || value > max).length;
  const fractions = integer === true ? values.filter((value) => Number.isFinite(value) && value % 1 !== 0).length : 0;
  const range = openRangeText(column, min, max);
  const observed = (code: string, count: number, what: string): Warning[] =>
    count === 0 ? [] : [{ code, message: observedText(name, { count, rows: values.length, what }) }];
  return [
    ...observed('observed-out-of-range', outside, `outside the given range ${range}`),
    ...observed('observed-fractions', fractions, 'that is no whole number'),
  ];
}

function categoryWarnings(column: LevelColumn, allowed: readonly string[] | undefined): Warning[] {
  if (allowed === undefined) return [];
  const { count, texts } = notAllowed(column, allowed);
  if (count === 0) return [];
  const rows = column.type === 'category' ? column.codes.length : column.values.length;
  const what = `that is not allowed (${listNames(texts)})`;
  return [{ code: 'observed-not-allowed', message: observedText(column.name, { count, rows, what }) }];
}

/** What is said where constraints were given and no values were made. */
export const idleConstraints: Warning = {
  code: 'constraints-idle',
  message: 'No values were made, so the constraints given for columns had nothing to act on.',
};

/** The names that constraints are given for. */
export function constrainedNames(given: ColumnConstraints = {}): readonly string[] {
  return given instanceof Map ? [...given.keys()] : Object.keys(given);
}

/** The refusal of a constraint for a column that there is not; `kind` says of what columns `names` are. */
export function unknownConstrained(
  fn: string,
  name: string,
  { names, kind }: { readonly names: readonly string[]; readonly kind: string },
): InputError {
  const nearest = nearestName(name, names);
  return new InputError({
    code: 'unknown-column',
    fn,
    argument: 'column in constraints',
    expected: `one of the ${names.length} ${kind}`,
    received: name,
    ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
  });
}

function observedText(
  name: string,
  { count, rows, what }: { readonly count: number; readonly rows: number; readonly what: string },
): string {
  const have = count === 1 ? 'has' : 'have';
  const stay = count === 1 ? 'it stays as it is' : 'they stay as they are';
  return `${count} of ${rows} observed rows ${have} a value of '${name}' ${what}: ${stay}, only made values are held to it.`;
}

function unknownAmong(
  fn: string,
  name: string,
  { allowed }: ColumnConstraint,
  { valueColumns, levelColumns }: ColumnsInUse,
): InputError {
  const [columns, kind] =
    allowed === undefined
      ? ([valueColumns, 'numeric or date columns in use'] as const)
      : ([levelColumns, 'category or boolean columns in use'] as const);
  return unknownConstrained(fn, name, { names: columns.map((one) => one.name), kind });
}

/** Ranges are for numbers and dates, allowed categories for categories and booleans. */
function refuseWrongKind(fn: string, { name, type }: Column, { min, max, integer, allowed }: ColumnConstraint): void {
  if (type === 'numeric' || type === 'date') {
    if (allowed === undefined) return;
    const received = type === 'numeric' ? 'a column of numbers' : 'a column of dates';
    const detail = { expected: 'for categories', received, advice: 'say instead what range its values have' };
    throw allowedRefused(fn, name, detail);
  }
  if (allowed !== undefined && min === undefined && max === undefined && integer === undefined) return;
  const argument = `constraint for column '${name}'`;
  const received = type === 'category' ? 'a column of categories' : 'a column of two words';
  const advice = 'say instead which of its categories are allowed';
  throw new InputError({ code: 'column-type', fn, argument, expected: 'for numbers or dates', received, advice });
}

function unused(fn: string, name: string): InputError {
  const argument = `constraint for column '${name}'`;
  const advice = 'leave the constraint out: made rows have the value of the row they are made from';
  const [expected, received] = ['for a column in use', 'one that is left alone'];
  return new InputError({ code: 'unused-column', fn, argument, expected, received, advice });
}

function checked(
  fn: string,
  column: ValueColumn,
  constraint: ColumnConstraint,
  learnRanges: boolean,
): CheckedConstraint {
  const refuse = (code: string, expected: string, received: string, advice?: string): InputError => {
    const argument = `constraint for column '${column.name}'`;
    return new InputError({ code, fn, argument, expected, received, ...(advice === undefined ? {} : { advice }) });
  };
  const end = (side: 'min' | 'max'): number | undefined => {
    const value = constraint[side];
    if (typeof value !== 'string') return value;
    const read = column.type === 'date' ? timeOf(value, side, column.daysOnly) : numberOf(value);
    if (!Number.isNaN(read)) return read;
    const expected = column.type === 'date' ? 'with dates such as 2024-01-31 as ends' : 'with numbers as ends';
    throw refuse('constraint-end', expected, value);
  };
  const [min, max, { integer }] = [end('min'), end('max'), constraint];
  if (integer !== undefined && column.type === 'date') {
    throw refuse('integer-date', 'for numbers', 'a column of dates', 'leave it out: days stay days by themselves');
  }
  const [low, high] = [min ?? -Infinity, max ?? Infinity];
  const asked = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  const checkedOne = { ...asked, ...(integer !== undefined && { integer }) };
  if (!(low <= high)) throw refuse('constraint', 'with min at most max', rangeText(column, low, high));
  const bounds = boundsOf(column, checkedOne, learnRanges);
  if (!(bounds.min <= bounds.max)) {
    const [side, other, most, value] =
      min === undefined
        ? (['max', 'min', 'at least the smallest', bounds.min] as const)
        : (['min', 'max', 'at most the largest', bounds.max] as const);
    const expected = `with ${side} ${most} observed value (${endText(column, value)})`;
    const advice = `give ${other} too if values beyond the observed ones are wanted`;
    throw refuse('constraint', expected, endText(column, side === 'min' ? low : high), advice);
  }
  const size = sizes[bounds.unit];
  if (size > 0 && !(Math.ceil(bounds.min / size) <= Math.floor(bounds.max / size))) {
    const what = bounds.unit === 'whole number' ? 'a whole number' : `a ${bounds.unit}`;
    const isGiven = min !== undefined && max !== undefined;
    const advice = isGiven ? undefined : 'what is not given is observed; give both ends';
    throw refuse('constraint', `with ${what} between min and max`, rangeText(column, bounds.min, bounds.max), advice);
  }
  return checkedOne;
}

function numberOf(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** A day that ends a range of times ends with its last millisecond. */
function timeOf(text: string, side: 'min' | 'max', daysOnly: boolean): number {
  const reader = new DateReader();
  const bytes = new TextEncoder().encode(text);
  const time = reader.read(bytes, 0, bytes.length);
  return side === 'max' && !daysOnly && !reader.hasTime ? time + day - 1 : time;
}

function rangeText(column: ValueColumn, min: number, max: number): string {
  return `${endText(column, min)} to ${endText(column, max)}`;
}

/** `18 to 65`, `18 and above`, `65 and below`. */
function openRangeText(column: ValueColumn, min: number, max: number): string {
  if (max === Infinity) return `${endText(column, min)} and above`;
  return min === -Infinity ? `${endText(column, max)} and below` : rangeText(column, min, max);
}

function endText({ type }: ValueColumn, value: number): string {
  if (type === 'numeric' || !(Math.abs(value) <= 8.64e15)) return String(value);
  return new Date(value).toISOString().replace('T00:00:00.000Z', '');
}
