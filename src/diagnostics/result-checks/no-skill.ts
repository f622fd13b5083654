/** Average precision that knowing nothing would reach as well. */
import type { ResultCheck } from '../context.ts';
import { intervalText, rowsOf, valued } from '../result-view.ts';
import { decimal, finding } from '../words.ts';

const code = 'no-skill';

export const noSkill: ResultCheck = {
  code,
  title: 'average precision no better than the share of positives',
  detect: ({ evaluation }) => {
    if (evaluation === null) return [];
    const ap = valued(evaluation.ranking, 'averagePrecision');
    const auc = valued(evaluation.ranking, 'rocAuc');
    if (ap === null || (auc?.high ?? 1) < 0.5) return [];
    if ((ap.low ?? ap.value) > evaluation.prevalence) return [];
    return [
      finding({
        code,
        severity: 'critical',
        title: 'The model cannot be told from guessing',
        evidence:
          `Average precision on the ${rowsOf(evaluation)} rows is ${decimal(ap.value)}${intervalText(ap)}; guessing reaches the share of ` +
          `positives, ${decimal(evaluation.prevalence)}.`,
        why: 'Either the columns say nothing about the class, or there are too few positive rows to see what they say.',
        fix: 'Do not use the model for decisions. Look for columns that bear on the outcome, or collect more positive rows.',
      }),
    ];
  },
};
