/** How unequal the classes are, and what that asks for. */

import type { DataCheck } from '../context.ts';
import { classCounts } from '../dataset-view.ts';
import type { Severity } from '../types.ts';
import { count, finding, number, percent, quoted } from '../words.ts';

const code = 'imbalance';
const attentionRatio = 4;
const actionRatio = 10;
const extremeShare = 0.01;

export const imbalance: DataCheck = {
  code,
  title: 'classes of unequal size',
  detect: ({ train }) => {
    const { classes } = train.target;
    const present = classCounts(train).flatMap((rows, k) => (rows > 0 ? [{ name: classes[k]!, rows }] : []));
    present.sort((a, b) => b.rows - a.rows);
    const most = present[0];
    const least = present.at(-1);
    if (most === undefined || least === undefined || !(most.rows > attentionRatio * least.rows)) return [];
    const ratio = most.rows / least.rows;
    const share = least.rows / train.rows.length;
    const severity: Severity = ratio > actionRatio ? 'warning' : 'note';
    const band = share < extremeShare ? 'extremely rare' : ratio > actionRatio ? 'rare' : 'in the minority';
    return [
      finding({
        code,
        severity,
        title: `${quoted(least.name)} is ${band}: 1 row to ${number(Number(ratio.toPrecision(3)))} of ${quoted(most.name)}`,
        evidence:
          `${count(least.rows)} of ${count(train.rows.length)} training rows (${percent(share)}) are ${quoted(least.name)}; always ` +
          `answering ${quoted(most.name)} is right in ${percent(most.rows / train.rows.length)} of them.`,
        why:
          'Accuracy looks high for a model that never finds the rare class. Judge by recall (how much of the rare class is ' +
          'found), precision (how much of what is flagged is right) and average precision, beside what knowing nothing scores.',
        fix:
          severity === 'warning'
            ? 'Choose the threshold for what a miss and a false alarm cost, and compare class weights with doing nothing before resampling anything.'
            : 'Read recall and precision of the rarer class; at this ratio a well-chosen threshold is often all that is needed.',
        classes: [least.name],
      }),
    ];
  },
};
