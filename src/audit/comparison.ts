/** Every strategy with every model on the same folds of the training part, and which of them goes on to the final look. */
import type { Warning } from '../core/warnings.ts';
import type { Fold, TrainSet } from '../data/types.ts';
import { classifiers, completeSpec } from '../models/registry.ts';
import { compareRuns } from '../validation/compare.ts';
import { type Candidate, type CandidateRun, crossValidate } from '../validation/cross-validate.ts';
import { doNothing, strategyNamed, thresholdOnly } from '../validation/strategies.ts';
import type { StrategyComparison, StrategyResult } from '../validation/types.ts';
import type { CompleteAuditOptions } from './options.ts';
import type { Steps } from './steps.ts';

export interface Compared {
  readonly comparison: StrategyComparison;
  readonly chosen: {
    readonly strategy: string;
    readonly model: string;
    readonly title: string;
    readonly why: string;
  };
  /** The run of the chosen strategy and model. */
  readonly run: CandidateRun;
  /** Strategies that could not be tried on these rows. */
  readonly warnings: readonly Warning[];
}

/** Dummies only with doing nothing; every other model with every strategy, doing nothing and the threshold always among them. */
export function candidatesOf({ strategies }: Pick<CompleteAuditOptions, 'strategies'>): Candidate[] {
  const named = [doNothing.name, thresholdOnly.name, ...strategies].map(strategyNamed);
  const compared = [...new Set(named)];
  return [...classifiers.values()].flatMap((classifier) => {
    const model = completeSpec({ kind: classifier.kind });
    const tried = classifier.dummy ? [doNothing] : compared;
    return tried.map((strategy) => ({ strategy, model }));
  });
}

export async function compareStrategies(
  train: TrainSet,
  folds: readonly Fold[],
  columns: readonly string[],
  options: CompleteAuditOptions,
  steps: Steps,
): Promise<Compared> {
  const binary = train.data.target.positive !== null;
  const tried = await crossValidate(train, candidatesOf(options), {
    columns,
    folds,
    seed: options.seed,
    objective: options.thresholdFor,
    innerFolds: options.folds,
    onStep: () => steps.step('comparing strategies'),
  });
  const runs = tried.filter((run) => run.refused === null);
  const comparison = compareRuns(runs, {
    primary: binary ? 'averagePrecision' : 'macroAveragePrecision',
    decision: binary ? 'f1' : 'macroF1',
    folds: options.folds,
    repeats: options.repeats,
    level: options.level,
  });
  const position = choose(comparison);
  const result = comparison.results[position]!;
  return {
    comparison,
    chosen: describeChoice(result, comparison, binary),
    run: runs[position]!,
    warnings: tried.flatMap(refusalWarning),
  };
}

/**
 * The best-ranking model without any treatment, unless a treatment of it is shown to rank better: in doubt the simpler way
 * wins, since the threshold is chosen afterwards in any case.
 */
function choose({ results, primary }: StrategyComparison): number {
  const score = (result: StrategyResult): number =>
    result.measures.find(({ name }) => name === primary)?.mean ?? Number.NEGATIVE_INFINITY;
  const eligible = results
    .map((result, position) => ({ result, position }))
    .filter(({ result }) => !result.dummy && (result.strategy === doNothing.name || result.verdict === 'helps'));
  return eligible.reduce((best, next) => (score(next.result) > score(best.result) ? next : best)).position;
}

function describeChoice(result: StrategyResult, { results }: StrategyComparison, binary: boolean): Compared['chosen'] {
  const untreated = result.strategy === doNothing.name;
  const rivals = results.filter(({ dummy, strategy }) => !dummy && strategy !== doNothing.name).length;
  return {
    strategy: result.strategy,
    model: result.model,
    title: untreated ? result.modelTitle : `${result.modelTitle} with ${result.strategyTitle}`,
    why: untreated
      ? `None of the ${rivals} treatments compared is shown to rank cases better than ${result.modelTitle} left alone, so it is left alone${binary ? ' and only the threshold is chosen' : ''}.`
      : `It is shown to rank cases better than ${result.modelTitle} left alone.`,
  };
}

function refusalWarning({ candidate, refused }: CandidateRun): Warning[] {
  if (refused === null) return [];
  return [{ code: 'strategy-not-tried', message: `'${candidate.strategy.title}' could not be tried: ${refused}.` }];
}
