/**
 * Placing negatives between sorted positives, compiled to WebAssembly: the inner loop of src/kernels/rank.ts without a branch
 * that depends on the data, which is what the plain loop spends its time on. All memory is the caller's.
 */

/**
 * Counts the rows of one chunk. `starts` has `last + 2` entries of i32: the first distinct score at or after each bucket;
 * `distinct` ends with a NaN; `hits` has two i32 per distinct score (below it, equal to it) and one more.
 */
export function place(
  labels: usize,
  scores: usize,
  count: i32,
  starts: usize,
  last: i32,
  least: i32,
  most: i32,
  shift: i32,
  distinct: usize,
  hits: usize,
): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const high = load<i32>(scores + (i << 3), 4);
    const key = high ^ ((high >> 31) & 0x7fffffff);
    const inside = <i32>((<u32>(key - least)) >> shift);
    const bucket = select<i32>(0, select<i32>(last, inside, key >= most), key <= least);
    const at = starts + (<usize>bucket << 2);
    let a = load<i32>(at);
    let n = load<i32>(at, 4) - a;
    const score = load<f64>(scores + (i << 3));
    while (n > 1) {
      const half = n >> 1;
      const below = load<f64>(distinct + (<usize>(a + half) << 3)) < score;
      a = select<i32>(a + half + 1, a, below);
      n = select<i32>(n - half - 1, half, below);
    }
    a += <i32>(n != 0) & <i32>(load<f64>(distinct + (<usize>a << 3)) < score);
    const tied = <i32>(load<f64>(distinct + (<usize>a << 3)) == score);
    const slot = hits + (<usize>(2 * a + tied) << 2);
    // A positive adds nothing, so that it needs no branch.
    store<i32>(slot, load<i32>(slot) + 1 - <i32>load<u8>(labels + i));
  }
}
