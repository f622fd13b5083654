/** A ranking that is nearly perfect, which honest data seldom allow. */
import type { ResultCheck } from '../context.ts';
import { intervalText, rowsOf, valued } from '../result-view.ts';
import { decimal, finding } from '../words.ts';

const code = 'too-good';
const nearlyPerfect = 0.99;

export const tooGood: ResultCheck = {
  code,
  title: 'results too good to be true',
  detect: ({ evaluation }) => {
    if (evaluation === null) return [];
    const ap = valued(evaluation.ranking, 'averagePrecision');
    if (ap === null || !(ap.value >= nearlyPerfect) || evaluation.prevalence >= 0.5) return [];
    return [
      finding({
        code,
        severity: 'warning',
        title: 'The result is nearly perfect',
        evidence:
          `Average precision on the ${rowsOf(evaluation)} rows is ${decimal(ap.value)}${intervalText(ap)}, where knowing nothing ` +
          `gives ${decimal(evaluation.prevalence)}.`,
        why: 'Rare classes are seldom so easy. More often a column tells the outcome, or copies of test rows were learned.',
        fix: 'Before believing it, ask of the most telling columns when they are recorded, and whether rows of one case are on both sides of the split.',
      }),
    ];
  },
};
