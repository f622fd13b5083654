/** Classes of exactly equal size, which real data hardly ever have: the table was balanced before it came here. */
import type { DataCheck } from '../context.ts';
import { classCounts } from '../dataset-view.ts';
import { count, finding } from '../words.ts';

const code = 'even-classes';
const fewestRows = 100;

export const evenClasses: DataCheck = {
  code,
  title: 'classes of exactly equal size',
  detect: ({ train }) => {
    const counts = classCounts(train);
    const largest = Math.max(...counts);
    if (counts.length < 2 || train.rows.length < fewestRows || largest - Math.min(...counts) > 1) return [];
    return [
      finding({
        code,
        severity: 'note',
        title: 'All classes have the same number of rows',
        evidence: `Each of the ${count(counts.length)} classes has ${count(largest)} training rows.`,
        why:
          'Such balance is usually made, by picking cases or by resampling. Precision, predicted probabilities and thresholds ' +
          'found here then do not hold where the classes have their natural shares.',
        fix: 'If the table was balanced, audit the table from before, or correct probabilities to the share expected in use.',
        classes: train.target.classes,
      }),
    ];
  },
};
