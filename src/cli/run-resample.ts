/** Runs a parsed request to resample: checks the outputs, resamples, writes all files or none, and says what was done. */
import type { ResampledFile } from '../audit/resample-types.ts';
import { DataError, InputError } from '../core/errors.ts';
import { type CommandContext, exitCodes } from './command.ts';
import type { ResampleRequest } from './commands/resample.ts';
import { type Constraints, constraintInFlags } from './constraint-flags.ts';
import type { Effects, OutputFile } from './effects.ts';
import { optionsInFlags } from './in-flags.ts';
import { specFromTexts } from './method-options.ts';
import { checkOutputs, rejectedOn } from './outputs.ts';
import { progressBar } from './progress.ts';
import type { ResampleEngine } from './resample-engine.ts';

/** Resolves to the exit code; `engine` does the work. */
export async function runResample(
  request: ResampleRequest,
  { effects, signal }: CommandContext,
  engine: ResampleEngine,
): Promise<number> {
  const { input, output, json, method, methodOptions, strategy, constraints, options, quiet } = request;
  const bar = progressBar(effects, { quiet });
  const onProgress = async (progress: Parameters<typeof bar.update>[0]) => {
    bar.update(progress);
    await effects.breathe();
  };
  try {
    const spec = specFromTexts(method, methodOptions, strategy);
    const file = input === null ? effects.stdin() : await effects.openFile(input);
    const paths = [{ path: output }, { path: json ?? null }];
    await checkOutputs('resample', paths, { effects, inputs: input === null ? [] : [input] });
    const held = constraints.size > 0 ? { constraints } : {};
    const work = engine.resample(file, { ...options, ...held, method: spec }, { onProgress, signal });
    const resampled = await Promise.race([work, rejectedOn(signal)]);
    bar.update({ stage: 'writing', done: 2, total: 3 });
    await write(resampled, request, { effects, signal, engine });
    bar.clear();
    await tell(resampled, request, { effects, engine });
    return exitCodes.fine;
  } catch (error) {
    throw inFlags(error, constraints);
  } finally {
    bar.clear();
  }
}

async function write(
  { result, content }: ResampledFile,
  { output, json }: ResampleRequest,
  { effects, signal, engine }: CommandContext & { readonly engine: ResampleEngine },
): Promise<void> {
  const pieces = interruptible(content, effects, signal);
  const files: OutputFile[] = [
    ...(output === null ? [] : [{ path: output, text: pieces }]),
    ...(typeof json === 'string' ? [{ path: json, text: engine.toJson(result) }] : []),
  ];
  await effects.writeFiles(files);
  if (output !== null) return;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for await (const piece of pieces) await effects.stdout(decoder.decode(piece, { stream: true }));
    decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = 'holds bytes that are not UTF-8; write the rows to a file, which takes them as they are';
    throw new DataError('not-utf8', message, { file: result.source.name });
  }
}

/** Lets an interrupt have its turn between pieces. */
async function* interruptible(
  content: AsyncIterable<Uint8Array>,
  effects: Effects,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of content) {
    await effects.breathe();
    signal.throwIfAborted();
    yield piece;
  }
}

/** Where the rows themselves go to stdout, the summary goes to whoever watches stderr. */
async function tell(
  { result }: ResampledFile,
  { output, json, quiet }: ResampleRequest,
  { effects, engine }: { readonly effects: Effects; readonly engine: ResampleEngine },
): Promise<void> {
  const { columns: width, color } = output === null ? effects.stderrScreen : effects.stdoutScreen;
  if (output === null) {
    if (!quiet) effects.stderr(engine.toTerminal(result, { width, color }));
    return;
  }
  await effects.stdout(json === null ? engine.toJson(result) : engine.toTerminal(result, { width, color }));
  if (quiet) return;
  effects.stderr(`wrote ${output}\n`);
  if (typeof json === 'string') effects.stderr(`wrote ${json}\n`);
}

const flags = 'target positive columns drop missing seed'.split(' ');

/** What the library says of its options, said of the flags; what a sampler says keeps the sampler's name. */
function inFlags(error: unknown, constraints: Constraints): unknown {
  if (
    error instanceof InputError &&
    /^constraint ('allowed' )?for column |^column in constraints$/.test(error.argument)
  )
    return constraintInFlags(error, constraints);
  if (error instanceof InputError && error.fn === 'resample') {
    const typed = error.argument === 'kind' ? error.message.replace('resample: kind', 'resample: --method') : null;
    if (typed === null) return optionsInFlags(error, { command: 'resample', options: flags });
    error.message = typed;
    return error;
  }
  if (error instanceof InputError && error.argument.startsWith('strategy')) {
    error.message = error.message
      .replace('a ratio, { minorityShare } or { counts }', '--ratio, --share or --counts')
      .replace(
        /strategy must be a word, \{ minorityShare \} or \{ counts \} with (\d+) classes, got .*/,
        '--ratio needs two classes, and there are $1; use --strategy, --share or --counts, or merge classes with --positive',
      )
      .replace('or a list of classes', 'or --classes');
  }
  if (error instanceof DataError && error.code === 'missing-target') {
    error.message = error.message.replace('dropMissingTarget', '--drop-missing-target');
  }
  return error;
}
