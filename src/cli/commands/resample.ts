/** `rareclass resample`: its arguments, and from them a request that needs no more parsing. */
import { extname } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import type { StrategySpec } from '../../resampling/types.ts';
import type { DefineCommand } from '../command.ts';
import { type Constraints, constraintsOf, type GivenConstraints } from '../constraint-flags.ts';
import { collectList, missingInput, share, UsageError, wholeNumber } from '../usage.ts';

export interface ResampleRequest {
  /** Null is stdin. */
  readonly input: string | null;
  /** Where the rows go; null is stdout. */
  readonly output: string | null;
  /** Where the report goes as JSON, null is stdout; absent: it was not asked for. */
  readonly json?: string | null;
  readonly method: string;
  /** Options of the method as texts: what they mean is for the method to say. */
  readonly methodOptions: readonly (readonly [name: string, value: string])[];
  readonly strategy: StrategySpec | null;
  readonly constraints: Constraints;
  readonly options: RowOptions;
  readonly quiet: boolean;
}

interface RowOptions {
  readonly target: string;
  readonly positive?: readonly string[];
  readonly seed?: number;
  readonly columns?: readonly string[];
  readonly drop?: readonly string[];
  readonly ranges?: 'observed' | 'none';
  readonly missing?: readonly string[];
  readonly dropMissingTarget?: true;
  readonly provenance?: true;
  readonly delimiter?: string;
}

/** The options as commander hands them over; `--json` without a file is `true`. */
export interface GivenResample extends Partial<RowOptions>, GivenConstraints {
  readonly method?: string;
  readonly output?: string;
  readonly ratio?: number;
  readonly share?: number;
  readonly counts?: readonly string[];
  readonly strategy?: string;
  readonly classes?: readonly string[];
  readonly k?: number;
  readonly option?: readonly string[];
  readonly compatibility?: string;
  readonly json?: string | true;
  readonly quiet?: true;
}

const command = 'resample';

export const defineResample: DefineCommand = (program, context, run) => {
  declare(program).action((file: string | undefined, given: GivenResample) =>
    run(async () => {
      const request = resampleRequest(file, given);
      const [{ runResample }, { resampleEngine }] = await Promise.all([
        import('../run-resample.ts'),
        import('../resample-engine.ts'),
      ]);
      return await runResample(request, context, resampleEngine);
    }),
  );
};

function declare(program: Command): Command {
  return program
    .usage('<train.csv> --target <column> --method <name> --output <file> [options]')
    .argument('[file]', 'training rows as CSV, TSV or Parquet; - is standard input')
    .option('-t, --target <column>', 'the column of classes (required)')
    .option(
      '-p, --positive <value,…>',
      'values that count as one class, all others as the other; rows keep their own values',
      collectList,
    )
    .option('-m, --method <name>', 'how to resample (required); see below')
    .option('-o, --output <file>', 'where the rows go, .csv or .tsv; - is standard output (required)')
    .option('--ratio <r>', 'rows of the rarer class for each of the other afterwards (two classes)', ratio)
    .option('--share <s>', 'share of the smallest class among all rows afterwards', (text) =>
      share(text, { command, flag: '--share' }),
    )
    .option('--counts <class=n,…>', 'rows of each class afterwards; classes not named stay as they are', collectList)
    .option('--strategy <word>', "auto, minority, majority, 'not minority', 'not majority' or all (default: auto)")
    .option('--classes <class,…>', 'classes that a cleaning method may remove rows of', collectList)
    .option('--k <n>', 'neighbours of each row, for methods that have them', (text) =>
      wholeNumber(text, { command, flag: '--k', atLeast: 1 }),
    )
    .option('--option <name=value>', "another option of the method, such as 'shrinkage=0.5' (repeatable)", collect)
    .option('--columns <column,…>', 'columns the method looks at and makes values of (default: all)', collectList)
    .option('--drop <column,…>', 'columns it leaves alone; made rows have those of the row they come from', collectList)
    .option(
      '--range <column=min..max>',
      'hold made values of a column to a range; an open end is the observed one, inf is none (repeatable)',
      collect,
    )
    .option('--ranges <rule>', 'where no range is given: observed or none (default: observed)', rangesRule)
    .option('--integer <column,…>', 'columns of whole numbers (default: those that show no others)', collectList)
    .option('--fractional <column,…>', 'columns that may get fractions although they show none', collectList)
    .option(
      '--allowed <column=category,…>',
      "categories that made rows may have in a column; write a comma inside one as '\\,' (repeatable)",
      collect,
    )
    .option('--seed <n>', 'fixes every random choice (default: 42)', (text) =>
      wholeNumber(text, { command, flag: '--seed', atLeast: 0 }),
    )
    .option('--provenance', 'add columns that say which row each row is or was made from')
    .option('--compatibility <name>', 'imbalanced-learn gives the rows it gives for the same seed')
    .option('--missing <word,…>', 'words that mean missing, besides the empty field', collectList)
    .option('--drop-missing-target', 'leave rows without a class out')
    .option('--json [file]', 'write the report; without a file to stdout, instead of the summary')
    .option('-q, --quiet', 'no progress and no notes')
    .addHelpText('after', `\n${methods}\n\n${examples}`);
}

const methods = `Methods:
  add rows       random-over, smote, borderline-smote, adasyn, smote-nc, smote-n, svm-smote, kmeans-smote,
                 polynom-fit, prowsyn, geometric-smote
  keep fewer     random-under, near-miss, instance-hardness-threshold, cluster-centroids
  clean          tomek-links, edited-nearest-neighbours, repeated-edited-nearest-neighbours, all-knn,
                 neighbourhood-cleaning-rule, condensed-nearest-neighbour, one-sided-selection
  add and clean  smote-enn, smote-tomek`;

const examples = `Examples:
  rareclass resample train.csv --target damage --method smote --ratio 0.5 -o train-smote.csv --provenance
  rareclass resample train.csv --target damage --method random-under --counts None=300 -o small.csv
  rareclass resample train.csv --target damage --method tomek-links -o clean.csv --json report.json
  rareclass resample strikes.csv -t damage --positive Minor,Substantial -m smote --share 0.2 -o more.csv
  rareclass resample train.csv -t outcome -m smote --range age=18.. --range share=0..1 --integer visits -o more.csv
  rareclass resample train.csv -t outcome -m smote --allowed channel=web,store -o more.csv

Resample training rows only, after the split: whatever is evaluated must keep its natural class shares.`;

/** What was given, checked as far as it can be without looking at any file. */
export function resampleRequest(file: string | undefined, given: GivenResample): ResampleRequest {
  const { method, output, target, json, quiet, k, option = [], compatibility, ...rest } = given;
  const { ratio: _ratio, share: _share, counts: _counts, strategy: _strategy, classes: _classes, ...others } = rest;
  const { range, integer, fractional, allowed, ...options } = others;
  if (file === undefined) throw missing('<file>', 'name the file of training rows, or - for standard input', json);
  if (target === undefined) throw missing('--target', 'name the column of classes');
  if (method === undefined) throw missing('--method', 'such as smote or random-under; --help lists all');
  if (output === undefined) throw missing('--output', 'name the file for the rows, or - for standard output');
  if (options.positive?.includes('')) {
    throw new UsageError("resample: --positive has an empty value; write a comma inside a value as '\\,'");
  }
  const report = json === undefined ? {} : { json: json === true || json === '-' ? null : json };
  if (output === '-' && report.json === null) {
    throw new UsageError('resample: only one of --output and --json can go to stdout; give the other a file');
  }
  return {
    input: file === '-' ? null : file,
    output: output === '-' ? null : output,
    ...report,
    method,
    methodOptions: [
      ...option.map(nameAndValue),
      ...(k === undefined ? [] : [['k', String(k)] as const]),
      ...(compatibility === undefined ? [] : [['compatibility', compatibility] as const]),
    ],
    strategy: strategyOf(given),
    constraints: constraintsOf({
      ...(range && { range }),
      ...(integer && { integer }),
      ...(fractional && { fractional }),
      ...(allowed && { allowed }),
    }),
    options: { ...options, target, ...delimiterFor(output, file) },
    quiet: quiet === true,
  };
}

function missing(argument: string, advice: string, taken?: string | true): UsageError {
  return missingInput({ command: 'resample', argument, advice }, [taken]);
}

/** At most one way of saying how much. */
function strategyOf({ ratio, share: minorityShare, counts, strategy, classes }: GivenResample): StrategySpec | null {
  const asked = (
    [
      ['--ratio', ratio],
      ['--share', minorityShare === undefined ? undefined : { minorityShare }],
      ['--counts', counts === undefined ? undefined : { counts: counts.map(classAndCount) }],
      ['--strategy', strategy],
      ['--classes', classes],
    ] as const
  ).filter(([, spec]) => spec !== undefined);
  if (asked.length > 1) {
    const flags = asked.map(([flag]) => flag).join(' and ');
    throw new UsageError(`resample: ${flags} both say how much to resample; give one of them`);
  }
  return (asked[0]?.[1] as StrategySpec | undefined) ?? null;
}

/** The last equals sign parts, so that class names may hold others. */
function classAndCount(text: string): readonly [string, number] {
  const at = text.lastIndexOf('=');
  if (at < 0) throw new UsageError(`resample: --counts '${text}' has no number; write class=rows, such as None=300`);
  const flag = `--counts for class '${text.slice(0, at)}'`;
  return [text.slice(0, at), wholeNumber(text.slice(at + 1), { command, flag, atLeast: 0 })];
}

function nameAndValue(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new UsageError(`resample: --option '${text}' has no value; write name=value, such as shrinkage=0.5`);
}

function ratio(text: string): number {
  const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (0 < value && value <= 1) return value;
  const expected = 'a number above 0 and at most 1';
  throw new InputError({ code: 'not-a-number', fn: command, argument: '--ratio', expected, received: text });
}

function rangesRule(text: string): 'observed' | 'none' {
  if (text === 'observed' || text === 'none') return text;
  const advice = text.includes('=') ? `for the range of one column write --range ${text}` : 'none turns them off';
  const expected = "'observed' or 'none'";
  throw new InputError({ code: 'ranges', fn: command, argument: '--ranges', expected, received: text, advice });
}

function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

/** Tabs into .tsv, commas into .csv where tabs came in; any other name keeps the delimiter of the input. */
function delimiterFor(output: string, input: string): { readonly delimiter?: string } {
  const ending = extname(output).toLowerCase();
  if (['.parquet', '.parq', '.pq', '.arrow', '.feather', '.xlsx'].includes(ending)) {
    throw new UsageError(`resample: --output cannot be written as ${ending.slice(1)}; name a .csv or .tsv file`);
  }
  const isTabbed = (name: string) => ['.tsv', '.tab'].includes(extname(name).toLowerCase());
  if (isTabbed(output)) return { delimiter: '\t' };
  return ending === '.csv' && isTabbed(input) ? { delimiter: ',' } : {};
}
