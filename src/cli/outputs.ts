/** Where the results of a command go: checked before any work, written all or none, and shown. */
import { basename, extname, resolve } from 'node:path';
import type { Effects, OutputFile } from './effects.ts';
import { UsageError } from './usage.ts';

export type OutputFormat = 'html' | 'json' | 'markdown' | 'junit';

/** One rendering asked for, to a file or (null) to stdout. */
export interface RequestedOutput {
  readonly format: OutputFormat;
  readonly path: string | null;
}

/** What the options --html, --json, --markdown and --junit were given: a file, or nothing. */
export type AskedOutputs = Readonly<Partial<Record<OutputFormat, string | true>>>;

/**
 * Renderings asked for; `ending` names the page where no file is named: `<input>-<ending>.html`. What a machine reads from
 * a file, the gates as JUnit, has a name of its own: `<input>-gates.xml`.
 */
export function requestedOutputs(
  asked: AskedOutputs,
  { command, input, ending }: { readonly command: string; readonly input: string; readonly ending: string },
): RequestedOutput[] {
  const outputs = (['html', 'json', 'markdown', 'junit'] as const).flatMap((format): RequestedOutput[] => {
    const given = asked[format];
    if (given === undefined) return [];
    if (given !== true) return [{ format, path: given === '-' ? null : given }];
    const name = input === '-' ? 'stdin' : basename(input, extname(input));
    const named = { html: `${name}-${ending}.html`, junit: `${name}-gates.xml`, json: null, markdown: null };
    return [{ format, path: named[format] }];
  });
  const flags = outputs.filter(({ path }) => path === null).map(({ format }) => `--${format}`);
  if (flags.length > 1) {
    throw new UsageError(`${command}: only one of ${flags.join(' and ')} can go to stdout; give the other a file`);
  }
  return outputs;
}

/** Refuses, before any work, outputs that could not be written, that are inputs, or that would overwrite each other. */
export async function checkOutputs(
  command: string,
  outputs: readonly Pick<RequestedOutput, 'path'>[],
  { effects, inputs }: { readonly effects: Pick<Effects, 'checkOutput'>; readonly inputs: readonly string[] },
): Promise<void> {
  const paths = outputs.flatMap(({ path }) => (path === null ? [] : [path]));
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(resolve(path)))
      throw new UsageError(`${command}: two outputs would be written to '${path}'; give each its own file`);
    seen.add(resolve(path));
  }
  for (const path of paths) await effects.checkOutput(path, inputs);
}

/** A kind of result as texts: what an engine brings besides the work. */
export interface Renderings<R> {
  readonly toHtml: (result: R) => string;
  readonly toJson: (result: R) => string;
  readonly toMarkdown: (result: R) => string;
  /** Where the result has gates. */
  readonly toJunit?: (result: R) => string;
  readonly toTerminal: (result: R, look: { readonly width: number; readonly color: boolean }) => string;
}

export interface Delivery<R> {
  readonly result: R;
  readonly engine: Renderings<R>;
  readonly effects: Pick<Effects, 'stdout' | 'stderr' | 'stdoutScreen' | 'writeFiles'>;
  readonly quiet: boolean;
}

/** Writes all files or none, then shows what was asked to go to stdout, and where nothing was, the summary. */
export async function deliver<R>(
  outputs: readonly RequestedOutput[],
  { result, engine, effects, quiet }: Delivery<R>,
): Promise<void> {
  const { toHtml, toJson, toMarkdown, toJunit } = engine;
  const text = (format: OutputFormat): string =>
    ({ html: toHtml, json: toJson, markdown: toMarkdown, junit: toJunit! })[format](result);
  const files: OutputFile[] = outputs.flatMap(({ format, path }) =>
    path === null ? [] : [{ path, text: text(format) }],
  );
  await effects.writeFiles(files);
  const onStdout = outputs.find(({ path }) => path === null);
  const { columns: width, color } = effects.stdoutScreen;
  const shown = onStdout === undefined ? engine.toTerminal(result, { width, color }) : text(onStdout.format);
  await effects.stdout(shown.endsWith('\n') ? shown : `${shown}\n`);
  if (!quiet) for (const { path } of files) effects.stderr(`wrote ${path}\n`);
}

/** Rejects on an interrupt, so that nobody waits for a pipe that brings nothing more. */
export function rejectedOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
