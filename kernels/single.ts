/**
 * Products with a matrix of single precision numbers that lies in blocks of rows, column after column, compiled to WebAssembly
 * with SIMD: half the memory and twice the lanes of kernels/gram.ts. Sums over the rows of a block have four parts, of every
 * fourth row, which src/kernels/single-plain.ts adds up in the same order; from block to block sums are f64.
 */
import { loss } from './loss';
import { distancesOf, gramOf, timesOf, transposedOf } from './matrix';

/** Rows of a block at the most. */
const blockRows = 128;

/**
 * Rounds (number - centre) * scale of the `rows` numbers (f64) at `source` to f32: those of the first block to `out`, and those of
 * each further one `apart` bytes behind the one before.
 */
export function standardise(source: usize, rows: i32, centre: f64, scale: f64, out: usize, apart: usize): void {
  const centres = f64x2.splat(centre);
  const scales = f64x2.splat(scale);
  for (let from = 0; from < rows; from += blockRows) {
    const left = rows - from;
    const count = left < blockRows ? left : blockRows;
    const even = count & ~1;
    for (let i = 0; i < even; i += 2) {
      const standard = f64x2.mul(f64x2.sub(v128.load(source), centres), scales);
      v128.store64_lane(out + (<usize>i << 2), f32x4.demote_f64x2_zero(standard), 0);
      source += 16;
    }
    if (even < count) store<f32>(out + (<usize>even << 2), <f32>((load<f64>(source) - centre) * scale));
    out += apart;
  }
}

/**
 * The logistic loss of all rows, block by block, at the linear predictors that the vector (f32) and the intercept give: gives back
 * their sum weighted by the shares (f64, negative for rows of the negative class, 0 for rows that fill the last block up to a
 * multiple of 4), writes the second derivatives (f64) by each predictor, and adds the first ones' products with the columns to
 * `sums` (f64), where behind the `width` of these their own sum lies. `table` is that of the loss; `work` has room for three f64
 * per row of a block.
 */
export function pass(
  table: usize,
  columns: usize,
  stride: usize,
  rows: i32,
  width: i32,
  vector: usize,
  intercept: f64,
  shares: usize,
  curvatures: usize,
  work: usize,
  sums: usize,
): f64 {
  const singles = work;
  const predictors = singles + (blockRows << 3);
  const slopes = predictors + (blockRows << 3);
  const start = f64x2.splat(intercept);
  let value = 0.0;
  let residual = f64x2.splat(0);
  for (let from = 0; from < rows; from += blockRows) {
    const left = rows - from;
    const count = left < blockRows ? left : blockRows;
    const bytes = <usize>count << 2;
    for (let at: usize = 0; at < bytes; at += 16) v128.store(singles + at, f32x4.splat(0));
    times(columns, stride, count, width, vector, singles);
    for (let at: usize = 0; at < bytes; at += 8) {
      v128.store(predictors + (at << 1), f64x2.add(start, f64x2.promote_low_f32x4(v128.load64_zero(singles + at))));
    }
    value += loss(table, predictors, shares, count, slopes, curvatures);
    for (let at: usize = 0; at < bytes; at += 8) {
      const slope = v128.load(slopes + (at << 1));
      residual = f64x2.add(residual, slope);
      v128.store64_lane(singles + at, f32x4.demote_f64x2_zero(slope), 0);
    }
    transposed(columns, stride, count, width, singles, sums);
    columns += stride * width;
    shares += blockRows << 3;
    curvatures += blockRows << 3;
  }
  store<f64>(sums + (<usize>width << 3), f64x2.extract_lane(residual, 0) + f64x2.extract_lane(residual, 1));
  return value;
}

export function times(columns: usize, stride: usize, rows: i32, width: i32, vector: usize, out: usize): void {
  timesOf<f32>(columns, stride, rows, width, vector, out);
}

export function distances(
  columns: usize,
  stride: usize,
  rows: i32,
  width: i32,
  centres: usize,
  scales: usize,
  out: usize,
): void {
  distancesOf<f32>(columns, stride, rows, width, centres, scales, out);
}

export function transposed(columns: usize, stride: usize, rows: i32, width: i32, factors: usize, out: usize): void {
  transposedOf<f32>(columns, stride, rows, width, factors, out);
}

export function gram(
  columns: usize,
  stride: usize,
  rows: i32,
  width: i32,
  factors: usize,
  panel: usize,
  out: usize,
): void {
  gramOf<f32>(columns, stride, rows, width, factors, panel, out);
}
