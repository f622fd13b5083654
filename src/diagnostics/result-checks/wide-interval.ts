/** A recall that rests on so few positives that its interval says little. */

import { casesForHalfWidth } from '../../stats/sample-size.ts';
import type { ResultCheck } from '../context.ts';
import { atChosen, atOneHalf, intervalText, rowsOf, valued } from '../result-view.ts';
import { count, decimal, finding, listing, number } from '../words.ts';

const code = 'wide-interval';
const widest = 0.1;
const wanted = 0.05;

export const wideInterval: ResultCheck = {
  code,
  title: 'a recall that is not known well',
  detect: ({ evaluation }) => {
    if (evaluation === null) return [];
    const point = atChosen(evaluation) ?? atOneHalf(evaluation);
    const recall = point === null ? null : valued(point.measures, 'recall');
    if (point === null || recall === null || recall.low === null || recall.high === null) return [];
    const halfWidth = (recall.high - recall.low) / 2;
    if (!(halfWidth > widest)) return [];
    return [
      finding({
        code,
        severity: 'warning',
        title: `Recall is known to within ${decimal(halfWidth)} only`,
        evidence:
          `At the threshold of ${number(point.threshold)}, recall on the ${rowsOf(evaluation)} rows is ${decimal(recall.value)}` +
          `${intervalText(recall)}, because it rests on ${count(evaluation.nPositive)} positive rows.`,
        why: 'Recall is a share of the positive rows, so their number, not the number of all rows, decides how well it is known.',
        fix: `${neededText(recall.value, evaluation.nPositive)} Until then, quote the interval.`,
      }),
    ];
  },
};

/** Only what is more than there is: the interval at hand may come from another method, or from weighted rows. */
function neededText(recall: number, nPositive: number): string {
  const needs = [widest, wanted]
    .map((width) => ({ width, rows: casesForHalfWidth(recall, width) }))
    .filter(({ rows }) => rows > nPositive)
    .map(({ width, rows }) => `about ${count(rows)} positive rows to know it to within ${width}`);
  return needs.length === 0 ? 'It takes more positive rows to know it better.' : `It takes ${listing(needs)}.`;
}
