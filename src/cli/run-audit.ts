/** Runs a parsed audit request: checks the outputs, audits, renders, writes all files or none, and shows the summary. */
import { resolve } from 'node:path';
import { InputError } from '../core/errors.ts';
import { type CommandContext, exitCodes } from './command.ts';
import type { AuditRequest, OutputFormat } from './commands/audit.ts';
import type { OutputFile } from './effects.ts';
import type { AuditEngine } from './engine.ts';
import { progressBar } from './progress.ts';
import { UsageError } from './usage.ts';

/** Resolves to the exit code; `engine` does the work, so that tests can bring a small one. */
export async function runAudit(
  { input, options, outputs, quiet }: AuditRequest,
  { effects, signal }: CommandContext,
  engine: AuditEngine,
): Promise<number> {
  const file = input === null ? effects.stdin() : await effects.openFile(input);
  const paths = outputs.flatMap(({ path }) => (path === null ? [] : [path]));
  checkDistinct(paths);
  for (const path of paths) await effects.checkOutput(path, input === null ? [] : [input]);

  const bar = progressBar(effects, { quiet });
  const onProgress = async (progress: Parameters<typeof bar.update>[0]) => {
    bar.update(progress);
    await effects.breathe();
  };
  const result = await engine
    .audit(file, options, { onProgress, signal })
    .catch((error: unknown) => {
      throw inFlags(error);
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

function checkDistinct(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(resolve(path)))
      throw new UsageError(`audit: two outputs would be written to '${path}'; give each its own file`);
    seen.add(resolve(path));
  }
}

/** Options are named as they were typed: `--test-share`, not `testShare`. */
function inFlags(error: unknown): unknown {
  if (!(error instanceof InputError) || error.fn !== 'audit' || !/^[a-z]+([A-Z][a-z]+)*$/.test(error.argument))
    return error;
  const flag = `--${error.argument.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const named = error.message.replace(`audit: ${error.argument} `, `audit: ${flag} `);
  return Object.assign(error, { message: named });
}
