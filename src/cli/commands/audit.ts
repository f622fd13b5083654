/** `rareclass audit`: its arguments, and from them a request that needs no more parsing. */
import type { Command } from 'commander';
import type { AuditOptions } from '../../audit/types.ts';
import type { DefineCommand } from '../command.ts';
import { type AskedOutputs, type RequestedOutput, requestedOutputs } from '../outputs.ts';
import { collectList, missingInput, share, UsageError, wholeNumber } from '../usage.ts';

export interface AuditRequest {
  /** Null is stdin. */
  readonly input: string | null;
  readonly options: AuditOptions;
  readonly outputs: readonly RequestedOutput[];
  readonly quiet: boolean;
}

/** The options as commander hands them over; an output without a file is `true`. */
interface Given extends Omit<AuditOptions, 'level'>, AskedOutputs {
  readonly quiet?: true;
}

const command = 'audit';
const whole = (flag: string, atLeast: number) => (text: string) => wholeNumber(text, { command, flag, atLeast });

export const defineAudit: DefineCommand = (program, context, run) => {
  declare(program).action((file: string | undefined, given: Given) =>
    run(async () => {
      const request = auditRequest(file, given);
      const [{ runAudit }, { auditEngine }] = await Promise.all([import('../run-audit.ts'), import('../engine.ts')]);
      return await runAudit(request, context, auditEngine);
    }),
  );
};

function declare(program: Command): Command {
  return program
    .usage('<file> --target <column> [options]')
    .argument('[file]', 'CSV, TSV or Parquet; - is standard input')
    .option('-t, --target <column>', 'the column to predict (required)')
    .option(
      '-p, --positive <value,…>',
      'values that make up the positive class (repeat, or write \\, for a comma)',
      collectList,
    )
    .option('--drop <column,…>', 'columns to leave out of the models', collectList)
    .option('--keep <column,…>', 'columns to use although a finding would leave them out', collectList)
    .option('--seed <n>', 'fixes every random choice (default: 42)', whole('--seed', 0))
    .option('--folds <k>', 'folds of the cross-validation (default: 5)', whole('--folds', 2))
    .option('--repeats <n>', 'how often the folds are drawn anew (default: 1)', whole('--repeats', 1))
    .option('--test-share <share>', 'share of rows kept for the one final look (default: 0.2)', (text) =>
      share(text, { command, flag: '--test-share' }),
    )
    .option(
      '--threshold-for <objective>',
      'f1, f2, f0.5, balanced-accuracy, mcc, youden, "recall>=0.8", "precision>=0.5", "specificity>=0.95", "cost:fp=1,fn=10" or "alerts<=100" (default: f1)',
    )
    .option(
      '--strategies <name,…>',
      'what to compare besides doing nothing and the threshold: balanced-weights, random-under, random-over, smote, adasyn … (default: the first three and smote)',
      collectList,
    )
    .option('--missing <word,…>', 'words that mean missing, besides the empty field', collectList)
    .option('--bootstrap <n>', 'bootstrap replicates behind an interval (default: 2000)', whole('--bootstrap', 100))
    .option('--html [file]', 'write the report (default: <name>-audit.html)')
    .option('--json [file]', 'write the whole result; without a file to stdout, instead of the summary')
    .option('--markdown [file]', 'write the summary for a pull request; without a file to stdout')
    .option('-q, --quiet', 'no progress and no notes')
    .addHelpText('after', `\n${examples}`);
}

const examples = `Examples:
  rareclass audit patients.csv --target outcome --html
  rareclass audit strikes.csv --target damage --positive Minor,Substantial --json result.json
  zcat log.csv.gz | rareclass audit - --target fraud --threshold-for "recall>=0.8"`;

/** What was given, checked as far as it can be without looking at any file. */
export function auditRequest(file: string | undefined, given: Given): AuditRequest {
  const { html, json, markdown, quiet, ...options } = given;
  if (file === undefined) {
    throw missingInput({ command, argument: '<file>', advice: 'name the file to audit, or - for standard input' }, [
      html,
      json,
      markdown,
    ]);
  }
  if (options.target === undefined) throw new UsageError('audit: --target is missing; name the column to predict');
  if (options.positive?.includes('')) {
    throw new UsageError("audit: --positive has an empty value; write a comma inside a value as '\\,'");
  }
  const asked = { ...(html && { html }), ...(json && { json }), ...(markdown && { markdown }) };
  const outputs = requestedOutputs(asked, { command, input: file, ending: 'audit' });
  return { input: file === '-' ? null : file, options, outputs, quiet: quiet === true };
}
