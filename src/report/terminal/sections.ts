/** The parts of an audit's summary in the terminal: classes, findings, strategies, threshold. */
import type { AuditResult } from '../../audit/types.ts';
import { type StrategyVerdict, verdictWords } from '../../charts/verdict-words.ts';
import type { Severity } from '../../diagnostics/types.ts';
import { groupedFindings, sortedFindings } from '../findings.ts';
import { measureTitle } from '../glossary.ts';
import {
  counted,
  countText,
  findMeasure,
  percentText,
  quoted,
  rangeText,
  sentence,
  signedText,
  thresholdText,
  valueText,
} from '../words.ts';
import type { Look } from './evaluation.ts';
import { bar, type Cell, cellsOf, fitName, grid, indented, padEnd, padStart } from './layout.ts';
import type { Colour } from './paint.ts';

/** Bars of the largest classes, and what always answering the first would score. */
export function classLines(
  { distribution, nullModel, target }: Pick<AuditResult, 'distribution' | 'nullModel' | 'target'>,
  look: Look,
): readonly string[] {
  const { width, paint } = look;
  const shown = distribution.classes.slice(0, 8);
  const rest = distribution.classes.slice(8);
  const countWidth = Math.max(...shown.map((entry) => countText(entry.count).length));
  const shareWidth = Math.max(...shown.map((entry) => percentText(entry.share).length));
  const asideWidth = shown.some((entry) => entry.fate === 'set-aside') ? 10 : 0;
  const room = width - countWidth - shareWidth - asideWidth - 8;
  const widest = Math.max(...shown.map((entry) => cellsOf(entry.label)));
  const nameWidth = Math.min(widest, Math.max(8, Math.min(room - 4, Math.floor(width * 0.4))));
  const barWidth = Math.max(1, Math.min(40, room - nameWidth));
  const largest = shown[0]?.count ?? 1;
  const lines = shown.map((entry, i) => {
    const rare = target.positive === null ? i > 0 : entry.label === target.positive;
    const drawn = paint(rare ? 'yellow' : 'dim', bar(entry.count / largest, barWidth));
    const name = padEnd(fitName(entry.label, nameWidth), nameWidth);
    const aside = entry.fate === 'set-aside' ? ' set aside' : '';
    return `  ${name}  ${padStart(countText(entry.count), countWidth)}  ${padStart(percentText(entry.share), shareWidth)}  ${drawn}${aside}`;
  });
  const more = rest.length === 0 ? [] : [`  and ${counted(rest.length, 'smaller class', 'smaller classes')}`];
  return [...lines, ...more, ...indented(nullText(nullModel), width, 2)];
}

function nullText({ prediction, measures }: AuditResult['nullModel']): string {
  const value = (name: string): string => valueText(findMeasure(measures, name)?.value);
  const known = ['accuracy', 'balancedAccuracy', 'recall', 'macroF1'].filter(
    (name) => typeof findMeasure(measures, name)?.value === 'number',
  );
  return `Always answering ${quoted(prediction, 30)}: ${known.map((name) => `${measureTitle(name)} ${value(name)}`).join(', ')}.`;
}

const severityColours: Readonly<Record<Severity, Colour>> = { critical: 'red', warning: 'yellow', note: 'dim' };

/** Critical findings and warnings with their fix; notes by their title, the first few. */
export function findingLines(
  { findings, pretended, warnings }: Pick<AuditResult, 'findings' | 'pretended' | 'warnings'>,
  { width, paint }: Look,
): readonly string[] {
  const sorted = sortedFindings(findings);
  const grave = sorted.filter((finding) => finding.severity !== 'note');
  const notes = sorted.filter((finding) => finding.severity === 'note');
  const shownNotes = notes.slice(0, 3);
  const shownGrave = grave.slice(0, 10);
  const left = grave.length - shownGrave.length + notes.length - shownNotes.length;
  return [
    // Findings of one kind stand together and say what to do once.
    ...groupedFindings(shownGrave).flatMap((group) => [
      ...group.flatMap(({ severity, title }, i) =>
        marked(paint(severityColours[severity], padEnd(i === 0 ? severity : '', 8)), title, width),
      ),
      ...indented(`→ ${group[0].fix}${group.length > 1 ? ' Likewise the others.' : ''}`, width, 12).map((line) =>
        paint('dim', line),
      ),
    ]),
    ...(pretended === null ? [] : indented(pretended.sentence, width, 12)),
    ...shownNotes.flatMap((finding) => marked(paint('dim', padEnd('note', 8)), finding.title, width)),
    ...(left > 0 ? indented(`and ${countText(left)} more in the full report`, width, 12) : []),
    ...warnings.slice(0, 3).flatMap(({ message }) => marked(padEnd('', 8), message, width)),
  ];
}

function marked(mark: string, text: string, width: number): readonly string[] {
  return indented(text, width, 12, `  ${mark}  `);
}

const verdictColours: Readonly<Partial<Record<StrategyVerdict, Colour>>> = {
  helps: 'green',
  hurts: 'red',
  unchanged: 'dim',
  'cannot-tell': 'dim',
  reference: 'dim',
};

export function strategyLines({ comparison, chosen }: AuditResult, look: Look): readonly string[] {
  const { primary, decision, results } = comparison;
  const mean = (result: (typeof results)[number], name: string): Cell => ({
    text: valueText(result.measures.find((measure) => measure.name === name)?.mean),
  });
  const rowOf = (result: (typeof results)[number]): Cell[] => [
    { text: result.dummy ? result.modelTitle : `  ${result.strategyTitle}` },
    mean(result, primary),
    result.dummy ? { text: 'ignores the data', colour: 'dim' } : verdictCell(result.verdict, result.comparison),
    mean(result, decision),
    result.dummy ? { text: '' } : verdictCell(result.decisionVerdict, result.decisionComparison),
  ];
  const real = results.filter((result) => !result.dummy);
  const models = [...new Set(real.map((result) => result.modelTitle))];
  const rows = [
    ...models.flatMap((model): Cell[][] => [
      [{ text: model }],
      ...real.filter((result) => result.modelTitle === model).map(rowOf),
    ]),
    ...results.filter((result) => result.dummy).map(rowOf),
  ];
  return [
    ...grid(
      [
        { head: '', gives: true },
        { head: shortTitle(primary), right: true },
        { head: 'ranking' },
        { head: shortTitle(decision), right: true },
        { head: 'decisions' },
      ],
      rows,
      look,
    ),
    ...indented(`${comparison.summary.join(' ')}`, look.width, 2),
    ...indented(`Chosen: ${chosen.title}. ${chosen.why}`, look.width, 2),
  ];
}

/** Column heads have room for the abbreviation only; the section's title says what it means. */
const abbreviations: ReadonlyMap<string, string> = new Map([
  ['averagePrecision', 'AP'],
  ['macroAveragePrecision', 'macro AP'],
]);

function shortTitle(name: string): string {
  return abbreviations.get(name) ?? measureTitle(name);
}

export function strategiesTitle({ folds, primary }: AuditResult['comparison']): string {
  const short = abbreviations.get(primary);
  const meaning = short === undefined ? '' : ` (${short}: ${measureTitle(primary)})`;
  return `Strategies, on the same ${counted(folds, 'fold')}${meaning}`;
}

function verdictCell(
  verdict: StrategyVerdict,
  compared: AuditResult['comparison']['results'][number]['comparison'],
): Cell {
  const word = verdictWords[verdict];
  const text = compared === undefined ? word : `${word} ${signedText(compared.difference)}`;
  const colour = verdictColours[verdict];
  return colour === undefined ? { text } : { text, colour };
}

export function thresholdLines(choice: NonNullable<AuditResult['threshold']>, { width }: Look): readonly string[] {
  if (choice.threshold === null) return indented(choice.infeasible ?? 'No threshold is feasible.', width, 2);
  const interval = choice.interval === undefined ? '' : ` (${rangeText(choice.interval)})`;
  const text =
    `${thresholdText(choice.threshold)}${interval}, chosen for ${choice.objectiveTitle} on ` +
    `${countText(choice.chosenOn.rows)} out-of-fold rows with ${countText(choice.chosenOn.positives)} positives.`;
  return indented(sentence(text), width, 2);
}
