/** Classes that a model of three or more classes never, or hardly ever, finds. */
import type { ResultCheck } from '../context.ts';
import { rowsOf, valued } from '../result-view.ts';
import { finding, listing, plural, quoted } from '../words.ts';

const code = 'class-never-predicted';

export const classNeverPredicted: ResultCheck = {
  code,
  title: 'classes that are never found',
  detect: ({ multiclass }) => {
    if (multiclass === null) return [];
    const missed = multiclass.perClass.filter(
      ({ support, measures }) => support > 0 && valued(measures, 'recall')?.value === 0,
    );
    if (missed.length === 0) return [];
    return [
      finding({
        code,
        severity: 'warning',
        title: `${listing(missed.map(({ label }) => quoted(label)))} ${missed.length === 1 ? 'is' : 'are'} never found`,
        evidence: `On the ${rowsOf(multiclass)} rows no row is recognised among ${listing(missed.map(({ label, support }) => `${plural(support, 'row')} of ${quoted(label)}`))}.`,
        why: 'Answering the most probable class leaves no room for a class that is rarely the most probable one, however well it could be ranked.',
        fix: 'Weigh classes at the decision or in the fit, merge classes that cannot be told apart, or ask about one class with --positive.',
        classes: missed.map(({ label }) => label),
      }),
    ];
  },
};
