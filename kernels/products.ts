/**
 * Inner products of one row of a matrix with many, compiled to WebAssembly with SIMD. Four rows at a time, each with four sums
 * side by side, which src/kernels/products.ts adds up in the same order, so that both give the same answers.
 */

/** Sums 0 and 2, 1 and 3, then these two. */
function total(first: v128, second: v128): f64 {
  const sums = f64x2.add(first, second);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/**
 * Writes to `out` (f64) the products of row `row` with `count` rows, a multiple of 4, whose numbers (i32) lie at `rows`. Rows of
 * the matrix lie at `values` (f64), row-major, `width` wide, a multiple of 4.
 */
export function products(values: usize, width: i32, row: i32, rows: usize, count: i32, out: usize): void {
  const stride = <usize>width << 3;
  const start = values + <usize>row * stride;
  const end = start + stride;
  for (let i = 0; i < count; i += 4) {
    let a = values + <usize>load<i32>(rows) * stride;
    let b = values + <usize>load<i32>(rows, 4) * stride;
    let c = values + <usize>load<i32>(rows, 8) * stride;
    let d = values + <usize>load<i32>(rows, 12) * stride;
    let a0 = f64x2.splat(0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let d0 = a0;
    let d1 = a0;
    for (let q = start; q < end; q += 32) {
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
      a += 32;
      b += 32;
      c += 32;
      d += 32;
    }
    store<f64>(out, total(a0, a1));
    store<f64>(out, total(b0, b1), 8);
    store<f64>(out, total(c0, c1), 16);
    store<f64>(out, total(d0, d1), 24);
    rows += 16;
    out += 32;
  }
}
