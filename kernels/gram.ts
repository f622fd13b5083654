/**
 * Products with a matrix that lies in blocks of rows, column after column, compiled to WebAssembly with SIMD: with a vector, of
 * its transpose with a vector, and the weighted Gram matrix. Every function works on one block. Sums over rows have two parts,
 * of even and odd rows, which src/kernels/gram-plain.ts adds up in the same order, so that both give the same answers.
 */

/** Part of even rows and part of odd rows. */
function total(parts: v128): f64 {
  return f64x2.extract_lane(parts, 0) + f64x2.extract_lane(parts, 1);
}

/**
 * Adds to each of `rows` numbers at `out` the product of a row with the vector. Columns lie at `columns`, `stride` bytes apart;
 * there are `width` of them, a multiple of 4, and as many entries at `vector`. `rows` is even. All numbers are f64. What lies up
 * to four columns behind the last one is read, too, and must be memory.
 */
export function times(columns: usize, stride: usize, rows: i32, width: i32, vector: usize, out: usize): void {
  const end = out + (<usize>rows << 3);
  for (let j = 0; j < width; j += 4) {
    const a = v128.load64_splat(vector);
    const b = v128.load64_splat(vector, 8);
    const c = v128.load64_splat(vector, 16);
    const d = v128.load64_splat(vector, 24);
    let atA = columns;
    let atB = atA + stride;
    let atC = atB + stride;
    let atD = atC + stride;
    // One number in each cache line of the next four columns: fetched while these four are worked on.
    let ahead = columns + (stride << 2);
    for (let to = out; to < end; to += 16) {
      let sum = f64x2.add(v128.load(to), f64x2.mul(a, v128.load(atA)));
      sum = f64x2.add(sum, f64x2.mul(b, v128.load(atB)));
      sum = f64x2.add(sum, f64x2.mul(c, v128.load(atC)));
      v128.store(to, f64x2.add(sum, f64x2.mul(d, v128.load(atD))));
      atA += 16;
      atB += 16;
      atC += 16;
      atD += 16;
      load<f64>(ahead);
      ahead += 68;
    }
    columns += stride << 2;
    vector += 32;
  }
}

/** Adds scale * (x - centre)^2 of the column's number x, its centre and its scale. */
function addSquare(sum: v128, x: v128, centre: v128, scale: v128): v128 {
  const off = f64x2.sub(x, centre);
  return f64x2.add(sum, f64x2.mul(f64x2.mul(off, off), scale));
}

/**
 * Adds to each of `rows` numbers at `out` the squared distance of a row from the one at `centres`, columns weighted by `scales`.
 * Otherwise as `times`.
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
  const end = out + (<usize>rows << 3);
  for (let j = 0; j < width; j += 2) {
    const centreA = v128.load64_splat(centres);
    const centreB = v128.load64_splat(centres, 8);
    const scaleA = v128.load64_splat(scales);
    const scaleB = v128.load64_splat(scales, 8);
    let atA = columns;
    let atB = atA + stride;
    for (let to = out; to < end; to += 16) {
      const sum = addSquare(v128.load(to), v128.load(atA), centreA, scaleA);
      v128.store(to, addSquare(sum, v128.load(atB), centreB, scaleB));
      atA += 16;
      atB += 16;
    }
    columns += stride << 1;
    centres += 16;
    scales += 16;
  }
}

/** Adds to each of `width` numbers at `out` the product of a column with the `rows` factors at `factors`. */
export function transposed(columns: usize, stride: usize, rows: i32, width: i32, factors: usize, out: usize): void {
  const end = factors + (<usize>rows << 3);
  for (let j = 0; j < width; j += 4) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let atA = columns;
    let atB = atA + stride;
    let atC = atB + stride;
    let atD = atC + stride;
    for (let at = factors; at < end; at += 16) {
      const factor = v128.load(at);
      a = f64x2.add(a, f64x2.mul(factor, v128.load(atA)));
      b = f64x2.add(b, f64x2.mul(factor, v128.load(atB)));
      c = f64x2.add(c, f64x2.mul(factor, v128.load(atC)));
      d = f64x2.add(d, f64x2.mul(factor, v128.load(atD)));
      atA += 16;
      atB += 16;
      atC += 16;
      atD += 16;
    }
    store<f64>(out, load<f64>(out) + total(a));
    store<f64>(out, load<f64>(out, 8) + total(b), 8);
    store<f64>(out, load<f64>(out, 16) + total(c), 16);
    store<f64>(out, load<f64>(out, 24) + total(d), 24);
    columns += stride << 2;
    out += 32;
  }
}

function add(to: usize, parts: v128): void {
  store<f64>(to, load<f64>(to) + total(parts));
}

/**
 * Adds the products of columns, each row weighted by one of the `rows` factors, to the lower triangle of the matrix at `out`
 * (width * width, row-major); some entries above the diagonal change too. `panel` has room for four columns. Four weighted
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
  const length = <usize>rows << 3;
  const line = <usize>width << 3;
  for (let j = 0; j < width; j += 4) {
    let from = columns + <usize>j * stride;
    let to = panel;
    for (let k = 0; k < 4; k++) {
      for (let at: usize = 0; at < length; at += 16) {
        v128.store(to + at, f64x2.mul(v128.load(factors + at), v128.load(from + at)));
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
      let ap = f64x2.splat(0);
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
        ap = f64x2.add(ap, f64x2.mul(weighted, left));
        aq = f64x2.add(aq, f64x2.mul(weighted, right));
        weighted = v128.load(b);
        bp = f64x2.add(bp, f64x2.mul(weighted, left));
        bq = f64x2.add(bq, f64x2.mul(weighted, right));
        weighted = v128.load(c);
        cp = f64x2.add(cp, f64x2.mul(weighted, left));
        cq = f64x2.add(cq, f64x2.mul(weighted, right));
        weighted = v128.load(d);
        dp = f64x2.add(dp, f64x2.mul(weighted, left));
        dq = f64x2.add(dq, f64x2.mul(weighted, right));
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
