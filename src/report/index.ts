/** Renderings of results: HTML, Markdown, terminal text, JSON. Each is a pure function of the result. */
export { auditToHtml } from './html/audit-to-html.ts';
export { type EvaluationPageOptions, evaluationToHtml } from './html/evaluation-to-html.ts';
export { auditToJson, evaluationToJson } from './json.ts';
export { auditToMarkdown, evaluationToMarkdown } from './markdown.ts';
export { auditToTerminal, evaluationToTerminal, type TerminalOptions } from './terminal.ts';
export { auditVerdict, evaluationVerdict, type VerdictText } from './verdict.ts';
