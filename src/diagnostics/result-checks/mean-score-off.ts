/** Probabilities that on average are far from the share of positives: the mark of a prior that was not corrected. */
import type { ResultCheck } from '../context.ts';
import { rowsOf } from '../result-view.ts';
import { finding, number, percent } from '../words.ts';

const code = 'mean-score-off';
const farRatio = 1.5;
/** Standard errors of the share of positives that chance is granted. */
const granted = 3;

export const meanScoreOff: ResultCheck = {
  code,
  title: 'probabilities that are too high or too low on average',
  detect: ({ evaluation, scores }) => {
    const mean = scores?.mean ?? null;
    if (evaluation === null || mean === null || evaluation.probability.length === 0 || evaluation.nPositive === 0)
      return [];
    const { prevalence, n } = evaluation;
    const chance = granted * Math.sqrt((prevalence * (1 - prevalence)) / n);
    const far = mean > farRatio * prevalence || mean < prevalence / farRatio;
    if (!far || Math.abs(mean - prevalence) <= chance) return [];
    const high = mean > prevalence;
    const times = number(Number((high ? mean / prevalence : prevalence / Math.max(mean, 1e-12)).toPrecision(2)));
    return [
      finding({
        code,
        severity: 'warning',
        title: `The probabilities are ${times} times too ${high ? 'high' : 'low'} on average`,
        evidence: `The mean score of the ${rowsOf(evaluation)} rows is ${percent(mean)}, while ${percent(prevalence)} of them are positive.`,
        why:
          'Resampling and class weights teach a model a share of positives that does not exist; unless probabilities are ' +
          'corrected afterwards, they speak of that invented share. Ranking is not harmed, thresholds and expected costs are.',
        fix: 'Correct the probabilities to the real share of positives, or calibrate them on rows that were not resampled.',
      }),
    ];
  },
};
