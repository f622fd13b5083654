/** Whether any number is missing or infinite: asked of all values before every resampling and every fit, and nearly always no. */

/** Values per call of the loop: the engine compiles a function for good once it has run a few times. */
const stretch = 2048;

/** No value is NaN or infinite. */
export function allFinite(values: Float64Array): boolean {
  const { length } = values;
  for (let from = 0; from < length; from += stretch) {
    if (zeroTimes(values, from, Math.min(length, from + stretch)) !== 0) return false;
  }
  return true;
}

/** Zero times a stretch of values in all: NaN where one is infinite or missing. Four sums, so that additions need not wait. */
function zeroTimes(values: Float64Array, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    a += values[i]! * 0;
    b += values[i + 1]! * 0;
    c += values[i + 2]! * 0;
    d += values[i + 3]! * 0;
  }
  for (; i < to; i++) a += values[i]! * 0;
  return a + b + (c + d);
}
