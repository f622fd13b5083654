/** A judgement of predictions in the terminal: verdict, gates, classes, findings, numbers, comparisons. */
import type { EvaluationResult, JudgedPredictions, PairComparison } from '../audit/evaluate-types.ts';
import {
  allGates,
  amountSentences,
  differenceCells,
  evaluationResultVerdict,
  gateWords,
  sharedText,
  testSentences,
} from './evaluation-result-words.ts';
import { evaluationLines, type Look, multiclassLines, sizeText } from './terminal/evaluation.ts';
import { grid, indented, padEnd, wrapText } from './terminal/layout.ts';
import { type Colour, painter } from './terminal/paint.ts';
import { classLines, findingLines } from './terminal/sections.ts';
import type { TerminalOptions } from './terminal.ts';
import { quoted } from './words.ts';

/** A pure function of the result. Control characters in names from the data are shown, never passed on. */
export function evaluationResultToTerminal(
  result: EvaluationResult,
  { width = 80, color = false }: TerminalOptions = {},
): string {
  const look: Look = { width: width >= 40 ? Math.min(110, Math.floor(width)) : 40, paint: painter(color) };
  const { headline, paragraphs } = evaluationResultVerdict(result);
  const several = result.others.length > 0;
  const parts = [
    [
      ...wrapText(headline, look.width).map((line) => look.paint('bold', line)),
      ...paragraphs.flatMap((text) => indented(text, look.width, 2)),
    ],
    titled('Gates', gateLines(result, look), look),
    titled('Classes', classLines(result, look), look),
    ...[result, ...result.others].flatMap((judged) => judgedParts(judged, several, look)),
    ...result.comparisons.map((pair) => titled(comparisonTitle(pair), comparisonLines(pair, look), look)),
  ];
  const shown = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

function titled(title: string, lines: readonly string[], { paint }: Look): readonly string[] {
  return lines.length === 0 ? [] : [paint('bold', title), ...lines];
}

const gateColours: Readonly<Record<EvaluationResult['gates'][number]['verdict'], Colour>> = {
  pass: 'green',
  fail: 'red',
  inconclusive: 'yellow',
};

function gateLines(result: EvaluationResult, { width, paint }: Look): readonly string[] {
  return allGates(result).flatMap(({ gate, verdict, sentence, of }) =>
    indented(
      `${of}${gate}: ${sentence}`,
      width,
      16,
      `  ${paint(gateColours[verdict], padEnd(gateWords[verdict], 12))}  `,
    ),
  );
}

function judgedParts(judged: JudgedPredictions, several: boolean, look: Look): (readonly string[])[] {
  const { evaluation, multiclass, findings, warnings, source } = judged;
  const of = several ? ` of ${quoted(source.name, 40)}` : '';
  const numbers =
    evaluation !== null
      ? evaluationLines(evaluation, look)
      : multiclass !== null
        ? multiclassLines(multiclass, look)
        : [];
  const found = findingLines({ findings, warnings, pretended: null }, look);
  return [
    titled(`Findings${of}`, found, look),
    titled(
      `Predictions${of}: ${sizeText((evaluation ?? multiclass)!)}`,
      [...numbers, ...amountSentences(judged).flatMap((text) => indented(text, look.width, 2))],
      look,
    ),
  ];
}

function comparisonTitle({ name, reference }: PairComparison): string {
  return `${quoted(name, 40)} against ${quoted(reference, 40)}`;
}

function comparisonLines(pair: PairComparison, look: Look): readonly string[] {
  return [
    ...indented(pair.sentence, look.width, 2),
    ...indented(sharedText(pair), look.width, 2),
    ...grid(
      [
        { head: '', gives: true },
        { head: 'this', right: true },
        { head: 'reference', right: true },
        { head: 'difference', right: true },
      ],
      pair.differences.map((entry) => differenceCells(entry).map((text) => ({ text }))),
      look,
    ),
    ...testSentences(pair).flatMap((text) => indented(text, look.width, 2)),
  ];
}
