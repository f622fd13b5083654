/**
 * Keeping made values plausible: whole numbers where the column has only whole numbers, whole days where it has only days, and
 * nothing outside the range the column has shown or was given. What was moved is counted; original rows are never touched.
 */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import type { DateColumn, NumericColumn } from '../table/types.ts';

/** What the values of a column may be; what is left out is learned from the column. Dates in milliseconds since 1970. */
export interface ColumnConstraint {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
}

export type ColumnConstraints = ReadonlyMap<string, ColumnConstraint> | Readonly<Record<string, ColumnConstraint>>;

/** How many made values of a column were moved. */
export interface ColumnAdjustment {
  readonly column: string;
  /** Moved to the nearest value inside the range. */
  readonly outOfRange: number;
  /** Moved to a whole number, day or millisecond. */
  readonly rounded: number;
}

export interface PlausibleOptions {
  readonly constraints: ReadonlyMap<string, ColumnConstraint>;
  /** Ranges learned from the column where none is given. */
  readonly learnRanges: boolean;
  /** Cut towards zero, as imbalanced-learn does, instead of rounding. */
  readonly truncate: boolean;
}

const day = 86_400_000;

/** Moves the made values of one column into place and says how many were moved. */
export function makePlausible(
  column: NumericColumn | DateColumn,
  made: Float64Array,
  { constraints, learnRanges, truncate }: PlausibleOptions,
): ColumnAdjustment {
  const given = constraints.get(column.name) ?? {};
  const unit = unitOf(column, given);
  const { min = learnRanges ? least(column.values) : -Infinity, max = learnRanges ? most(column.values) : Infinity } =
    given;
  // The ends are moved inwards to the grid, so that rounding never leads out of the range.
  const low = unit > 0 ? Math.ceil(min / unit) * unit : min;
  const high = unit > 0 ? Math.floor(max / unit) * unit : max;
  let outOfRange = 0;
  let rounded = 0;
  for (let i = 0; i < made.length; i++) {
    const value = made[i]!;
    const inside = Math.min(max, Math.max(min, value));
    if (inside !== value) outOfRange++;
    if (unit === 0) {
      made[i] = inside;
      continue;
    }
    const whole = (truncate ? Math.trunc(inside / unit) : Math.round(inside / unit)) * unit;
    if (whole !== inside) rounded++;
    made[i] = Math.min(high, Math.max(low, whole)) + 0;
  }
  return { column: column.name, outOfRange, rounded };
}

/** Checks constraints against the columns they are for. */
export function checkConstraints(
  fn: string,
  given: ColumnConstraints | undefined,
  columns: readonly (NumericColumn | DateColumn)[],
): ReadonlyMap<string, ColumnConstraint> {
  const constraints = new Map(given instanceof Map ? given : Object.entries(given ?? {})) as Map<
    string,
    ColumnConstraint
  >;
  const names = columns.map(({ name }) => name);
  for (const [name, constraint] of constraints) {
    const { min = -Infinity, max = Infinity } = constraint;
    const column = columns.find((one) => one.name === name);
    if (column === undefined) {
      const nearest = nearestName(name, names);
      const advice = nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` };
      const expected = `one of the ${names.length} numeric or date columns in use`;
      throw new InputError({
        code: 'unknown-column',
        fn,
        argument: 'column in constraints',
        expected,
        received: name,
        ...advice,
      });
    }
    const unit = unitOf(column, constraint);
    if (min <= max && (unit === 0 || Math.ceil(min / unit) <= Math.floor(max / unit))) continue;
    const expected = unit > 0 ? 'with a whole number between min and max' : 'with min at most max';
    throw new InputError({
      code: 'constraint',
      fn,
      argument: `constraint for column '${name}'`,
      expected,
      received: `${min} to ${max}`,
    });
  }
  return constraints;
}

/** The grid values lie on: 1 for whole numbers, days or milliseconds for dates, 0 for none. */
function unitOf(column: NumericColumn | DateColumn, { integer }: ColumnConstraint): number {
  if (column.type === 'date') return column.daysOnly ? day : 1;
  return (integer ?? column.integer) ? 1 : 0;
}

/** Ends of the present values. */
function least(values: Float64Array): number {
  return values.reduce((low, value) => (Number.isNaN(value) ? low : Math.min(low, value)), Infinity);
}

function most(values: Float64Array): number {
  return values.reduce((high, value) => (Number.isNaN(value) ? high : Math.max(high, value)), -Infinity);
}
