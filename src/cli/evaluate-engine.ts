/** The heavy part of `evaluate`, loaded only once the arguments are understood; nothing of the audit is in it. */
import { evaluatePredictions } from '../audit/evaluate-predictions.ts';
import type { EvaluationResult } from '../audit/evaluate-types.ts';
import { evaluationResultToMarkdown } from '../report/evaluation-result-markdown.ts';
import { evaluationResultToTerminal } from '../report/evaluation-result-terminal.ts';
import { evaluationResultToHtml } from '../report/html/evaluation-result-to-html.ts';
import { evaluationToJson } from '../report/json.ts';

export interface EvaluateEngine {
  readonly evaluate: typeof evaluatePredictions;
  readonly toHtml: (result: EvaluationResult) => string;
  readonly toJson: (result: EvaluationResult) => string;
  readonly toMarkdown: (result: EvaluationResult) => string;
  readonly toTerminal: (result: EvaluationResult, look: { readonly width: number; readonly color: boolean }) => string;
}

export const evaluateEngine: EvaluateEngine = {
  evaluate: evaluatePredictions,
  toHtml: evaluationResultToHtml,
  toJson: evaluationToJson,
  toMarkdown: evaluationResultToMarkdown,
  toTerminal: evaluationResultToTerminal,
};
