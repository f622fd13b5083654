/**
 * The command line as a function of its arguments and effects: finds the command, runs it, and turns whatever happens into
 * an exit code and at most one line on stderr. Commands load only when named, so that help comes at once.
 */
import { Command, CommanderError } from 'commander';
import { InputError, isExpectedError } from '../core/errors.ts';
import { version } from '../core/version.ts';
import { type CommandContext, type DefineCommand, exitCodes } from './command.ts';
import type { Effects } from './effects.ts';
import { oneLine } from './one-line.ts';
import { UsageError } from './usage.ts';

interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<DefineCommand>;
}

const commands: readonly CommandEntry[] = [
  {
    name: 'audit',
    summary: 'from a table to findings, a leak-free comparison of fixes, a threshold and a report',
    load: async () => (await import('./commands/audit.ts')).defineAudit,
  },
  {
    name: 'evaluate',
    summary: "judge any model's predictions: honest numbers, red flags, comparisons and gates",
    load: async () => (await import('./commands/evaluate.ts')).defineEvaluate,
  },
  {
    name: 'resample',
    summary: 'change the class shares of training rows, and say what was done to them',
    load: async () => (await import('./commands/resample.ts')).defineResample,
  },
];

/** Runs `rareclass <argv>`; resolves to the exit code and never rejects. */
export async function main(argv: readonly string[], effects: Effects): Promise<number> {
  const interrupt = new AbortController();
  const stopListening = effects.onInterrupt(() => interrupt.abort());
  const named = argv.find((argument) => !argument.startsWith('-'));
  const context = { effects, signal: interrupt.signal };
  try {
    return await runNamed(named, argv, context);
  } catch (error) {
    if (interrupt.signal.aborted) {
      effects.stderr(`${named ?? 'rareclass'}: interrupted, nothing was written\n`);
      return exitCodes.interrupted;
    }
    return tell(error, { effects, named, debug: argv.includes('--debug') });
  } finally {
    stopListening();
  }
}

async function runNamed(named: string | undefined, argv: readonly string[], context: CommandContext): Promise<number> {
  const { effects } = context;
  let exitCode: number = exitCodes.fine;
  let output = '';
  const program = new Command('rareclass')
    .description('Classification when the interesting class is rare: measure honestly, fix, prove, decide, report.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        output += text;
      },
      writeErr: (text) => effects.stderr(text),
      outputError: () => {},
      getOutHelpWidth: () => effects.stdoutScreen.columns,
      getErrHelpWidth: () => effects.stderrScreen.columns,
    })
    .addHelpText('after', `\n${exitCodeHelp}\nrareclass <command> --help tells a command's options.`);
  program.option('--debug', 'show where an unexpected error came from');
  for (const { name, summary, load } of commands) {
    const command = program.command(name).description(summary).helpOption('-h, --help', 'print this help');
    if (name !== named) continue;
    const define = await load();
    define(command, context, async (action) => {
      exitCode = await action();
    });
    command.option('--debug', 'show where an unexpected error came from');
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help for want of a command is wrong usage, and already on stderr; asked-for help and version end well.
    if (error.code === 'commander.help') return exitCodes.badInput;
    if (error.exitCode !== 0) throw new UsageError(plainUsage(error, named));
  }
  if (output !== '') await effects.stdout(output);
  return exitCode;
}

const exitCodeHelp = `Exit codes: 0 fine, 1 a gate failed, 2 bad usage or bad input, 3 a gate is inconclusive,
            70 unexpected error, 130 interrupted.`;

/** Commander's messages, in the form of ours: `audit: unknown option '--fold' (did you mean --folds?)`. */
function plainUsage({ message }: CommanderError, named: string | undefined): string {
  const known = commands.some(({ name }) => name === named);
  const text = message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.*)\?\)$/, ' (did you mean $1?)')
    .replace(/^missing required argument '(.*)'$/, '<$1> is missing')
    .replace(/^required option '(?:-\w, )?(\S+) .*' not specified$/, '$1 is missing')
    .replace(/^option '(?:-\w, )?(\S+).*' argument missing$/, '$1 needs a value')
    .replace(/^too many arguments.*$/, 'too many arguments; put quotes around a name or value that has spaces');
  return `${known ? named : 'rareclass'}: ${text}`;
}

interface Telling {
  readonly effects: Effects;
  readonly named: string | undefined;
  readonly debug: boolean;
}

/** One line for the person, and the exit code. */
function tell(error: unknown, { effects, named, debug }: Telling): number {
  if (error instanceof UsageError || isExpectedError(error)) {
    const complete = error instanceof UsageError || error instanceof InputError;
    effects.stderr(`${oneLine(complete ? error.message : `${named}: ${error.message}`)}\n`);
    if (debug && error.stack !== undefined) effects.stderr(`${error.stack}\n`);
    return exitCodes.badInput;
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const advice = debug ? '' : ' (--debug shows where)';
  effects.stderr(`${named ?? 'rareclass'}: unexpected error: ${oneLine(message)}${advice}\n`);
  if (debug && stack !== undefined) effects.stderr(`${stack}\n`);
  return exitCodes.defect;
}
