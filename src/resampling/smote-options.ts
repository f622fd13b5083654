/** The options that SMOTE and its kin share. */
import { commonOptions, countOption, flagOption, type Options } from './options.ts';
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

/** What a complete specification of the SMOTE family holds. */
export interface NeighbourSpec extends CompleteSpec {
  readonly k: number;
  readonly shrinkK: boolean;
  readonly even: boolean;
}

/** Reads the shared options and refuses whatever is neither one of them nor in `own`. */
export function smoteOptions<K extends string>(
  kind: K,
  options: Options,
  own: readonly string[] = [],
  k = 5,
): NeighbourSpec & { readonly kind: K } {
  return {
    ...neighbourOptions(kind, options, ['even', ...own], k),
    even: flagOption(kind, options, 'even', false),
  };
}

/** As `smoteOptions`, for methods that fix themselves how often each row is used. */
export function neighbourOptions<K extends string>(
  kind: K,
  options: Options,
  own: readonly string[] = [],
  k = 5,
): Omit<NeighbourSpec, 'even' | 'kind'> & { readonly kind: K } {
  return {
    kind,
    ...commonOptions(kind, 'over', options, ['k', 'shrinkK', ...own]),
    k: countOption(kind, options, 'k', k),
    shrinkK: flagOption(kind, options, 'shrinkK', false),
  };
}
