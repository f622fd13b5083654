/** The distinct values of a target column as texts in their natural order, and which of them each row has. */
import { InputError } from '../core/errors.ts';
import { isMissing, textOf } from '../table/columns.ts';
import type { Column } from '../table/types.ts';
import { compareText } from './label-order.ts';

export interface TargetValues {
  /** Distinct present values: numbers by size, false before true, texts by code point. */
  readonly texts: readonly string[];
  /** Position in `texts` per row, -1 where missing. */
  readonly codes: Int32Array;
  /** Rows of each value. */
  readonly counts: readonly number[];
  /** All values are numbers, in a numeric column or written as text. */
  readonly numeric: boolean;
}

/**
 * Reads the values of a column. O(n + k log k) for k distinct values.
 *
 * Throws an InputError where a column of its type cannot hold classes.
 */
export function targetValues(fn: string, column: Column): TargetValues {
  refuseMeasurements(fn, column);
  const values: ArrayLike<number> = column.type === 'category' ? column.codes : column.values;
  const seen = new Map<number, { readonly value: number; readonly text: string; count: number }>();
  for (let row = 0; row < values.length; row++) {
    if (isMissing(column, row)) continue;
    const value = values[row]!;
    const found = seen.get(value);
    if (found === undefined) seen.set(value, { value, text: textOf(column, row)!, count: 1 });
    else found.count += 1;
  }
  const sorted = [...seen.values()].sort((a, b) =>
    column.type === 'category' ? compareText(a.text, b.text) : a.value - b.value,
  );
  const position = new Map(sorted.map(({ value }, k) => [value, k]));
  return {
    texts: sorted.map(({ text }) => text),
    codes: Int32Array.from(values, (value, row) => (isMissing(column, row) ? -1 : position.get(value)!)),
    counts: sorted.map(({ count }) => count),
    numeric: sorted.every(({ text }) => text.trim() !== '' && Number.isFinite(Number(text))),
  };
}

function refuseMeasurements(fn: string, column: Column): void {
  const refuse = (code: string, advice: string): InputError =>
    new InputError({ code, fn, argument: 'target', expected: 'a column of classes', received: column.name, advice });
  if (column.type === 'date') {
    const advice = 'it holds dates; derive a class from them, such as before and after a day, or choose another column';
    throw refuse('date-target', advice);
  }
  if (column.type === 'numeric' && !column.integer) {
    const advice = 'it holds fractional numbers; bin them into classes first, or choose another column';
    throw refuse('continuous-target', advice);
  }
}
