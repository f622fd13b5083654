/**
 * Rows without a score. Leaving them out changes the question, and where one class loses more of them than the other it
 * flatters or hurts; so by default they are refused, and where they are dropped the result says what that does.
 */
import { DataError } from '../core/errors.ts';
import type { Finding } from '../diagnostics/types.ts';
import { count, finding, listing, percent, plural, quoted } from '../diagnostics/words.ts';
import { placeOf, type ReadFile } from './evaluate-columns.ts';

/** Standard errors of the difference between two shares that chance is granted. */
const granted = 3;
const shownRows = 5;

export interface MissingScores {
  /** Rows without a score, ascending. */
  readonly rows: readonly number[];
  /** Their classes (positions); -1 where the label is missing too. */
  readonly labels: readonly number[];
  /** Rows of each class, with a score or without. */
  readonly totals: readonly number[];
  readonly classes: readonly string[];
}

/** `3 of 12 rows of 'yes' and 1 of 400 rows of 'no'`. */
function sharesText({ labels, totals, classes }: MissingScores): string {
  const parts = classes.map((name, k) => {
    const missing = labels.filter((label) => label === k).length;
    return `${count(missing)} of ${plural(totals[k]!, 'row')} of ${quoted(name)}`;
  });
  return listing(parts.reverse());
}

export function refuseMissing(file: ReadFile, columns: readonly string[], missing: MissingScores): DataError {
  const first = missing.rows.slice(0, shownRows).map((row) => placeOf(file, row));
  const more = missing.rows.length > shownRows ? ' …' : '';
  return new DataError(
    'missing-scores',
    `${plural(missing.rows.length, 'row')} ${missing.rows.length === 1 ? 'has' : 'have'} no score in ` +
      `${listing(columns.map(quoted))} (${first.join(', ')}${more}): ${sharesText(missing)}; decide what a missing ` +
      'score means, or leave these rows out with --missing-scores drop',
    { file: file.name },
  );
}

/** What dropping them does, as a finding. */
export function missingFinding(columns: readonly string[], missing: MissingScores): Finding {
  const shares = missing.totals.map((total, k) => {
    const without = missing.labels.filter((label) => label === k).length;
    return { share: total === 0 ? 0 : without / total, total, without };
  });
  const favours = favouredClass(shares);
  const dropped = plural(missing.rows.length, 'row');
  return finding({
    code: 'missing-scores',
    severity: favours === null ? 'warning' : 'critical',
    title:
      favours === null
        ? `${dropped} without a score ${missing.rows.length === 1 ? 'is' : 'are'} left out`
        : `Rows of ${quoted(missing.classes[favours]!)} lack a score more often than others`,
    evidence: `No score: ${sharesText(missing)}.`,
    why:
      favours === null
        ? 'In use, such rows come too, and something will happen to them; these numbers do not say what.'
        : 'Rows of one class vanish from the judgement: its hard cases may be just those. Recall, precision and the share of ' +
          `positives all speak of other rows than those that will be met (${percent(shares[favours]!.share)} of the class is gone).`,
    fix: 'Find out why the score is missing. Decide what happens to such rows in use (flag them, or not), give them that score, and judge again.',
    columns,
    classes: favours === null ? [] : [missing.classes[favours]!],
  });
}

/** The class that loses clearly more of its rows than all others together, null where chance explains it. */
function favouredClass(shares: readonly { total: number; without: number; share: number }[]): number | null {
  const all = shares.reduce((sum, { total }) => sum + total, 0);
  const gone = shares.reduce((sum, { without }) => sum + without, 0);
  let worst: number | null = null;
  shares.forEach(({ total, without, share }, k) => {
    const others = all - total;
    if (total === 0 || others === 0) return;
    const rest = (gone - without) / others;
    const pooled = gone / all;
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / total + 1 / others));
    if (share - rest > granted * error && (worst === null || share > shares[worst]!.share)) worst = k;
  });
  return worst;
}
