/** Sharing a whole number out in proportion to weights. */

/**
 * Whole numbers that sum to `total` and lie within 1 of `total * weight / sum of weights`: each gets the whole part, and what
 * is left goes to the largest remainders, ties to the first. All zero where the weights sum to 0. O(n log n).
 */
export function allocate(weights: ArrayLike<number>, total: number): Int32Array {
  const shares = new Int32Array(weights.length);
  const remainders = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]!;
  if (!(sum > 0)) return shares;
  let given = 0;
  for (let i = 0; i < weights.length; i++) {
    const share = (total * weights[i]!) / sum;
    shares[i] = Math.floor(share);
    remainders[i] = share - shares[i]!;
    given += shares[i]!;
  }
  const order = Array.from(shares.keys()).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  for (let i = 0; given < total; i++, given++) shares[order[i]!]! += 1;
  return shares;
}
