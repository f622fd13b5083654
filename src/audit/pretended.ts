/** What the columns that were left out as leaks would have pretended: the same model on the same folds, with them. */

import type { Fold, TrainSet } from '../data/types.ts';
import type { Finding } from '../diagnostics/types.ts';
import { type CandidateRun, crossValidate } from '../validation/cross-validate.ts';
import { measureTitle } from '../validation/sentences.ts';
import { doNothing } from '../validation/strategies.ts';
import type { FeatureChoice } from './columns.ts';
import type { Compared } from './comparison.ts';
import type { CompleteAuditOptions } from './options.ts';
import type { Steps } from './steps.ts';
import type { PretendedResult } from './types.ts';

/** Null where no column was left out as a leak. */
export async function pretend(
  train: TrainSet,
  folds: readonly Fold[],
  choice: FeatureChoice,
  findings: readonly Finding[],
  compared: Compared,
  options: CompleteAuditOptions,
  steps: Steps,
): Promise<PretendedResult | null> {
  const leaks = findings
    .filter(({ severity }) => severity === 'critical')
    .flatMap(({ leavesOut }) => leavesOut)
    .filter((name, position, all) => choice.leftOutByFinding.has(name) && all.indexOf(name) === position);
  if (leaks.length === 0) return null;
  const { model } = compared.run.candidate;
  const run = async (columns: readonly string[]): Promise<CandidateRun> => {
    const [only] = await crossValidate(train, [{ strategy: doNothing, model }], {
      columns,
      folds,
      seed: options.seed,
      objective: options.thresholdFor,
      innerFolds: options.folds,
      onStep: () => steps.step('measuring what leaks would have pretended'),
    });
    return only!;
  };
  const withLeaks = await run([...choice.features, ...leaks]);
  const without = compared.comparison.results.find(
    (result) => result.strategy === doNothing.name && result.model === model.kind,
  )!;
  const names = ['averagePrecision', 'rocAuc', 'macroAveragePrecision', 'macroRocAuc'];
  const measures = without.measures
    .filter(({ name }) => names.includes(name))
    .map(({ name, mean }) => ({ name, without: mean, with: meanOf(withLeaks, name) }));
  return { columns: leaks, measures, sentence: sentenceOf(leaks, measures) };
}

function meanOf(run: CandidateRun, name: string): number | null {
  const values = run.outcomes.map((outcome) => outcome[name] ?? null);
  if (values.some((value) => value === null)) return null;
  return (values as number[]).reduce((sum, value) => sum + value, 0) / values.length;
}

function sentenceOf(leaks: readonly string[], measures: PretendedResult['measures']): string {
  const subject =
    leaks.length === 1 ? `the column '${leaks[0]}'` : `the columns ${leaks.map((name) => `'${name}'`).join(', ')}`;
  const first = measures.find((measure) => measure.with !== null && measure.without !== null);
  if (first === undefined) return `What ${subject} would have pretended could not be measured.`;
  return (
    `With ${subject}, cross-validated ${measureTitle(first.name)} would have read ${first.with!.toFixed(3)} instead of ` +
    `${first.without!.toFixed(3)}: a promise that could not be kept on cases whose outcome is not known yet.`
  );
}
