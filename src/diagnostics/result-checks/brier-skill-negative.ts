/** Probabilities that are worse than giving every row the share of positives. */
import type { ResultCheck } from '../context.ts';
import { intervalText, rowsOf, valued } from '../result-view.ts';
import { decimal, finding } from '../words.ts';

const code = 'brier-skill-negative';

export const brierSkillNegative: ResultCheck = {
  code,
  title: 'probabilities worse than the share of positives',
  detect: ({ evaluation }) => {
    if (evaluation === null) return [];
    const skill = valued(evaluation.probability, 'brierSkill');
    if (skill === null || !(skill.value < 0)) return [];
    return [
      finding({
        code,
        severity: skill.high !== null && skill.high >= 0 ? 'note' : 'warning',
        title: 'The probabilities are worse than a constant',
        evidence:
          `The Brier skill on the ${rowsOf(evaluation)} rows is ${decimal(skill.value)}${intervalText(skill)}: below 0, where giving every ` +
          `row the share of positives, ${decimal(evaluation.prevalence)}, stands.`,
        why:
          'The Brier score is the mean squared distance between probability and outcome. A model may rank well and still give ' +
          'probabilities that are far too high or too low, as happens after resampling or weighting.',
        fix: 'Use the scores for ranking only, or calibrate them on rows at the real share of positives before anyone reads them as probabilities.',
      }),
    ];
  },
};
