/**
 * From a column to a target: which classes there are, which one is positive, and which rows have none. Everything that makes
 * a column unusable as a target is refused here, with what to do about it.
 */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import type { Warning } from '../core/warnings.ts';
import { column } from '../table/columns.ts';
import type { Column, Table } from '../table/types.ts';
import { joinWords, listNames } from './class-names.ts';
import { type TargetValues, targetValues } from './target-values.ts';
import type { Target } from './types.ts';

/** More distinct values than this are no classes: they are measurements or identifiers. */
const mostClasses = 50;

export interface TargetOptions {
  /** Name of the column. */
  readonly target: string;
  /** Values that together make up the positive class; all others are the negative class. */
  readonly positive?: readonly string[];
  /** Who asks, for error messages; defaults to `describeTarget`. */
  readonly fn?: string;
}

export interface DescribedTarget {
  /** One code per row of the table, -1 where the target is missing. */
  readonly target: Target;
  /** Positions of the rows that have a target, ascending. */
  readonly kept: Int32Array;
  /** `missing-target` where rows had to be set aside. */
  readonly warnings: readonly Warning[];
}

/**
 * Describes the target column. With `positive` there are two classes, [negative, positive]. Without it, a column of two values
 * gets the rarer as positive (of equally rare ones the later in sorted order) and says that it was inferred; with three or
 * more values every value is a class, in sorted order, and none is positive.
 *
 * Throws an InputError where the column is unknown, holds dates or fractional numbers, a single value, a value per row or more
 * than 50 values (without `positive`), and where `positive` names unknown values or all of them. O(rows).
 */
export function describeTarget(table: Table, options: TargetOptions): DescribedTarget {
  const { target: name, positive, fn = 'describeTarget' } = options;
  const values = targetValues(fn, findColumn(fn, table, name));
  checkSeveralValues(fn, name, values, positive !== undefined);
  const classes = positive === undefined ? classesFound(values) : classesNamed(fn, name, values, positive);
  const classOf = new Int32Array(values.texts.length);
  classes.members.forEach((members, k) => {
    for (const member of members) classOf[member] = k;
  });
  const codes = values.codes.map((code) => (code < 0 ? -1 : classOf[code]!));
  const kept = Int32Array.from(codes.keys()).filter((row) => codes[row]! >= 0);
  const target: Target = {
    column: name,
    classes: classes.names,
    codes,
    positive: classes.names.length === 2 ? 1 : null,
    positiveInferred: positive === undefined && classes.names.length === 2,
    values: classes.members.map((members) => members.map((member) => values.texts[member]!)),
  };
  return { target, kept, warnings: missingWarning(name, table.rowCount, table.rowCount - kept.length) };
}

interface Classes {
  readonly names: readonly string[];
  /** Positions of the values of each class. */
  readonly members: readonly (readonly number[])[];
}

function classesFound({ texts, counts }: TargetValues): Classes {
  const each = texts.map((_, position) => position);
  if (each.length === 2 && counts[0]! < counts[1]!) each.reverse();
  return { names: each.map((position) => texts[position]!), members: each.map((position) => [position]) };
}

function classesNamed(fn: string, column: string, values: TargetValues, positive: readonly string[]): Classes {
  const { texts } = values;
  const refuse = (code: string, expected: string, received: unknown, advice: string): InputError =>
    new InputError({ code, fn, argument: 'positive', expected, received, advice });
  if (positive.length === 0) {
    throw refuse('no-positive', 'at least one value', 'none', `'${column}' has ${listNames(texts)}`);
  }
  const chosen = [...new Set(positive)].map((value) => {
    const position = texts.indexOf(value);
    if (position >= 0) return position;
    const nearest = nearestName(value, texts);
    const hint = nearest === undefined ? '' : `did you mean '${nearest}'? `;
    throw refuse('unknown-positive', `a value of '${column}'`, value, `${hint}it has ${listNames(texts)}`);
  });
  const rest = texts.map((_, position) => position).filter((position) => !chosen.includes(position));
  if (rest.length === 0) {
    throw refuse('all-positive', `some but not all values of '${column}'`, joinWords(positive, 'and'), 'name fewer');
  }
  const names = chosen.map((position) => texts[position]!);
  return { names: [negativeName(rest, texts, names), joinWords(names, 'or')], members: [rest, chosen] };
}

function negativeName(rest: readonly number[], texts: readonly string[], positive: readonly string[]): string {
  if (rest.length === 1) return texts[rest[0]!]!;
  return positive.length === 1 ? `not ${positive[0]}` : `none of ${joinWords(positive, 'and')}`;
}

function findColumn(fn: string, table: Table, name: string): Column {
  const found = column(table, name);
  if (found !== undefined) return found;
  const names = table.columns.map((candidate) => candidate.name);
  const nearest = nearestName(name, names);
  throw new InputError({
    code: 'unknown-column',
    fn,
    argument: 'target',
    expected: 'the name of a column',
    received: name,
    advice: nearest === undefined ? `the columns are ${listNames(names)}` : `did you mean '${nearest}'?`,
  });
}

function checkSeveralValues(fn: string, column: string, values: TargetValues, grouped: boolean): void {
  const { texts, counts, numeric } = values;
  const present = counts.reduce((sum, count) => sum + count, 0);
  const refuse = (code: string, expected: string, advice: string): InputError =>
    new InputError({ code, fn, argument: 'target', expected, received: column, advice });
  if (present === 0) throw refuse('empty-target', 'a column with values', 'every row lacks one; choose another column');
  if (texts.length === 1) {
    const advice = `every row that has a value has ${listNames(texts)}; choose another column, or add rows of another class`;
    throw refuse('one-class', 'a column of at least two classes', advice);
  }
  const remedy = numeric
    ? 'bin the numbers into classes first, or choose another column'
    : 'choose another column, or say which values are positive';
  if (texts.length === present && present > 2) {
    const advice = `each of its ${present} values occurs once, as in an identifier or a measurement; ${remedy}`;
    throw refuse('unique-target', 'a column of classes', advice);
  }
  if (texts.length > mostClasses && !grouped) {
    const advice = `it has ${texts.length} different values, as in an identifier or a measurement; ${remedy}`;
    throw refuse('too-many-classes', `a column of at most ${mostClasses} classes`, advice);
  }
}

function missingWarning(column: string, rows: number, missing: number): Warning[] {
  if (missing === 0) return [];
  const verbs = missing === 1 ? ['has', 'is'] : ['have', 'are'];
  const message = `${missing} of ${rows} rows ${verbs[0]} no value in the target '${column}' and ${verbs[1]} set aside.`;
  return [{ code: 'missing-target', message }];
}
