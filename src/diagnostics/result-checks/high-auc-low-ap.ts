/** A high ROC-AUC beside a low average precision: good ranking that still means many false alarms. */
import type { ResultCheck } from '../context.ts';
import { rowsOf, valued } from '../result-view.ts';
import { count, decimal, finding, number, percent } from '../words.ts';

const code = 'high-auc-low-ap';

export const highAucLowAp: ResultCheck = {
  code,
  title: 'a high ROC-AUC with a low average precision',
  detect: ({ evaluation }) => {
    if (evaluation === null) return [];
    const auc = valued(evaluation.ranking, 'rocAuc');
    const ap = valued(evaluation.ranking, 'averagePrecision');
    if (auc === null || ap === null || !(auc.value >= 0.8 && ap.value < 0.5)) return [];
    const lift = number(Number((ap.value / evaluation.prevalence).toPrecision(2)));
    return [
      finding({
        code,
        severity: 'warning',
        title: 'ROC-AUC looks better than the model will feel in use',
        evidence:
          `On the ${rowsOf(evaluation)} rows ROC-AUC is ${decimal(auc.value)}, but average precision is ${decimal(ap.value)}: ` +
          `${lift} times the ${decimal(evaluation.prevalence)} of knowing nothing, and far from 1.`,
        why:
          `Only ${percent(evaluation.prevalence)} of the rows are positive, so a small share of the many negatives is a large number of ` +
          'false alarms. ROC-AUC divides them by all negatives and hardly notices; precision, the share of alarms that are right, does.',
        fix:
          'Lead with average precision beside its baseline, and with precision at the recall that is needed. Being ' +
          `${lift} times better than chance can be worth a lot where looking at ${count(Math.max(1, Math.round(1 / Math.max(ap.value, 1e-9))))} cases to find one is cheap.`,
      }),
    ];
  },
};
