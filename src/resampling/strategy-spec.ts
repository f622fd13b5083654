/** Sampling strategies as they are given: which forms each family takes, brought into one JSON-able form. */
import { InputError } from '../core/errors.ts';
import type { CompleteStrategy, SamplerFamily, StrategyWord } from './types.ts';

const words: Readonly<Record<SamplerFamily, readonly StrategyWord[]>> = {
  over: ['auto', 'minority', 'not minority', 'not majority', 'all'],
  combine: ['auto', 'minority', 'not minority', 'not majority', 'all'],
  under: ['auto', 'majority', 'not minority', 'not majority', 'all'],
  clean: ['auto', 'majority', 'not minority', 'not majority', 'all'],
};

/**
 * Checks the form of a strategy (its numbers are checked against the classes when it is resolved) and makes it JSON-able:
 * counts become pairs. Absent means `'auto'`.
 */
export function completeStrategy(fn: string, family: SamplerFamily, given: unknown): CompleteStrategy {
  if (given === undefined) return 'auto';
  if (typeof given === 'string') {
    const word = words[family].find((known) => known === given);
    if (word !== undefined) return word;
  } else if (family === 'clean') {
    if (isNames(given)) return [...given];
  } else if (typeof given === 'number') {
    if (0 < given && given <= 1) return given;
    throw refusal(fn, 'a ratio of minority to majority above 0 and at most 1', given);
  } else if (isHolding(given, 'minorityShare')) {
    const share = given.minorityShare;
    if (typeof share === 'number' && 0 < share && share < 1) return { minorityShare: share };
    throw refusal(fn, 'a minorityShare between 0 and 1', share);
  } else if (isHolding(given, 'counts')) {
    return { counts: pairsOf(fn, given.counts) };
  }
  throw refusal(fn, formsOf(family), given);
}

function formsOf(family: SamplerFamily): string {
  const named = `one of ${words[family].map((word) => `'${word}'`).join(', ')}`;
  return family === 'clean' ? `${named}, or a list of classes` : `${named}, a ratio, { minorityShare } or { counts }`;
}

function pairsOf(fn: string, counts: unknown): (readonly [string, number])[] {
  if (typeof counts !== 'object' || counts === null) throw refusal(fn, '{ counts } with a count per class', counts);
  const entries: Iterable<unknown> =
    counts instanceof Map || Array.isArray(counts) ? counts : Object.entries(counts as Record<string, unknown>);
  const pairs: (readonly [string, number])[] = [];
  for (const entry of entries) {
    const [name, count] = Array.isArray(entry) ? entry : [];
    if (typeof name !== 'string') throw refusal(fn, '{ counts } with a count per class name', name);
    if (!(Number.isInteger(count) && count >= 0)) {
      throw new InputError({
        code: 'strategy',
        fn,
        argument: `strategy for class '${name}'`,
        expected: 'a whole number of rows of at least 0',
        received: count,
      });
    }
    pairs.push([name, count]);
  }
  return pairs;
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
}

function isHolding<K extends string>(value: unknown, key: K): value is Readonly<Record<K, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function refusal(fn: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'strategy', fn, argument: 'strategy', expected, received });
}
