/** The options that SMOTE and its kin share. */
import type { Options } from '../core/options.ts';
import { commonOptions, countOption, flagOption } from './options.ts';
import type { Compatibility, CompleteSpec, StrategySpec } from './types.ts';

export interface SmoteOptions {
  readonly strategy?: StrategySpec;
  /** Neighbours per row, at least 1; default 5. */
  readonly k?: number;
  /** Use as many neighbours as a class has where that is fewer than k, instead of refusing; default false. */
  readonly shrinkK?: boolean;
  /** Use every base row equally often (up to one) instead of drawing them with replacement; default false. */
  readonly even?: boolean;
  readonly compatibility?: Compatibility;
}

/** What the complete specification of a method with neighbours holds. */
export interface NeighbourSpec extends CompleteSpec {
  readonly k: number;
  readonly shrinkK: boolean;
}

/** What a complete specification of the SMOTE family holds. */
export interface SmoteFamilySpec extends NeighbourSpec {
  readonly even: boolean;
}

export interface SmoteDefaults {
  /** Options of the method's own. */
  readonly own?: readonly string[];
  /** Default number of neighbours. */
  readonly k?: number;
  /** imbalanced-learn has the method, so that its rows can be asked for. */
  readonly inPeer?: boolean;
}

/** Reads the shared options and refuses whatever is neither one of them nor the method's own. */
export function smoteOptions<K extends string>(
  kind: K,
  options: Options,
  { own = [], ...rest }: SmoteDefaults = {},
): SmoteFamilySpec & { readonly kind: K } {
  return {
    ...neighbourOptions(kind, options, { own: ['even', ...own], ...rest }),
    even: flagOption(kind, options, 'even', false),
  };
}

/** As `smoteOptions`, for methods that fix themselves how often each row is used. */
export function neighbourOptions<K extends string>(
  kind: K,
  options: Options,
  { own = [], k = 5, inPeer = true }: SmoteDefaults = {},
): NeighbourSpec & { readonly kind: K } {
  return {
    kind,
    ...commonOptions(kind, 'over', options, { own: ['k', 'shrinkK', ...own], inPeer }),
    k: countOption(kind, options, 'k', k),
    shrinkK: flagOption(kind, options, 'shrinkK', false),
  };
}
