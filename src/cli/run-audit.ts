/** Runs a parsed audit request: checks the outputs, audits, renders, writes all files or none, and shows the summary. */
import { type CommandContext, exitCodes } from './command.ts';
import type { AuditRequest } from './commands/audit.ts';
import type { AuditEngine } from './engine.ts';
import { objectiveInFlags, optionsInFlags } from './in-flags.ts';
import { checkOutputs, deliver, rejectedOn } from './outputs.ts';
import { progressBar } from './progress.ts';

/** Resolves to the exit code; `engine` does the work, so that tests can bring a small one. */
export async function runAudit(
  { input, options, outputs, quiet }: AuditRequest,
  { effects, signal }: CommandContext,
  engine: AuditEngine,
): Promise<number> {
  checkObjective(options.thresholdFor, engine);
  const file = input === null ? effects.stdin() : await effects.openFile(input);
  await checkOutputs('audit', outputs, { effects, inputs: input === null ? [] : [input] });

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

  await deliver(outputs, { result, engine, effects, quiet });
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
