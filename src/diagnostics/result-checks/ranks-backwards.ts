/** Scores that rank positives below negatives. */
import type { ResultCheck } from '../context.ts';
import { intervalText, rowsOf, valued } from '../result-view.ts';
import { decimal, finding } from '../words.ts';

const code = 'ranks-backwards';

export const ranksBackwards: ResultCheck = {
  code,
  title: 'scores that rank the wrong way round',
  detect: ({ evaluation }) => {
    if (evaluation === null) return [];
    const auc = valued(evaluation.ranking, 'rocAuc');
    if (auc === null || auc.high === null || !(auc.high < 0.5)) return [];
    return [
      finding({
        code,
        severity: 'critical',
        title: 'The scores rank positive rows below negative ones',
        evidence: `ROC-AUC on the ${rowsOf(evaluation)} rows is ${decimal(auc.value)}${intervalText(auc)}; knowing nothing gives 0.5, and less means backwards.`,
        why: 'Chance does not do this. Usually the score belongs to the other class, its sign was turned, or the positive class is the wrong one.',
        fix: 'Check which class the score speaks of: turn the score round or name the other class with --positive.',
      }),
    ];
  },
};
