/** The usual threshold of one half misses positives that a chosen threshold finds. */
import type { ResultCheck } from '../context.ts';
import { atChosen, atOneHalf, rowsOf, valued } from '../result-view.ts';
import { decimal, finding, number, percent } from '../words.ts';

const code = 'default-threshold';
const rarePrevalence = 0.15;
const worthwhileGain = 0.1;

export const defaultThreshold: ResultCheck = {
  code,
  title: 'a threshold of one half where the class is rare',
  detect: ({ evaluation }) => {
    if (evaluation === null || evaluation.prevalence >= rarePrevalence) return [];
    const half = atOneHalf(evaluation);
    const chosen = atChosen(evaluation);
    if (half === null || chosen === null) return [];
    const before = valued(half.measures, 'recall');
    const after = valued(chosen.measures, 'recall');
    if (before === null || after === null || after.value - before.value < worthwhileGain) return [];
    const precision = valued(chosen.measures, 'precision');
    const price = precision === null ? '' : `, where ${percent(precision.value)} of the flagged rows are positive`;
    return [
      finding({
        code,
        severity: 'warning',
        title: 'A threshold of 0.5 misses positives that the model can find',
        evidence:
          `On the ${rowsOf(evaluation)} rows recall (the share of positives that is found) is ${decimal(before.value)} at 0.5 and ` +
          `${decimal(after.value)} at the chosen threshold of ${number(chosen.threshold)}${price}.`,
        why: `One half is right only where a miss and a false alarm cost the same. With ${percent(evaluation.prevalence)} positives that is seldom meant.`,
        fix: `Use the chosen threshold of ${number(chosen.threshold)}, or choose another from costs; store it with the model.`,
      }),
    ];
  },
};
