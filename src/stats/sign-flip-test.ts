/** The paired permutation test: were the two members of each pair exchangeable, every difference could as well have had the other sign. */
import type { Random } from '../core/random.ts';
import { outOfRange } from './checks.ts';

export interface SignFlipTest {
  /** Mean of the differences. */
  readonly difference: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Sign patterns looked at. */
  readonly patterns: number;
  /** All patterns were looked at; otherwise they were drawn. */
  readonly exact: boolean;
}

export interface SignFlipOptions {
  /** Draws where there are more pairs than can be enumerated. */
  readonly random: Random;
  /** Drawn patterns, at least 1; defaults to 9999. */
  readonly draws?: number;
}

const enumerateUpTo = 14;

/**
 * Two-sided test that independent paired differences are symmetric about 0, on their mean. Up to 14 pairs all 2^n patterns,
 * beyond that `draws` of them with (c + 1) / (draws + 1) as p, so that p is never 0. Differences of overlapping folds are not
 * independent: for them use correctedResampledTTest. O(n min(2^n, draws)).
 * Source: Fisher (1935), The design of experiments, section 21; Phipson and Smyth (2010), doi:10.2202/1544-6115.1585.
 */
export function signFlipTest(differences: ArrayLike<number>, { random, draws = 9999 }: SignFlipOptions): SignFlipTest {
  const n = differences.length;
  if (!(n >= 1)) throw outOfRange('signFlipTest', 'differences', 'at least one number', n);
  if (!(Number.isInteger(draws) && draws >= 1))
    throw outOfRange('signFlipTest', 'draws', 'a whole number of at least 1', draws);
  let sum = 0;
  let size = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(differences[i]!))
      throw outOfRange('signFlipTest', `differences[${i}]`, 'finite', differences[i]);
    sum += differences[i]!;
    size += Math.abs(differences[i]!);
  }
  // Patterns whose sums are equal but for the order of addition must count as equal.
  const bar = Math.abs(sum) - 1e-12 * size;
  const exact = n <= enumerateUpTo;
  const patterns = exact ? 2 ** n : draws;
  let extreme = 0;
  for (let pattern = 0; pattern < patterns; pattern++) {
    let flipped = 0;
    for (let i = 0; i < n; i++) {
      const flip = exact ? (pattern >>> i) & 1 : random.integer(2);
      flipped += flip === 1 ? -differences[i]! : differences[i]!;
    }
    if (Math.abs(flipped) >= bar) extreme++;
  }
  const pValue = exact ? extreme / patterns : (extreme + 1) / (patterns + 1);
  return { difference: sum / n, pValue, patterns, exact };
}
