/**
 * Keeping made values plausible: whole numbers where the column has only whole numbers, whole days where it has only days, and
 * nothing outside the range the column has shown or was given. What was moved is counted; original rows are never touched, but
 * those outside a given range are counted too.
 */
import type { DateColumn, NumericColumn } from '../table/types.ts';

/** What the made values of a column were held to, and how many were moved for it. */
export interface ColumnAdjustment {
  readonly column: string;
  /** Values made. */
  readonly made: number;
  /** Least and largest value allowed, infinite where there is none. Dates in milliseconds since 1970. */
  readonly min: number;
  readonly max: number;
  /** What values are rounded to. */
  readonly unit: 'none' | 'whole number' | 'day' | 'millisecond';
  /** What of this was given; the rest was learned from the column. */
  readonly given: readonly ('min' | 'max' | 'integer')[];
  /** Moved up to `min`. */
  readonly belowMin: number;
  /** Moved down to `max`. */
  readonly aboveMax: number;
  /** Moved to the nearest value inside the range: `belowMin` and `aboveMax` together. */
  readonly outOfRange: number;
  /** Moved to a whole number, day or millisecond. */
  readonly rounded: number;
}

/** A constraint whose ends are numbers. */
export interface CheckedConstraint {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
}

export type CheckedConstraints = ReadonlyMap<string, CheckedConstraint>;

export interface PlausibleOptions {
  readonly constraints: CheckedConstraints;
  /** Ranges learned from the column where none is given. */
  readonly learnRanges: boolean;
  /** Cut towards zero, as imbalanced-learn does, instead of rounding. */
  readonly truncate: boolean;
}

export type ValueColumn = NumericColumn | DateColumn;

/** Milliseconds. */
export const day = 86_400_000;

/** What values of each unit are multiples of; 0 where they need not be. */
export const sizes: Readonly<Record<ColumnAdjustment['unit'], number>> = {
  none: 0,
  'whole number': 1,
  day,
  millisecond: 1,
};

/** Moves the made values of one column into place and says how many were moved. */
export function makePlausible(
  column: ValueColumn,
  made: Float64Array,
  { constraints, learnRanges, truncate }: PlausibleOptions,
): ColumnAdjustment {
  const given = constraints.get(column.name) ?? {};
  const { min, max, unit } = boundsOf(column, given, learnRanges);
  const size = sizes[unit];
  // The ends are moved inwards to the grid, so that rounding never leads out of the range.
  const low = size > 0 ? Math.ceil(min / size) * size : min;
  const high = size > 0 ? Math.floor(max / size) * size : max;
  let belowMin = 0;
  let aboveMax = 0;
  let rounded = 0;
  for (let i = 0; i < made.length; i++) {
    const value = made[i]!;
    if (value < min) belowMin++;
    if (value > max) aboveMax++;
    const inside = Math.min(max, Math.max(min, value));
    if (size === 0) {
      made[i] = inside;
      continue;
    }
    const whole = (truncate ? Math.trunc(inside / size) : Math.round(inside / size)) * size;
    if (whole !== inside) rounded++;
    made[i] = Math.min(high, Math.max(low, whole)) + 0;
  }
  return {
    column: column.name,
    made: made.length,
    min,
    max,
    unit,
    given: (['min', 'max', 'integer'] as const).filter((part) => given[part] !== undefined),
    belowMin,
    aboveMax,
    outOfRange: belowMin + aboveMax,
    rounded,
  };
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly unit: ColumnAdjustment['unit'];
}

/** What is given goes before what the column shows. */
export function boundsOf(column: ValueColumn, given: CheckedConstraint, learnRanges: boolean): Bounds {
  const [least, most] = learnRanges ? extent(column.values) : [-Infinity, Infinity];
  const { min = least, max = most, integer } = given;
  if (column.type === 'date') return { min, max, unit: column.daysOnly ? 'day' : 'millisecond' };
  return { min, max, unit: (integer ?? column.integer) ? 'whole number' : 'none' };
}

/** Ends of the present values; no ends where there are none. */
function extent(values: Float64Array): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? [least, most] : [-Infinity, Infinity];
}
