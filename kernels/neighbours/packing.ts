/** Rows and queries as 16-bit integers on a grid. */
import { Field } from './job';

/** Adds rows `list[from … to)` to the float64 sums at `into`. */
export function addRows(job: usize, list: usize, from: i32, to: i32, into: usize): void {
  const dimensions = load<i32>(job, Field.dimensions);
  const exact = <usize>load<u32>(job, Field.exact);
  const width = <usize>dimensions << 3;
  const even = width & ~15;
  for (let i = from; i < to; i++) {
    const row = exact + <usize>load<u32>(list + (<usize>i << 2)) * width;
    for (let at: usize = 0; at < even; at += 16) {
      v128.store(into + at, f64x2.add(v128.load(into + at), v128.load(row + at)));
    }
    if (even < width) store<f64>(into + even, load<f64>(into + even) + load<f64>(row + even));
  }
}

/** Writes the squared distances of rows `list[from … to)` from a point to `out[from … to)`, each correct to a few roundings. */
export function distancesFrom(job: usize, list: usize, from: i32, to: i32, point: usize, out: usize): void {
  const dimensions = load<i32>(job, Field.dimensions);
  const exact = <usize>load<u32>(job, Field.exact);
  const width = <usize>dimensions << 3;
  const even = width & ~15;
  for (let i = from; i < to; i++) {
    const row = exact + <usize>load<u32>(list + (<usize>i << 2)) * width;
    let sums = f64x2.splat(0);
    let others = sums;
    let at: usize = 0;
    // Two sums, since one would wait for each addition to finish.
    for (; at + 16 < even; at += 32) {
      let difference = f64x2.sub(v128.load(row + at), v128.load(point + at));
      sums = f64x2.add(sums, f64x2.mul(difference, difference));
      difference = f64x2.sub(v128.load(row + at, 16), v128.load(point + at, 16));
      others = f64x2.add(others, f64x2.mul(difference, difference));
    }
    if (at < even) {
      const difference = f64x2.sub(v128.load(row + at), v128.load(point + at));
      sums = f64x2.add(sums, f64x2.mul(difference, difference));
    }
    sums = f64x2.add(sums, others);
    let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    if (even < width) {
      const difference = load<f64>(row + even) - load<f64>(point + even);
      sum += difference * difference;
    }
    store<f64>(out + (<usize>i << 3), sum);
  }
}

/** Adding 1.5 × 2^52 rounds to the nearest integer and leaves it in the low bits of each half. */
const rounding = 6755399441055744.0;

/** Squared distance of the point that was quantised last from the middle of the grid, correct to a few roundings. */
let offCentre: f64 = 0;

/** Two offsets in steps, rounded. */
@inline
function rounded(offset: v128, scale: v128): v128 {
  return f64x2.add(f64x2.mul(offset, scale), f64x2.splat(rounding));
}

/** Two coordinates, as offsets from the middle of the grid. */
@inline
function offsetAt(point: usize, centre: usize): v128 {
  return f64x2.sub(v128.load(point), v128.load(centre));
}

/**
 * Writes the integer image of a point pair by pair to `out`, `stride` bytes apart, and returns its squared norm; both mean
 * nothing where the point does not fit the grid, which `fits` tells next.
 */
function quantise(job: usize, point: usize, out: usize, stride: usize): i32 {
  const dimensions = load<i32>(job, Field.dimensions);
  const scale = f64x2.splat(load<f64>(job, Field.inverseStep));
  let centre = <usize>load<u32>(job, Field.centre);
  let norms = i32x4.splat(0);
  let squares = f64x2.splat(0);
  let others = squares;
  const whole = dimensions >> 1;
  let pair = 0;
  for (; pair + 4 <= whole; pair += 4) {
    const a = offsetAt(point, centre);
    const b = offsetAt(point + 16, centre + 16);
    const c = offsetAt(point + 32, centre + 32);
    const d = offsetAt(point + 48, centre + 48);
    squares = f64x2.add(squares, f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b)));
    others = f64x2.add(others, f64x2.add(f64x2.mul(c, c), f64x2.mul(d, d)));
    const low = v128.shuffle<i16>(rounded(a, scale), rounded(b, scale), 0, 4, 8, 12, 0, 4, 8, 12);
    const high = v128.shuffle<i16>(rounded(c, scale), rounded(d, scale), 0, 4, 8, 12, 0, 4, 8, 12);
    const integers = v128.shuffle<i64>(low, high, 0, 2);
    norms = i32x4.add(norms, i32x4.dot_i16x8_s(integers, integers));
    v128.store_lane<i32>(out, integers, 0);
    v128.store_lane<i32>(out + stride, integers, 1);
    v128.store_lane<i32>(out + 2 * stride, integers, 2);
    v128.store_lane<i32>(out + 3 * stride, integers, 3);
    point += 64;
    centre += 64;
    out += 4 * stride;
  }
  let norm =
    i32x4.extract_lane(norms, 0) +
    i32x4.extract_lane(norms, 1) +
    i32x4.extract_lane(norms, 2) +
    i32x4.extract_lane(norms, 3);
  const pairs = load<i32>(job, Field.pairs);
  for (; pair < pairs; pair++) {
    const last = pair == whole;
    const offset = last
      ? f64x2.replace_lane(f64x2.splat(0), 0, load<f64>(point) - load<f64>(centre))
      : offsetAt(point, centre);
    squares = f64x2.add(squares, f64x2.mul(offset, offset));
    const steps = rounded(offset, scale);
    const integers = v128.shuffle<i16>(steps, steps, 0, 4, 0, 4, 0, 4, 0, 4);
    norm += i32x4.extract_lane(i32x4.dot_i16x8_s(integers, integers), 0);
    v128.store_lane<i32>(out, integers, 0);
    point += 16;
    centre += 16;
    out += stride;
  }
  squares = f64x2.add(squares, others);
  offCentre = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
  return norm;
}

/** Whether the point that was quantised last fits the grid. */
@inline
function fits(job: usize): bool {
  return offCentre <= load<f64>(job, Field.reachSquared) * (1.0 + 2e-9);
}

/** Packs the rows in slots [from, to), and empties the slots of those that do not fit the grid. */
export function pack(job: usize, from: i32, to: i32): void {
  const pairs = load<i32>(job, Field.pairs);
  const width = <usize>load<i32>(job, Field.dimensions) << 3;
  for (let slot = from; slot < to; slot++) {
    const row = load<i32>(<usize>load<u32>(job, Field.rows) + (<usize>slot << 2));
    let near = i32.MIN_VALUE;
    let far = i32.MIN_VALUE;
    if (row >= 0) {
      const group = <usize>load<u32>(job, Field.packed) + <usize>(slot >> 3) * (<usize>pairs << 5);
      const point = <usize>load<u32>(job, Field.exact) + <usize>row * width;
      const norm = quantise(job, point, group + (<usize>(slot & 7) << 2), 32);
      if (fits(job)) {
        near = -(norm >> 1);
        far = (norm + 1) >> 1;
        store<i32>(<usize>load<u32>(job, Field.slots) + (<usize>row << 2), slot);
      } else {
        store<i32>(<usize>load<u32>(job, Field.rows) + (<usize>slot << 2), -1);
      }
    }
    store<i32>(<usize>load<u32>(job, Field.nearHalves) + (<usize>slot << 2), near);
    store<i32>(<usize>load<u32>(job, Field.farHalves) + (<usize>slot << 2), far);
  }
}

/** Copies the image of a packed row to `out`, pair by pair, 16 bytes apart. */
function copyImage(job: usize, slot: i32, out: usize): void {
  const pairs = load<i32>(job, Field.pairs);
  let from = <usize>load<u32>(job, Field.packed) + <usize>(slot >> 3) * (<usize>pairs << 5) + (<usize>(slot & 7) << 2);
  const end = from + (<usize>pairs << 5);
  for (; from < end; from += 32) {
    store<i32>(out, load<i32>(from));
    out += 16;
  }
}

/** Turns the signs of the first `blocks` blocks of queries. */
function turn(job: usize, blocks: i32): void {
  const bytes = <usize>load<i32>(job, Field.pairs) << 4;
  let at = <usize>load<u32>(job, Field.queries);
  const end = at + <usize>blocks * bytes;
  for (; at < end; at += 16) v128.store(at, i16x8.neg(v128.load(at)));
}

/**
 * Packs the queries in places [0, count), asking for everything so far; a negative slack marks those that the grid does not
 * reach. Queries that are rows (`query` is their number, else -1) are copied where they are packed already.
 */
export function packQueries(job: usize, count: i32): void {
  const pairs = load<i32>(job, Field.pairs);
  const slack = load<f64>(job, Field.slack);
  for (let query = 0; query < count; query++) {
    const block = <usize>load<u32>(job, Field.queries) + <usize>(query >> 2) * (<usize>pairs << 4);
    const image = block + (<usize>(query & 3) << 2);
    const row = load<i32>(<usize>load<u32>(job, Field.queryRows) + (<usize>query << 2));
    const slot = row < 0 ? -1 : load<i32>(<usize>load<u32>(job, Field.slots) + (<usize>row << 2));
    let norm: i32;
    let reached = true;
    if (slot >= 0) {
      copyImage(job, slot, image);
      const far = load<i32>(<usize>load<u32>(job, Field.farHalves) + (<usize>slot << 2));
      norm = far - load<i32>(<usize>load<u32>(job, Field.nearHalves) + (<usize>slot << 2));
    } else {
      const point = <usize>load<u32>(<usize>load<u32>(job, Field.queryAt) + (<usize>query << 2));
      norm = quantise(job, point, image, 16);
      reached = fits(job);
    }
    store<f64>(<usize>load<u32>(job, Field.slacks) + (<usize>query << 3), reached ? slack : -1.0);
    store<i32>(<usize>load<u32>(job, Field.norms) + (<usize>query << 2), norm);
    store<i32>(<usize>load<u32>(job, Field.found) + (<usize>query << 2), 0);
    store<i32>(<usize>load<u32>(job, Field.waiting) + (<usize>query << 2), 0);
    store<i32>(<usize>load<u32>(job, Field.seen) + (<usize>query << 2), 0);
    store<i32>(<usize>load<u32>(job, Field.floors) + (<usize>query << 2), reached ? i32.MIN_VALUE : i32.MAX_VALUE);
  }
  if (load<i32>(job, Field.mode) == 2) turn(job, (count + 3) >> 2);
}

/** Copies the packed query in place `from` to place `to`, without what it has found. */
export function moveQuery(job: usize, from: i32, to: i32): void {
  const pairs = load<i32>(job, Field.pairs);
  const queries = <usize>load<u32>(job, Field.queries);
  const source = queries + <usize>(from >> 2) * (<usize>pairs << 4) + (<usize>(from & 3) << 2);
  const target = queries + <usize>(to >> 2) * (<usize>pairs << 4) + (<usize>(to & 3) << 2);
  for (let pair = 0; pair < pairs; pair++) {
    store<i32>(target + (<usize>pair << 4), load<i32>(source + (<usize>pair << 4)));
  }
}
