/** Parts of the split that do not keep the share of the rare class. */
import type { DataCheck } from '../context.ts';
import { finding, listing, percent } from '../words.ts';

const code = 'uneven-split';
/** A stratified part is within one row of its due; this many rows off, it was not drawn by class. */
const mostRowsOff = 1.5;

export const unevenSplit: DataCheck = {
  code,
  title: 'parts of the split with another share of the rare class',
  detect: ({ split }) => {
    if (split === undefined) return [];
    const rows = split.train.rows + split.test.rows;
    const whole =
      (split.train.rareShare * split.train.rows + split.test.rareShare * split.test.rows) / Math.max(1, rows);
    const off = [
      ...[split.train, split.test].map((part) => ({ part, due: whole })),
      ...split.folds.map((part) => ({ part, due: split.train.rareShare })),
    ].filter(({ part, due }) => Math.abs(part.rareShare - due) * part.rows > mostRowsOff);
    if (off.length === 0) return [];
    return [
      finding({
        code,
        severity: 'warning',
        title: 'The split does not keep the share of the rare class',
        evidence: `The rare class has ${listing(off.map(({ part, due }) => `${percent(part.rareShare)} of ${part.name} where ${percent(due)} was due`))}.`,
        why: 'Precision and average precision move with the share of the rare class, so parts with other shares cannot be compared.',
        fix: 'Draw the parts by class (stratified), unless groups or time dictate the split; then read each part beside its own share.',
      }),
    ];
  },
};
