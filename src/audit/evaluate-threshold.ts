/** The threshold of a judgement: given, usual, or chosen on the very rows it is judged on, which is then said. */
import type { Finding } from '../diagnostics/types.ts';
import { count, finding, number } from '../diagnostics/words.ts';
import type { Scores } from '../metrics/types.ts';
import { chooseThreshold } from '../thresholds/choose.ts';
import type { ThresholdChoice } from '../thresholds/types.ts';
import type { CompleteEvaluateOptions } from './evaluate-options.ts';
import type { JudgedThreshold } from './evaluate-types.ts';

export interface ThresholdInUse {
  readonly threshold: JudgedThreshold;
  /** Only where it was chosen. */
  readonly choice: ThresholdChoice | null;
}

/** Null where there is nothing to decide by: scores that are no probabilities, and no threshold given. */
export function judgedThreshold(scores: Scores, options: CompleteEvaluateOptions): ThresholdInUse | null {
  const { threshold, thresholdFor, level, seed, bootstrap } = options;
  if (threshold !== null) return { threshold: { origin: 'given', threshold }, choice: null };
  if (thresholdFor === null) {
    return scores.probabilities ? { threshold: { origin: 'usual', threshold: 0.5 }, choice: null } : null;
  }
  const choice = chooseThreshold(scores, {
    objective: thresholdFor,
    level,
    seed,
    bootstrap: Math.min(1000, bootstrap),
  });
  const { objective, objectiveTitle, infeasible, interval } = choice;
  return {
    threshold: {
      origin: 'chosen-on-these-rows',
      threshold: choice.threshold,
      objective,
      objectiveTitle,
      ...(infeasible === undefined ? {} : { infeasible }),
      ...(interval === undefined ? {} : { interval }),
    },
    choice,
  };
}

/** Says that what the threshold achieves on these rows is more than it will achieve on others. */
export function chosenHere(choice: ThresholdChoice | null): Finding[] {
  if (choice === null || choice.threshold === null) return [];
  return [
    finding({
      code: 'threshold-chosen-here',
      severity: 'warning',
      title: 'The threshold was chosen on the rows it is judged on',
      evidence:
        `${number(choice.threshold)} gives ${choice.objectiveTitle} on these ${count(choice.chosenOn.rows)} rows with ` +
        `${count(choice.chosenOn.positives)} positives; every number at it is from the same rows.`,
      why: 'Of many thresholds the one that fits these rows best looks better on them than it will on others: its numbers are optimistic.',
      fix: 'Choose the threshold on other rows (out-of-fold scores, a validation part), and judge it here with --threshold.',
    }),
  ];
}
