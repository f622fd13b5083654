/**
 * Whole-number keys in the order of the scores, whose leading bits cut the number line into bins of equal relative width. The
 * edges depend on no data, so that streams which have seen different data agree on them.
 */

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Position of the word with sign, exponent and the first 20 bits of the fraction. */
const high = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
const keyOfHalf = 0x3fe00000;

/** The leading 32 bits of a score as an unsigned number that never falls as the score rises: bins of relative width 2^-20. */
export function scoreKey(score: number): number {
  /* Adding 0 turns -0 into 0. */
  number[0] = score + 0;
  const word = words[high]!;
  return (word >>> 31 === 1 ? ~word : word | 0x80000000) >>> 0;
}

/**
 * The same for a probability, fine near 1 as it is near 0: above 0.5 the key is that of the distance from 1, mirrored. Taking
 * that distance is exact in floating point.
 */
export function probabilityKey(p: number): number {
  number[0] = p > 0.5 ? 1 - p : p + 0;
  const word = words[high]!;
  return p > 0.5 ? 2 * keyOfHalf - word : word;
}
