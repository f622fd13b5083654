/** Inner products of 16-bit integers: of row with row, and of four rows with the eight centres of a group. */

/** Products of the four rows: with centres 0 to 3 and 4 to 7 of the group (i32x4 each), row by row. */
export let products: usize = 0;

export function setProducts(at: usize): void {
  products = at;
}

/** `bytes` is a multiple of 16. */
export function dot(a: usize, b: usize, bytes: usize): i32 {
  let sum = i32x4.splat(0);
  const end = a + bytes;
  for (; a < end; a += 16) {
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(a), v128.load(b)));
    b += 16;
  }
  const two = i32x4.add(sum, i8x16.shuffle(sum, sum, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/** The group lies from `x` to `end`: for every pair of columns 8 centres × 2 coordinates. */
export function multiply(a: usize, b: usize, c: usize, d: usize, x: usize, end: usize): void {
  let l0 = i32x4.splat(0);
  let l1 = l0;
  let l2 = l0;
  let l3 = l0;
  let h0 = l0;
  let h1 = l0;
  let h2 = l0;
  let h3 = l0;
  for (; x < end; x += 32) {
    const low = v128.load(x);
    const high = v128.load(x, 16);
    let both = v128.load32_splat(a);
    l0 = i32x4.add(l0, i32x4.dot_i16x8_s(low, both));
    h0 = i32x4.add(h0, i32x4.dot_i16x8_s(high, both));
    both = v128.load32_splat(b);
    l1 = i32x4.add(l1, i32x4.dot_i16x8_s(low, both));
    h1 = i32x4.add(h1, i32x4.dot_i16x8_s(high, both));
    both = v128.load32_splat(c);
    l2 = i32x4.add(l2, i32x4.dot_i16x8_s(low, both));
    h2 = i32x4.add(h2, i32x4.dot_i16x8_s(high, both));
    both = v128.load32_splat(d);
    l3 = i32x4.add(l3, i32x4.dot_i16x8_s(low, both));
    h3 = i32x4.add(h3, i32x4.dot_i16x8_s(high, both));
    a += 4;
    b += 4;
    c += 4;
    d += 4;
  }
  v128.store(products, l0);
  v128.store(products, h0, 16);
  v128.store(products, l1, 32);
  v128.store(products, h1, 48);
  v128.store(products, l2, 64);
  v128.store(products, h2, 80);
  v128.store(products, l3, 96);
  v128.store(products, h3, 112);
}
