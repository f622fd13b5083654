/** Runs a parsed audit request: checks the outputs, audits, renders, writes all files or none, and shows the summary. */
import { resolve } from 'node:path';
import { type CommandContext, exitCodes } from './command.ts';
import type { AuditRequest, OutputFormat } from './commands/audit.ts';
import type { OutputFile } from './effects.ts';
import type { AuditEngine } from './engine.ts';
import { objectiveInFlags, optionsInFlags } from './in-flags.ts';
import { progressBar } from './progress.ts';
import { UsageError } from './usage.ts';

/** Resolves to the exit code; `engine` does the work, so that tests can bring a small one. */
export async function runAudit(
  { input, options, outputs, quiet }: AuditRequest,
  { effects, signal }: CommandContext,
  engine: AuditEngine,
): Promise<number> {
  checkObjective(options.thresholdFor, engine);
  const file = input === null ? effects.stdin() : await effects.openFile(input);
  const paths = outputs.flatMap(({ path }) => (path === null ? [] : [path]));
  checkDistinct(paths);
  for (const path of paths) await effects.checkOutput(path, input === null ? [] : [input]);

  const bar = progressBar(effects, { quiet });
  const onProgress = async (progress: Parameters<typeof bar.update>[0]) => {
    bar.update(progress);
    await effects.breathe();
  };
  const work = engine.audit(file, options, { onProgress, signal });
  const result = await Promise.race([work, rejectedOn(signal)])
    .catch((error: unknown) => {
      throw optionsInFlags(error);
    })
    .finally(bar.clear);
  // A last chance for an interrupt that came in while nothing could listen.
  await effects.breathe();
  signal.throwIfAborted();

  const render = { html: engine.toHtml, json: engine.toJson, markdown: engine.toMarkdown } as const;
  const text = (format: OutputFormat) => render[format](result);
  const files: OutputFile[] = outputs.flatMap(({ format, path }) =>
    path === null ? [] : [{ path, text: text(format) }],
  );
  await effects.writeFiles(files);

  const onStdout = outputs.find(({ path }) => path === null);
  const { columns: width, color } = effects.stdoutScreen;
  const shown = onStdout === undefined ? engine.toTerminal(result, { width, color }) : text(onStdout.format);
  await effects.stdout(shown.endsWith('\n') ? shown : `${shown}\n`);
  if (!quiet) for (const { path } of files) effects.stderr(`wrote ${path}\n`);
  return exitCodes.fine;
}

/** Before any file is touched: the audit itself would only look at it after reading. */
function checkObjective(text: string | undefined, { parseObjective }: AuditEngine): void {
  try {
    if (text !== undefined) parseObjective(text);
  } catch (error) {
    throw objectiveInFlags(error);
  }
}

function checkDistinct(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(resolve(path)))
      throw new UsageError(`audit: two outputs would be written to '${path}'; give each its own file`);
    seen.add(resolve(path));
  }
}

/** Rejects on an interrupt, so that nobody waits for a pipe that brings nothing more. */
function rejectedOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
