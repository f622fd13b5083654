/** Findings: what is wrong with a table or a result, why it matters and what to do. */
export { checkData, checkResults } from './check.ts';
export type { DataCheck, DataContext, ResultCheck, ResultContext, ScoreFacts } from './context.ts';
export { dataChecks, resultChecks } from './registry.ts';
export { scoreFacts } from './score-facts.ts';
export type { Finding, Severity } from './types.ts';
