/** How many positive rows a recall needs before its interval is as narrow as wanted. */

/** Half the width of the Wilson interval of `share` among `n` rows, at 95 %. */
export function wilsonHalfWidth(share: number, n: number): number {
  const z2 = 1.959963984540054 ** 2;
  return Math.sqrt(z2 * ((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
}

/** The smallest number of rows that brings the half-width to at most `halfWidth`, in (0, .5). O(log n). */
export function neededRows(share: number, halfWidth: number): number {
  let high = 1;
  while (wilsonHalfWidth(share, high) > halfWidth) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wilsonHalfWidth(share, middle) > halfWidth) low = middle;
    else high = middle;
  }
  return high;
}
