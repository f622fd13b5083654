/**
 * The registry of strategies against imbalance: what is done at the data, in the fitting, or at the decision. Doing nothing
 * and moving only the threshold are strategies like the others and are part of every comparison.
 */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { completeSampler, samplers } from '../resampling/registry.ts';
import type { SamplerSpec } from '../resampling/types.ts';

export interface Strategy {
  readonly name: string;
  /** Plain English for reports: `balanced class weights`. */
  readonly title: string;
  /** The same as an action that helps or hurts: `weighting the classes equally`. */
  readonly doing: string;
  /** What it does, in a clause. */
  readonly summary: string;
  /** Class weights in the fit; probabilities are corrected back to the natural prior afterwards. */
  readonly classWeights: 'balanced' | 'none';
  /** Resampling of the fitting rows of each fold; probabilities are corrected for the changed shares afterwards. */
  readonly sampler: SamplerSpec | null;
  /**
   * How a prediction becomes a decision. `usual`: the most probable class as the fitted model sees it (score at least .5 in
   * the binary case). `tuned`: a threshold chosen inside the training part (binary), or classes weighted by the inverse of
   * their share (three or more).
   */
  readonly decision: 'usual' | 'tuned';
}

export const doNothing: Strategy = {
  name: 'none',
  title: 'doing nothing',
  doing: 'doing nothing',
  summary: 'the model as it is, deciding for the more probable class',
  classWeights: 'none',
  sampler: null,
  decision: 'usual',
};

export const thresholdOnly: Strategy = {
  name: 'threshold-only',
  title: 'threshold only',
  doing: 'choosing only the threshold',
  summary: 'the model as it is, with a decision threshold chosen inside each training part',
  classWeights: 'none',
  sampler: null,
  decision: 'tuned',
};

export const balanceWeights: Strategy = {
  name: 'balanced-weights',
  title: 'balanced class weights',
  doing: 'balancing the class weights',
  summary: 'every class weighs the same in the fit; probabilities are corrected back to the real prevalence afterwards',
  classWeights: 'balanced',
  sampler: null,
  decision: 'usual',
};

/** Resampling as a strategy: every sampler of the registry can be one. */
export function resamplingWith(kind: string): Strategy {
  const { title } = samplers.get(kind)!;
  const options = samplers.get(kind)!.complete({});
  return {
    name: kind,
    title,
    doing: `resampling with ${title}`,
    summary:
      'the fitting rows of each fold are resampled; probabilities are corrected back to the real prevalence afterwards',
    classWeights: 'none',
    // A fold may hold few rows of the rare class; fewer neighbours then serve rather than ending the comparison.
    sampler: completeSampler('shrinkK' in options ? { kind, shrinkK: true } : kind),
    decision: 'usual',
  };
}

/** What an audit compares unless asked otherwise, in the order they are shown. */
export const usualStrategies: readonly string[] = [
  'none',
  'threshold-only',
  'balanced-weights',
  'random-under',
  'random-over',
  'smote',
];

/** All strategies by name: the three without resampling, then one per sampler. */
export const strategies: ReadonlyMap<string, Strategy> = new Map(
  [doNothing, thresholdOnly, balanceWeights, ...[...samplers.keys()].map(resamplingWith)].map((strategy) => [
    strategy.name,
    strategy,
  ]),
);

/** The strategy of that name; an InputError with the nearest name where there is none. */
export function strategyNamed(name: string): Strategy {
  const strategy = strategies.get(name);
  if (strategy !== undefined) return strategy;
  const names = [...strategies.keys()];
  const nearest = nearestName(name, names);
  throw new InputError({
    code: 'unknown-strategy',
    fn: 'audit',
    argument: 'strategies',
    expected: `names out of ${names.join(', ')}`,
    received: name,
    ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
  });
}
