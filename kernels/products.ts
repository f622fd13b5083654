/**
 * Inner products of four rows of a matrix with many, compiled to WebAssembly with SIMD. Each of the many is read once for all
 * four, since memory is slower than the arithmetic. A product has four sums side by side, which src/kernels/products.ts adds up
 * in the same order, so that both give the same answers.
 */

/** Sums 0 and 2, 1 and 3, then these two. */
function total(first: v128, second: v128): f64 {
  const sums = f64x2.add(first, second);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/**
 * Writes to `out` (f64) for each of `count` rows, whose numbers (i32) lie at `chosen`, its products with the four rows whose
 * numbers lie at `four`. Rows of the matrix lie at `values` (f64), row-major, `width` wide, a multiple of 4.
 */
export function products(values: usize, width: i32, four: usize, chosen: usize, count: i32, out: usize): void {
  const stride = <usize>width << 3;
  const startA = values + <usize>load<i32>(four) * stride;
  const startB = values + <usize>load<i32>(four, 4) * stride;
  const startC = values + <usize>load<i32>(four, 8) * stride;
  const startD = values + <usize>load<i32>(four, 12) * stride;
  for (let i = 0; i < count; i++) {
    let a = startA;
    let b = startB;
    let c = startC;
    let d = startD;
    let a0 = f64x2.splat(0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let d0 = a0;
    let d1 = a0;
    const start = values + <usize>load<i32>(chosen) * stride;
    const end = start + stride;
    let q = start;
    // Two steps at a time, which saves about a sixth of the time.
    for (; q + 32 < end; q += 64) {
      let low = v128.load(q);
      let high = v128.load(q, 16);
      a0 = f64x2.add(a0, f64x2.mul(low, v128.load(a)));
      a1 = f64x2.add(a1, f64x2.mul(high, v128.load(a, 16)));
      b0 = f64x2.add(b0, f64x2.mul(low, v128.load(b)));
      b1 = f64x2.add(b1, f64x2.mul(high, v128.load(b, 16)));
      c0 = f64x2.add(c0, f64x2.mul(low, v128.load(c)));
      c1 = f64x2.add(c1, f64x2.mul(high, v128.load(c, 16)));
      d0 = f64x2.add(d0, f64x2.mul(low, v128.load(d)));
      d1 = f64x2.add(d1, f64x2.mul(high, v128.load(d, 16)));
      low = v128.load(q, 32);
      high = v128.load(q, 48);
      a0 = f64x2.add(a0, f64x2.mul(low, v128.load(a, 32)));
      a1 = f64x2.add(a1, f64x2.mul(high, v128.load(a, 48)));
      b0 = f64x2.add(b0, f64x2.mul(low, v128.load(b, 32)));
      b1 = f64x2.add(b1, f64x2.mul(high, v128.load(b, 48)));
      c0 = f64x2.add(c0, f64x2.mul(low, v128.load(c, 32)));
      c1 = f64x2.add(c1, f64x2.mul(high, v128.load(c, 48)));
      d0 = f64x2.add(d0, f64x2.mul(low, v128.load(d, 32)));
      d1 = f64x2.add(d1, f64x2.mul(high, v128.load(d, 48)));
      a += 64;
      b += 64;
      c += 64;
      d += 64;
    }
    if (q < end) {
      const low = v128.load(q);
      const high = v128.load(q, 16);
      a0 = f64x2.add(a0, f64x2.mul(low, v128.load(a)));
      a1 = f64x2.add(a1, f64x2.mul(high, v128.load(a, 16)));
      b0 = f64x2.add(b0, f64x2.mul(low, v128.load(b)));
      b1 = f64x2.add(b1, f64x2.mul(high, v128.load(b, 16)));
      c0 = f64x2.add(c0, f64x2.mul(low, v128.load(c)));
      c1 = f64x2.add(c1, f64x2.mul(high, v128.load(c, 16)));
      d0 = f64x2.add(d0, f64x2.mul(low, v128.load(d)));
      d1 = f64x2.add(d1, f64x2.mul(high, v128.load(d, 16)));
    }
    store<f64>(out, total(a0, a1));
    store<f64>(out, total(b0, b1), 8);
    store<f64>(out, total(c0, c1), 16);
    store<f64>(out, total(d0, d1), 24);
    chosen += 4;
    out += 32;
  }
}
