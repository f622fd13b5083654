/** Datasets: a table, its target, and for every row where in the source it came from. */
import { InputError } from '../core/errors.ts';
import { takeRows } from '../table/columns.ts';
import type { Table } from '../table/types.ts';
import type { Dataset, ResampledDataset, Target } from './types.ts';

export interface DatasetExtras {
  /** Source row of each row; defaults to 0, 1, 2 … */
  readonly rows?: Int32Array;
  /** Case weights, finite and at least 0. */
  readonly weights?: Float64Array;
  /** Rows with the same number belong together. */
  readonly groups?: Int32Array;
  /** When each row happened; finite. */
  readonly time?: Float64Array;
}

/** A class that takes no part because it is too rare to be in every part of a split. */
export interface SetAsideClass {
  readonly label: string;
  /** Column values merged into it. */
  readonly values: readonly string[];
  readonly count: number;
}

/** Puts table, target and what else is known per row together. Everything has one entry per row of the table. */
export function makeDataset(table: Table, target: Target, extras: DatasetExtras = {}): Dataset {
  const { rows = Int32Array.from({ length: table.rowCount }, (_, i) => i), weights, groups, time } = extras;
  checkLength('target', target.codes, table.rowCount);
  checkLength('rows', rows, table.rowCount);
  checkLength('groups', groups, table.rowCount);
  checkNumbers('weights', weights, table.rowCount, 0);
  checkNumbers('time', time, table.rowCount, Number.NEGATIVE_INFINITY);
  return Object.freeze({
    table,
    target,
    rows,
    ...(weights === undefined ? {} : { weights }),
    ...(groups === undefined ? {} : { groups }),
    ...(time === undefined ? {} : { time }),
  });
}

/** The rows at `positions`, in that order; where they came from and all that is known of them follows. O(rows taken x columns). */
export function takeDataset<D extends Dataset | ResampledDataset>(dataset: D, positions: Int32Array): D {
  const { table, target, rows, weights, groups, time, resampled } = dataset;
  const taken = {
    table: takeRows(table, positions),
    target: { ...target, codes: positions.map((position) => target.codes[position]!) },
    rows: positions.map((position) => rows[position]!),
    ...(weights === undefined ? {} : { weights: takeNumbers(weights, positions) }),
    ...(groups === undefined ? {} : { groups: positions.map((position) => groups[position]!) }),
    ...(time === undefined ? {} : { time: takeNumbers(time, positions) }),
    ...(resampled === undefined ? {} : { resampled }),
  };
  return Object.freeze(taken) as Dataset | ResampledDataset as D;
}

/** Rows of each class, in the order of `target.classes`; rows without a target are not counted. */
export function classCounts({ classes, codes }: Target): number[] {
  const counts = new Array<number>(classes.length).fill(0);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) counts[codes[i]!]! += 1;
  return counts;
}

/**
 * Sets classes with fewer than `minimum` rows aside, since they cannot be in every part of a split, and says which. Meant for
 * three or more classes; where only two remain, the rarer becomes the (inferred) positive one.
 *
 * Throws an InputError where fewer than two classes remain.
 */
export function setAsideRareClasses(
  dataset: Dataset,
  { minimum }: { readonly minimum: number },
): { readonly dataset: Dataset; readonly setAside: readonly SetAsideClass[] } {
  const { target } = dataset;
  const counts = classCounts(target);
  if (!(minimum >= 1)) throw refusal('minimum', 'at least 1 row', minimum);
  const large = [...counts.keys()].filter((k) => counts[k]! >= minimum);
  if (large.length === counts.length) return { dataset, setAside: [] };
  if (large.length < 2) {
    const expected = `small enough that two classes have as many rows (the largest have ${largest(counts)})`;
    throw refusal('minimum', expected, minimum, 'merge rare classes, name the positive values, or use fewer folds');
  }
  const used = orderOfRemaining(large, counts);
  const setAside = [...counts.keys()]
    .filter((k) => !large.includes(k))
    .map((k) => ({ label: target.classes[k]!, values: target.values[k]!, count: counts[k]! }));
  const positions = Int32Array.from(target.codes.keys()).filter((row) => used.includes(target.codes[row]!));
  const taken = takeDataset(dataset, positions);
  const binary = used.length === 2;
  const remaining: Target = {
    column: target.column,
    classes: used.map((k) => target.classes[k]!),
    codes: taken.target.codes.map((code) => used.indexOf(code)),
    positive: binary ? 1 : null,
    positiveInferred: binary,
    values: used.map((k) => target.values[k]!),
  };
  return { dataset: Object.freeze({ ...taken, target: remaining }), setAside };
}

/** Of two remaining classes the positive one, the rarer or else the later, comes second. */
function orderOfRemaining(classes: readonly number[], counts: readonly number[]): readonly number[] {
  const swap = classes.length === 2 && counts[classes[0]!]! < counts[classes[1]!]!;
  return swap ? classes.toReversed() : classes;
}

function largest(counts: readonly number[]): string {
  const sorted = counts.toSorted((a, b) => b - a);
  return sorted.slice(0, 2).join(' and ');
}

function takeNumbers(values: Float64Array, positions: Int32Array): Float64Array {
  return Float64Array.from(positions, (position) => values[position]!);
}

function refusal(argument: string, expected: string, received: unknown, advice?: string): InputError {
  const detail = { code: 'out-of-range', fn: 'setAsideRareClasses', argument, expected, received };
  return new InputError(advice === undefined ? detail : { ...detail, advice });
}

function checkLength(argument: string, values: ArrayLike<number> | undefined, rowCount: number): void {
  if (values === undefined || values.length === rowCount) return;
  const expected = `as long as the table (${rowCount} rows)`;
  throw new InputError({ code: 'length', fn: 'makeDataset', argument, expected, received: values });
}

function checkNumbers(argument: string, values: Float64Array | undefined, rowCount: number, least: number): void {
  checkLength(argument, values, rowCount);
  const wrong = values?.findIndex((value) => !(Number.isFinite(value) && value >= least)) ?? -1;
  if (wrong < 0) return;
  const expected = least === 0 ? 'a finite number of at least 0' : 'a finite number';
  const place = `${argument}[${wrong}]`;
  throw new InputError({
    code: 'out-of-range',
    fn: 'makeDataset',
    argument: place,
    expected,
    received: values![wrong],
  });
}
