/** Runs all checks of a stage. The order of findings depends on nothing but the findings. */
import type { DataContext, ResultContext } from './context.ts';
import { dataChecks, resultChecks } from './registry.ts';
import type { Finding, Severity } from './types.ts';

const rank: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, note: 2 };

/** Everything that can be found before a model is fitted: critical first, then by code; within a code, in table order. */
export function checkData(context: DataContext): Finding[] {
  return sorted(dataChecks.flatMap((check) => check.detect(context)));
}

/** Everything that can be found in the results: critical first, then by code. */
export function checkResults(context: ResultContext): Finding[] {
  return sorted(resultChecks.flatMap((check) => check.detect(context)));
}

function sorted(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) => rank[a.severity] - rank[b.severity] || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}
