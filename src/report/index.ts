/** Renderings of results: HTML, Markdown, terminal text, JSON. Each is a pure function of the result. */
export { evaluationResultToMarkdown } from './evaluation-result-markdown.ts';
export { evaluationResultToTerminal } from './evaluation-result-terminal.ts';
export { evaluationResultVerdict } from './evaluation-result-words.ts';
export { auditToHtml } from './html/audit-to-html.ts';
export { evaluationResultToHtml } from './html/evaluation-result-to-html.ts';
export { type EvaluationPageOptions, evaluationToHtml } from './html/evaluation-to-html.ts';
export { auditToJson, evaluationToJson, resampleToJson } from './json.ts';
export { gatesToJunit } from './junit.ts';
export { auditToMarkdown, evaluationToMarkdown } from './markdown.ts';
export { resampleToTerminal } from './resample-terminal.ts';
export { auditToTerminal, evaluationToTerminal, type TerminalOptions } from './terminal.ts';
export { auditVerdict, evaluationVerdict, type VerdictText } from './verdict.ts';
