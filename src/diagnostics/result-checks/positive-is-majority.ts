/** The class that is called positive is the larger one. */
import type { ResultCheck } from '../context.ts';
import { finding, percent, quoted } from '../words.ts';

const code = 'positive-is-majority';

export const positiveIsMajority: ResultCheck = {
  code,
  title: 'a positive class that is the larger one',
  detect: ({ positive, positiveShare, positiveInferred }) => {
    if (positive === null || positiveShare === null || !(positiveShare > 0.5)) return [];
    return [
      finding({
        code,
        severity: 'warning',
        title: `The positive class ${quoted(positive)} is the larger class`,
        evidence: `${percent(positiveShare)} of the rows are ${quoted(positive)}, which was ${positiveInferred ? 'taken to be' : 'named as'} the positive class.`,
        why:
          'Recall, precision and average precision speak of the positive class. Of the larger class they are high for every ' +
          'model, and ROC-AUC, which is the same for both classes, does not show the mistake.',
        fix: 'If the other class is the one to be found, name it with --positive.',
        classes: [positive],
      }),
    ];
  },
};
