/** Columns of dates: when a row was recorded, not what it is like. */
import type { DataCheck } from '../context.ts';
import { candidateColumns } from '../dataset-view.ts';
import { finding } from '../words.ts';

const code = 'date-column';

export const dateColumn: DataCheck = {
  code,
  title: 'columns of dates',
  detect: (context) =>
    candidateColumns(context).flatMap((column) => {
      if (column.type !== 'date' || column.missing === column.values.length) return [];
      let first = Number.POSITIVE_INFINITY;
      let last = Number.NEGATIVE_INFINITY;
      for (const value of column.values) {
        if (value < first) first = value;
        if (value > last) last = value;
      }
      return [
        finding({
          code,
          severity: 'note',
          title: `${column.name} is a date`,
          evidence: `${column.name} runs from ${dayOf(first)} to ${dayOf(last)} in the training rows.`,
          why:
            'A date says when a row was recorded. A model that learns from it learns a past that does not come back, and a ' +
            'random split lets it see the days around each test row, which a model in use never does.',
          fix:
            `${column.name} is left out. Where season or age matters, give it as a column of its own (month, days since); ` +
            'where the model will predict the future, also test it on the latest rows: a split ordered in time.',
          columns: [column.name],
          leavesOut: [column.name],
        }),
      ];
    }),
};

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
