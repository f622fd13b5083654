/** So few rows of a class that hardly anything can be claimed about it. */

import { clopperPearson } from '../../stats/proportion.ts';
import type { DataCheck, DataContext } from '../context.ts';
import { type RareClass, rareClasses } from '../dataset-view.ts';
import { count, finding, number, percent, plural, quoted } from '../words.ts';

const code = 'too-few-positives';
const criticalCount = 10;
const warningCount = 50;

export const tooFewPositives: DataCheck = {
  code,
  title: 'classes with very few rows',
  detect: (context) =>
    rareClasses(context.train)
      .filter(({ count: rows, codes }) => codes.length === 1 && rows < warningCount)
      .map((rare) => report(rare, context)),
};

function report(rare: RareClass, { train, test }: DataContext): ReturnType<typeof finding> {
  const critical = rare.count < criticalCount;
  const expected = Math.max(1, Math.round((rare.count * test.rows.length) / Math.max(1, train.rows.length)));
  const found = Math.round(0.8 * expected);
  const { low, high } = clopperPearson(found, expected)!;
  return finding({
    code,
    severity: critical ? 'critical' : 'warning',
    title: `Only ${plural(rare.count, 'training row is', 'training rows are')} ${rare.are}`,
    evidence:
      `${plural(rare.count, 'row')} to learn from, and about ${count(expected)} to be examined on: a model that finds ${count(found)} ` +
      `of ${count(expected)} has a recall (share of the class that is found) anywhere from ${percent(low)} to ${percent(high)} (95 % interval).`,
    why: critical
      ? 'With fewer than ten rows a model learns these rows and not the class, and no test can show the difference.'
      : 'Differences between models and strategies drown in chance at this size; only very large effects can be seen.',
    fix: critical
      ? `Collect more rows of ${quoted(rare.names[0]!)} before believing any number below; resampling repeats these rows and adds none.`
      : `Collect more rows of ${quoted(rare.names[0]!)}, read intervals rather than values, and repeat the folds (--repeats) so that results depend less on one draw of ${number(expected)} rows.`,
    classes: rare.names,
  });
}
