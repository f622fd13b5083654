/** Rows and queries as 16-bit integers on a grid, with their rounding errors. */
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

/** What `quantise` has found about its last point. */
let integerNorm: i32 = 0;
let squaredError: f64 = 0;
let squaredReach: f64 = 0;

/** Writes the integer image of a point pair by pair to `out`, `stride` bytes apart, with its signs turned where asked. */
function quantise(job: usize, point: usize, out: usize, stride: usize, turned: bool): void {
  const dimensions = load<i32>(job, Field.dimensions);
  const pairs = load<i32>(job, Field.pairs);
  const scale = f64x2.splat(load<f64>(job, Field.inverseStep));
  const shift = f64x2.splat(6755399441055744.0);
  let centre = <usize>load<u32>(job, Field.centre);
  let errors = f64x2.splat(0);
  let offsets = f64x2.splat(0);
  let norms = i32x4.splat(0);
  const whole = dimensions >> 1;
  for (let pair = 0; pair < pairs; pair++) {
    const offset =
      pair < whole
        ? f64x2.sub(v128.load(point), v128.load(centre))
        : f64x2.replace_lane(f64x2.splat(0), 0, load<f64>(point) - load<f64>(centre));
    const scaled = f64x2.mul(offset, scale);
    // Adding 1.5 × 2^52 rounds to the nearest integer and leaves it in the low bits of each half.
    const shifted = f64x2.add(scaled, shift);
    const error = f64x2.sub(scaled, f64x2.sub(shifted, shift));
    errors = f64x2.add(errors, f64x2.mul(error, error));
    offsets = f64x2.add(offsets, f64x2.mul(offset, offset));
    let integers = v128.shuffle<i16>(shifted, shifted, 0, 4, 0, 4, 0, 4, 0, 4);
    norms = i32x4.add(norms, i32x4.dot_i16x8_s(integers, integers));
    if (turned) integers = i16x8.neg(integers);
    v128.store_lane<i32>(out, integers, 0);
    point += 16;
    centre += 16;
    out += stride;
  }
  integerNorm = i32x4.extract_lane(norms, 0);
  squaredError = f64x2.extract_lane(errors, 0) + f64x2.extract_lane(errors, 1);
  squaredReach = f64x2.extract_lane(offsets, 0) + f64x2.extract_lane(offsets, 1);
}

/** Packs the rows in slots [from, to), which all fit the grid, and raises the largest error. */
export function pack(job: usize, from: i32, to: i32): void {
  const pairs = load<i32>(job, Field.pairs);
  const width = <usize>load<i32>(job, Field.dimensions) << 3;
  for (let slot = from; slot < to; slot++) {
    const row = load<i32>(<usize>load<u32>(job, Field.rows) + (<usize>slot << 2));
    let near = i32.MIN_VALUE;
    let far = i32.MIN_VALUE;
    if (row >= 0) {
      const group = <usize>load<u32>(job, Field.packed) + <usize>(slot >> 3) * (<usize>pairs << 5);
      quantise(job, <usize>load<u32>(job, Field.exact) + <usize>row * width, group + (<usize>(slot & 7) << 2), 32, false);
      near = -(integerNorm >> 1);
      far = (integerNorm + 1) >> 1;
      const error = Math.sqrt(squaredError);
      store<f64>(<usize>load<u32>(job, Field.errors) + (<usize>slot << 3), error);
      store<i32>(<usize>load<u32>(job, Field.slots) + (<usize>row << 2), slot);
      store<f64>(job, Math.max(load<f64>(job, Field.worstError), error), Field.worstError);
    }
    store<i32>(<usize>load<u32>(job, Field.nearHalves) + (<usize>slot << 2), near);
    store<i32>(<usize>load<u32>(job, Field.farHalves) + (<usize>slot << 2), far);
  }
}

/** Copies the image of a packed row to `out`, pair by pair, 16 bytes apart, with its signs turned where asked. */
function copyImage(job: usize, slot: i32, out: usize, turned: bool): void {
  const pairs = load<i32>(job, Field.pairs);
  let from = <usize>load<u32>(job, Field.packed) + <usize>(slot >> 3) * (<usize>pairs << 5) + (<usize>(slot & 7) << 2);
  const end = from + (<usize>pairs << 5);
  for (; from < end; from += 32) {
    let pair = v128.load32_zero(from);
    if (turned) pair = i16x8.neg(pair);
    v128.store_lane<i32>(out, pair, 0);
    out += 16;
  }
}

/**
 * Packs the queries in places [0, count), asking for everything so far; a negative slack marks those that the grid does not
 * reach. Queries that are rows (`query` is their number, else -1) are copied where they are packed already.
 */
export function packQueries(job: usize, count: i32): void {
  const pairs = load<i32>(job, Field.pairs);
  const turned = load<i32>(job, Field.mode) == 2;
  const fits = load<f64>(job, Field.reachSquared) * (1.0 + 2e-9);
  const worstError = load<f64>(job, Field.worstError);
  for (let query = 0; query < count; query++) {
    const block = <usize>load<u32>(job, Field.queries) + <usize>(query >> 2) * (<usize>pairs << 4);
    const image = block + (<usize>(query & 3) << 2);
    const row = load<i32>(<usize>load<u32>(job, Field.queryRows) + (<usize>query << 2));
    const slot = row < 0 ? -1 : load<i32>(<usize>load<u32>(job, Field.slots) + (<usize>row << 2));
    let norm: i32;
    let error: f64;
    let reached = true;
    if (slot >= 0) {
      copyImage(job, slot, image, turned);
      error = load<f64>(<usize>load<u32>(job, Field.errors) + (<usize>slot << 3));
      const far = load<i32>(<usize>load<u32>(job, Field.farHalves) + (<usize>slot << 2));
      norm = far - load<i32>(<usize>load<u32>(job, Field.nearHalves) + (<usize>slot << 2));
    } else {
      quantise(job, <usize>load<u32>(<usize>load<u32>(job, Field.queryAt) + (<usize>query << 2)), image, 16, turned);
      norm = integerNorm;
      error = Math.sqrt(squaredError);
      reached = squaredReach <= fits;
    }
    // The last term covers the float64 roundings of centring and scaling, about 1e-12 steps.
    const slack = error + worstError + 1e-6;
    store<f64>(<usize>load<u32>(job, Field.slacks) + (<usize>query << 3), reached ? slack : -1.0);
    store<i32>(<usize>load<u32>(job, Field.norms) + (<usize>query << 2), norm);
    store<i32>(<usize>load<u32>(job, Field.found) + (<usize>query << 2), 0);
    store<i32>(<usize>load<u32>(job, Field.waiting) + (<usize>query << 2), 0);
    store<i32>(<usize>load<u32>(job, Field.seen) + (<usize>query << 2), 0);
    store<i32>(<usize>load<u32>(job, Field.floors) + (<usize>query << 2), reached ? i32.MIN_VALUE : i32.MAX_VALUE);
  }
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
