/** The heavy part of the command line, loaded only once the arguments are understood: the audit and its renderings. */
import { audit } from '../audit/audit.ts';
import type { AuditResult } from '../audit/types.ts';
import { auditToHtml } from '../report/html/audit-to-html.ts';
import { auditToJson } from '../report/json.ts';
import { auditToMarkdown } from '../report/markdown.ts';
import { auditToTerminal } from '../report/terminal.ts';
import { parseObjective } from '../thresholds/objectives.ts';
import type { Renderings } from './outputs.ts';

export interface AuditEngine extends Renderings<AuditResult> {
  readonly audit: typeof audit;
  /** Throws where the text is no threshold objective. */
  readonly parseObjective: (text: string) => unknown;
}

export const auditEngine: AuditEngine = {
  audit,
  parseObjective,
  toHtml: auditToHtml,
  toJson: auditToJson,
  toMarkdown: auditToMarkdown,
  toTerminal: auditToTerminal,
};
