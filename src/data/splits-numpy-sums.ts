/**
 * Sums of an array in the order in which numpy adds contiguous numbers: eight running sums, halved beyond 128. Only the last
 * bits differ from a plain loop, but splits that compare such sums exactly need them.
 */

/** numpy.sum of a contiguous one-dimensional array. */
export function numpySum(values: Float64Array): number {
  const n = values.length;
  if (n < 8) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[i]!;
    return sum;
  }
  if (n > 128) {
    const half = Math.floor(n / 2);
    const cut = half - (half % 8);
    return numpySum(values.subarray(0, cut)) + numpySum(values.subarray(cut));
  }
  const lanes = values.slice(0, 8);
  const even = n - (n % 8);
  for (let i = 8; i < even; i++) lanes[i % 8]! += values[i]!;
  const [a, b, c, d, e, f, g, h] = lanes as unknown as readonly number[];
  let sum = a! + b! + (c! + d!) + (e! + f! + (g! + h!));
  for (let i = even; i < n; i++) sum += values[i]!;
  return sum;
}

/** numpy.std (population) of a contiguous one-dimensional array. */
export function numpyStd(values: Float64Array): number {
  const mean = numpySum(values) / values.length;
  return Math.sqrt(numpySum(values.map((value) => (value - mean) * (value - mean))) / values.length);
}
