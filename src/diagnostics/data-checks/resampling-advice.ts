/** Whether to resample these rows at all, and what to try before. */
import { type Advice, adviseResampling } from '../../resampling/advise.ts';
import type { DataCheck } from '../context.ts';
import { candidateColumns, classCounts } from '../dataset-view.ts';
import { count, finding, number, quoted } from '../words.ts';

const code = 'resampling-advice';
/** Nobody thinks of resampling classes that are nearly even. */
const leastRatio = 2;

export const resamplingAdvice: DataCheck = {
  code,
  title: 'what to try before resampling',
  detect: (context) => {
    const { train } = context;
    const present = classCounts(train).flatMap((rows, k) =>
      rows > 0 ? [{ name: train.target.classes[k]!, rows }] : [],
    );
    present.sort((a, b) => b.rows - a.rows);
    const [most, least] = [present[0], present.at(-1)];
    if (most === undefined || least === undefined || !(most.rows >= leastRatio * least.rows)) return [];
    const columns = candidateColumns(context).map(({ name }) => name);
    const advice = adviseResampling(train, { columns });
    return [
      finding({
        code,
        severity: 'note',
        title: titleOf(advice),
        evidence:
          `The training part has ${count(most.rows)} rows of ${quoted(most.name)} and ${count(least.rows)} of ${quoted(least.name)}, ` +
          `${number(Number((most.rows / least.rows).toPrecision(3)))} to 1, in ${columns.length === 1 ? '1 column' : `${count(columns.length)} columns`}.`,
        why: advice.map(({ reason }) => reason).join(' '),
        fix: advice.map(({ message }) => message).join(' '),
        classes: [least.name],
      }),
    ];
  },
};

function titleOf(advice: readonly Advice[]): string {
  const against = advice.some(({ verdict }) => verdict === 'no');
  return against
    ? 'These rows do not call for resampling'
    : 'Before resampling, try a chosen threshold and class weights';
}
