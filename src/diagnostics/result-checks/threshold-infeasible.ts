/** No threshold meets what was asked of it. */
import type { ResultCheck } from '../context.ts';
import { finding } from '../words.ts';

const code = 'threshold-infeasible';

export const thresholdInfeasible: ResultCheck = {
  code,
  title: 'a demand that no threshold meets',
  detect: ({ threshold }) => {
    if (threshold === undefined || threshold.threshold !== null) return [];
    const reason = threshold.infeasible ?? 'No threshold satisfies the demand';
    return [
      finding({
        code,
        severity: 'critical',
        title: `No threshold reaches ${threshold.objectiveTitle}`,
        evidence: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${/[.!?]$/.test(reason) ? '' : '.'}`,
        why: 'The scores do not separate the classes well enough; every threshold gives up either too many positives or too many alarms.',
        fix: 'Ask for less, accept more false alarms, or improve what the model knows: columns and rows, not the threshold.',
      }),
    ];
  },
};
