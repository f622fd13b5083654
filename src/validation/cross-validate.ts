/**
 * Cross-validation of many candidates (a strategy with a model) on the same folds. Everything that is learned (encoding,
 * weights, model, threshold) is learned from the fitting part of each fold; the held-out part is only scored.
 */
import { InputError } from '../core/errors.ts';
import { foldSets } from '../data/roles.ts';
import type { Fold, TrainSet } from '../data/types.ts';
import type { ModelSpec } from '../models/types.ts';
import { thresholdOfFactors } from './decide.ts';
import { type FoldOutcome, measureBinaryFold, measureClassFold } from './fold-outcome.ts';
import { type FittedCore, fitCore, predictCore } from './pipeline.ts';
import { type PreparedFit, prepareFit, prepareScoring } from './prepare.ts';
import type { Strategy } from './strategies.ts';
import { inverseShares, tuneThreshold } from './tune.ts';

export interface Candidate {
  readonly strategy: Strategy;
  readonly model: ModelSpec;
}

export interface CrossValidationOptions {
  readonly columns: readonly string[];
  readonly folds: readonly Fold[];
  readonly seed: number;
  /** Objective of tuned decisions, such as `f1`. */
  readonly objective: string;
  /** Folds of the inner cross-validation that tunes decisions. */
  readonly innerFolds: number;
  /** Called after every candidate of every fold. */
  readonly onStep?: () => void | Promise<void>;
  readonly signal?: AbortSignal;
}

export interface CandidateRun {
  readonly candidate: Candidate;
  /** One outcome per fold. */
  readonly outcomes: readonly FoldOutcome[];
  /**
   * Row-major class probabilities of every training row, each from the model that had not seen it; of the first repeat where
   * the folds are repeated.
   */
  readonly outOfFold: Float64Array;
  /** Why the candidate could not be run on these rows, such as too few rows of a class to resample; null where it was. */
  readonly refused: string | null;
}

/** Runs every candidate on every fold. Cost: folds × candidates fits, and inner folds as many again for tuned decisions. */
export async function crossValidate(
  train: TrainSet,
  candidates: readonly Candidate[],
  options: CrossValidationOptions,
): Promise<CandidateRun[]> {
  const classCount = train.data.target.classes.length;
  const runs = candidates.map((candidate) => ({
    candidate,
    outcomes: [] as FoldOutcome[],
    outOfFold: new Float64Array(train.data.target.codes.length * classCount).fill(Number.NaN),
    refused: null as string | null,
  }));
  for (const fold of options.folds) {
    const sets = foldSets(train, fold);
    const prepared = prepareFit(sets.train, options.columns);
    const heldOut = prepareScoring(sets.heldOut, prepared.encoder);
    const fitOnce = sharedFits(prepared, options.seed, train.data.target.classes);
    const scoreFold = (run: (typeof runs)[number], core: FittedCore): void => {
      const probabilities = predictCore(core, heldOut);
      const decide = decisionRule(run.candidate, core, sets.train, options);
      run.outcomes.push(
        classCount === 2
          ? measureBinaryFold(sets.heldOut, probabilities, decide.threshold)
          : measureClassFold(sets.heldOut, probabilities, decide.factors),
      );
      keepFirst(run.outOfFold, fold.test, probabilities, classCount);
    };
    for (const run of runs) {
      options.signal?.throwIfAborted();
      if (run.refused === null) {
        try {
          scoreFold(run, fitOnce(run.candidate));
        } catch (error) {
          // A sampler that cannot work on these rows ends its own candidate, not the comparison.
          if (run.candidate.strategy.sampler === null || !(error instanceof InputError)) throw error;
          run.refused = error.message;
        }
      }
      await options.onStep?.();
    }
  }
  return runs;
}

/** Strategies that differ only in their decisions share one fit. */
function sharedFits(
  prepared: PreparedFit,
  seed: number,
  classes: readonly string[],
): (candidate: Candidate) => FittedCore {
  const made = new Map<string, FittedCore>();
  return ({ strategy, model }) => {
    const key = JSON.stringify([strategy.classWeights, strategy.sampler, model]);
    const core = made.get(key) ?? fitCore({ strategy, model, seed }, prepared, classes);
    made.set(key, core);
    return core;
  };
}

interface DecisionRule {
  /** Binary: predict positive from this probability on; null where none could be chosen. */
  readonly threshold: number | null;
  readonly factors: readonly number[];
}

/** A strategy's own way from natural-prevalence probabilities to decisions. */
function decisionRule(
  { strategy, model }: Candidate,
  core: FittedCore,
  train: TrainSet,
  { columns, innerFolds, objective, seed }: CrossValidationOptions,
): DecisionRule {
  const { target } = train.data;
  const classCount = target.classes.length;
  if (strategy.decision === 'tuned' && classCount === 2) {
    const threshold = tuneThreshold({ strategy, model, seed }, train, { columns, folds: innerFolds, objective });
    return { threshold, factors: [] };
  }
  const tuned = strategy.decision === 'tuned' ? inverseShares(target.codes, classCount) : null;
  const factors = tuned ?? core.classFactors ?? new Array<number>(classCount).fill(1);
  return { threshold: classCount === 2 ? thresholdOfFactors(factors) : null, factors };
}

function keepFirst(kept: Float64Array, rows: Int32Array, probabilities: Float64Array, classCount: number): void {
  rows.forEach((row, i) => {
    if (!Number.isNaN(kept[row * classCount]!)) return;
    for (let k = 0; k < classCount; k++) kept[row * classCount + k] = probabilities[i * classCount + k]!;
  });
}
