/** Columns with one value, or none, in all training rows: nothing can be learned from them. */
import type { Column } from '../../table/types.ts';
import type { DataCheck } from '../context.ts';
import { candidateColumns } from '../dataset-view.ts';
import { count, finding, number, quoted } from '../words.ts';

const code = 'constant-column';

export const constantColumn: DataCheck = {
  code,
  title: 'columns with a single value',
  detect: (context) =>
    candidateColumns(context).flatMap((column) => {
      const only = onlyValue(column);
      if (only === null) return [];
      return [
        finding({
          code,
          severity: 'note',
          title: `${column.name} has ${only.empty ? 'no value' : 'the same value'} in every row`,
          evidence: `All ${count(context.train.rows.length)} training rows have ${only.text}.`,
          why: 'A column that never varies cannot tell the classes apart.',
          fix: `Nothing is lost by leaving ${column.name} out; if it should vary, look for a mistake where the table was made.`,
          columns: [column.name],
          leavesOut: [column.name],
        }),
      ];
    }),
};

/** The one value of a column without gaps, or that it is all gaps; null where it varies. Presence itself counts as varying. */
function onlyValue(column: Column): { readonly text: string; readonly empty: boolean } | null {
  const values: ArrayLike<number> = column.type === 'category' ? column.codes : column.values;
  if (values.length === 0) return null;
  if (column.missing === values.length) return { text: `no ${column.name}`, empty: true };
  if (column.missing > 0) return null;
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return null;
  return { text: `${column.name} ${wordOf(column, values[0]!)}`, empty: false };
}

function wordOf(column: Column, value: number): string {
  switch (column.type) {
    case 'category':
      return quoted(column.levels[value]!);
    case 'boolean':
      return quoted(column.words[value === 0 ? 0 : 1]);
    case 'date':
      return new Date(value).toISOString().slice(0, 10);
    case 'numeric':
      return number(value);
  }
}
