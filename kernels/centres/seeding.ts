/** What rows to start from would leave: the steps of k-means++ that look at every row. */
import { multiply, products } from './products';
import { centreSquares, groupBytes, groups, rowBytes, rowSquares, rows } from './space';

/** Squares of the distances of a row from half of the 8, from its products with them. */
function squaresOf(product: usize, row: i32, half: usize): v128 {
  const square = i32x4.splat(load<i32>(rowSquares + (<usize>row << 2)));
  const twice = i32x4.shl(v128.load(product + half), 1);
  return i32x4.sub(i32x4.add(v128.load(centreSquares + half), square), twice);
}

/**
 * Adds what four rows would be left with by half of the 8, and writes the squares of their distances to `tried`. Whoever is not
 * to count is as close as can be.
 */
function addLeast(half: usize, a: i32, b: i32, c: i32, d: i32, closest: v128, tried: usize, sums: usize): void {
  const first = squaresOf(products, a, half);
  const second = squaresOf(products + 32, b, half);
  const third = squaresOf(products + 64, c, half);
  const fourth = squaresOf(products + 96, d, half);
  v128.store(tried + half, first);
  v128.store(tried + half, second, 32);
  v128.store(tried + half, third, 64);
  v128.store(tried + half, fourth, 96);
  const p = i32x4.min_s(first, i32x4.splat(i32x4.extract_lane(closest, 0)));
  const q = i32x4.min_s(second, i32x4.splat(i32x4.extract_lane(closest, 1)));
  const r = i32x4.min_s(third, i32x4.splat(i32x4.extract_lane(closest, 2)));
  const s = i32x4.min_s(fourth, i32x4.splat(i32x4.extract_lane(closest, 3)));
  // Two of them are below 2^32.
  const low = i64x2.add(
    i64x2.extend_low_i32x4_u(i32x4.add(p, q)),
    i64x2.extend_low_i32x4_u(i32x4.add(r, s)),
  );
  const high = i64x2.add(
    i64x2.extend_high_i32x4_u(i32x4.add(p, q)),
    i64x2.extend_high_i32x4_u(i32x4.add(r, s)),
  );
  const sum = sums + (half << 1);
  v128.store(sum, i64x2.add(v128.load(sum), low));
  v128.store(sum, i64x2.add(v128.load(sum, 16), high), 16);
}

/**
 * Writes to `sums` (i64), for each of the 8 centres of the first group, what the squares of the distances of `count` listed rows
 * from the nearest would sum up to with it, and to `tried` (i32, 8 per row) the squares of their distances from it. There is
 * room for rows up to a multiple of 4.
 */
export function potentials(listed: usize, count: i32, closest: usize, tried: usize, sums: usize): void {
  for (let part: usize = 0; part < 64; part += 16) v128.store(sums + part, i64x2.splat(0));
  for (let at = count; (at & 3) != 0; at++) {
    store<i32>(listed + (<usize>at << 2), load<i32>(listed));
    store<i32>(closest + (<usize>at << 2), 0);
  }
  for (let at = 0; at < count; at += 4) {
    const a = load<i32>(listed);
    const b = load<i32>(listed, 4);
    const c = load<i32>(listed, 8);
    const d = load<i32>(listed, 12);
    multiply(
      rows + <usize>a * rowBytes,
      rows + <usize>b * rowBytes,
      rows + <usize>c * rowBytes,
      rows + <usize>d * rowBytes,
      groups,
      groups + groupBytes,
    );
    const nearest = v128.load(closest);
    addLeast(0, a, b, c, d, nearest, tried, sums);
    addLeast(16, a, b, c, d, nearest, tried, sums);
    listed += 16;
    closest += 16;
    tried += 128;
  }
}

/** Lowers `closest` (i32) of `count` rows to the squares of their distances from one of the 8 that were tried. */
export function approach(count: i32, closest: usize, tried: usize, choice: i32): void {
  const end = closest + (<usize>count << 2);
  for (let from = tried + (<usize>choice << 2); closest < end; closest += 4) {
    store<i32>(closest, min(load<i32>(closest), load<i32>(from)));
    from += 32;
  }
}
