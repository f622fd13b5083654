/** Whether any number is missing or infinite: asked of all values before every resampling and every fit, and nearly always no. */

/** Values per call of the loop: the engine compiles a function for good once it has run a few times. */
const stretch = 2048;

/** No value is NaN or infinite. */
export function allFinite(values: Float64Array): boolean {
  const { length } = values;
  for (let from = 0; from < length; from += stretch) {
    const to = Math.min(length, from + stretch);
    // A sum that is not finite may also be one of finite values that are very large.
    if (!Number.isFinite(sumOf(values, from, to)) && !everyFinite(values, from, to)) return false;
  }
  return true;
}

/** The sum of a stretch of values; eight sums, so that additions need not wait. */
function sumOf(values: Float64Array, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  let i = from;
  for (; i + 7 < to; i += 8) {
    a += values[i]!;
    b += values[i + 1]!;
    c += values[i + 2]!;
    d += values[i + 3]!;
    e += values[i + 4]!;
    f += values[i + 5]!;
    g += values[i + 6]!;
    h += values[i + 7]!;
  }
  for (; i < to; i++) a += values[i]!;
  return a + b + (c + d) + (e + f + (g + h));
}

function everyFinite(values: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}
