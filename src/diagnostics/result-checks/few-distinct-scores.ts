/** Scores that take hardly any values: labels in the place of scores, or a model that sorts rows into a few drawers. */
import type { ResultCheck } from '../context.ts';
import { rowsOf } from '../result-view.ts';
import { count, finding, plural } from '../words.ts';

const code = 'few-distinct-scores';
const few = 10;
const fewestRows = 100;

export const fewDistinctScores: ResultCheck = {
  code,
  title: 'scores with hardly any distinct values',
  detect: ({ evaluation, scores }) => {
    if (evaluation === null || scores === undefined || scores.n < 3) return [];
    const hard = scores.distinct <= 2;
    if (!hard && !(scores.distinct <= few && scores.n >= fewestRows)) return [];
    return [
      finding({
        code,
        severity: hard ? 'critical' : 'warning',
        title: hard ? 'The scores are labels, not scores' : 'The scores have few distinct values',
        evidence: `The ${count(scores.n)} ${rowsOf(evaluation)} rows have ${plural(scores.distinct, 'distinct score')}.`,
        why:
          'ROC-AUC and average precision judge an order. Where most rows share a score there is hardly an order, the numbers ' +
          'come out far from what the model can do, and no threshold can be chosen between rows that share a score.',
        fix: hard
          ? 'Give the probability or decision value of the positive class (predict_proba in many tools) in the place of the predicted label.'
          : 'Use a model or setting that gives finer scores, and check that scores were not rounded.',
      }),
    ];
  },
};
