/** What a positive and a negative answer are worth at another prevalence, where recall and specificity stay as they are. */
import { InputError } from '../core/errors.ts';

export interface Accuracy {
  /** Share of positives that are flagged, [0, 1]. */
  readonly recall: number;
  /** Share of negatives that are not, [0, 1]. */
  readonly specificity: number;
}

export interface PredictiveValues {
  /** Share of the flagged that are positive (precision); null where nothing is flagged. */
  readonly ppv: number | null;
  /** Share of the unflagged that are negative; null where everything is flagged. */
  readonly npv: number | null;
  /** Share of all cases that are flagged. */
  readonly flagged: number;
}

/**
 * Positive and negative predictive value at a prevalence in [0, 1], by Bayes' rule: the base-rate ambush in numbers (recall
 * .9 and specificity .95 give a PPV of .67 at 10 % positives and of .02 at .1 %). O(1).
 */
export function predictiveValues({ recall, specificity }: Accuracy, prevalence: number): PredictiveValues {
  checkShare('recall', recall);
  checkShare('specificity', specificity);
  checkShare('prevalence', prevalence);
  const truePositive = prevalence * recall;
  const falsePositive = (1 - prevalence) * (1 - specificity);
  const falseNegative = prevalence * (1 - recall);
  const trueNegative = (1 - prevalence) * specificity;
  const flagged = truePositive + falsePositive;
  const unflagged = falseNegative + trueNegative;
  return {
    ppv: flagged === 0 ? null : truePositive / flagged,
    npv: unflagged === 0 ? null : trueNegative / unflagged,
    flagged,
  };
}

/**
 * The prevalence from which a positive answer is right with probability `ppv`, (0, 1): below it alarms are mostly false.
 * Null where no prevalence gets there (recall 0). O(1).
 */
export function prevalenceForPpv({ recall, specificity }: Accuracy, ppv: number): number | null {
  checkShare('recall', recall);
  checkShare('specificity', specificity);
  if (!(0 < ppv && ppv < 1)) throw refusal('prevalenceForPpv', 'ppv', 'between 0 and 1, both excluded', ppv);
  if (recall === 0) return null;
  const falseAlarms = (1 - specificity) * ppv;
  return falseAlarms / (falseAlarms + recall * (1 - ppv));
}

function checkShare(argument: string, value: number): void {
  if (!(0 <= value && value <= 1)) throw refusal('predictiveValues', argument, 'from 0 to 1', value);
}

function refusal(fn: string, argument: string, expected: string, received: number): InputError {
  return new InputError({ code: 'out-of-range', fn, argument, expected, received });
}
