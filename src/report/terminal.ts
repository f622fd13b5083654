/** An audit as a summary in the terminal: what a tired person needs to know, in plain words and about a screenful. */
import type { AuditResult } from '../audit/types.ts';
import { shortenToCells } from '../charts/visible.ts';
import type { Evaluation, MulticlassEvaluation } from '../metrics/types.ts';
import { evaluationLines, type Look, multiclassLines, sizeText } from './terminal/evaluation.ts';
import { indented, wrapText } from './terminal/layout.ts';
import { painter } from './terminal/paint.ts';
import { classLines, findingLines, strategiesTitle, strategyLines, thresholdLines } from './terminal/sections.ts';
import { auditVerdict, evaluationVerdict, type VerdictText } from './verdict.ts';

export interface TerminalOptions {
  /** Columns of the terminal, at least 40; defaults to 80. Lines do not get longer than 110. */
  readonly width?: number;
  /** Whether escape codes for colour may be used; defaults to false. */
  readonly color?: boolean;
}

/** A pure function of the result. Control characters in names from the data are shown, never passed on. */
export function auditToTerminal(result: AuditResult, options: TerminalOptions = {}): string {
  const look = lookOf(options);
  return joined([
    verdictLines(auditVerdict(result), look),
    titled('Classes', classLines(result, look), look),
    result.findings.length + result.warnings.length === 0 ? [] : titled('Findings', findingLines(result, look), look),
    titled(strategiesTitle(result.comparison), strategyLines(result, look), look),
    result.threshold === null ? [] : titled('Threshold', thresholdLines(result.threshold, look), look),
    result.test === null ? [] : titled(`Test part: ${sizeText(result.test)}`, evaluationLines(result.test, look), look),
    result.multiclassTest === null
      ? []
      : titled(`Test part: ${sizeText(result.multiclassTest)}`, multiclassLines(result.multiclassTest, look), look),
  ]);
}

/** One evaluation alone. */
export function evaluationToTerminal(
  evaluation: Evaluation | MulticlassEvaluation,
  options: TerminalOptions = {},
): string {
  const look = lookOf(options);
  const lines = 'points' in evaluation ? evaluationLines(evaluation, look) : multiclassLines(evaluation, look);
  return joined([verdictLines(evaluationVerdict(evaluation), look), titled(sizeText(evaluation), lines, look)]);
}

function lookOf({ width = 80, color = false }: TerminalOptions): Look {
  return { width: width >= 40 ? Math.min(110, Math.floor(width)) : 40, paint: painter(color) };
}

function verdictLines({ headline, paragraphs }: VerdictText, { width, paint }: Look): readonly string[] {
  return [
    ...wrapText(headline, width).map((line) => paint('bold', line)),
    ...paragraphs.flatMap((text) => indented(text, width, 2)),
  ];
}

function titled(title: string, lines: readonly string[], { width, paint }: Look): readonly string[] {
  return [paint('bold', shortenToCells(title, width)), ...lines];
}

function joined(parts: readonly (readonly string[])[]): string {
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
