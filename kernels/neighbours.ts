/**
 * Exact nearest neighbours, compiled to WebAssembly with SIMD. Coordinates are first compared as 16-bit integers, sixteen
 * products an instruction pair; only pairs that the integer distance (with its proven error bound) cannot exclude are measured
 * in float64, in the very order of the plain loop in src/kernels/neighbours-plain.ts, so the answers are that loop's answers.
 *
 * The integer form of a pair: with q the query, r the reference, acc = q·r − ⌊|r|²/2⌋, the squared integer distance is at least
 * |q|² − 2 acc. A pair can matter only where acc >= floor(query), and the floor follows from the query's current limit. Where the
 * farthest are wanted queries are packed with their signs turned, acc = ⌈|r|²/2⌉ − q·r, and distances are negative numbers.
 *
 * All memory is the caller's, and several threads may share it, each with a job of its own. References lie in groups of 8, for
 * every pair of dimensions 8 references × 2 coordinates; queries in the same way in blocks of 4.
 */

/** Address of the job: 32-bit fields, then two float64, in the order of src/kernels/packed-rows.ts. */
const enum Field {
  /** Pairs of dimensions. */
  pairs = 0,
  dimensions = 4,
  /** All rows in float64, row-major. */
  exact = 8,
  /** The row in each slot, or -1 (i32). */
  rows = 12,
  /** Packed references by slot (i16). */
  packed = 16,
  /** By slot: minus half the squared integer norm, and half of it for the farthest, or i32's least in empty slots (i32). */
  nearHalves = 20,
  farHalves = 24,
  /** The middle of the grid (f64 per dimension). */
  centre = 28,
  /** Queries (i16), in blocks of 4. */
  queries = 32,
  /** Per query: address of its coordinates in float64. */
  queryAt = 36,
  /** Per query: smallest acc that still matters (i32). */
  floors = 40,
  /** Per query: squared integer norm (i32). */
  norms = 44,
  /** Per query: rounding slack in integer steps, or -1 where the query is too far out for the grid (f64). */
  slacks = 48,
  /** Per query: row to leave out, or -1 (i32). */
  leaveOut = 52,
  /** Per query: how many have been found (i32). */
  found = 56,
  /** Per query × wanted: squared distances (f64), ascending with ties by row. */
  distances = 60,
  /** Per query × wanted: rows (i32). */
  indices = 64,
  /** How many are wanted per query. */
  wanted = 68,
  /** Per query: squared distance that must be undercut (f64), witness mode only. */
  limits = 72,
  /** Per query: row that breaks a tie with the limit (i32), witness mode only. */
  limitRows = 76,
  /** 0 nearest, 1 witnesses, 2 farthest. */
  mode = 80,
  /** Per query: acc from which on a reference is a witness for certain (i32), witness mode only. */
  sureFloors = 84,
  /** Per query: how many candidates wait to be measured (i32), and per query × room their rows and accs (two i32). */
  waiting = 88,
  candidates = 92,
  room = 96,
  /** Per query: how many accs have been seen, up to `wanted` (i32), and per query × wanted the largest, descending (i32). */
  seen = 100,
  best = 104,
  /** Room for 96 bytes in passing. */
  spare = 108,
  /** By row the slot in which it is packed, or -1 (i32); by slot the rounding error, in steps (f64). */
  slots = 112,
  errors = 116,
  /** Per query: its row, or -1 where it is not one (i32). */
  queryRows = 120,
  /** One over the size of an integer step (f64). */
  inverseStep = 128,
  /** Largest rounding error of a reference, in steps (f64). */
  worstError = 136,
  /** Squared distance from the centre up to which a point fits the grid (f64). */
  reachSquared = 144,
}

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

/**
 * Floor of a query whose limit is a radius, in steps: ⌊(|q|² − (radius + slack)²) / 2⌋ with room for roundings, never below
 * i32's least.
 */
function floorOf(job: usize, query: i32, radius: f64): i32 {
  const slack = load<f64>(<usize>load<u32>(job, Field.slacks) + (<usize>query << 3));
  const norm = load<i32>(<usize>load<u32>(job, Field.norms) + (<usize>query << 2));
  const reach = radius + slack;
  const floor = 0.5 * (<f64>norm - reach * reach * (1.0 + 1e-12)) - 1.0;
  return floor > -2147483648.0 ? <i32>Math.floor(floor) : i32.MIN_VALUE;
}

/** As `floorOf` where the farthest are wanted: ⌊(max(0, radius − slack)² − |q|²) / 2⌋. */
function farFloorOf(job: usize, query: i32, radius: f64): i32 {
  const slack = load<f64>(<usize>load<u32>(job, Field.slacks) + (<usize>query << 3));
  const norm = load<i32>(<usize>load<u32>(job, Field.norms) + (<usize>query << 2));
  const reach = Math.max(0.0, radius - slack);
  const floor = 0.5 * (reach * reach * (1.0 - 1e-12) - <f64>norm) - 1.0;
  if (floor >= 2147483647.0) return i32.MAX_VALUE;
  return floor > -2147483648.0 ? <i32>Math.floor(floor) : i32.MIN_VALUE;
}

/** The acc from which on a reference is nearer than `radius` for certain. */
function sureFloorOf(job: usize, query: i32, radius: f64): i32 {
  const slack = load<f64>(<usize>load<u32>(job, Field.slacks) + (<usize>query << 3));
  const norm = load<i32>(<usize>load<u32>(job, Field.norms) + (<usize>query << 2));
  const reach = radius * (1.0 - 1e-12) - slack;
  const floor = 0.5 * (<f64>norm + 1.0 - reach * reach) + 1.0;
  return reach > 0.0 && floor < 2147483647.0 ? <i32>Math.ceil(floor) : i32.MAX_VALUE;
}

function raiseFloor(job: usize, query: i32, floor: i32): void {
  const at = <usize>load<u32>(job, Field.floors) + (<usize>query << 2);
  if (floor > load<i32>(at)) store<i32>(at, floor);
}

/** The plain float64 loop. */
function squaredDistance(job: usize, query: i32, row: i32): f64 {
  const width = <usize>load<i32>(job, Field.dimensions) << 3;
  let a = <usize>load<u32>(<usize>load<u32>(job, Field.queryAt) + (<usize>query << 2));
  let b = <usize>load<u32>(job, Field.exact) + <usize>row * width;
  const end = b + width;
  let sum: f64 = 0;
  while (b < end) {
    const difference = load<f64>(a) - load<f64>(b);
    sum += difference * difference;
    a += 8;
    b += 8;
  }
  return sum;
}

/** Keeps the nearest `wanted` in order (distance, row) and raises the floor once there are that many. */
function keepNearest(job: usize, query: i32, row: i32, distance: f64): void {
  const wanted = load<i32>(job, Field.wanted);
  const foundAt = <usize>load<u32>(job, Field.found) + (<usize>query << 2);
  const distances = <usize>load<u32>(job, Field.distances) + (<usize>(query * wanted) << 3);
  const indices = <usize>load<u32>(job, Field.indices) + (<usize>(query * wanted) << 2);
  const found = load<i32>(foundAt);
  let at = found;
  if (found == wanted) {
    const worst = load<f64>(distances + (<usize>(wanted - 1) << 3));
    if (distance > worst) return;
    if (distance == worst && row > load<i32>(indices + (<usize>(wanted - 1) << 2))) return;
    at = wanted - 1;
  } else {
    store<i32>(foundAt, found + 1);
  }
  while (at > 0) {
    const before = load<f64>(distances + (<usize>(at - 1) << 3));
    const beforeRow = load<i32>(indices + (<usize>(at - 1) << 2));
    if (before < distance || (before == distance && beforeRow < row)) break;
    store<f64>(distances + (<usize>at << 3), before);
    store<i32>(indices + (<usize>at << 2), beforeRow);
    at--;
  }
  store<f64>(distances + (<usize>at << 3), distance);
  store<i32>(indices + (<usize>at << 2), row);
  if (load<i32>(foundAt) < wanted) return;
  const limit = load<f64>(distances + (<usize>(wanted - 1) << 3));
  const inverseStep = load<f64>(job, Field.inverseStep);
  const farthest = load<i32>(job, Field.mode) == 2;
  const floor = farthest
    ? farFloorOf(job, query, Math.sqrt(-limit) * inverseStep)
    : floorOf(job, query, Math.sqrt(limit) * inverseStep);
  raiseFloor(job, query, floor);
}

/**
 * Raises the floor by integer distances alone: the `wanted` largest accs belong to references whose true distances are known
 * within the slack.
 */
function keepBest(job: usize, query: i32, acc: i32): void {
  const wanted = load<i32>(job, Field.wanted);
  const seenAt = <usize>load<u32>(job, Field.seen) + (<usize>query << 2);
  const best = <usize>load<u32>(job, Field.best) + (<usize>(query * wanted) << 2);
  const seen = load<i32>(seenAt);
  let at = seen;
  if (seen == wanted) {
    if (acc <= load<i32>(best + (<usize>(wanted - 1) << 2))) return;
    at = wanted - 1;
  } else {
    store<i32>(seenAt, seen + 1);
  }
  while (at > 0) {
    const before = load<i32>(best + (<usize>(at - 1) << 2));
    if (before >= acc) break;
    store<i32>(best + (<usize>at << 2), before);
    at--;
  }
  store<i32>(best + (<usize>at << 2), acc);
  if (load<i32>(seenAt) < wanted) return;
  const last = 2.0 * <f64>load<i32>(best + (<usize>(wanted - 1) << 2));
  const norm = <f64>load<i32>(<usize>load<u32>(job, Field.norms) + (<usize>query << 2));
  const slack = load<f64>(<usize>load<u32>(job, Field.slacks) + (<usize>query << 3));
  const floor =
    load<i32>(job, Field.mode) == 2
      ? farFloorOf(job, query, Math.sqrt(Math.max(0.0, norm + last - 1.0)) - slack)
      : floorOf(job, query, Math.sqrt(Math.max(0.0, norm - last + 1.0)) + slack);
  raiseFloor(job, query, floor);
}

/**
 * The plain float64 loop for four rows at a time, whose addresses lie at `rows`: each sum is formed in the same order, but none
 * waits for another. Writes the squared distances to `out`.
 */
function squaredDistances(job: usize, query: i32, rows: usize, out: usize): void {
  let a = <usize>load<u32>(rows);
  let b = <usize>load<u32>(rows, 4);
  let c = <usize>load<u32>(rows, 8);
  let d = <usize>load<u32>(rows, 12);
  let at = <usize>load<u32>(<usize>load<u32>(job, Field.queryAt) + (<usize>query << 2));
  const end = at + (<usize>load<i32>(job, Field.dimensions) << 3);
  let first = f64x2.splat(0);
  let second = first;
  while (at < end) {
    const coordinate = v128.load64_splat(at);
    let difference = f64x2.sub(coordinate, v128.load_lane<i64>(b, v128.load64_zero(a), 1));
    first = f64x2.add(first, f64x2.mul(difference, difference));
    difference = f64x2.sub(coordinate, v128.load_lane<i64>(d, v128.load64_zero(c), 1));
    second = f64x2.add(second, f64x2.mul(difference, difference));
    at += 8;
    a += 8;
    b += 8;
    c += 8;
    d += 8;
  }
  v128.store(out, first);
  v128.store(out, second, 16);
}

/** Measures the candidates of a query that still matter. */
function measure(job: usize, query: i32): void {
  const room = load<i32>(job, Field.room);
  const width = <usize>load<i32>(job, Field.dimensions) << 3;
  const exact = <usize>load<u32>(job, Field.exact);
  const waitingAt = <usize>load<u32>(job, Field.waiting) + (<usize>query << 2);
  const floorAt = <usize>load<u32>(job, Field.floors) + (<usize>query << 2);
  const farthest = load<i32>(job, Field.mode) == 2;
  const spare = <usize>load<u32>(job, Field.spare);
  let candidate = <usize>load<u32>(job, Field.candidates) + (<usize>(query * room) << 3);
  const end = candidate + (<usize>load<i32>(waitingAt) << 3);
  while (candidate < end) {
    let count = 0;
    for (; candidate < end && count < 4; candidate += 8) {
      if (load<i32>(candidate, 4) < load<i32>(floorAt)) continue;
      const row = load<i32>(candidate);
      store<i32>(spare + (<usize>count << 2), row);
      store<u32>(spare + (<usize>count << 2), <u32>(exact + <usize>row * width), 16);
      count++;
    }
    if (count == 0) break;
    for (let i = count; i < 4; i++) store<u32>(spare + (<usize>i << 2), load<u32>(spare, 16), 16);
    squaredDistances(job, query, spare + 16, spare + 32);
    for (let i = 0; i < count; i++) {
      const distance = load<f64>(spare + (<usize>i << 3), 32);
      keepNearest(job, query, load<i32>(spare + (<usize>i << 2)), farthest ? -distance : distance);
    }
  }
  store<i32>(waitingAt, 0);
}

/** Notes a reference to be measured when all others have been compared, by when most need not be. */
function keepCandidate(job: usize, query: i32, row: i32, acc: i32): void {
  const room = load<i32>(job, Field.room);
  const waitingAt = <usize>load<u32>(job, Field.waiting) + (<usize>query << 2);
  if (load<i32>(waitingAt) == room) measure(job, query);
  const waiting = load<i32>(waitingAt);
  const candidate = <usize>load<u32>(job, Field.candidates) + (<usize>(query * room + waiting) << 3);
  store<i32>(candidate, row);
  store<i32>(candidate, acc, 4);
  store<i32>(waitingAt, waiting + 1);
  keepBest(job, query, acc);
}

/** Notes a reference that undercuts the query's limit; a query with all it wants asks for nothing more. */
function keepWitness(job: usize, query: i32, row: i32, acc: i32): void {
  if (acc < load<i32>(<usize>load<u32>(job, Field.sureFloors) + (<usize>query << 2))) {
    const distance = squaredDistance(job, query, row);
    const limit = load<f64>(<usize>load<u32>(job, Field.limits) + (<usize>query << 3));
    if (distance > limit) return;
    if (distance == limit && row >= load<i32>(<usize>load<u32>(job, Field.limitRows) + (<usize>query << 2))) return;
  }
  const wanted = load<i32>(job, Field.wanted);
  const foundAt = <usize>load<u32>(job, Field.found) + (<usize>query << 2);
  const found = load<i32>(foundAt);
  if (found == wanted) return;
  store<i32>(<usize>load<u32>(job, Field.indices) + (<usize>(query * wanted + found) << 2), row);
  store<i32>(foundAt, found + 1);
  if (found + 1 == wanted) raiseFloor(job, query, i32.MAX_VALUE);
}

function considerGroup(job: usize, query: i32, first: i32, low: v128, high: v128, floor: v128): void {
  let mask = i32x4.bitmask(i32x4.ge_s(low, floor)) | (i32x4.bitmask(i32x4.ge_s(high, floor)) << 4);
  if (mask == 0) return;
  const spare = <usize>load<u32>(job, Field.spare);
  v128.store(spare, low, 64);
  v128.store(spare, high, 80);
  const witnesses = load<i32>(job, Field.mode) == 1;
  const leaveOut = load<i32>(<usize>load<u32>(job, Field.leaveOut) + (<usize>query << 2));
  const floorAt = <usize>load<u32>(job, Field.floors) + (<usize>query << 2);
  for (; mask != 0; mask &= mask - 1) {
    const lane = ctz(mask);
    const acc = load<i32>(spare + (<usize>lane << 2), 64);
    // An earlier lane may have raised the floor.
    if (acc < load<i32>(floorAt)) continue;
    const row = load<i32>(<usize>load<u32>(job, Field.rows) + (<usize>(first + lane) << 2));
    if (row < 0 || row == leaveOut) continue;
    if (witnesses) keepWitness(job, query, row, acc);
    else keepCandidate(job, query, row, acc);
  }
}

/** Measures what waits, once all references have been compared. */
export function finish(job: usize, queryCount: i32): void {
  for (let query = 0; query < queryCount; query++) measure(job, query);
}

/** Floors of witness mode, from the limits. */
export function setFloors(job: usize, queryCount: i32): void {
  for (let query = 0; query < queryCount; query++) {
    const limit = load<f64>(<usize>load<u32>(job, Field.limits) + (<usize>query << 3));
    const radius = Math.sqrt(limit) * load<f64>(job, Field.inverseStep);
    store<i32>(<usize>load<u32>(job, Field.floors) + (<usize>query << 2), floorOf(job, query, radius));
    store<i32>(<usize>load<u32>(job, Field.sureFloors) + (<usize>query << 2), sureFloorOf(job, query, radius));
  }
}

/** Compares queries [0, queryCount), a multiple of 4, with reference groups [from, to). */
export function scan(job: usize, queryCount: i32, from: i32, to: i32): void {
  const pairs = load<i32>(job, Field.pairs);
  const blockSize = <usize>pairs << 4;
  const groupSize = <usize>pairs << 5;
  const packed = <usize>load<u32>(job, Field.packed);
  const farthest = load<i32>(job, Field.mode) == 2;
  const halves = <usize>(farthest ? load<u32>(job, Field.farHalves) : load<u32>(job, Field.nearHalves));
  const queries = <usize>load<u32>(job, Field.queries);
  const floors = <usize>load<u32>(job, Field.floors);
  for (let a = 0; a < queryCount; a += 4) {
    const block = queries + <usize>(a >> 2) * blockSize;
    const floorAt = floors + (<usize>a << 2);
    let x = packed + <usize>from * groupSize;
    for (let group = from; group < to; group++) {
      const half = halves + (<usize>group << 5);
      let l0 = v128.load(half);
      let l1 = l0;
      let l2 = l0;
      let l3 = l0;
      let h0 = v128.load(half, 16);
      let h1 = h0;
      let h2 = h0;
      let h3 = h0;
      let q = block;
      const end = x + groupSize;
      // One pair of dimensions a turn: with more the compiled loop runs short of registers, and a third slower.
      for (; x < end; x += 32) {
        const low = v128.load(x);
        const high = v128.load(x, 16);
        let both = v128.load32_splat(q);
        l0 = i32x4.add(l0, i32x4.dot_i16x8_s(low, both));
        h0 = i32x4.add(h0, i32x4.dot_i16x8_s(high, both));
        both = v128.load32_splat(q, 4);
        l1 = i32x4.add(l1, i32x4.dot_i16x8_s(low, both));
        h1 = i32x4.add(h1, i32x4.dot_i16x8_s(high, both));
        both = v128.load32_splat(q, 8);
        l2 = i32x4.add(l2, i32x4.dot_i16x8_s(low, both));
        h2 = i32x4.add(h2, i32x4.dot_i16x8_s(high, both));
        both = v128.load32_splat(q, 12);
        l3 = i32x4.add(l3, i32x4.dot_i16x8_s(low, both));
        h3 = i32x4.add(h3, i32x4.dot_i16x8_s(high, both));
        q += 16;
      }
      const f0 = v128.load32_splat(floorAt);
      const f1 = v128.load32_splat(floorAt, 4);
      const f2 = v128.load32_splat(floorAt, 8);
      const f3 = v128.load32_splat(floorAt, 12);
      const m0 = i32x4.ge_s(i32x4.max_s(l0, h0), f0);
      const m1 = i32x4.ge_s(i32x4.max_s(l1, h1), f1);
      const m2 = i32x4.ge_s(i32x4.max_s(l2, h2), f2);
      const m3 = i32x4.ge_s(i32x4.max_s(l3, h3), f3);
      if (v128.any_true(v128.or(v128.or(m0, m1), v128.or(m2, m3)))) {
        const first = group << 3;
        considerGroup(job, a, first, l0, h0, f0);
        considerGroup(job, a + 1, first, l1, h1, f1);
        considerGroup(job, a + 2, first, l2, h2, f2);
        considerGroup(job, a + 3, first, l3, h3, f3);
      }
    }
  }
}
