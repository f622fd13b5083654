/** Columns whose values each occur a few times, as those of a patient, a card or a batch do: rows that belong together. */
import type { Column } from '../../table/types.ts';
import type { DataCheck } from '../context.ts';
import { candidateColumns } from '../dataset-view.ts';
import { count, finding, number } from '../words.ts';
import { identifies, namedAsIdentifier } from './identifier-column.ts';

const code = 'group-like-column';
const fewestGroups = 30;
const mostRowsPerGroup = 20;

export const groupLikeColumn: DataCheck = {
  code,
  title: 'columns that may say which rows belong together',
  detect: (context) =>
    candidateColumns(context).flatMap((column) => {
      const groups = groupsOf(column);
      if (groups === null) return [];
      const present = context.train.rows.length - column.missing;
      return [
        finding({
          code,
          severity: 'note',
          title: `${column.name} may say which rows belong together`,
          evidence:
            `${column.name} has ${count(groups)} values in ${count(present)} training rows, ` +
            `${number(Number((present / groups).toFixed(1)))} rows each on average.`,
          why:
            'If a value stands for one person, machine or batch, its rows resemble each other. A split by rows then puts some ' +
            'into training and some into the test, and the model is examined on acquaintances.',
          fix: `If the model will meet new values of ${column.name}, split by it (grouped folds), and do not use it as a feature.`,
          columns: [column.name],
        }),
      ];
    }),
};

/** Number of groups where values repeat, but only a few times each; numbers must also be named as an identifier is. */
function groupsOf(column: Column): number | null {
  const isText = column.type === 'category';
  const isNumber = column.type === 'numeric' && column.integer && namedAsIdentifier(column.name);
  if (!(isText || isNumber) || identifies(column) !== null) return null;
  const rows = new Map<number, number>();
  for (const value of isText ? column.codes : column.values) {
    if (!(isText ? value < 0 : Number.isNaN(value))) rows.set(value, (rows.get(value) ?? 0) + 1);
  }
  const present = (isText ? column.codes.length : column.values.length) - column.missing;
  let shared = 0;
  for (const held of rows.values()) if (held > 1) shared += held;
  const repeats = shared >= present / 2 && present / rows.size <= mostRowsPerGroup;
  return rows.size >= fewestGroups && repeats ? rows.size : null;
}
