/** What the audit noticed: severity, evidence, why it matters, what to do; and what leaks would have pretended. */
import type { AuditResult } from '../../audit/types.ts';
import type { Warning } from '../../core/warnings.ts';
import type { Finding, Severity } from '../../diagnostics/types.ts';
import { countsSentence, groupedFindings, sortedFindings } from '../findings.ts';
import { measureWords } from '../glossary.ts';
import { counted, listed, quoted, sentence, valueText } from '../words.ts';
import { type Html, html, type Part, section, table } from './markup.ts';

const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  warning: 'Warning',
  note: 'Note',
};

export function findingsSection({
  findings,
  warnings,
  pretended,
}: Pick<AuditResult, 'findings' | 'warnings' | 'pretended'>): Html {
  const sorted = sortedFindings(findings);
  const important = sorted.filter((finding) => finding.severity !== 'note');
  const notes = sorted.filter((finding) => finding.severity === 'note');
  return section(
    'findings',
    'Findings',
    html`<p>${countsSentence(findings)}</p>`,
    groupedFindings(important).map(findingCard),
    pretendedBlock(pretended),
    notes.length === 0 ? null : html`<h3>${sentence(counted(notes.length, 'note'))}</h3>`,
    notes.map(noteDetails),
    warningList(warnings),
  );
}

/** One card for findings of one kind: each with its evidence and fix, the reason once. */
function findingCard(group: readonly [Finding, ...Finding[]]): Html {
  const [{ severity, why }] = group;
  const single = group.length === 1;
  return html`<article class="finding ${severity}"><span class="severity">${severityWords[severity]}</span>
${group.map(
  (finding) => html`<div class="item"><h3>${finding.title}</h3>
<dl>${[fact('Evidence', finding.evidence), single ? fact('Why it matters', why) : null, ...whatToDo(finding)]}</dl></div>`,
)}
${single ? null : html`<dl class="shared">${fact('Why it matters', why)}</dl>`}</article>
`;
}

/** Notes are folded to their titles on screen. */
function noteDetails(finding: Finding): Html {
  return html`<details class="finding note"><summary>${finding.title}</summary>
<dl>${[fact('Evidence', finding.evidence), fact('Why it matters', finding.why), ...whatToDo(finding)]}</dl></details>
`;
}

function whatToDo({ fix, leavesOut }: Finding): readonly Part[] {
  const names = listed(leavesOut.slice(0, 12).map((name) => quoted(name)));
  return [
    fact('What to do', fix),
    leavesOut.length === 0 ? null : fact('Done already', `Left out of the models: ${names}.`),
  ];
}

function fact(term: string, text: string): Html {
  return html`<dt>${term}</dt><dd>${text}</dd>`;
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
