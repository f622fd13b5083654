/** From a table to the dataset that is split: rows with a target, classes large enough to appear in every part. */
import { InputError } from '../core/errors.ts';
import type { Warning } from '../core/warnings.ts';
import { makeDataset, type SetAsideClass, setAsideRareClasses, takeDataset } from '../data/dataset.ts';
import { describeTarget } from '../data/target.ts';
import type { Dataset } from '../data/types.ts';
import type { Table } from '../table/types.ts';
import type { CompleteAuditOptions } from './options.ts';

/** Rows of a class that each fold and the test part should have at the least, for a class to be judged at all. */
const rowsPerPart = 5;

export interface PreparedDataset {
  readonly dataset: Dataset;
  /** Columns that could be features: all but the target and those dropped on request. */
  readonly candidates: readonly string[];
  /** Classes too rare to be judged (three or more classes only); their rows take no part. */
  readonly setAside: readonly SetAsideClass[];
  readonly warnings: readonly Warning[];
}

/** Smallest class that can put `rowsPerPart` rows into the test part and into every fold. */
export function smallestUsableClass({ folds, testShare }: { folds: number; testShare: number }): number {
  return Math.ceil(rowsPerPart * Math.max(1 / testShare, folds / (1 - testShare)));
}

export function prepareDataset(table: Table, options: CompleteAuditOptions): PreparedDataset {
  const { target: column, positive, drop } = options;
  const candidates = table.columns.map(({ name }) => name).filter((name) => name !== column && !drop.includes(name));
  const described = describeTarget(table, { target: column, ...(positive === null ? {} : { positive }), fn: 'audit' });
  if (candidates.length === 0) {
    throw new InputError({
      code: 'no-features',
      fn: 'audit',
      argument: 'the table',
      expected: 'made of the target and at least one other column',
      received: `${table.columns.length} column${table.columns.length === 1 ? '' : 's'}`,
      advice: drop.length > 0 ? 'drop fewer columns' : 'a model needs something to learn from',
    });
  }
  const whole = takeDataset(makeDataset(table, described.target), described.kept);
  if (whole.target.positive !== null) return { dataset: whole, candidates, setAside: [], warnings: described.warnings };
  const { dataset, setAside } = setAsideRareClasses(whole, { minimum: smallestUsableClass(options) });
  return { dataset, candidates, setAside, warnings: described.warnings };
}
