/** The options that samplers have in common, and checks of their kinds of values beside those of core/options.ts. */
import { numberOption, type Options, optionRefused, refuseUnknown, wordOption } from '../core/options.ts';
import { completeStrategy } from './strategy-spec.ts';
import type { Compatibility, CompleteStrategy, SamplerFamily } from './types.ts';

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
  const { kind: _, ...given } = options;
  refuseUnknown(kind, given, ['strategy', 'compatibility', ...own]);
  const { strategy } = options;
  const compatibility = wordOption(kind, options, 'compatibility', ['none', 'imbalanced-learn']);
  if (compatibility !== 'none' && !inPeer) {
    const expected = "'none', as imbalanced-learn has no such method";
    throw optionRefused(kind, 'compatibility', expected, compatibility);
  }
  return { strategy: completeStrategy(kind, family, strategy), compatibility };
}

/** A whole number of at least 1, such as a number of neighbours. */
export function countOption(kind: string, options: Options, name: string, fallback: number): number {
  const accepts = (value: number) => Number.isInteger(value) && value >= 1;
  return numberOption(kind, options, name, { fallback, accepts, expected: 'a whole number of at least 1' });
}

export function flagOption(kind: string, options: Options, name: string, fallback: boolean): boolean {
  const value = options[name];
  if (value === undefined) return fallback;
  if (typeof value === 'boolean') return value;
  throw optionRefused(kind, name, 'true or false', value);
}
