/** `rareclass evaluate`: its arguments, and from them a request that needs no more parsing. */
import type { Command } from 'commander';
import type { EvaluateOptions, ScoreColumn } from '../../audit/evaluate-types.ts';
import { InputError } from '../../core/errors.ts';
import type { DefineCommand } from '../command.ts';
import { type AskedOutputs, type RequestedOutput, requestedOutputs } from '../outputs.ts';
import { collectList, missingInput, share, UsageError, wholeNumber } from '../usage.ts';

export interface EvaluateRequest {
  /** At least one; `-` is stdin. */
  readonly inputs: readonly string[];
  readonly baseline: string | null;
  readonly options: EvaluateOptions;
  readonly outputs: readonly RequestedOutput[];
  readonly quiet: boolean;
}

/** The options as commander hands them over; an output without a file is `true`. */
export interface GivenOptions extends Omit<EvaluateOptions, 'label' | 'scores' | 'gates'>, AskedOutputs {
  readonly label?: string;
  readonly score?: readonly string[];
  readonly gate?: readonly string[];
  readonly baseline?: string;
  readonly quiet?: true;
}

const command = 'evaluate';

export const defineEvaluate: DefineCommand = (program, context, run) => {
  declare(program).action((files: readonly string[], given: GivenOptions) =>
    run(async () => {
      const request = evaluateRequest(files, given);
      const [{ runEvaluate }, { evaluateEngine }] = await Promise.all([
        import('../run-evaluate.ts'),
        import('../evaluate-engine.ts'),
      ]);
      return await runEvaluate(request, context, evaluateEngine);
    }),
  );
};

function declare(program: Command): Command {
  return program
    .usage('<predictions…> --label <column> --score <column> [options]')
    .argument('[predictions...]', 'CSV, TSV or Parquet; - is standard input; several are compared with the first')
    .option('-l, --label <column>', 'the column of true classes (required)')
    .option(
      '-s, --score <column,…>',
      'scores of the positive class, or a column of probabilities for each class (class=column where names differ)',
      collectList,
    )
    .option('--prediction <column>', 'predicted classes, in the place of scores')
    .option(
      '-p, --positive <value,…>',
      'values that make up the positive class (default: the rarer of two)',
      collectList,
    )
    .option('--threshold <t>', 'flag from this score on (default: 0.5 for probabilities)', decimal)
    .option('--threshold-for <objective>', 'choose the threshold on these very rows, such as f1 or "recall>=0.8"')
    .option('--gate <demand>', 'such as "recall>=0.8" or "ap>0.3@value" (repeatable); decides the exit code', collect)
    .option('--baseline <file>', 'older predictions, to compare with')
    .option('--id <column>', 'names each row, to match the rows of several files')
    .option('--group <column>', 'what belongs together; intervals then resample whole groups')
    .option('--weight <column>', 'case weights')
    .option('--amount <column>', 'what is at stake in each row, such as money')
    .option('--probabilities', 'the scores are probabilities (default: if all lie in [0, 1])')
    .option('--no-probabilities', 'the scores are no probabilities')
    .option('--missing-scores <policy>', 'refuse or drop rows without a score (default: refuse)')
    .option('--missing <word,…>', 'words that mean missing, besides the empty field', collectList)
    .option('--level <share>', 'coverage of intervals (default: 0.95)', (text) =>
      share(text, { command, flag: '--level' }),
    )
    .option('--bootstrap <n>', 'replicates for groups and comparisons (default: 2000)', (text) =>
      wholeNumber(text, { command, flag: '--bootstrap', atLeast: 100 }),
    )
    .option('--seed <n>', 'fixes every random choice (default: 42)', (text) =>
      wholeNumber(text, { command, flag: '--seed', atLeast: 0 }),
    )
    .option('--html [file]', 'write the report (default: <name>-evaluation.html)')
    .option('--json [file]', 'write the whole result; without a file to stdout, instead of the summary')
    .option('--markdown [file]', 'write the summary for a pull request; without a file to stdout')
    .option('--junit [file]', 'write the gates as JUnit XML (default: <name>-gates.xml)')
    .option('-q, --quiet', 'no progress and no notes')
    .addHelpText('after', `\n${examples}`);
}

const examples = `Examples:
  rareclass evaluate scores.csv --label fraud --score probability --html
  rareclass evaluate new.csv --baseline old.csv --id card --label fraud --score p --gate "recall>=0.8"
  rareclass evaluate classes.csv --label damage --score None=p0,Minor=p1,Substantial=p2`;

/** What was given, checked as far as it can be without looking at any file. */
export function evaluateRequest(files: readonly string[], given: GivenOptions): EvaluateRequest {
  const { html, json, markdown, junit, quiet, baseline, label, score, gate, ...options } = given;
  const asked: AskedOutputs = {
    ...(html && { html }),
    ...(json && { json }),
    ...(markdown && { markdown }),
    ...(junit && { junit }),
  };
  const first = files[0];
  if (first === undefined) {
    const advice = 'name the file of predictions, or - for standard input';
    throw missingInput({ command, argument: '<predictions>', advice }, Object.values(asked));
  }
  if (label === undefined) throw new UsageError('evaluate: --label is missing; name the column of true classes');
  if (score === undefined && options.prediction === undefined) {
    throw new UsageError(
      'evaluate: --score is missing; name the column of scores (or --prediction, that of predicted classes)',
    );
  }
  if (junit !== undefined && gate === undefined) {
    throw new UsageError('evaluate: --junit reports gates, and there is none; give one with --gate "recall>=0.8"');
  }
  if ([...files, baseline].filter((path) => path === '-').length > 1) {
    throw new UsageError('evaluate: standard input can be read only once');
  }
  return {
    inputs: files,
    baseline: baseline ?? null,
    options: {
      ...options,
      label,
      ...(score === undefined ? {} : { scores: score.map(scoreColumn) }),
      ...(gate === undefined ? {} : { gates: gate }),
    },
    outputs: requestedOutputs(asked, { command, input: first, ending: 'evaluation' }),
    quiet: quiet === true,
  };
}

/** `A=score_A` names the class of a column; `\=` is an equals sign inside a name. */
function scoreColumn(text: string): ScoreColumn {
  const parts = text
    .replaceAll('\\=', '\0')
    .split('=')
    .map((part) => part.replaceAll('\0', '='));
  if (parts.length === 1) return { column: parts[0]! };
  if (parts.length === 2) return { class: parts[0]!, column: parts[1]! };
  throw new UsageError(`evaluate: --score '${text}' has several equals signs; write one inside a name as '\\='`);
}

function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

function decimal(text: string): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const expected = 'a number such as 0.5';
  throw new InputError({ code: 'not-a-number', fn: command, argument: '--threshold', expected, received: text });
}
