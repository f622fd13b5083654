/** What rows to start from would leave: the steps of k-means++ that look at every row. */
import { dot, multiply, products } from './products';
import { centreSquares, groupBytes, groups, rowBytes, rows, rowSquares } from './space';

/** Adds up 8 sums (i64x2 in four parts) of the least of `closest` and each square. */
function addLeast(sums: usize, place: i32, row: i32, closest: i32): void {
  const at = products + (<usize>place << 5);
  const square = i32x4.splat(load<i32>(rowSquares + (<usize>row << 2)));
  const limit = i32x4.splat(closest);
  for (let half: usize = 0; half < 2; half++) {
    const twice = i32x4.shl(v128.load(at + (half << 4)), 1);
    const squares = i32x4.sub(i32x4.add(v128.load(centreSquares + (half << 4)), square), twice);
    const least = i32x4.min_s(limit, squares);
    const sum = sums + (half << 5);
    v128.store(sum, i64x2.add(v128.load(sum), i64x2.extend_low_i32x4_s(least)));
    v128.store(sum, i64x2.add(v128.load(sum, 16), i64x2.extend_high_i32x4_s(least)), 16);
  }
}

/** Writes to `sums` (i64), for each of the 8 centres of the first group, what the squares of `count` listed rows would sum up to. */
export function potentials(listed: usize, count: i32, closest: usize, sums: usize): void {
  for (let part: usize = 0; part < 64; part += 16) v128.store(sums + part, i64x2.splat(0));
  const last = <usize>(count - 1) << 2;
  for (let at: usize = 0; at <= last; at += 4 * 4) {
    const a = load<i32>(listed + at);
    const b = load<i32>(listed + min(at + 4, last));
    const c = load<i32>(listed + min(at + 8, last));
    const d = load<i32>(listed + min(at + 12, last));
    multiply(
      rows + <usize>a * rowBytes,
      rows + <usize>b * rowBytes,
      rows + <usize>c * rowBytes,
      rows + <usize>d * rowBytes,
      groups,
      groups + groupBytes,
    );
    addLeast(sums, 0, a, load<i32>(closest + at));
    if (at + 4 <= last) addLeast(sums, 1, b, load<i32>(closest + at, 4));
    if (at + 8 <= last) addLeast(sums, 2, c, load<i32>(closest + at, 8));
    if (at + 12 <= last) addLeast(sums, 3, d, load<i32>(closest + at, 12));
  }
}

/** Lowers `closest` (i32) of the listed rows to the squares of their distances to a row. */
export function approach(listed: usize, count: i32, closest: usize, chosen: i32): void {
  const to = rows + <usize>chosen * rowBytes;
  const square = load<i32>(rowSquares + (<usize>chosen << 2));
  for (let at: usize = 0; at < <usize>count << 2; at += 4) {
    const row = load<i32>(listed + at);
    const own = load<i32>(rowSquares + (<usize>row << 2));
    const distance = own + square - 2 * dot(rows + <usize>row * rowBytes, to, rowBytes);
    store<i32>(closest + at, min(load<i32>(closest + at), distance));
  }
}
