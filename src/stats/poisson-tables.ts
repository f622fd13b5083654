/**
 * Poisson numbers of one mean for many cells at a time, by inversion with a guide table: a random word names a stretch of the
 * cumulative probabilities, and hardly ever is more than its first entry looked at.
 */
import type { Random } from '../core/random.ts';
import { deviance, stirlingError } from './log-gamma.ts';

/** Every word of 32 random bits, as `integer` gives it. */
const words = 2 ** 32;
const guideBits = 10;

export interface PoissonTable {
  /** The number whose cumulative probability comes first. */
  readonly first: number;
  /** P(X <= first + i), in units of 2^-32. */
  readonly cumulative: Float64Array;
  /** For each value of the upper bits of a word the first entry that can be its answer. */
  readonly guide: Uint16Array;
}

/** The table of one mean, above 0 and below a million. O(root of the mean). */
export function poissonTable(mean: number): PoissonTable {
  /* Outside this reach all numbers together have less probability than one word. */
  const reach = 8 * Math.sqrt(mean) + 12;
  const first = Math.max(0, Math.floor(mean - reach));
  const cumulative = new Float64Array(Math.ceil(mean + reach) - first + 1);
  let sum = 0;
  for (let i = 0; i < cumulative.length; i++) {
    sum += poissonPmf(first + i, mean);
    cumulative[i] = sum * words;
  }
  cumulative[cumulative.length - 1] = words;
  const guide = new Uint16Array(1 << guideBits);
  let entry = 0;
  for (let b = 0; b < guide.length; b++) {
    while (cumulative[entry]! <= b * (words / guide.length)) entry++;
    guide[b] = entry;
  }
  return { first, cumulative, guide };
}

/** Adds a Poisson number to each of the given cells and returns their sum. O(cells). */
export function addPoisson(
  random: Random,
  { first, cumulative, guide }: PoissonTable,
  cells: Int32Array,
  out: Float64Array,
): number {
  let sum = 0;
  for (let c = 0; c < cells.length; c++) {
    const word = random.integer(words);
    let entry = guide[word >>> (32 - guideBits)]!;
    while (word >= cumulative[entry]!) entry++;
    const drawn = first + entry;
    out[cells[c]!]! += drawn;
    sum += drawn;
  }
  return sum;
}

/** Loader's saddle-point form, which loses no digits for large means. */
function poissonPmf(k: number, mean: number): number {
  if (k === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(k) - deviance(k, mean)) / Math.sqrt(2 * Math.PI * k);
}
