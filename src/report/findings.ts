/** The order and the number of findings, for every rendering. */
import type { Finding, Severity } from '../diagnostics/types.ts';
import { counted, listed } from './words.ts';

const order: readonly Severity[] = ['critical', 'warning', 'note'];

/** Critical first, otherwise in the order given. */
export function sortedFindings(findings: readonly Finding[]): readonly Finding[] {
  return order.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** Neighbours of one kind that matter for one reason, so that the reason is given once. */
export function groupedFindings(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const groups: [Finding, ...Finding[]][] = [];
  for (const finding of findings) {
    const same = groups.find(
      ([first]) => first.code === finding.code && first.severity === finding.severity && first.why === finding.why,
    );
    if (same === undefined) groups.push([finding]);
    else same.push(finding);
  }
  return groups;
}

/** `1 critical finding, 2 warnings and 3 notes.` */
export function countsSentence(findings: readonly Finding[]): string {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const parts = [
    [count('critical'), 'critical finding'],
    [count('warning'), 'warning'],
    [count('note'), 'note'],
  ] as const;
  const said = parts.flatMap(([n, word]) => (n === 0 ? [] : [counted(n, word)]));
  return said.length === 0 ? 'Nothing was found that stands out.' : `${listed(said)}.`;
}
