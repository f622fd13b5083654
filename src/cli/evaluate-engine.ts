/** The heavy part of `evaluate`, loaded only once the arguments are understood; nothing of the audit is in it. */
import { evaluatePredictions } from '../audit/evaluate-predictions.ts';
import type { EvaluationResult } from '../audit/evaluate-types.ts';
import { evaluationResultToMarkdown } from '../report/evaluation-result-markdown.ts';
import { evaluationResultToTerminal } from '../report/evaluation-result-terminal.ts';
import { evaluationResultToHtml } from '../report/html/evaluation-result-to-html.ts';
import { evaluationToJson } from '../report/json.ts';
import { gatesToJunit } from '../report/junit.ts';
import type { Renderings } from './outputs.ts';

export interface EvaluateEngine extends Required<Renderings<EvaluationResult>> {
  readonly evaluate: typeof evaluatePredictions;
}

export const evaluateEngine: EvaluateEngine = {
  evaluate: evaluatePredictions,
  toHtml: evaluationResultToHtml,
  toJson: evaluationToJson,
  toMarkdown: evaluationResultToMarkdown,
  toJunit: gatesToJunit,
  toTerminal: evaluationResultToTerminal,
};
