/** The options of an audit, completed with their defaults and checked before any work begins. */
import { InputError } from '../core/errors.ts';
import { checkSeed } from '../core/random.ts';
import { parseObjective } from '../thresholds/objectives.ts';
import { strategyNamed, usualStrategies } from '../validation/strategies.ts';
import type { AuditOptions } from './types.ts';

export type CompleteAuditOptions = Required<Omit<AuditOptions, 'positive'>> & {
  readonly positive: readonly string[] | null;
};

/** Fills the defaults in; an InputError names the first option that cannot be. */
export function completeOptions(options: AuditOptions): CompleteAuditOptions {
  const complete: CompleteAuditOptions = {
    target: options.target,
    positive: options.positive === undefined || options.positive.length === 0 ? null : options.positive,
    drop: options.drop ?? [],
    keep: options.keep ?? [],
    seed: options.seed ?? 42,
    folds: options.folds ?? 5,
    repeats: options.repeats ?? 1,
    testShare: options.testShare ?? 0.2,
    thresholdFor: options.thresholdFor ?? 'f1',
    level: options.level ?? 0.95,
    bootstrap: options.bootstrap ?? 2000,
    missing: options.missing ?? [],
    strategies: options.strategies ?? usualStrategies,
  };
  checkSeed('audit', complete.seed);
  checkWhole('folds', complete.folds, 2, 1000);
  checkWhole('repeats', complete.repeats, 1, 1000);
  checkWhole('bootstrap', complete.bootstrap, 100, 1_000_000);
  checkOpen('testShare', complete.testShare);
  parseObjective(complete.thresholdFor);
  complete.strategies.forEach(strategyNamed);
  checkOpen('level', complete.level);
  if (typeof complete.target !== 'string' || complete.target === '') {
    throw refusal('target', 'the name of a column', complete.target);
  }
  return complete;
}

function refusal(argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'out-of-range', fn: 'audit', argument, expected, received });
}

function checkWhole(argument: string, value: number, low: number, high: number): void {
  if (!(Number.isInteger(value) && low <= value && value <= high)) {
    throw refusal(argument, `a whole number from ${low} to ${high}`, value);
  }
}

function checkOpen(argument: string, value: number): void {
  if (!(0 < value && value < 1)) throw refusal(argument, 'between 0 and 1, both excluded', value);
}
