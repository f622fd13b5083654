/** What the audit noticed: severity, evidence, why it matters, what to do; and what leaks would have pretended. */
import type { AuditResult } from '../../audit/types.ts';
import type { Warning } from '../../core/warnings.ts';
import type { Finding, Severity } from '../../diagnostics/types.ts';
import { countsSentence, sortedFindings } from '../findings.ts';
import { measureWords } from '../glossary.ts';
import { listed, quoted, sentence, valueText } from '../words.ts';
import { type Html, html, type Part, section, table } from './markup.ts';

const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  warning: 'Warning',
  note: 'Note',
};

export function findingsSection({ findings, warnings, pretended }: AuditResult): Html {
  const sorted = sortedFindings(findings);
  const important = sorted.filter((finding) => finding.severity !== 'note');
  const notes = sorted.filter((finding) => finding.severity === 'note');
  return section(
    'findings',
    'Findings',
    html`<p>${countsSentence(findings)}</p>`,
    important.map(findingCard),
    pretendedBlock(pretended),
    notes.map(findingCard),
    warningList(warnings),
  );
}

function findingCard(finding: Finding): Html {
  const left =
    finding.leavesOut.length === 0
      ? null
      : html`<dt>Done already</dt><dd>Left out of the models: ${listed(finding.leavesOut.slice(0, 12).map((name) => quoted(name)))}.</dd>`;
  return html`<article class="finding ${finding.severity}"><span class="severity">${severityWords[finding.severity]}</span>
<h3>${finding.title}</h3>
<dl><dt>Evidence</dt><dd>${finding.evidence}</dd><dt>Why it matters</dt><dd>${finding.why}</dd><dt>What to do</dt><dd>${finding.fix}</dd>${left}</dl></article>
`;
}

function pretendedBlock(pretended: AuditResult['pretended']): Part {
  if (pretended === null) return null;
  return html`<div class="aside"><h3>What the leaks would have pretended</h3>
<p>${pretended.sentence}</p>
${table(
  'Cross-validated on the training part, with and without the columns left out',
  [{ head: 'Measure' }, { head: 'Without: honest', number: true }, { head: 'With: pretended', number: true }],
  pretended.measures.map((measure) => [
    sentence(measureWords(measure.name).title),
    valueText(measure.without),
    valueText(measure.with),
  ]),
)}</div>`;
}

function warningList(warnings: readonly Warning[]): Part {
  if (warnings.length === 0) return null;
  return html`<h3>Also noticed on the way</h3><ul class="plain">${warnings.map(({ message }) => html`<li>${message}</li>`)}</ul>`;
}
