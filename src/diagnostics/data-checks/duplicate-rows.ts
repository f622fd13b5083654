/** Rows of the training part that occur more than once, label included. */
import { fewCombinations, recordColumns } from '../compared-columns.ts';
import type { DataCheck } from '../context.ts';
import { identifyRows } from '../row-identity.ts';
import { count, finding, percent, plural } from '../words.ts';

const code = 'duplicate-rows';
const noteShare = 0.001;
const warningShare = 0.05;

export const duplicateRows: DataCheck = {
  code,
  title: 'rows that occur more than once',
  detect: (context) => {
    const { table, target } = context.train;
    const columns = recordColumns(context);
    if (columns.length === 0) return [];
    const { groups, groupCount } = identifyRows([table], columns);
    const repeats = countRepeats(groups[0]!, target.codes, groupCount);
    const share = repeats.extra / table.rowCount;
    if (!(share >= noteShare)) return [];
    const byChance = groupCount < fewCombinations * table.rowCount;
    return [
      finding({
        code,
        severity: share >= warningShare && !byChance ? 'warning' : 'note',
        title: `${percent(share)} of the training rows repeat another row`,
        evidence:
          `${count(repeats.extra)} of ${count(table.rowCount)} training rows equal an earlier row in every column and in the ` +
          `class; the most frequent row occurs ${plural(repeats.largest, 'time')}.${byChance ? ' The columns allow only few combinations, so some of this is chance.' : ''}`,
        why:
          'Copies count the same case several times. Intervals come out too narrow, and copies that fall into different folds ' +
          'let a model be examined on rows that it has learned.',
        fix: 'If the copies are one case recorded twice, keep one; if they are separate cases that look alike, nothing needs to be done.',
      }),
    ];
  },
};

function countRepeats(groups: Int32Array, labels: Int32Array, groupCount: number): { extra: number; largest: number } {
  const classCount = labels.reduce((most, label) => Math.max(most, label + 1), 1);
  const seen = new Int32Array(groupCount * classCount);
  let extra = 0;
  let largest = 0;
  for (let i = 0; i < groups.length; i++) {
    const times = ++seen[groups[i]! * classCount + labels[i]!]!;
    if (times > 1) extra += 1;
    if (times > largest) largest = times;
  }
  return { extra, largest };
}
