/** Rows of the test part that the training part holds too. */
import { fewCombinations, recordColumns } from '../compared-columns.ts';
import type { DataCheck } from '../context.ts';
import { identifyRows } from '../row-identity.ts';
import { count, finding, percent, plural } from '../words.ts';

const code = 'rows-across-splits';
const warningShare = 0.01;
const criticalShare = 0.1;

export const rowsAcrossSplits: DataCheck = {
  code,
  title: 'rows that are both in training and in the test',
  detect: (context) => {
    const { train, test } = context;
    const columns = recordColumns(context);
    if (columns.length === 0 || test.table.rowCount === 0) return [];
    const { groups, groupCount } = identifyRows([train.table, test.table], columns);
    // Bit k is set where the group has a training row of class k modulo 30; more classes only make conflicts look fewer.
    const classesOf = new Int32Array(groupCount);
    for (let i = 0; i < train.table.rowCount; i++) classesOf[groups[0]![i]!]! |= 1 << (train.target.codes[i]! % 30);
    let shared = 0;
    let otherClass = 0;
    for (let i = 0; i < test.table.rowCount; i++) {
      const classes = classesOf[groups[1]![i]!]!;
      if (classes === 0) continue;
      shared += 1;
      if ((classes & (1 << (test.target.codes[i]! % 30))) === 0) otherClass += 1;
    }
    if (shared === 0) return [];
    const share = shared / test.table.rowCount;
    const byChance = groupCount < fewCombinations * (train.table.rowCount + test.table.rowCount);
    const conflict =
      otherClass === 0 ? '' : ` ${plural(otherClass, 'of them has', 'of them have')} another class there.`;
    return [
      finding({
        code,
        severity: byChance || share < warningShare ? 'note' : share < criticalShare ? 'warning' : 'critical',
        title: `${percent(share)} of the test rows are also in the training part`,
        evidence:
          `${count(shared)} of ${count(test.table.rowCount)} test rows equal a training row in every column but the target.${conflict}` +
          `${byChance ? ' The columns allow only few combinations, so rows meet by chance.' : ''}`,
        why: 'A model that has learned a row by heart is right about its copy without having understood anything, so the test flatters it.',
        fix: 'Remove copies before splitting, or give rows that belong together (one patient, one machine) to the same part.',
      }),
    ];
  },
};
