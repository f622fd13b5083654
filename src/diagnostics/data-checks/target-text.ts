/** Class names that differ only by quotation marks, spaces or capitals, and are probably meant to be one. */
import type { DataCheck } from '../context.ts';
import { finding, listing, quoted } from '../words.ts';

const code = 'target-text';

export const targetText: DataCheck = {
  code,
  title: 'class names that differ only in spelling',
  detect: ({ train: { target }, setAside }) => {
    const values = target.values.flatMap((some, k) => some.map((value) => ({ value, owner: `class ${k}` })));
    const aside = setAside.flatMap(({ label, values: some }) =>
      some.map((value) => ({ value, owner: `aside ${label}` })),
    );
    const alike = new Map<string, { value: string; owner: string }[]>();
    for (const entry of [...values, ...aside]) {
      const held = alike.get(bare(entry.value)) ?? [];
      if (!held.some(({ value }) => value === entry.value)) alike.set(bare(entry.value), [...held, entry]);
    }
    return [...alike.values()]
      .filter((held) => held.length > 1)
      .map((held) => {
        const names = held.map(({ value }) => value);
        const apart = new Set(held.map(({ owner }) => owner)).size > 1;
        return finding({
          code,
          severity: apart ? 'critical' : 'note',
          title: `${target.column} spells one class in ${names.length} ways: ${listing(names.map(quoted))}`,
          evidence:
            `The values ${listing(names.map(quoted))} of ${target.column} differ only by quotation marks, spaces or capitals` +
            `${apart ? ', and are counted as different classes.' : ', and are counted as one class here.'}`,
          why: 'A class that is spelled in several ways is split into pieces, each rarer than the whole, and models learn to tell apart what is the same.',
          fix: `Give the class one spelling in ${target.column}, or name all spellings together with --positive.`,
          columns: [target.column],
          classes: names,
        });
      });
  },
};

function bare(value: string): string {
  return value
    .replace(/["'`\u2018\u2019\u201c\u201d]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
