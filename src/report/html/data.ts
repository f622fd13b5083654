/** The data behind the numbers: how it was split, and what became of every column. */
import type { AuditResult } from '../../audit/types.ts';
import { counted, countText, levelText, percentText, quoted, sentence } from '../words.ts';
import { type Html, html, nameOf, section, table } from './markup.ts';

export function splitSection({ split, distribution, target }: AuditResult): Html {
  const used = distribution.classes.filter((entry) => entry.fate === 'used');
  const shownClasses = used.slice(0, 8);
  return section(
    'split',
    'How the rows were split',
    html`<p>${sentence(split.method)}. The test part (${levelText(split.testShare)}) was kept aside untouched and looked at once, at the
end, at its natural share of rare rows.</p>`,
    table(
      'Rows of each class in each part',
      [
        { head: 'Part' },
        { head: 'Rows', number: true },
        ...shownClasses.map((entry) => ({ head: quoted(entry.label, 24), number: true })),
        { head: target.positive === null ? 'Share of the rarest' : 'Share positive', number: true },
      ],
      [split.train, split.test, ...split.folds].map((part) => [
        sentence(part.name),
        countText(part.rows),
        ...shownClasses.map((_, i) => (part.counts[i] === undefined ? '–' : countText(part.counts[i]))),
        percentText(part.rareShare),
      ]),
    ),
  );
}

const roles: Readonly<Record<AuditResult['columns'][number]['role'], string>> = {
  feature: 'used',
  target: 'target',
  'left-out': 'left out',
};

export function columnsSection({ columns }: AuditResult): Html {
  const left = columns.filter((column) => column.role === 'left-out').length;
  const features = columns.filter((column) => column.role === 'feature').length;
  const summary = `${counted(columns.length, 'column')}: ${countText(features)} used, ${countText(left)} left out`;
  return section(
    'columns',
    'Columns',
    html`<details><summary>${summary}</summary>${table(
      'What became of every column',
      [
        { head: 'Column' },
        { head: 'Type' },
        { head: 'Distinct', number: true },
        { head: 'Missing', number: true },
        { head: 'Role' },
      ],
      columns.map((column) => [
        nameOf(column.name),
        column.type,
        countText(column.distinct),
        countText(column.missing),
        html`${roles[column.role]}${column.reason === undefined ? null : html`<small>${column.reason}</small>`}`,
      ]),
    )}</details>`,
  );
}
