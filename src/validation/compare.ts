/**
 * From cross-validated runs to verdicts: every strategy against doing nothing with the same model, fold by fold, with a test
 * that knows that folds share training rows.
 */

import { joinWords } from '../data/class-names.ts';
import { classifiers } from '../models/registry.ts';
import { correctedResampledTTest } from '../stats/corrected-t-test.ts';
import type { CandidateRun } from './cross-validate.ts';
import { capital, measureTitle, signed } from './sentences.ts';
import { doNothing } from './strategies.ts';
import type { FoldMeasure, PairedComparison, StrategyComparison, StrategyResult, Verdict } from './types.ts';

export interface CompareOptions {
  /** The ranking measure the first verdicts rest on. */
  readonly primary: string;
  /** The decision measure the second verdicts rest on. */
  readonly decision: string;
  readonly folds: number;
  readonly repeats: number;
  /** Coverage of the intervals of differences. */
  readonly level: number;
}

/** Puts the runs side by side. Doing nothing must be among the runs of every model that is not a dummy. */
export function compareRuns(runs: readonly CandidateRun[], options: CompareOptions): StrategyComparison {
  const results = runs.map((run) => resultOf(run, referenceFor(run, runs), options));
  return {
    primary: options.primary,
    decision: options.decision,
    folds: options.folds,
    repeats: options.repeats,
    results,
    summary: summarise(results, options),
  };
}

function referenceFor(run: CandidateRun, runs: readonly CandidateRun[]): CandidateRun | undefined {
  const model = JSON.stringify(run.candidate.model);
  return runs.find(
    ({ candidate }) => candidate.strategy.name === doNothing.name && JSON.stringify(candidate.model) === model,
  );
}

function resultOf(run: CandidateRun, reference: CandidateRun | undefined, options: CompareOptions): StrategyResult {
  const { strategy, model } = run.candidate;
  const classifier = classifiers.get(model.kind)!;
  const ranking = judge(run, reference, options.primary, options);
  const decisions = judge(run, reference, options.decision, options);
  return {
    strategy: strategy.name,
    strategyTitle: strategy.title,
    model: model.kind,
    modelTitle: classifier.title,
    dummy: classifier.dummy,
    measures: measuresOf(run),
    verdict: ranking.verdict,
    ...(ranking.comparison === undefined ? {} : { comparison: ranking.comparison }),
    decisionVerdict: decisions.verdict,
    ...(decisions.comparison === undefined ? {} : { decisionComparison: decisions.comparison }),
  };
}

function measuresOf(run: CandidateRun): FoldMeasure[] {
  const names = Object.keys(run.outcomes[0] ?? {});
  return names.map((name) => {
    const folds = run.outcomes.map((outcome) => outcome[name] ?? null);
    const present = folds.filter((value) => value !== null);
    // A mean over some of the folds would compare strategies on different rows.
    if (present.length < folds.length || present.length === 0) return { name, mean: null, sd: null, folds };
    const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
    const squares = present.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { name, mean, sd: present.length > 1 ? Math.sqrt(squares / (present.length - 1)) : null, folds };
  });
}

interface Judgement {
  readonly verdict: Verdict;
  readonly comparison?: PairedComparison;
}

function judge(
  run: CandidateRun,
  reference: CandidateRun | undefined,
  measure: string,
  { folds, level }: CompareOptions,
): Judgement {
  if (reference === undefined || reference === run) return { verdict: 'reference' };
  const differences = run.outcomes.map((outcome, fold) =>
    difference(outcome[measure], reference.outcomes[fold]![measure]),
  );
  if (differences.some((value) => value === null)) return { verdict: 'cannot-tell' };
  const values = differences as number[];
  if (values.every((value) => value === 0)) return { verdict: 'unchanged' };
  const test = correctedResampledTTest(values, { testToTrainRatio: 1 / (folds - 1), level });
  const verdict = test.interval.low > 0 ? 'helps' : test.interval.high < 0 ? 'hurts' : 'cannot-tell';
  return {
    verdict,
    comparison: {
      measure,
      difference: test.difference,
      interval: test.interval,
      pValue: test.pValue,
      method: test.interval.method,
      sentence: sentenceOf(run, measure, verdict, test.difference, test.interval),
    },
  };
}

function difference(a: number | null | undefined, b: number | null | undefined): number | null {
  return a === null || b === null || a === undefined || b === undefined ? null : a - b;
}

function sentenceOf(
  run: CandidateRun,
  measure: string,
  verdict: Verdict,
  value: number,
  { low, high, level }: { low: number; high: number; level: number },
): string {
  const what = `${run.candidate.strategy.doing} for ${classifiers.get(run.candidate.model.kind)!.title}`;
  const range = `${signed(value)} (${Math.round(level * 100)} % interval ${signed(low)} to ${signed(high)})`;
  const words: Record<string, string> = {
    helps: `${what} helps: it changes ${measureTitle(measure)} by ${range}`,
    hurts: `${what} hurts: it changes ${measureTitle(measure)} by ${range}`,
    'cannot-tell': `we cannot tell whether ${what} helps: it changes ${measureTitle(measure)} by ${range}`,
  };
  return words[verdict]!;
}

function summarise(results: readonly StrategyResult[], options: CompareOptions): string[] {
  const fixes = results.filter((result) => !result.dummy && result.strategy !== doNothing.name);
  const ranking = fixes.filter((result) => result.comparison !== undefined);
  const helped = ranking.filter((result) => result.verdict === 'helps');
  const headline =
    ranking.length === 0
      ? 'No strategy that could change the ranking was compared.'
      : helped.length === 0
        ? `Nothing that was tried ranks cases better than doing nothing, judged by ${measureTitle(options.primary)} on the same folds.`
        : `${listed(helped)} ranks cases better than doing nothing.`;
  return [headline, ...verdictSentences(fixes, options.primary), ...verdictSentences(fixes, options.decision)];
}

/** One sentence per verdict on one measure: what helps, what hurts, and of what the folds cannot tell. */
function verdictSentences(fixes: readonly StrategyResult[], measure: string): string[] {
  const judged = fixes.flatMap((result) => {
    if (result.comparison?.measure === measure) return [{ result, verdict: result.verdict, by: result.comparison }];
    if (result.decisionComparison?.measure !== measure) return [];
    return [{ result, verdict: result.decisionVerdict, by: result.decisionComparison }];
  });
  return (['helps', 'hurts', 'cannot-tell'] as const).flatMap((verdict) => {
    const those = judged.filter((one) => one.verdict === verdict);
    if (those.length === 0) return [];
    const list = joinWords(
      those.map(({ result, by }) => `${result.strategyTitle} (${signed(by.difference)})`),
      'and',
    );
    const title = measureTitle(measure);
    const words = {
      helps: `Better ${title} than doing nothing: ${list}.`,
      hurts: `Worse ${title} than doing nothing: ${list}.`,
      'cannot-tell': `These folds cannot tell whether ${title} gets better or worse with ${list}.`,
    };
    return [words[verdict]];
  });
}

function listed(results: readonly StrategyResult[]): string {
  return capital(
    joinWords(
      results.map((result) => `${result.strategyTitle} with ${result.modelTitle}`),
      'and',
    ),
  );
}
