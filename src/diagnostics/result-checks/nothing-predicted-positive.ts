/** No row reaches a score of one half, so that the usual threshold finds nothing. */
import type { ResultCheck } from '../context.ts';
import { atChosen, atOneHalf, rowsOf, valued } from '../result-view.ts';
import { count, decimal, finding, number, percent } from '../words.ts';

const code = 'nothing-predicted-positive';

export const nothingPredictedPositive: ResultCheck = {
  code,
  title: 'no row flagged at the usual threshold',
  detect: ({ evaluation, scores }) => {
    if (evaluation === null || evaluation.n === 0) return [];
    const half = atOneHalf(evaluation);
    if (half === null || half.confusion.truePositive + half.confusion.falsePositive > 0) return [];
    const highest = scores?.max ?? null;
    const chosen = atChosen(evaluation);
    const recall = chosen === null ? null : valued(chosen.measures, 'recall');
    return [
      finding({
        code,
        severity: recall !== null && recall.value > 0 ? 'warning' : 'critical',
        title: 'At the usual threshold of 0.5 nothing is found',
        evidence:
          `None of the ${count(evaluation.n)} ${rowsOf(evaluation)} rows has a score of 0.5 or more` +
          `${highest === null ? '' : `; the highest score is ${number(highest)}`}. All ${count(evaluation.nPositive)} positive rows are missed there` +
          `${chosen === null || recall === null ? '.' : `; at ${number(chosen.threshold)}, recall is ${decimal(recall.value)}.`}`,
        why:
          `With ${percent(evaluation.prevalence)} positive rows, an honest probability seldom reaches 0.5 even for cases well above ` +
          'average. That is a matter of the threshold and not of the model.',
        fix: 'Choose the threshold from what a miss and a false alarm cost, or from the recall that is needed; never take 0.5 for granted.',
      }),
    ];
  },
};
