/** Which columns rows are compared by: one unique number per row would make all rows differ, whatever else they share. */
import type { DataContext } from './context.ts';
import { identifies } from './data-checks/identifier-column.ts';
import { candidateColumns } from './dataset-view.ts';

/** All candidates but identifiers: what makes two rows records of the same thing. */
export function recordColumns(context: DataContext): string[] {
  return candidateColumns(context)
    .filter((column) => identifies(column) === null)
    .map(({ name }) => name);
}

/** The record without its dates: what a model sees. */
export function featureColumns(context: DataContext): string[] {
  const dates = new Set(context.train.table.columns.filter(({ type }) => type === 'date').map(({ name }) => name));
  return recordColumns(context).filter((name) => !dates.has(name));
}

/**
 * With fewer distinct rows than this share of all rows, the columns allow so few combinations that rows repeat by chance and
 * repeats prove nothing.
 */
export const fewCombinations = 0.2;
