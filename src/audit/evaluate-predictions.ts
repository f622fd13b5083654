/** The second main job: judge predictions that any tool has made, alone or against others. */
import { DataError } from '../core/errors.ts';
import { version } from '../core/version.ts';
import type { FileBytes } from '../table/bytes.ts';
import type { AuditHooks } from './audit.ts';
import { comparePair, type Side } from './evaluate-differences.ts';
import { judge, scoresToJudge } from './evaluate-judge.ts';
import { type CompleteEvaluateOptions, completeEvaluateOptions } from './evaluate-options.ts';
import { commonRows } from './evaluate-pairs.ts';
import { type Predictions, predictionsOf, readPredictionFile } from './evaluate-read.ts';
import type { EvaluateOptions, EvaluationResult, JudgedPredictions } from './evaluate-types.ts';
import { Steps } from './steps.ts';

/** The files of a judgement. */
export interface PredictionFiles {
  /** At least one. The first is the subject; others are judged too and compared with it. */
  readonly files: readonly FileBytes[];
  /** What every file is compared with, instead of the first. */
  readonly baseline?: FileBytes;
}

/**
 * Judges one file of predictions, or several on the rows they share. Everything is exact; with one file and no groups the cost
 * is O(rows). Of several, the classes are those of the first. The result depends on nothing but the bytes, the options and the
 * seed.
 *
 * Throws an InputError for options that cannot be, and a DataError with file and line for values that cannot be judged: scores
 * that are no numbers or missing (unless they are to be dropped), negative weights, rows that cannot be matched.
 */
export async function evaluatePredictions(
  { files, baseline }: PredictionFiles,
  options: EvaluateOptions,
  hooks: AuditHooks = {},
): Promise<EvaluationResult> {
  const complete = completeEvaluateOptions(options);
  const all = baseline === undefined ? files : [...files, baseline];
  if (files.length === 0) throw new DataError('no-files', 'there is no file of predictions');
  const steps = new Steps(hooks, 2 * all.length + all.length - 1);
  const sides: (Side & { readonly said: JudgedPredictions })[] = [];
  for (const file of all) {
    await steps.begin(`reading ${file.name}`);
    const read = await readPredictionFile(file, complete);
    await steps.step(`judging ${file.name}`);
    const first: Predictions | undefined = sides[0]?.predictions;
    const predictions = predictionsOf(read, complete, first);
    const judged = scoresToJudge(predictions);
    const said = judge(predictions, judged, file === baseline ? { ...complete, gates: [] } : complete);
    sides.push({ predictions, judged, threshold: said.threshold?.threshold ?? null, said });
    await steps.step('comparing');
  }
  const reference = baseline === undefined ? sides[0]! : sides.at(-1)!;
  const comparisons = [];
  for (const side of sides) {
    if (side === reference) continue;
    const common = commonRows(side.predictions, reference.predictions);
    comparisons.push(comparePair(side, reference, common, complete));
    await steps.step('comparing');
  }
  const [first, ...others] = sides;
  const { predictions } = first!;
  return {
    schema: 'rareclass/evaluation@1',
    version,
    task: predictions.binary ? 'binary' : 'multiclass',
    settings: settingsOf(complete),
    target: targetOf(predictions, complete),
    ...first!.said,
    others: others.map(({ said }) => said),
    comparisons,
  };
}

function settingsOf(options: CompleteEvaluateOptions): EvaluationResult['settings'] {
  const { label, positive, threshold, thresholdFor, gates, probabilities, ...settings } = options;
  return { ...settings, probabilities: probabilities === null ? 'inferred' : probabilities ? 'said' : 'denied' };
}

function targetOf(
  { binary, classes, values, positiveInferred }: Predictions,
  { label }: CompleteEvaluateOptions,
): EvaluationResult['target'] {
  return {
    column: label,
    positive: binary ? classes[1]! : null,
    positiveValues: binary ? values[1]! : [],
    positiveInferred: binary && positiveInferred,
  };
}
