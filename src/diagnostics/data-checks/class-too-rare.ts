/** Classes with too few rows to appear in every part of the split, which were set aside. */
import type { DataCheck } from '../context.ts';
import { count, finding, listing, percent, plural, quoted } from '../words.ts';

const code = 'class-too-rare';

export const classTooRare: DataCheck = {
  code,
  title: 'classes that had to be set aside',
  detect: ({ setAside, rowCount }) => {
    if (setAside.length === 0) return [];
    const rows = setAside.reduce((sum, { count: here }) => sum + here, 0);
    const names = setAside.map(({ label, count: here }) => `${quoted(label)} (${plural(here, 'row')})`);
    return [
      finding({
        code,
        severity: 'warning',
        title: `${plural(setAside.length, 'class is', 'classes are')} too rare to be studied: ${listing(setAside.map(({ label }) => label))}`,
        evidence: `${listing(names, 12)}: together ${count(rows)} of ${count(rowCount)} rows (${percent(rows / rowCount)}).`,
        why:
          'A class must have rows in every fold and in the test part to be learned and examined. These rows are left out of the ' +
          'split, the comparison and the test; a model trained here never answers with these classes.',
        fix:
          'Merge them with a class that they resemble, or name the classes that matter together with --positive, which turns ' +
          'the question into one of two classes.',
        classes: setAside.map(({ label }) => label),
      }),
    ];
  },
};
