/** Made values moved into place, one column at a time, and what constraints say of the columns they are for. */
import { describe, expect, it } from 'vitest';
import { type ColumnConstraint, checkConstraints, constraintWarnings } from '../../src/resampling/constraints.ts';
import { type CheckedConstraint, makePlausible } from '../../src/resampling/plausible.ts';
import type { Column, DateColumn, NumericColumn } from '../../src/table/types.ts';
import { category, numeric } from '../data/example-table.ts';

const day = 86_400_000;
const dates = (values: readonly number[], daysOnly: boolean): DateColumn => ({
  type: 'date',
  name: 'date',
  values: Float64Array.from(values),
  daysOnly,
  missing: 0,
});

const age = numeric('age', [20, 40, 90, Number.NaN]) as NumericColumn;
const cost = numeric('cost', [0.2, 0.8]) as NumericColumn;
// 2024-01-10 and 2024-01-20: 19,732 and 19,742 days after 1970-01-01 (54 years with 13 leap days, and 9 or 19 days).
const days = dates([19_732 * day, 19_742 * day], true);
const times = dates([19_732 * day, 19_742 * day + 1], false);

function moved(
  column: NumericColumn | DateColumn,
  values: readonly number[],
  constraint: CheckedConstraint | null = null,
  options: { readonly learnRanges?: boolean; readonly truncate?: boolean } = {},
) {
  const made = Float64Array.from(values);
  const constraints = new Map(constraint === null ? [] : [[column.name, constraint]]);
  const adjustment = makePlausible(column, made, { constraints, learnRanges: true, truncate: false, ...options });
  return { made: [...made], adjustment };
}

describe('made values', () => {
  it('are held to what the column shows', () => {
    const { made, adjustment } = moved(age, [10, 20, 30.4, 30.5, 95.7]);
    expect(made).toEqual([20, 20, 30, 31, 90]);
    expect(adjustment).toEqual({
      column: 'age',
      made: 5,
      min: 20,
      max: 90,
      unit: 'whole number',
      given: [],
      belowMin: 1,
      aboveMax: 1,
      outOfRange: 2,
      rounded: 2,
    });
  });

  it('are held to what is given, end by end, and to what the column shows elsewhere', () => {
    const { made, adjustment } = moved(age, [10, 25, 95], { min: 30 });
    expect(made).toEqual([30, 30, 90]);
    expect(adjustment).toMatchObject({ min: 30, max: 90, given: ['min'], belowMin: 2, aboveMax: 1, outOfRange: 3 });
    expect(moved(age, [10, 95], { max: Infinity }).made).toEqual([20, 95]);
    expect(moved(age, [10, 95], { max: 100 }, { learnRanges: false }).made).toEqual([10, 95]);
  });

  it('may be whole where the column is not, and have fractions where it is whole', () => {
    expect(moved(cost, [0.4], { min: 0, max: 1, integer: true })).toMatchObject({
      made: [0],
      adjustment: { unit: 'whole number', rounded: 1, given: ['min', 'max', 'integer'] },
    });
    expect(moved(age, [30.4], { integer: false })).toMatchObject({ made: [30.4], adjustment: { rounded: 0 } });
  });

  it('are rounded inside the range, never out of it', () => {
    expect(moved(cost, [0.3, 7.2], { min: 0.6, max: 3.4, integer: true }).made).toEqual([1, 3]);
    expect(moved(cost, [0.9], { min: 0.6, max: 3.4, integer: true }, { truncate: true }).made).toEqual([1]);
  });

  it('are whole days or milliseconds where they are dates', () => {
    expect(moved(days, [19_735.6 * day, 0])).toMatchObject({
      made: [19_736 * day, 19_732 * day],
      adjustment: { unit: 'day', rounded: 1, belowMin: 1 },
    });
    expect(moved(times, [19_735 * day + 0.4]).made).toEqual([19_735 * day]);
  });
});

describe('constraints', () => {
  const flag: Column = { type: 'boolean', name: 'flag', values: Uint8Array.of(0, 1), words: ['N', 'Y'], missing: 0 };
  const idle = numeric('idle', [1, 2]);
  const size = category('size', ['S', 'L']);
  function check(name: string, constraint: ColumnConstraint, learnRanges = true, column: Column = days) {
    const valueColumns = [age, cost, column as DateColumn];
    return checkConstraints('smote', new Map([[name, constraint]]), {
      valueColumns,
      levelColumns: [],
      all: [...valueColumns, flag, idle, size],
      learnRanges,
    }).ranges.get(name);
  }

  it('take ends as a file would have them', () => {
    expect(check('age', { min: '18', max: '1e2' })).toEqual({ min: 18, max: 100 });
    expect(check('date', { min: '2024-01-12', max: '2024-01-20' })).toEqual({ min: 19_734 * day, max: 19_742 * day });
  });

  it('let a day include its times, but for one that is given with a time', () => {
    const last = (max: string) => check('date', { max }, true, times)!.max! - 19_734 * day;
    expect([last('2024-01-12'), last('2024-01-12T00:00')]).toEqual([day - 1, 0]);
    expect(check('date', { min: '2024-01-12' }, true, times)).toEqual({ min: 19_734 * day });
  });

  it.each<[string, ColumnConstraint, string]>([
    [
      'agee',
      { min: 1 },
      "column in constraints must be one of the 3 numeric or date columns in use, got 'agee'; did you mean 'age'?",
    ],
    [
      'size',
      { min: 1 },
      "constraint for column 'size' must be for numbers or dates, got 'a column of categories'; say instead which of its categories are allowed",
    ],
    ['flag', { min: 1 }, "constraint for column 'flag' must be for numbers or dates, got 'a column of two words'"],
    ['idle', { min: 1 }, "constraint for column 'idle' must be for a column in use, got 'one that is left alone'"],
    ['age', { min: '2024-01-12' }, "constraint for column 'age' must be with numbers as ends, got '2024-01-12'"],
    ['age', { min: '' }, "constraint for column 'age' must be with numbers as ends, got ''"],
    ['date', { min: '2024' }, "constraint for column 'date' must be with dates such as 2024-01-31 as ends, got '2024'"],
    [
      'date',
      { min: '2024-01-20', max: '2024-01-12' },
      "constraint for column 'date' must be with min at most max, got '2024-01-20 to 2024-01-12'",
    ],
    ['date', { integer: true }, "constraint for column 'date' must be for numbers, got 'a column of dates'"],
    [
      'age',
      { min: 100 },
      "constraint for column 'age' must be with min at most the largest observed value (90), got '100'; give max too if values beyond the observed ones are wanted",
    ],
    [
      'date',
      { max: '2023-12-31' },
      "constraint for column 'date' must be with max at least the smallest observed value (2024-01-10), got '2023-12-31'; give min too",
    ],
    [
      'cost',
      { integer: true },
      "constraint for column 'cost' must be with a whole number between min and max, got '0.2 to 0.8'; what is not given is observed; give both ends",
    ],
  ])('for %s of %j are refused', (name, constraint, message) => {
    expect(() => check(name, constraint)).toThrow(`smote: ${message}`);
  });

  it('need meet no observed value where ranges are not learned', () => {
    expect(check('age', { min: 100 }, false)).toEqual({ min: 100 });
    expect(moved(age, [95, 105], { min: 100 }, { learnRanges: false }).made).toEqual([100, 105]);
  });

  it('warn of observed values outside them, and where nothing was made', () => {
    const columns = { valueColumns: [age, cost], levelColumns: [] };
    const heldTo = (ranges: [string, CheckedConstraint][]) => ({ ranges: new Map(ranges), allowed: new Map() });
    const of = (constraint: CheckedConstraint, made: number, column: NumericColumn = age) =>
      constraintWarnings(heldTo([[column.name, constraint]]), columns, made).map(({ message }) => message);
    expect(of({ min: 20, max: 90 }, 5)).toEqual([]);
    expect(of({ min: 30 }, 5)).toEqual([
      "1 of 4 observed rows has a value of 'age' outside the given range 30 and above: it stays as it is, only made values are held to it.",
    ]);
    expect(of({ integer: true }, 5, cost)).toEqual([
      "2 of 2 observed rows have a value of 'cost' that is no whole number: they stay as they are, only made values are held to it.",
    ]);
    expect(of({ min: 20 }, 0)).toEqual([
      'No values were made, so the constraints given for columns had nothing to act on.',
    ]);
    expect(constraintWarnings(heldTo([]), columns, 0)).toEqual([]);
  });
});
