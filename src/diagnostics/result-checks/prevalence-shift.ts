/** Evaluated rows with another share of positives than the rows that were learned from. */
import type { ResultCheck } from '../context.ts';
import { rowsOf } from '../result-view.ts';
import { finding, percent } from '../words.ts';

const code = 'prevalence-shift';
/** Standard errors that chance is granted. */
const granted = 4;

export const prevalenceShift: ResultCheck = {
  code,
  title: 'a share of positives that differs from training',
  detect: ({ evaluation, prevalenceTrain }) => {
    if (evaluation === null || prevalenceTrain === undefined || !(evaluation.n > 0)) return [];
    const { prevalence, n } = evaluation;
    const chance = granted * Math.sqrt((prevalenceTrain * (1 - prevalenceTrain)) / n);
    if (!(Math.abs(prevalence - prevalenceTrain) > Math.max(chance, 1 / n))) return [];
    const even = Math.abs(prevalence - 0.5) * n < 1;
    return [
      finding({
        code,
        severity: even ? 'critical' : 'warning',
        title: even
          ? 'The evaluated rows were balanced'
          : 'The evaluated rows have another share of positives than training',
        evidence:
          `${percent(prevalence)} of the ${rowsOf(evaluation)} rows are positive, against ${percent(prevalenceTrain)} of the rows ` +
          `learned from; chance does not explain the difference${even ? ', and an even half points to resampling' : ''}.`,
        why: 'Precision, average precision and probabilities move with the share of positives: measured at one share they do not hold at another.',
        fix: even
          ? 'Evaluate on rows that were not resampled.'
          : 'Find out which share will be met in use, and evaluate at that share or correct the numbers to it.',
      }),
    ];
  },
};
