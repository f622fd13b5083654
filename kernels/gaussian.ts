/**
 * Rows of a Gaussian kernel matrix, compiled to WebAssembly with SIMD: two rows and eight points at a time, whose coordinates lie
 * side by side, so that there are enough sums to keep the arithmetic busy. Every entry is calculated on its own, in the order
 * of src/kernels/gaussian-plain.ts, so that both give the same answers.
 */

/** Tiles whose exponents are held in `scratch` at a time: few enough to stay in the first cache. */
const chunkTiles: i32 = 32;
/** Bytes of the exponents of one row. */
const chunkBytes: usize = <usize>chunkTiles << 6;

/**
 * Writes rows of the kernel in single precision: row r to the address (i32) that lies at `out + 4 * r`. Points lie in `tileCount`
 * tiles at `tiles`: the eight first coordinates, the eight second ones, and so on for `width`, then the eight squares; `own` holds
 * coordinates and square of the point of each of the `count` rows. An entry is 2^(factor * squared distance). `scratch` has room
 * for 2 KiB per row; `polynomial` holds what a power is made of, as src/kernels/gaussian-plain.ts lists it.
 */
export function rows(
  tiles: usize,
  tileCount: i32,
  width: i32,
  own: usize,
  count: i32,
  factor: f64,
  out: usize,
  scratch: usize,
  polynomial: usize,
): void {
  const coordinates = <usize>width << 3;
  const ownBytes = coordinates + 8;
  const tileBytes = ownBytes << 3;
  for (let from = 0; from < tileCount; from += chunkTiles) {
    const length = min(chunkTiles, tileCount - from);
    let exponents = scratch;
    for (let t = 0; t < length; t++) {
      let row = own;
      let to = exponents;
      let left = count;
      for (; left > 1; left -= 2) {
        twoRows(tiles, row, coordinates, factor, to);
        row += ownBytes << 1;
        to += chunkBytes << 1;
      }
      if (left > 0) oneRow(tiles, row, coordinates, factor, to);
      tiles += tileBytes;
      exponents += 64;
    }
    for (let r = 0; r < count; r++) {
      const to = <usize>load<u32>(out + (<usize>r << 2)) + (<usize>from << 5);
      powers(scratch + <usize>r * chunkBytes, length, polynomial, to);
    }
  }
}

/** Exponents of two rows and eight points. */
function twoRows(tile: usize, own: usize, coordinates: usize, factor: f64, to: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let b0 = a0;
  let b1 = a0;
  let b2 = a0;
  let b3 = a0;
  const end = own + coordinates;
  for (; own < end; own += 8) {
    const a = v128.load64_splat(own);
    const b = v128.load64_splat(own + coordinates, 8);
    const q0 = v128.load(tile);
    a0 = f64x2.add(a0, f64x2.mul(a, q0));
    b0 = f64x2.add(b0, f64x2.mul(b, q0));
    const q1 = v128.load(tile, 16);
    a1 = f64x2.add(a1, f64x2.mul(a, q1));
    b1 = f64x2.add(b1, f64x2.mul(b, q1));
    const q2 = v128.load(tile, 32);
    a2 = f64x2.add(a2, f64x2.mul(a, q2));
    b2 = f64x2.add(b2, f64x2.mul(b, q2));
    const q3 = v128.load(tile, 48);
    a3 = f64x2.add(a3, f64x2.mul(a, q3));
    b3 = f64x2.add(b3, f64x2.mul(b, q3));
    tile += 64;
  }
  exponents(tile, v128.load64_splat(own), factor, a0, a1, a2, a3, to);
  exponents(tile, v128.load64_splat(own + coordinates, 8), factor, b0, b1, b2, b3, to + chunkBytes);
}

/** Exponents of one row and eight points. */
function oneRow(tile: usize, own: usize, coordinates: usize, factor: f64, to: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  const end = own + coordinates;
  for (; own < end; own += 8) {
    const a = v128.load64_splat(own);
    a0 = f64x2.add(a0, f64x2.mul(a, v128.load(tile)));
    a1 = f64x2.add(a1, f64x2.mul(a, v128.load(tile, 16)));
    a2 = f64x2.add(a2, f64x2.mul(a, v128.load(tile, 32)));
    a3 = f64x2.add(a3, f64x2.mul(a, v128.load(tile, 48)));
    tile += 64;
  }
  exponents(tile, v128.load64_splat(own), factor, a0, a1, a2, a3, to);
}

/** The factor times the squared distance, from the squares of eight points and their products with the row's point. */
function exponents(
  squares: usize,
  square: v128,
  factor: f64,
  p0: v128,
  p1: v128,
  p2: v128,
  p3: v128,
  to: usize,
): void {
  const by = f64x2.splat(factor);
  v128.store(to, f64x2.mul(by, f64x2.sub(f64x2.add(square, v128.load(squares)), f64x2.add(p0, p0))));
  v128.store(to, f64x2.mul(by, f64x2.sub(f64x2.add(square, v128.load(squares, 16)), f64x2.add(p1, p1))), 16);
  v128.store(to, f64x2.mul(by, f64x2.sub(f64x2.add(square, v128.load(squares, 32)), f64x2.add(p2, p2))), 32);
  v128.store(to, f64x2.mul(by, f64x2.sub(f64x2.add(square, v128.load(squares, 48)), f64x2.add(p3, p3))), 48);
}

/** Powers of two of `count` groups of eight exponents. Constants are read from memory, which costs least. */
function powers(from: usize, count: i32, polynomial: usize, to: usize): void {
  for (let i = 0; i < count; i++) {
    let c = v128.load64_splat(polynomial);
    const y0 = f64x2.pmax(v128.load(from), c);
    const y1 = f64x2.pmax(v128.load(from, 16), c);
    const y2 = f64x2.pmax(v128.load(from, 32), c);
    const y3 = f64x2.pmax(v128.load(from, 48), c);
    c = v128.load64_splat(polynomial, 8);
    const k0 = f64x2.add(y0, c);
    const k1 = f64x2.add(y1, c);
    const k2 = f64x2.add(y2, c);
    const k3 = f64x2.add(y3, c);
    const f0 = f64x2.sub(y0, f64x2.sub(k0, c));
    const f1 = f64x2.sub(y1, f64x2.sub(k1, c));
    const f2 = f64x2.sub(y2, f64x2.sub(k2, c));
    const f3 = f64x2.sub(y3, f64x2.sub(k3, c));
    let p0 = v128.load64_splat(polynomial, 16);
    let p1 = p0;
    let p2 = p0;
    let p3 = p0;
    for (let at: usize = 24; at <= 96; at += 8) {
      c = v128.load64_splat(polynomial + at);
      p0 = f64x2.add(f64x2.mul(p0, f0), c);
      p1 = f64x2.add(f64x2.mul(p1, f1), c);
      p2 = f64x2.add(f64x2.mul(p2, f2), c);
      p3 = f64x2.add(f64x2.mul(p3, f3), c);
    }
    v128.store(to, single(i64x2.add(p0, i64x2.shl(k0, 52)), i64x2.add(p1, i64x2.shl(k1, 52))));
    v128.store(to, single(i64x2.add(p2, i64x2.shl(k2, 52)), i64x2.add(p3, i64x2.shl(k3, 52))), 16);
    from += 64;
    to += 32;
  }
}

/** Four numbers in single precision. */
function single(low: v128, high: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}
