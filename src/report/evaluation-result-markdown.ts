/** A judgement of predictions as Markdown for a pull request. */
import type { EvaluationResult, JudgedPredictions, PairComparison } from '../audit/evaluate-types.ts';
import {
  allGates,
  amountSentences,
  differenceCells,
  evaluationResultVerdict,
  gateWords,
  settingsText,
  sharedText,
  testSentences,
} from './evaluation-result-words.ts';
import { findingsPart, numbersPart } from './markdown.ts';
import { escapeMarkdown, markdownTable } from './markdown-text.ts';

/** A pure function of the result; names from the data are escaped. */
export function evaluationResultToMarkdown(result: EvaluationResult): string {
  const { headline, paragraphs } = evaluationResultVerdict(result);
  const several = result.others.length > 0;
  const parts = [
    `## ${escapeMarkdown(headline)}`,
    ...paragraphs.map(escapeMarkdown),
    gatesPart(result),
    ...[result, ...result.others].flatMap((judged) => judgedParts(judged, several)),
    ...result.comparisons.map(comparisonPart),
    `<sub>${escapeMarkdown(settingsText(result))}</sub>`,
  ];
  return `${parts.filter((part) => part !== null && part !== '').join('\n\n')}\n`;
}

function gatesPart(result: EvaluationResult): string | null {
  const all = allGates(result);
  if (all.length === 0) return null;
  const rows = all.map(({ gate, verdict, sentence, of }) => [
    escapeMarkdown(`${of}${gate}`),
    verdict === 'pass' ? 'pass' : `**${gateWords[verdict]}**`,
    escapeMarkdown(sentence),
  ]);
  return `### Gates\n\n${markdownTable(['Gate', 'Verdict', 'Why'], rows)}`;
}

function judgedParts(judged: JudgedPredictions, several: boolean): (string | null)[] {
  const { evaluation, multiclass, findings, warnings, source } = judged;
  return [
    several ? `### ${escapeMarkdown(source.name)}` : null,
    findingsPart({ findings, pretended: null }),
    ...warnings.map(({ message }) => escapeMarkdown(message)),
    numbersPart((evaluation ?? multiclass)!),
    ...amountSentences(judged).map(escapeMarkdown),
  ];
}

function comparisonPart(pair: PairComparison): string {
  const rows = pair.differences.map((entry) => differenceCells(entry).map(escapeMarkdown));
  return [
    `### ${escapeMarkdown(pair.name)} against ${escapeMarkdown(pair.reference)}`,
    escapeMarkdown(pair.sentence),
    markdownTable(['', 'This', 'Reference', 'Difference'], rows, [1, 2, 3]),
    escapeMarkdown([sharedText(pair), ...testSentences(pair)].join(' ')),
  ].join('\n\n');
}
