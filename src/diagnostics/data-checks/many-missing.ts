/** Columns that are empty in most rows. */
import type { DataCheck } from '../context.ts';
import { candidateColumns } from '../dataset-view.ts';
import { count, finding, percent } from '../words.ts';

const code = 'many-missing';
const noteShare = 0.3;
const warningShare = 0.8;

export const manyMissing: DataCheck = {
  code,
  title: 'columns with many missing values',
  detect: (context) => {
    const n = context.train.rows.length;
    return candidateColumns(context)
      .filter(({ missing }) => missing >= noteShare * n && missing < n)
      .map(({ name, missing }) =>
        finding({
          code,
          severity: missing >= warningShare * n ? 'warning' : 'note',
          title: `${name} is missing in ${percent(missing / n)} of the rows`,
          evidence: `${name} has no value in ${count(missing)} of ${count(n)} training rows.`,
          why:
            'What a model learns from the column rests on the remaining rows, among which the rare class may hardly occur, ' +
            'and on why the others are empty.',
          fix: `Check that ${name} was read as intended and what an empty field means; leave it out with --drop if it is not recorded in use.`,
          columns: [name],
        }),
      );
  },
};
