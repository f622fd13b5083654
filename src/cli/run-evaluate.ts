/** Runs a parsed request to evaluate: judges, renders, writes all files or none, and answers with the verdict of the gates. */
import type { EvaluationResult } from '../audit/evaluate-types.ts';
import { InputError } from '../core/errors.ts';
import { type CommandContext, exitCodes } from './command.ts';
import type { EvaluateRequest } from './commands/evaluate.ts';
import type { EvaluateEngine } from './evaluate-engine.ts';
import { type CommandWords, objectiveInFlags, optionsInFlags } from './in-flags.ts';
import { checkOutputs, deliver, rejectedOn } from './outputs.ts';
import { progressBar } from './progress.ts';

const words: CommandWords = {
  command: 'evaluate',
  options: (
    'label score prediction positive threshold thresholdFor weight group amount id probabilities missingScores level ' +
    'bootstrap seed gate missing'
  ).split(' '),
};

/** Resolves to the exit code; `engine` does the work. */
export async function runEvaluate(
  { inputs, baseline, options, outputs, quiet }: EvaluateRequest,
  { effects, signal }: CommandContext,
  engine: EvaluateEngine,
): Promise<number> {
  const open = (path: string) => (path === '-' ? effects.stdin() : effects.openFile(path));
  const files = [];
  for (const path of inputs) files.push(await open(path));
  const old = baseline === null ? null : await open(baseline);
  const read = [...inputs, ...(baseline === null ? [] : [baseline])].filter((path) => path !== '-');
  await checkOutputs('evaluate', outputs, { effects, inputs: read });

  const bar = progressBar(effects, { quiet });
  const onProgress = async (progress: Parameters<typeof bar.update>[0]) => {
    bar.update(progress);
    await effects.breathe();
  };
  const work = engine.evaluate(old === null ? { files } : { files, baseline: old }, options, { onProgress, signal });
  const result = await Promise.race([work, rejectedOn(signal)])
    .catch((error: unknown) => {
      throw error instanceof InputError && error.fn === 'chooseThreshold'
        ? objectiveInFlags(error, words)
        : optionsInFlags(error, words);
    })
    .finally(bar.clear);
  await effects.breathe();
  signal.throwIfAborted();

  await deliver(outputs, { result, engine, effects, quiet });
  return exitCodeOf(result);
}

/** A gate that fails outweighs one that is inconclusive. */
function exitCodeOf({ gates, others }: EvaluationResult): number {
  const verdicts = [...gates, ...others.flatMap((judged) => judged.gates)].map(({ verdict }) => verdict);
  if (verdicts.includes('fail')) return exitCodes.gateFailed;
  return verdicts.includes('inconclusive') ? exitCodes.inconclusive : exitCodes.fine;
}
