/** Average precision on the test part far below what the folds promised. */
import type { ResultCheck } from '../context.ts';
import { intervalText, valued } from '../result-view.ts';
import { decimal, finding } from '../words.ts';

const code = 'optimism';

export const optimism: ResultCheck = {
  code,
  title: 'a test result far below that of the folds',
  detect: ({ evaluation, outOfFold }) => {
    if (evaluation === null || outOfFold === undefined) return [];
    const test = valued(evaluation.ranking, 'averagePrecision');
    const folds = valued(outOfFold.ranking, 'averagePrecision');
    if (test === null || folds === null || test.high === null || !(test.high < folds.value)) return [];
    return [
      finding({
        code,
        severity: 'warning',
        title: 'The test result is well below what the folds promised',
        evidence: `Average precision is ${decimal(test.value)}${intervalText(test)} on the test rows and ${decimal(folds.value)} on held-out folds of the training part.`,
        why:
          'The folds were used to choose among strategies and thresholds, and what is chosen by a number looks too good in that ' +
          'number. Rows that belong together in several folds, or a change over time, have the same effect.',
        fix: 'Believe the test result. Look for groups or dates that split the rows, and do not choose again by the test rows.',
      }),
    ];
  },
};
