/**
 * Products with a matrix of single precision numbers that lies in blocks of rows, column after column, compiled to WebAssembly
 * with SIMD: half the memory and twice the lanes of kernels/gram.ts. Sums over the rows of a block have four parts, of every
 * fourth row, which src/kernels/single-plain.ts adds up in the same order; from block to block sums are f64.
 */
import { loss } from './loss';

/** Rows of a block at the most. */
const blockRows = 128;

function total(parts: v128): f64 {
  const low = f64x2.promote_low_f32x4(parts);
  const high = f64x2.promote_low_f32x4(i8x16.shuffle(parts, parts, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

function add(to: usize, parts: v128): void {
  store<f64>(to, load<f64>(to) + total(parts));
}

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
 * Adds to each of `rows` numbers at `out` (f32) the product of a row with the vector (f32). Columns lie at `columns`, `stride`
 * bytes apart; there are `width` of them, a multiple of 4, and as many entries at `vector`. `rows` is a multiple of 4. What lies
 * up to four columns behind the last one is read, too, and must be memory.
 */
export function times(columns: usize, stride: usize, rows: i32, width: i32, vector: usize, out: usize): void {
  const end = out + (<usize>rows << 2);
  for (let j = 0; j < width; j += 4) {
    const a = v128.load32_splat(vector);
    const b = v128.load32_splat(vector, 4);
    const c = v128.load32_splat(vector, 8);
    const d = v128.load32_splat(vector, 12);
    let atA = columns;
    let atB = atA + stride;
    let atC = atB + stride;
    let atD = atC + stride;
    // One number in each cache line of the next four columns: fetched while these four are worked on.
    let ahead = columns + (stride << 2);
    for (let to = out; to < end; to += 16) {
      let sum = f32x4.add(v128.load(to), f32x4.mul(a, v128.load(atA)));
      sum = f32x4.add(sum, f32x4.mul(b, v128.load(atB)));
      sum = f32x4.add(sum, f32x4.mul(c, v128.load(atC)));
      v128.store(to, f32x4.add(sum, f32x4.mul(d, v128.load(atD))));
      atA += 16;
      atB += 16;
      atC += 16;
      atD += 16;
      load<f32>(ahead);
      ahead += 72;
    }
    columns += stride << 2;
    vector += 16;
  }
}

/** Adds to each of `width` numbers at `out` (f64) the product of a column with the `rows` factors (f32) at `factors`. */
export function transposed(columns: usize, stride: usize, rows: i32, width: i32, factors: usize, out: usize): void {
  const end = factors + (<usize>rows << 2);
  for (let j = 0; j < width; j += 4) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let atA = columns;
    let atB = atA + stride;
    let atC = atB + stride;
    let atD = atC + stride;
    for (let at = factors; at < end; at += 16) {
      const factor = v128.load(at);
      a = f32x4.add(a, f32x4.mul(factor, v128.load(atA)));
      b = f32x4.add(b, f32x4.mul(factor, v128.load(atB)));
      c = f32x4.add(c, f32x4.mul(factor, v128.load(atC)));
      d = f32x4.add(d, f32x4.mul(factor, v128.load(atD)));
      atA += 16;
      atB += 16;
      atC += 16;
      atD += 16;
    }
    add(out, a);
    add(out + 8, b);
    add(out + 16, c);
    add(out + 24, d);
    columns += stride << 2;
    out += 32;
  }
}

/** Adds scale * (x - centre)^2 of the column's number x, its centre and its scale. */
function addSquare(sum: v128, x: v128, centre: v128, scale: v128): v128 {
  const off = f32x4.sub(x, centre);
  return f32x4.add(sum, f32x4.mul(f32x4.mul(off, off), scale));
}

/**
 * Adds to each of `rows` numbers at `out` (f32) the squared distance of a row from the one at `centres` (f32), columns weighted by
 * `scales` (f32). Otherwise as `times`.
 */
export function distances(
  columns: usize,
  stride: usize,
  rows: i32,
  width: i32,
  centres: usize,
  scales: usize,
  out: usize,
): void {
  const end = out + (<usize>rows << 2);
  for (let j = 0; j < width; j += 2) {
    const centreA = v128.load32_splat(centres);
    const centreB = v128.load32_splat(centres, 4);
    const scaleA = v128.load32_splat(scales);
    const scaleB = v128.load32_splat(scales, 4);
    let atA = columns;
    let atB = atA + stride;
    for (let to = out; to < end; to += 16) {
      const sum = addSquare(v128.load(to), v128.load(atA), centreA, scaleA);
      v128.store(to, addSquare(sum, v128.load(atB), centreB, scaleB));
      atA += 16;
      atB += 16;
    }
    columns += stride << 1;
    centres += 8;
    scales += 8;
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

/**
 * Adds the products of columns, each row weighted by one of the `rows` factors (f32), to the lower triangle of the matrix at `out`
 * (f64, width * width, row-major); some entries above the diagonal change too. `panel` has room for four columns. Four weighted
 * columns meet two columns at a time: that many sums fit the registers.
 */
export function gram(
  columns: usize,
  stride: usize,
  rows: i32,
  width: i32,
  factors: usize,
  panel: usize,
  out: usize,
): void {
  const length = <usize>rows << 2;
  const line = <usize>width << 3;
  for (let j = 0; j < width; j += 4) {
    let from = columns + <usize>j * stride;
    let to = panel;
    for (let k = 0; k < 4; k++) {
      for (let at: usize = 0; at < length; at += 16) {
        v128.store(to + at, f32x4.mul(v128.load(factors + at), v128.load(from + at)));
      }
      from += stride;
      to += length;
    }
    let into = out + <usize>j * line;
    for (let k = 0; k < j + 4; k += 2) {
      let p = columns + <usize>k * stride;
      let q = p + stride;
      let a = panel;
      let b = a + length;
      let c = b + length;
      let d = c + length;
      const end = b;
      let ap = f32x4.splat(0);
      let aq = ap;
      let bp = ap;
      let bq = ap;
      let cp = ap;
      let cq = ap;
      let dp = ap;
      let dq = ap;
      while (a < end) {
        const left = v128.load(p);
        const right = v128.load(q);
        let weighted = v128.load(a);
        ap = f32x4.add(ap, f32x4.mul(weighted, left));
        aq = f32x4.add(aq, f32x4.mul(weighted, right));
        weighted = v128.load(b);
        bp = f32x4.add(bp, f32x4.mul(weighted, left));
        bq = f32x4.add(bq, f32x4.mul(weighted, right));
        weighted = v128.load(c);
        cp = f32x4.add(cp, f32x4.mul(weighted, left));
        cq = f32x4.add(cq, f32x4.mul(weighted, right));
        weighted = v128.load(d);
        dp = f32x4.add(dp, f32x4.mul(weighted, left));
        dq = f32x4.add(dq, f32x4.mul(weighted, right));
        p += 16;
        q += 16;
        a += 16;
        b += 16;
        c += 16;
        d += 16;
      }
      add(into, ap);
      add(into + 8, aq);
      add(into + line, bp);
      add(into + line + 8, bq);
      add(into + 2 * line, cp);
      add(into + 2 * line + 8, cq);
      add(into + 3 * line, dp);
      add(into + 3 * line + 8, dq);
      into += 16;
    }
  }
}
