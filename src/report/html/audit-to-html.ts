/** An audit as one self-contained HTML page: readable without script, offline, on paper and on a phone. */
import type { AuditResult } from '../../audit/types.ts';
import { auditVerdict } from '../verdict.ts';
import { classesSection, trapSection } from './classes.ts';
import { columnsSection, splitSection } from './data.ts';
import { evaluationSections } from './evaluation.ts';
import { findingsSection } from './findings.ts';
import { auditLead, auditOver } from './headline.ts';
import { multiclassSections } from './multiclass.ts';
import { type PageSection, pageText } from './page.ts';
import { settingsSection } from './settings.ts';
import { strategiesSection } from './strategies.ts';
import { thresholdSection } from './threshold.ts';

/** A pure function of the result. Names from the data are escaped; the page carries a policy that forbids scripts. */
export function auditToHtml(result: AuditResult): string {
  return pageText({
    title: `${result.source.name}: audit of ${result.target.column}`,
    over: auditOver(result),
    headline: auditVerdict(result).headline,
    lead: auditLead(result),
    sections: sectionsOf(result),
    version: result.version,
  });
}

/** Findings come first where one is critical: then the other numbers cannot be read without them. */
function sectionsOf(result: AuditResult): readonly PageSection[] {
  const findings: PageSection = { id: 'findings', short: 'Findings', content: findingsSection(result) };
  const look: readonly PageSection[] = [
    { id: 'classes', short: 'How rare', content: classesSection(result) },
    { id: 'trap', short: 'Null accuracy', content: trapSection(result) },
  ];
  const critical = result.findings.some((finding) => finding.severity === 'critical');
  return [
    ...(critical ? [findings, ...look] : [...look, findings]),
    { id: 'strategies', short: 'Strategies', content: strategiesSection(result) },
    ...(result.threshold === null
      ? []
      : [{ id: 'threshold', short: 'Threshold', content: thresholdSection(result.threshold) }]),
    ...testSections(result),
    { id: 'split', short: 'Split', content: splitSection(result) },
    { id: 'columns', short: 'Columns', content: columnsSection(result) },
    { id: 'settings', short: 'Settings', content: settingsSection(result) },
  ];
}

function testSections({ test, multiclassTest, nullModel }: AuditResult): readonly PageSection[] {
  if (test !== null) return evaluationSections(test, { rows: 'the test part', negative: nullModel.prediction });
  return multiclassTest === null ? [] : multiclassSections(multiclassTest);
}
