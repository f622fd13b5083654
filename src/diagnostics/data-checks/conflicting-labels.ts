/** Training rows with the same features and different classes: no model can be right about all of them. */
import { featureColumns } from '../compared-columns.ts';
import type { DataCheck } from '../context.ts';
import { rareClasses } from '../dataset-view.ts';
import { identifyRows } from '../row-identity.ts';
import { count, finding, percent } from '../words.ts';

const code = 'conflicting-labels';
const noteShare = 0.001;
const worryingLoss = 0.01;
const worryingRareShare = 0.1;

export const conflictingLabels: DataCheck = {
  code,
  title: 'equal rows with different classes',
  detect: (context) => {
    const { table, target } = context.train;
    const columns = featureColumns(context);
    if (columns.length === 0) return [];
    const { groups, groupCount } = identifyRows([table], columns);
    const classCount = target.classes.length;
    const counts = new Int32Array(groupCount * classCount);
    for (let i = 0; i < table.rowCount; i++) counts[groups[0]![i]! * classCount + target.codes[i]!]! += 1;
    const mixed = mixedRows(counts, classCount);
    if (!(mixed.rows >= noteShare * table.rowCount && mixed.rows > 0)) return [];
    const loss = mixed.lost / table.rowCount;
    const rarest = rareClasses(context.train).sort((a, b) => a.count - b.count)[0];
    const rareShare = rarest === undefined ? 0 : mixed.perClass[rarest.codes[0]!]! / rarest.count;
    const ofRare =
      rarest === undefined
        ? ''
        : ` Among them are ${count(mixed.perClass[rarest.codes[0]!]!)} of the ${count(rarest.count)} rows that are ${rarest.are}.`;
    return [
      finding({
        code,
        severity: loss >= worryingLoss || rareShare >= worryingRareShare ? 'warning' : 'note',
        title: `${percent(mixed.rows / table.rowCount)} of the training rows have a twin of another class`,
        evidence:
          `${count(mixed.rows)} of ${count(table.rowCount)} training rows equal a row of another class in every feature.${ofRare} ` +
          `The best possible model is wrong on ${count(mixed.lost)} of these rows, which costs ${percent(loss)} of accuracy.`,
        why:
          'Where features are equal and classes are not, either labels are wrong or what decides is not in the table. No model ' +
          'and no way of balancing can win these rows.',
        fix: 'Look at some of these rows: correct labels that are wrong, and look for a feature that would tell the twins apart.',
        classes: rarest === undefined ? [] : rarest.names,
      }),
    ];
  },
};

interface Mixed {
  rows: number;
  lost: number;
  readonly perClass: number[];
}

function mixedRows(counts: Int32Array, classCount: number): Mixed {
  const mixed: Mixed = { rows: 0, lost: 0, perClass: new Array<number>(classCount).fill(0) };
  for (let start = 0; start < counts.length; start += classCount) {
    let total = 0;
    let most = 0;
    for (let k = 0; k < classCount; k++) {
      total += counts[start + k]!;
      most = Math.max(most, counts[start + k]!);
    }
    if (total === most) continue;
    mixed.rows += total;
    mixed.lost += total - most;
    for (let k = 0; k < classCount; k++) mixed.perClass[k]! += counts[start + k]!;
  }
  return mixed;
}
