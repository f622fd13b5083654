/**
 * Sets of rows that a column marks out (a value, an interval, everything but the usual value, missing or not) and the test of
 * whether such a set belongs to a class too purely to be believed.
 *
 * The family is kept small on purpose: every set that is looked at makes the test stricter.
 */
import { clopperPearson } from '../stats/proportion.ts';
import type { ColumnCodes } from './column-codes.ts';
import type { Totals } from './single-column.ts';
import { number } from './words.ts';

/** `value` one exact value or level; `unusual` all but the value most rows hold; `presence` missing or not; `interval` numbers. */
export type SetKind = 'value' | 'unusual' | 'presence' | 'interval';

export interface RowSet {
  readonly kind: SetKind;
  /** Follows `rows with`: `Cost above 0`. */
  readonly phrase: string;
  readonly n: number;
  readonly ofClass: number;
}

/** Smaller sets say too little to accuse a column. */
export const fewestRows = 10;

/** The sets of at least `fewestRows` rows, and short of all rows, that a column marks out. */
export function rowSets(column: ColumnCodes, { rows, ofClass }: Totals): RowSet[] {
  const n = sum(rows, 0, rows.length);
  const inside = (kind: SetKind, phrase: string, from: number, to: number): RowSet => ({
    kind,
    phrase,
    n: sum(rows, from, to),
    ofClass: sum(ofClass, from, to),
  });
  const sets: RowSet[] = [];
  for (let code = 1; code < column.size; code++) {
    if (rows[code]! < fewestRows || column.size === 2) continue;
    const exact = column.points === null || code % 2 === 0;
    sets.push(inside(exact ? 'value' : 'interval', column.describe(code), code, code + 1));
  }
  if (rows[0]! > 0) {
    sets.push(inside('presence', `${column.column} missing`, 0, 1));
    sets.push(inside('presence', `${column.column} present`, 1, column.size));
  }
  const unusual = unusualSet(column, rows, ofClass);
  if (unusual !== null) sets.push(unusual);
  sets.push(...tails(column, inside));
  return sets.filter((set) => set.n >= fewestRows && set.n < n);
}

function tails(
  { column, points, size }: ColumnCodes,
  inside: (kind: SetKind, phrase: string, from: number, to: number) => RowSet,
): RowSet[] {
  if (points === null) return [];
  return points.flatMap((point, i) => [
    inside('interval', `${column} below ${number(point)}`, 1, 2 + 2 * i),
    inside('interval', `${column} above ${number(point)}`, 3 + 2 * i, size),
  ]);
}

/** All present rows but those with the value that more than half of the present rows hold; null where there is none. */
function unusualSet(column: ColumnCodes, rows: Float64Array, ofClass: Float64Array): RowSet | null {
  const present = sum(rows, 1, rows.length);
  const usual = rows.findIndex((here, code) => code > 0 && 2 * here > present);
  if (usual < 0 || (column.points !== null && usual % 2 === 1)) return null;
  const below = column.points === null ? 1 : sum(rows, 1, usual);
  const phrase =
    below === 0
      ? `${column.column} above ${number(column.points![(usual - 1) >> 1]!)}`
      : `any other than ${column.describe(usual)}`;
  return {
    kind: 'unusual',
    phrase,
    n: present - rows[usual]!,
    ofClass: sum(ofClass, 1, rows.length) - ofClass[usual]!,
  };
}

/**
 * What the lower bound of a set's class share must exceed to be too pure: five times the prevalence and more than half, but
 * never more than nine tenths of the way from the prevalence to certainty, so that the bar exists for common classes too.
 */
export function purityBar(prevalence: number): number {
  return Math.max(0.5, Math.min(5 * prevalence, certaintyBar(prevalence)));
}

/** The bar where only near certainty will do: nine tenths of the way from the prevalence to 1. */
export function certaintyBar(prevalence: number): number {
  return 1 - (1 - prevalence) / 10;
}

/** Lower Clopper-Pearson bound of the set's class share, at 95 % over all of `tests` sets together (Bonferroni). */
export function lowerBound({ n, ofClass }: RowSet, tests: number = 1): number {
  return clopperPearson(ofClass, n, { level: 1 - 0.05 / Math.max(1, tests) })?.low ?? 0;
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i]!;
  return total;
}
