/** How the classes are distributed, and what always answering the most common one would score. */
import type { AuditResult } from '../../audit/types.ts';
import { classDistributionChart } from '../../charts/class-distribution.ts';
import { measureWords } from '../glossary.ts';
import { counted, listed, quoted, sentence, valueText } from '../words.ts';
import { type Html, html, nameOf, type Part, responsiveFigure, section, table } from './markup.ts';

const bands: Readonly<Record<AuditResult['distribution']['band'], string>> = {
  balanced: 'balanced',
  mild: 'mildly imbalanced',
  imbalanced: 'imbalanced',
  extreme: 'extremely imbalanced',
};

export function classesSection(result: Pick<AuditResult, 'distribution' | 'target'>): Html {
  const { distribution, target } = result;
  const rare = target.positive === null ? {} : { rare: [target.positive] };
  const ratio = `The classes are ${bands[distribution.band]}: ${ratioText(distribution.ratio)} rows of the largest class for each row of the smallest.`;
  return section(
    'classes',
    'How rare is it?',
    html`<p>${ratio}</p>`,
    responsiveFigure(
      classDistributionChart(distribution, rare),
      classDistributionChart(distribution, { ...rare, width: 360 }),
    ),
    mergedNotes(distribution.classes),
    html`<ul class="plain">${distribution.advice.map((text) => html`<li>${text}</li>`)}</ul>`,
    domainsTable(distribution.domains),
  );
}

function ratioText(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(1) : String(Math.round(ratio));
}

function mergedNotes(classes: AuditResult['distribution']['classes']): Part {
  const merged = classes.filter((entry) => entry.values.length > 1);
  const aside = classes.filter((entry) => entry.fate === 'set-aside');
  return [
    merged.map(
      (entry) =>
        html`<p>${nameOf(entry.label)} stands for the values ${listed(entry.values.slice(0, 12).map((value) => quoted(value, 40)))}.</p>`,
    ),
    aside.length === 0
      ? null
      : html`<p>Set aside, because too few rows to appear in every part of the split: ${listed(
          aside.map((entry) => `${quoted(entry.label, 40)} (${counted(entry.count, 'row')})`),
        )}.</p>`,
  ];
}

function domainsTable(domains: AuditResult['distribution']['domains']): Part {
  if (domains.length === 0) return null;
  return html`<details><summary>Typical ratios elsewhere</summary>${table(
    'Rare to common, as known from other fields',
    [{ head: 'Field' }, { head: 'Ratio' }],
    domains.map(({ domain, ratio }) => [sentence(domain), ratio]),
  )}</details>`;
}

/** Enough to see the trap; every measure of the model has its place further down. */
const telling: ReadonlySet<string> = new Set([
  ...['accuracy', 'balancedAccuracy', 'precision', 'recall', 'f1', 'mcc', 'averagePrecision', 'rocAuc'],
  ...['macroF1', 'macroAveragePrecision', 'macroRocAuc'],
]);

export function trapSection({ nullModel, test, multiclassTest }: AuditResult): Html {
  const point = test?.points[1] ?? test?.points[0];
  const own = [
    ...(point?.measures ?? []),
    ...(test === null ? [] : [...test.ranking, ...test.probability]),
    ...(multiclassTest?.measures ?? []),
  ];
  const rows = nullModel.measures
    .filter(({ name }) => telling.has(name))
    .map((measure) => {
      const words = measureWords(measure.name);
      const modelValue = own.find((entry) => entry.name === measure.name);
      return [
        html`${sentence(words.title)}<small>${words.meaning}</small>`,
        measure.value === null ? html`–<small class="reason">${measure.reason}</small>` : valueText(measure.value),
        modelValue === undefined || modelValue.value === null ? '–' : valueText(modelValue.value),
      ];
    });
  return section(
    'trap',
    'The null-accuracy trap',
    html`<p>A rule that ignores every column and always answers ${nameOf(nullModel.prediction)} looks good by accuracy, because that
class is common. Every other measure shows that it is worth nothing. Any model has to be read beside it.</p>`,
    table(
      'Always the most common class, beside the chosen model on the test part',
      [
        { head: 'Measure' },
        { head: `Always ${quoted(nullModel.prediction, 24)}`, number: true },
        { head: 'Chosen model', number: true },
      ],
      rows,
    ),
  );
}
