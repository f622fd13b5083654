/** Whether a value is missing says something about the class. Harmless where it will be so in use, a trap where it will not. */
import type { Column } from '../../table/types.ts';
import type { DataCheck } from '../context.ts';
import { candidateColumns, isMissingAt, type RareClass, rareClasses } from '../dataset-view.ts';
import type { Finding } from '../types.ts';
import { count, decimal, finding, percent } from '../words.ts';

const code = 'missingness-tells';
const fewestRows = 10;
/** ROC-AUC of "is missing" this far from .5 is worth a word, and this far worth a warning. */
const noteworthy = 0.05;
const worrying = 0.2;
/** Two-sided normal quantile of 5 % shared by fifty columns. */
const sureEnough = 3.3;

export const missingnessTells: DataCheck = {
  code,
  title: 'columns whose missing values tell the class',
  detect: (context) => {
    const { train } = context;
    const rares = rareClasses(train);
    return candidateColumns(context).flatMap((column) => {
      if (column.missing < fewestRows || column.missing > train.rows.length - fewestRows) return [];
      const perClass = missingPerClass(column, train.target.codes, train.target.classes.length);
      const told = rares
        .map((rare) => tell(column, perClass, rare, train.rows.length))
        .filter((some) => some !== null)
        .sort((a, b) => Math.abs(b.auc - 0.5) - Math.abs(a.auc - 0.5));
      return told.length === 0 ? [] : [report(column, told[0]!)];
    });
  },
};

function missingPerClass(column: Column, labels: Int32Array, classCount: number): number[] {
  const missing = isMissingAt(column);
  const perClass = new Array<number>(classCount).fill(0);
  for (let row = 0; row < labels.length; row++) if (missing(row)) perClass[labels[row]!]! += 1;
  return perClass;
}

interface Tell {
  readonly rare: RareClass;
  readonly auc: number;
  readonly whereMissing: number;
  readonly wherePresent: number;
}

function tell(column: Column, perClass: readonly number[], rare: RareClass, n: number): Tell | null {
  const ofClass = rare.codes.reduce((sum, k) => sum + perClass[k]!, 0);
  const missingShare = column.missing / n;
  const whereMissing = ofClass / column.missing;
  const wherePresent = (rare.count - ofClass) / (n - column.missing);
  const inClass = ofClass / rare.count;
  const inRest = (column.missing - ofClass) / (n - rare.count);
  const spread = Math.sqrt(missingShare * (1 - missingShare) * (1 / rare.count + 1 / (n - rare.count)));
  const auc = 0.5 + (inClass - inRest) / 2;
  if (!(Math.abs(inClass - inRest) > sureEnough * spread && Math.abs(auc - 0.5) >= noteworthy)) return null;
  return { rare, auc, whereMissing, wherePresent };
}

function report({ name, missing }: Column, { rare, auc, whereMissing, wherePresent }: Tell): Finding {
  const strength = Math.max(auc, 1 - auc);
  return finding({
    code,
    severity: strength >= 0.5 + worrying ? 'warning' : 'note',
    title: `Whether ${name} is missing tells the class`,
    evidence:
      `Of ${count(missing)} training rows without ${name}, ${percent(whereMissing)} are ${rare.are}; of the rows with it, ` +
      `${percent(wherePresent)}. Missing or not, alone, has a ROC-AUC of ${decimal(strength)}; knowing nothing gives 0.5.`,
    why:
      'A value that is missing more often in one class may reflect how the class came about, or only how the data were ' +
      'collected. In the second case the model learns the collection, and fails where data are collected in another way.',
    fix:
      `Find out why ${name} is missing. Where the reason exists before the outcome, keep it: missing is a value of its own ` +
      'to the models. Where it comes with the outcome, leave the column out with --drop.',
    columns: [name],
    classes: rare.names,
  });
}
