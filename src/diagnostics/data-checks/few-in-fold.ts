/** Folds with so few rows of a class that a fold's result hangs on one or two rows. */
import type { DataCheck } from '../context.ts';
import { rareClasses } from '../dataset-view.ts';
import { count, finding, listing, plural, quoted } from '../words.ts';

const code = 'few-in-fold';
const fewest = 5;

export const fewInFold: DataCheck = {
  code,
  title: 'folds with hardly any rare rows',
  detect: ({ train, foldCount }) => {
    const short = rareClasses(train).filter(
      ({ codes, count: rows }) => codes.length === 1 && Math.floor(rows / foldCount) < fewest,
    );
    if (short.length === 0) return [];
    const worst = short.reduce((a, b) => (b.count < a.count ? b : a));
    const inFold = Math.floor(worst.count / foldCount);
    const folds = Math.max(2, Math.floor(worst.count / fewest));
    return [
      finding({
        code,
        severity: inFold === 0 ? 'critical' : 'warning',
        title: `A fold has ${inFold === 0 ? 'no row' : `only ${plural(inFold, 'row')}`} of ${quoted(worst.names[0]!)}`,
        evidence: `${listing(short.map(({ names, count: rows }) => `${quoted(names[0]!)} has ${plural(rows, 'training row')}`))}, shared out among ${count(foldCount)} folds.`,
        why: 'The result of a fold then changes greatly with every single row, and so do the comparisons that rest on folds.',
        fix:
          folds < foldCount
            ? `Use fewer folds (--folds ${folds}) and repeat them (--repeats), or collect more rows.`
            : 'Repeat the folds (--repeats) and read intervals, or collect more rows.',
        classes: short.flatMap(({ names }) => names),
      }),
    ];
  },
};
