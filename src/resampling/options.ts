/** Checks of sampler options: unknown names and values out of range are refused, with the option named. */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { completeStrategy } from './strategy-spec.ts';
import type { Compatibility, CompleteStrategy, SamplerFamily } from './types.ts';

export type Options = Readonly<Record<string, unknown>>;

/** Options that every sampler has. */
export interface CommonOptions {
  readonly strategy: CompleteStrategy;
  readonly compatibility: Compatibility;
}

export interface OptionRules {
  /** Options of the method's own. */
  readonly own?: readonly string[];
  /** imbalanced-learn has the method, so that its rows can be asked for; default true. */
  readonly inPeer?: boolean;
}

/** Reads `strategy` and `compatibility`, and refuses whatever is neither of these nor the method's own. */
export function commonOptions(
  kind: string,
  family: SamplerFamily,
  options: Options,
  { own = [], inPeer = true }: OptionRules = {},
): CommonOptions {
  refuseUnknown(kind, options, ['strategy', 'compatibility', ...own]);
  const { strategy } = options;
  const compatibility = wordOption(kind, options, 'compatibility', ['none', 'imbalanced-learn']);
  if (compatibility !== 'none' && !inPeer) {
    const expected = "'none', as imbalanced-learn has no such method";
    throw optionRefused(kind, 'compatibility', expected, compatibility);
  }
  return { strategy: completeStrategy(kind, family, strategy), compatibility };
}

function refuseUnknown(kind: string, options: Options, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (name === 'kind' || known.includes(name)) continue;
    const nearest = nearestName(name, known);
    throw new InputError({
      code: 'unknown-option',
      fn: kind,
      argument: 'options',
      expected: `among ${known.join(', ')}`,
      received: name,
      ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
    });
  }
}

export interface NumberRule {
  /** Used where the option is absent. */
  readonly fallback: number;
  readonly accepts: (value: number) => boolean;
  /** What is accepted, in words. */
  readonly expected: string;
}

/** A number option; whatever is not a number that the rule accepts is refused, NaN included. */
export function numberOption(kind: string, options: Options, name: string, rule: NumberRule): number {
  const value = options[name];
  if (value === undefined) return rule.fallback;
  if (typeof value === 'number' && rule.accepts(value)) return value;
  throw optionRefused(kind, name, rule.expected, value);
}

/** A whole number of at least 1, such as a number of neighbours. */
export function countOption(kind: string, options: Options, name: string, fallback: number): number {
  const accepts = (value: number) => Number.isInteger(value) && value >= 1;
  return numberOption(kind, options, name, { fallback, accepts, expected: 'a whole number of at least 1' });
}

/** An option that is one of a few words; the first is the default. */
export function wordOption<W extends string>(
  kind: string,
  options: Options,
  name: string,
  words: readonly [W, ...W[]],
): W {
  const value = options[name];
  if (value === undefined) return words[0];
  const word = words.find((known) => known === value);
  if (word !== undefined) return word;
  throw optionRefused(kind, name, `one of ${words.join(', ')}`, value);
}

export function flagOption(kind: string, options: Options, name: string, fallback: boolean): boolean {
  const value = options[name];
  if (value === undefined) return fallback;
  if (typeof value === 'boolean') return value;
  throw optionRefused(kind, name, 'true or false', value);
}

export function optionRefused(kind: string, name: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'option', fn: kind, argument: name, expected, received });
}
