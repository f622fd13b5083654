/** An audit as Markdown for a pull request: the verdict, what to worry about, and the tables that back it. */
import type { AuditResult } from '../audit/types.ts';
import { verdictWords } from '../charts/verdict-words.ts';
import type { Evaluation, MulticlassEvaluation } from '../metrics/types.ts';
import { sortedFindings } from './findings.ts';
import { measureTitle } from './glossary.ts';
import { escapeMarkdown, markdownTable } from './markdown-text.ts';
import { auditVerdict, evaluationVerdict } from './verdict.ts';
import {
  counted,
  countText,
  measureText,
  percentText,
  rangeText,
  sentence,
  signedText,
  thresholdText,
  valueText,
} from './words.ts';

/** A pure function of the result; names from the data are escaped. */
export function auditToMarkdown(result: AuditResult): string {
  const { headline, paragraphs } = auditVerdict(result);
  const { settings, source, version } = result;
  return joined([
    `## ${escapeMarkdown(headline)}`,
    ...paragraphs.map(escapeMarkdown),
    findingsPart(result),
    classesPart(result),
    strategiesPart(result),
    thresholdPart(result.threshold),
    result.test === null ? null : evaluationPart(result.test),
    result.multiclassTest === null ? null : multiclassPart(result.multiclassTest),
    `<sub>${escapeMarkdown(source.name)}, ${counted(source.rows, 'row')}; seed ${settings.seed}, ${settings.folds} folds; rareclass ${escapeMarkdown(version)}</sub>`,
  ]);
}

/** One evaluation alone. */
export function evaluationToMarkdown(evaluation: Evaluation | MulticlassEvaluation): string {
  const { headline, paragraphs } = evaluationVerdict(evaluation);
  return joined([`## ${escapeMarkdown(headline)}`, ...paragraphs.map(escapeMarkdown), numbersPart(evaluation)]);
}

/** The tables of an evaluation, without a verdict. */
export function numbersPart(evaluation: Evaluation | MulticlassEvaluation): string {
  return 'points' in evaluation ? evaluationPart(evaluation) : multiclassPart(evaluation);
}

function joined(parts: readonly (string | null)[]): string {
  return `${parts.filter((part) => part !== null && part !== '').join('\n\n')}\n`;
}

const severityMarks = { critical: '**Critical**', warning: 'Warning', note: 'Note' } as const;

/** A table of findings; null without any. */
export function findingsPart({ findings, pretended }: Pick<AuditResult, 'findings' | 'pretended'>): string | null {
  if (findings.length === 0) return null;
  const rows = sortedFindings(findings).map((finding) => [
    severityMarks[finding.severity],
    `${escapeMarkdown(finding.title)}<br>${escapeMarkdown(finding.evidence)}`,
    escapeMarkdown(finding.fix),
  ]);
  const list = `### Findings\n\n${markdownTable(['', 'What', 'What to do'], rows)}`;
  return pretended === null ? list : `${list}\n\n${escapeMarkdown(pretended.sentence)}`;
}

function classesPart({ distribution, nullModel }: AuditResult): string {
  const rows = distribution.classes.map((entry) => [
    escapeMarkdown(entry.label),
    countText(entry.count),
    percentText(entry.share),
    entry.fate === 'set-aside' ? 'set aside: too few' : '',
  ]);
  const scores = nullModel.measures
    .filter((measure) => measure.value !== null)
    .map((measure) => `${measureTitle(measure.name)} ${valueText(measure.value)}`);
  return joined([
    `### Classes\n\n${markdownTable(['Class', 'Rows', 'Share', ''], rows, [1, 2])}`,
    `Always answering “${escapeMarkdown(nullModel.prediction)}” scores ${scores.join(', ')}.`,
  ]).trimEnd();
}

function strategiesPart({ comparison, chosen }: AuditResult): string {
  const { primary, decision } = comparison;
  const mean = (result: (typeof comparison.results)[number], name: string): string =>
    valueText(result.measures.find((measure) => measure.name === name)?.mean);
  const verdict = (
    word: keyof typeof verdictWords,
    compared: (typeof comparison.results)[number]['comparison'],
  ): string =>
    compared === undefined ? verdictWords[word] : `${verdictWords[word]} (${signedText(compared.difference)})`;
  const rows = comparison.results.map((result) => [
    escapeMarkdown(result.strategyTitle),
    escapeMarkdown(result.modelTitle),
    mean(result, primary),
    result.dummy ? 'ignores the data' : verdict(result.verdict, result.comparison),
    mean(result, decision),
    result.dummy ? '' : verdict(result.decisionVerdict, result.decisionComparison),
  ]);
  const heads = [
    'Strategy',
    'Model',
    sentence(measureTitle(primary)),
    'Ranking',
    sentence(measureTitle(decision)),
    'Decisions',
  ];
  return joined([
    `### Strategies on the same ${counted(comparison.folds, 'fold')}\n\n${markdownTable(heads, rows, [2, 4])}`,
    comparison.summary.map(escapeMarkdown).join(' '),
    `Chosen: ${escapeMarkdown(chosen.title)}. ${escapeMarkdown(chosen.why)}`,
  ]).trimEnd();
}

function thresholdPart(choice: AuditResult['threshold']): string | null {
  if (choice === null) return null;
  if (choice.threshold === null)
    return `### Threshold\n\n${escapeMarkdown(choice.infeasible ?? 'No threshold is feasible.')}`;
  const interval = choice.interval === undefined ? '' : ` (${rangeText(choice.interval)})`;
  return (
    `### Threshold\n\n**${thresholdText(choice.threshold)}**${interval}, chosen for ${escapeMarkdown(choice.objectiveTitle)} on ` +
    `${countText(choice.chosenOn.rows)} out-of-fold rows with ${countText(choice.chosenOn.positives)} positives.`
  );
}

function evaluationPart(evaluation: Evaluation): string {
  const { points } = evaluation;
  const names = [...new Set(points.flatMap((point) => point.measures.map((measure) => measure.name)))];
  const text = (measures: Evaluation['ranking'], name: string): string => {
    const measure = measures.find((entry) => entry.name === name);
    return measure === undefined ? '' : escapeMarkdown(measureText(measure));
  };
  const baseline = (name: string): string => {
    const all = points.flatMap((point) => point.measures).filter((measure) => measure.name === name);
    return valueOr(all.find((measure) => measure.baseline !== undefined)?.baseline?.value);
  };
  const heads = ['', ...points.map((point) => `At ${thresholdText(point.threshold)}`), 'Knowing nothing'];
  const right = heads.map((_, i) => i).slice(1);
  const counts = (['truePositive', 'falseNegative', 'falsePositive', 'trueNegative'] as const).map((cell) => [
    cellWords[cell],
    ...points.map((point) => countText(point.confusion[cell])),
    '',
  ]);
  const decided = names.map((name) => [
    sentence(measureTitle(name)),
    ...points.map((point) => text(point.measures, name)),
    baseline(name),
  ]);
  const overall = [...evaluation.ranking, ...evaluation.probability].map((measure) => [
    sentence(measureTitle(measure.name)),
    escapeMarkdown(measureText(measure)),
    valueOr(measure.baseline?.value),
  ]);
  const size = `${counted(evaluation.n, 'row')}, ${counted(evaluation.nPositive, 'positive')}`;
  const title = evaluation.role === 'test' ? 'Test part' : 'Evaluation';
  return joined([
    `### ${title}: ${size}`,
    markdownTable(heads, [...counts, ...decided], right),
    markdownTable(['At every threshold', 'Value', 'Knowing nothing'], overall, [1, 2]),
  ]).trimEnd();
}

const cellWords = {
  truePositive: 'Caught',
  falseNegative: 'Missed',
  falsePositive: 'False alarms',
  trueNegative: 'Rightly left alone',
} as const;

function valueOr(value: number | undefined): string {
  return value === undefined ? '' : valueText(value);
}

function multiclassPart({ measures, perClass, n }: MulticlassEvaluation): string {
  const names = [...new Set(perClass.flatMap((entry) => entry.measures.map((measure) => measure.name)))];
  const overall = measures.map((measure) => [
    sentence(measureTitle(measure.name)),
    escapeMarkdown(measureText(measure)),
    valueOr(measure.baseline?.value),
  ]);
  const classes = perClass.map((entry) => [
    escapeMarkdown(entry.label),
    countText(entry.support),
    ...names.map((name) => {
      const measure = entry.measures.find((one) => one.name === name);
      return measure === undefined ? '' : escapeMarkdown(measureText(measure));
    }),
  ]);
  const heads = ['Class', 'Rows', ...names.map((name) => sentence(measureTitle(name)))];
  return joined([
    `### Test part: ${counted(n, 'row')}`,
    markdownTable(['Measure', 'Value', 'Knowing nothing'], overall, [1, 2]),
    markdownTable(heads, classes, heads.map((_, i) => i).slice(1)),
  ]).trimEnd();
}
