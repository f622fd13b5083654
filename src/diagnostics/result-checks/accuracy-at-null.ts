/** Accuracy that always answering the largest class reaches as well. */
import type { ResultCheck } from '../context.ts';
import { atOneHalf, intervalText, rowsOf, valued } from '../result-view.ts';
import { decimal, finding } from '../words.ts';

const code = 'accuracy-at-null';

export const accuracyAtNull: ResultCheck = {
  code,
  title: 'accuracy no better than always answering the largest class',
  detect: ({ evaluation, multiclass, nullAccuracy }) => {
    const judged = evaluation ?? multiclass;
    if (judged === null) return [];
    const measures = evaluation === null ? (multiclass?.measures ?? []) : (atOneHalf(evaluation)?.measures ?? []);
    const accuracy = valued(measures, 'accuracy');
    if (accuracy === null || (accuracy.low ?? accuracy.value) > nullAccuracy) return [];
    const relation = accuracy.value < nullAccuracy ? 'less than' : 'no surer than';
    return [
      finding({
        code,
        severity: 'warning',
        title: 'Accuracy is no better than always answering the largest class',
        evidence:
          `Accuracy on the ${rowsOf(judged)} rows is ${decimal(accuracy.value)}${intervalText(accuracy)}` +
          `${evaluation === null ? '' : ' when rows with a score of at least 0.5 are flagged'}, ${relation} the ` +
          `${decimal(nullAccuracy)} of always answering the largest class.`,
        why: 'Where one class is large, accuracy measures the size of that class. The model may still rank cases well: average precision and recall tell.',
        fix: 'Do not report accuracy alone. Report average precision, and recall and precision at a threshold chosen for what errors cost.',
      }),
    ];
  },
};
