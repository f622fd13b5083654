/**
 * The logistic loss of rows with its first two derivatives, compiled to WebAssembly with SIMD. The exponential and the logarithm
 * are polynomials, so that every host gives the same digits. src/kernels/loss-plain.ts has the numbers (constants in the code
 * would be built anew for every row) and works in the same order.
 */

/** Polynomial of five coefficients (f64). */
function polynomial(at: usize, x: v128): v128 {
  let sum = v128.load64_splat(at);
  sum = f64x2.add(f64x2.mul(sum, x), v128.load64_splat(at, 8));
  sum = f64x2.add(f64x2.mul(sum, x), v128.load64_splat(at, 16));
  sum = f64x2.add(f64x2.mul(sum, x), v128.load64_splat(at, 24));
  return f64x2.add(f64x2.mul(sum, x), v128.load64_splat(at, 32));
}

/** e^-a for a from 0 to 708. */
function decay(table: usize, a: v128): v128 {
  const shifter = v128.load64_splat(table, 160);
  // The low bits of `shifted` are the number of halvings.
  const shifted = f64x2.add(f64x2.mul(a, v128.load64_splat(table, 168)), shifter);
  const halvings = f64x2.sub(shifted, shifter);
  const near = f64x2.sub(f64x2.mul(halvings, v128.load64_splat(table, 176)), a);
  const x = f64x2.add(near, f64x2.mul(halvings, v128.load64_splat(table, 184)));
  const square = f64x2.mul(x, x);
  const rest = f64x2.add(polynomial(table, square), f64x2.mul(x, polynomial(table + 40, square)));
  const one = v128.load64_splat(table, 192);
  const power = f64x2.add(one, f64x2.add(x, f64x2.mul(square, rest)));
  // 2^-halvings: that many taken from the exponent of 1.
  return f64x2.mul(power, i64x2.sub(one, i64x2.shl(shifted, 52)));
}

/** log(1 + e) for e from 0 to 1. */
function logOnePlus(table: usize, e: v128): v128 {
  const x = f64x2.div(e, f64x2.add(v128.load64_splat(table, 200), e));
  const square = f64x2.mul(x, x);
  const fourth = f64x2.mul(square, square);
  const odd = f64x2.mul(square, polynomial(table + 120, fourth));
  return f64x2.mul(x, f64x2.add(polynomial(table + 80, fourth), odd));
}

/**
 * Losses of `rows` rows, an even number, at their linear predictors: gives back their sum weighted by the shares, which are
 * negative for rows of the negative class, and writes its first and second derivatives by each predictor. All numbers are f64.
 */
export function loss(
  table: usize,
  predictors: usize,
  shares: usize,
  rows: i32,
  slopes: usize,
  curvatures: usize,
): f64 {
  const end = <usize>rows << 3;
  const signBit = v128.load64_splat(table, 216);
  const one = v128.load64_splat(table, 192);
  const largest = v128.load64_splat(table, 208);
  const zero = f64x2.splat(0);
  // Three short loops, in each of which several rows are under way at a time. The first leaves its answers where the slopes go.
  for (let at: usize = 0; at < end; at += 16) {
    const distance = v128.andnot(v128.load(predictors + at), signBit);
    v128.store(slopes + at, decay(table, f64x2.pmin(distance, largest)));
  }
  let sum = zero;
  for (let at: usize = 0; at < end; at += 16) {
    const signed = v128.load(shares + at);
    const share = v128.andnot(signed, signBit);
    const predictor = v128.load(predictors + at);
    const wrong = f64x2.lt(v128.xor(predictor, v128.and(signed, signBit)), zero);
    const excess = v128.and(v128.andnot(predictor, signBit), wrong);
    const loss = f64x2.add(logOnePlus(table, v128.load(slopes + at)), excess);
    sum = f64x2.add(sum, f64x2.mul(share, loss));
  }
  for (let at: usize = 0; at < end; at += 16) {
    const signed = v128.load(shares + at);
    const share = v128.andnot(signed, signBit);
    const predictor = v128.load(predictors + at);
    const wrong = f64x2.lt(v128.xor(predictor, v128.and(signed, signBit)), zero);
    const e = v128.load(slopes + at);
    const likely = f64x2.div(one, f64x2.add(one, e));
    const unlikely = f64x2.mul(e, likely);
    const off = f64x2.mul(signed, v128.bitselect(likely, unlikely, wrong));
    v128.store(slopes + at, v128.xor(off, signBit));
    v128.store(curvatures + at, f64x2.mul(share, f64x2.mul(likely, unlikely)));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
