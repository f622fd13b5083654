/**
 * What the matrix kernels of full and of single precision (gram.ts, single.ts) have in common: the same loops over one block of
 * rows, for numbers of type T. Columns lie at `columns`, `stride` bytes apart; there are `width` of them, a multiple of 4, and
 * `rows` is a multiple of the numbers in a vector. Sums over rows have as many parts as a vector has numbers, and end in f64.
 */

/** The sum of the parts: of the first half and of the second half in single precision, and then of both. */
function total<T>(parts: v128): f64 {
  if (sizeof<T>() == 8) return f64x2.extract_lane(parts, 0) + f64x2.extract_lane(parts, 1);
  const low = f64x2.promote_low_f32x4(parts);
  const high = f64x2.promote_low_f32x4(i8x16.shuffle(parts, parts, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

function add<T>(to: usize, parts: v128): void {
  store<f64>(to, load<f64>(to) + total<T>(parts));
}

/**
 * Adds to each of `rows` numbers at `out` the product of a row with the vector, of an entry for each column. What lies up to four
 * columns behind the last one is read, too, and must be memory.
 */
export function timesOf<T>(columns: usize, stride: usize, rows: i32, width: i32, vector: usize, out: usize): void {
  const end = out + (<usize>rows << alignof<T>());
  for (let j = 0; j < width; j += 4) {
    const a = v128.load_splat<T>(vector);
    const b = v128.load_splat<T>(vector, sizeof<T>());
    const c = v128.load_splat<T>(vector, 2 * sizeof<T>());
    const d = v128.load_splat<T>(vector, 3 * sizeof<T>());
    let atA = columns;
    let atB = atA + stride;
    let atC = atB + stride;
    let atD = atC + stride;
    // One number in each cache line of the next four columns: fetched while these four are worked on.
    let ahead = columns + (stride << 2);
    for (let to = out; to < end; to += 16) {
      let sum = v128.add<T>(v128.load(to), v128.mul<T>(a, v128.load(atA)));
      sum = v128.add<T>(sum, v128.mul<T>(b, v128.load(atB)));
      sum = v128.add<T>(sum, v128.mul<T>(c, v128.load(atC)));
      v128.store(to, v128.add<T>(sum, v128.mul<T>(d, v128.load(atD))));
      atA += 16;
      atB += 16;
      atC += 16;
      atD += 16;
      load<T>(ahead);
      ahead += sizeof<T>() == 8 ? 68 : 72;
    }
    columns += stride << 2;
    vector += 4 * sizeof<T>();
  }
}

/** Adds scale * (x - centre)^2 of the column's number x, its centre and its scale. */
function addSquare<T>(sum: v128, x: v128, centre: v128, scale: v128): v128 {
  const off = v128.sub<T>(x, centre);
  return v128.add<T>(sum, v128.mul<T>(v128.mul<T>(off, off), scale));
}

/**
 * Adds to each of `rows` numbers at `out` the squared distance of a row from the one at `centres`, columns weighted by `scales`.
 * Otherwise as `times`.
 */
export function distancesOf<T>(
  columns: usize,
  stride: usize,
  rows: i32,
  width: i32,
  centres: usize,
  scales: usize,
  out: usize,
): void {
  const end = out + (<usize>rows << alignof<T>());
  for (let j = 0; j < width; j += 2) {
    const centreA = v128.load_splat<T>(centres);
    const centreB = v128.load_splat<T>(centres, sizeof<T>());
    const scaleA = v128.load_splat<T>(scales);
    const scaleB = v128.load_splat<T>(scales, sizeof<T>());
    let atA = columns;
    let atB = atA + stride;
    for (let to = out; to < end; to += 16) {
      const sum = addSquare<T>(v128.load(to), v128.load(atA), centreA, scaleA);
      v128.store(to, addSquare<T>(sum, v128.load(atB), centreB, scaleB));
      atA += 16;
      atB += 16;
    }
    columns += stride << 1;
    centres += 2 * sizeof<T>();
    scales += 2 * sizeof<T>();
  }
}

/** Adds to each of `width` numbers (f64) at `out` the product of a column with the `rows` factors at `factors`. */
export function transposedOf<T>(columns: usize, stride: usize, rows: i32, width: i32, factors: usize, out: usize): void {
  const end = factors + (<usize>rows << alignof<T>());
  for (let j = 0; j < width; j += 4) {
    let a = v128.splat<T>(0);
    let b = a;
    let c = a;
    let d = a;
    let atA = columns;
    let atB = atA + stride;
    let atC = atB + stride;
    let atD = atC + stride;
    for (let at = factors; at < end; at += 16) {
      const factor = v128.load(at);
      a = v128.add<T>(a, v128.mul<T>(factor, v128.load(atA)));
      b = v128.add<T>(b, v128.mul<T>(factor, v128.load(atB)));
      c = v128.add<T>(c, v128.mul<T>(factor, v128.load(atC)));
      d = v128.add<T>(d, v128.mul<T>(factor, v128.load(atD)));
      atA += 16;
      atB += 16;
      atC += 16;
      atD += 16;
    }
    add<T>(out, a);
    add<T>(out + 8, b);
    add<T>(out + 16, c);
    add<T>(out + 24, d);
    columns += stride << 2;
    out += 32;
  }
}

/**
 * Adds the products of columns, each row weighted by one of the `rows` factors, to the lower triangle of the matrix at `out`
 * (f64, width * width, row-major); some entries above the diagonal change too. `panel` has room for four columns. Four weighted
 * columns meet two columns at a time: that many sums fit the registers.
 */
export function gramOf<T>(
  columns: usize,
  stride: usize,
  rows: i32,
  width: i32,
  factors: usize,
  panel: usize,
  out: usize,
): void {
  const length = <usize>rows << alignof<T>();
  const line = <usize>width << 3;
  for (let j = 0; j < width; j += 4) {
    let from = columns + <usize>j * stride;
    let to = panel;
    for (let k = 0; k < 4; k++) {
      for (let at: usize = 0; at < length; at += 16) {
        v128.store(to + at, v128.mul<T>(v128.load(factors + at), v128.load(from + at)));
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
      let ap = v128.splat<T>(0);
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
        ap = v128.add<T>(ap, v128.mul<T>(weighted, left));
        aq = v128.add<T>(aq, v128.mul<T>(weighted, right));
        weighted = v128.load(b);
        bp = v128.add<T>(bp, v128.mul<T>(weighted, left));
        bq = v128.add<T>(bq, v128.mul<T>(weighted, right));
        weighted = v128.load(c);
        cp = v128.add<T>(cp, v128.mul<T>(weighted, left));
        cq = v128.add<T>(cq, v128.mul<T>(weighted, right));
        weighted = v128.load(d);
        dp = v128.add<T>(dp, v128.mul<T>(weighted, left));
        dq = v128.add<T>(dq, v128.mul<T>(weighted, right));
        p += 16;
        q += 16;
        a += 16;
        b += 16;
        c += 16;
        d += 16;
      }
      add<T>(into, ap);
      add<T>(into + 8, aq);
      add<T>(into + line, bp);
      add<T>(into + line + 8, bq);
      add<T>(into + 2 * line, cp);
      add<T>(into + 2 * line + 8, cq);
      add<T>(into + 3 * line, dp);
      add<T>(into + 3 * line + 8, dq);
      into += 16;
    }
  }
}
