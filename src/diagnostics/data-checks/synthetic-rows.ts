/**
 * Rare rows that lie exactly between two other rare rows, which nature hardly makes and SMOTE and its kin always do: the table
 * was resampled before it came here.
 */
import type { Dataset } from '../../data/types.ts';
import type { NumericColumn } from '../../table/types.ts';
import type { DataCheck } from '../context.ts';
import { candidateColumns, type RareClass, rareClasses } from '../dataset-view.ts';
import { count, finding, percent, quoted } from '../words.ts';

const code = 'synthetic-rows';
const fewestColumns = 3;
const examined = 100;
const mostRows = 2000;
const neighbours = 20;
const fewestFound = 3;
const foundShare = 0.05;
/** Relative slack of the triangle inequality that rounding may use up. */
const slack = 1e-9;

export const syntheticRows: DataCheck = {
  code,
  title: 'rows that were made by resampling',
  detect: (context) => {
    const numbers = candidateColumns(context).filter(
      (column): column is NumericColumn => column.type === 'numeric' && !column.integer && column.missing === 0,
    );
    return rareClasses(context.train).flatMap((rare) => {
      if (rare.codes.length > 1) return [];
      const points = pointsOf(numbers, rowsOf(context.train, rare));
      if (points === null) return [];
      const tried = Math.min(examined, points.length);
      const stride = points.length / tried;
      let between = 0;
      for (let i = 0; i < tried; i++) if (liesBetween(Math.floor(i * stride), points)) between += 1;
      if (between < Math.max(fewestFound, foundShare * tried)) return [];
      return [report(rare, between, tried)];
    });
  },
};

function rowsOf({ target }: Dataset, { codes }: RareClass): number[] {
  const rows: number[] = [];
  for (let i = 0; i < target.codes.length && rows.length < mostRows; i++) {
    if (target.codes[i] === codes[0]) rows.push(i);
  }
  return rows;
}

/** Scaled rows over columns whose values hardly repeat; on a coarse grid honest rows lie between others too. */
function pointsOf(columns: readonly NumericColumn[], rows: readonly number[]): Float64Array[] | null {
  const fine = columns.filter(({ values }) => new Set(rows.map((row) => values[row]!)).size > 0.9 * rows.length);
  if (fine.length < fewestColumns || rows.length < 10) return null;
  const scaled = fine.map(({ values }) => {
    const here = rows.map((row) => values[row]!);
    const range = here.reduce((most, value) => Math.max(most, Math.abs(value - here[0]!)), 0);
    return here.map((value) => (value - here[0]!) / range);
  });
  return rows.map((_, i) => Float64Array.from(scaled, (column) => column[i]!));
}

function liesBetween(at: number, points: readonly Float64Array[]): boolean {
  const here = points[at]!;
  const near = points
    .map((point, i) => ({ point, distance: i === at ? 0 : distance(here, point) }))
    .filter((other) => other.distance > 0)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, neighbours);
  return near.some((a, i) =>
    near.slice(0, i).some((b) => {
      const across = distance(a.point, b.point);
      return a.distance + b.distance - across <= slack * across;
    }),
  );
}

function distance(a: Float64Array, b: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(squares);
}

function report(rare: RareClass, between: number, tried: number): ReturnType<typeof finding> {
  return finding({
    code,
    severity: 'critical',
    title: `Rows of class ${quoted(rare.names[0]!)} seem to have been made by resampling`,
    evidence:
      `${count(between)} of ${count(tried)} examined training rows that are ${rare.are} (${percent(between / tried)}) lie exactly ` +
      'on the line between two others of their class.',
    why:
      'Rows made from other rows before the split stand in the test part beside their parents. The test then asks for what ' +
      'the model has seen, at a share of the rare class that does not exist outside the table.',
    fix: 'Go back to the table before it was resampled; resampling belongs inside each training fold, where it is done here.',
    classes: rare.names,
  });
}
