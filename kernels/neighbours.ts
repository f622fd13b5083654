/**
 * Exact nearest neighbours, compiled to WebAssembly with SIMD. Coordinates are first compared as 16-bit integers, sixteen
 * products an instruction pair; only pairs that the integer distance (with its proven error bound) cannot exclude are measured
 * in float64, in the very order of the plain loop in src/kernels/neighbours-plain.ts, so the answers are that loop's answers.
 *
 * The integer form of a pair: with q the doubled query, r the reference, acc = 2 q·r − |r|², the squared integer distance is
 * |q|² − acc. A pair can matter only where acc >= floor(query), and the floor follows from the query's current limit. Where the
 * farthest are wanted the signs are turned, so that acc = |r|² − 2 q·r, and distances are kept as negative numbers.
 *
 * All memory is the caller's. References lie in groups of 8, for every pair of dimensions 8 references × 2 coordinates; queries
 * in the same way in blocks of 4.
 */

/** Address of the job: 32-bit fields, in the order of src/kernels/neighbours-memory.ts. */
const enum Field {
  /** Pairs of dimensions, rounded up to an even number. */
  pairs = 0,
  dimensions = 4,
  /** Packed references (i16). */
  references = 8,
  /** Minus the squared integer norm of each reference (i32). */
  negatives = 12,
  /** References in float64, row-major. */
  exact = 16,
  /** Original position of each packed reference (i32). */
  positions = 20,
  /** Doubled queries (i16), in blocks of 4. */
  queries = 24,
  /** Queries in float64, row-major. */
  queryExact = 28,
  /** Per query: smallest acc that still matters (i32). */
  floors = 32,
  /** Per query: squared integer norm (i32). */
  norms = 36,
  /** Per query: rounding slack in integer units (f64). */
  slacks = 40,
  /** Per query: original position to leave out, or -1 (i32). */
  leaveOut = 44,
  /** Per query: how many have been found (i32). */
  found = 48,
  /** Per query × wanted: squared distances (f64), ascending with ties by position. */
  distances = 52,
  /** Per query × wanted: positions (i32). */
  indices = 56,
  /** How many are wanted per query. */
  wanted = 60,
  /** Per query: squared distance that must be undercut (f64), witness mode only. */
  limits = 64,
  /** Per query: position that breaks a tie with the limit (i32), witness mode only. */
  limitIndices = 68,
  /** 0 nearest, 1 witnesses, 2 farthest. */
  mode = 72,
  /** One over the size of an integer step (f64). */
  inverseStep = 80,
}

/** Floor of a query whose limit is the squared distance `limit`: |q|² − ⌈(√limit / step + slack)²⌉, never below i32's least. */
function floorOf(job: usize, query: i32, limit: f64): i32 {
  const slack = load<f64>(<usize>load<u32>(job, Field.slacks) + (<usize>query << 3));
  const norm = load<i32>(<usize>load<u32>(job, Field.norms) + (<usize>query << 2));
  const radius = Math.sqrt(limit) * load<f64>(job, Field.inverseStep) + slack;
  const squared = radius * radius * (1.0 + 1e-12) + 1.0;
  const floor = <f64>norm - squared;
  return floor <= -2147483648.0 ? i32.MIN_VALUE : <i32>Math.floor(floor);
}

/** As `floorOf` where the farthest are wanted: ⌊max(0, √limit / step − slack)²⌋ − |q|². */
function farFloorOf(job: usize, query: i32, limit: f64): i32 {
  const slack = load<f64>(<usize>load<u32>(job, Field.slacks) + (<usize>query << 3));
  const norm = load<i32>(<usize>load<u32>(job, Field.norms) + (<usize>query << 2));
  const radius = Math.max(0.0, Math.sqrt(limit) * load<f64>(job, Field.inverseStep) - slack);
  const floor = radius * radius * (1.0 - 1e-12) - 1.0 - <f64>norm;
  return floor >= 2147483647.0 ? i32.MAX_VALUE : <i32>Math.floor(floor);
}

/** The plain float64 loop. */
function squaredDistance(job: usize, query: i32, reference: i32): f64 {
  const dimensions = load<i32>(job, Field.dimensions);
  let a = <usize>load<u32>(job, Field.queryExact) + (<usize>(query * dimensions) << 3);
  let b = <usize>load<u32>(job, Field.exact) + (<usize>(reference * dimensions) << 3);
  let sum: f64 = 0;
  for (let j = 0; j < dimensions; j++) {
    const difference = load<f64>(a) - load<f64>(b);
    sum += difference * difference;
    a += 8;
    b += 8;
  }
  return sum;
}

/** Keeps the nearest `wanted` in order (distance, position) and tightens the floor once there are that many. */
function keepNearest(job: usize, query: i32, position: i32, distance: f64): void {
  const wanted = load<i32>(job, Field.wanted);
  const foundAt = <usize>load<u32>(job, Field.found) + (<usize>query << 2);
  const distances = <usize>load<u32>(job, Field.distances) + (<usize>(query * wanted) << 3);
  const indices = <usize>load<u32>(job, Field.indices) + (<usize>(query * wanted) << 2);
  const found = load<i32>(foundAt);
  let at = found;
  if (found == wanted) {
    const worst = load<f64>(distances + (<usize>(wanted - 1) << 3));
    if (distance > worst) return;
    if (distance == worst && position > load<i32>(indices + (<usize>(wanted - 1) << 2))) return;
    at = wanted - 1;
  } else {
    store<i32>(foundAt, found + 1);
  }
  while (at > 0) {
    const before = load<f64>(distances + (<usize>(at - 1) << 3));
    const beforeIndex = load<i32>(indices + (<usize>(at - 1) << 2));
    if (before < distance || (before == distance && beforeIndex < position)) break;
    store<f64>(distances + (<usize>at << 3), before);
    store<i32>(indices + (<usize>at << 2), beforeIndex);
    at--;
  }
  store<f64>(distances + (<usize>at << 3), distance);
  store<i32>(indices + (<usize>at << 2), position);
  if (load<i32>(foundAt) == wanted) {
    const limit = load<f64>(distances + (<usize>(wanted - 1) << 3));
    const floor = load<i32>(job, Field.mode) == 2 ? farFloorOf(job, query, -limit) : floorOf(job, query, limit);
    store<i32>(<usize>load<u32>(job, Field.floors) + (<usize>query << 2), floor);
  }
}

/** Notes a reference that undercuts the query's limit; a query with all it wants asks for nothing more. */
function keepWitness(job: usize, query: i32, position: i32, distance: f64): void {
  const limit = load<f64>(<usize>load<u32>(job, Field.limits) + (<usize>query << 3));
  if (distance > limit) return;
  if (distance == limit && position >= load<i32>(<usize>load<u32>(job, Field.limitIndices) + (<usize>query << 2))) return;
  const wanted = load<i32>(job, Field.wanted);
  const foundAt = <usize>load<u32>(job, Field.found) + (<usize>query << 2);
  const found = load<i32>(foundAt);
  if (found == wanted) return;
  store<i32>(<usize>load<u32>(job, Field.indices) + (<usize>(query * wanted + found) << 2), position);
  store<i32>(foundAt, found + 1);
  if (found + 1 == wanted) store<i32>(<usize>load<u32>(job, Field.floors) + (<usize>query << 2), i32.MAX_VALUE);
}

function consider(job: usize, query: i32, reference: i32): void {
  const position = load<i32>(<usize>load<u32>(job, Field.positions) + (<usize>reference << 2));
  if (position == load<i32>(<usize>load<u32>(job, Field.leaveOut) + (<usize>query << 2)) || position < 0) return;
  const distance = squaredDistance(job, query, reference);
  const mode = load<i32>(job, Field.mode);
  if (mode == 1) keepWitness(job, query, position, distance);
  else keepNearest(job, query, position, mode == 0 ? distance : -distance);
}

function considerGroup(job: usize, query: i32, first: i32, low: v128, high: v128, floor: v128): void {
  let mask = i32x4.bitmask(i32x4.ge_s(low, floor)) | (i32x4.bitmask(i32x4.ge_s(high, floor)) << 4);
  while (mask != 0) {
    const lane = ctz(mask);
    consider(job, query, first + lane);
    mask &= mask - 1;
  }
}

/** Floors of witness mode, from the limits. */
export function setFloors(job: usize, queryCount: i32): void {
  for (let query = 0; query < queryCount; query++) {
    const limit = load<f64>(<usize>load<u32>(job, Field.limits) + (<usize>query << 3));
    store<i32>(<usize>load<u32>(job, Field.floors) + (<usize>query << 2), floorOf(job, query, limit));
  }
}

/** Compares queries [0, queryCount), a multiple of 4, with reference groups [from, to). */
export function scan(job: usize, queryCount: i32, from: i32, to: i32): void {
  const pairs = load<i32>(job, Field.pairs);
  const blockSize = <usize>pairs << 4;
  const groupSize = <usize>pairs << 5;
  const references = <usize>load<u32>(job, Field.references);
  const negatives = <usize>load<u32>(job, Field.negatives);
  const queries = <usize>load<u32>(job, Field.queries);
  const floors = <usize>load<u32>(job, Field.floors);
  for (let a = 0; a < queryCount; a += 4) {
    const block = queries + <usize>(a >> 2) * blockSize;
    const floorAt = floors + (<usize>a << 2);
    let x = references + <usize>from * groupSize;
    for (let group = from; group < to; group++) {
      const negative = negatives + (<usize>group << 5);
      let l0 = v128.load(negative);
      let l1 = l0;
      let l2 = l0;
      let l3 = l0;
      let h0 = v128.load(negative, 16);
      let h1 = h0;
      let h2 = h0;
      let h3 = h0;
      let q = block;
      const end = x + groupSize;
      // Two pairs of dimensions a turn: pointers move seldom, all else are constant offsets.
      for (; x < end; x += 64) {
        let low = v128.load(x);
        let high = v128.load(x, 16);
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
        low = v128.load(x, 32);
        high = v128.load(x, 48);
        both = v128.load32_splat(q, 16);
        l0 = i32x4.add(l0, i32x4.dot_i16x8_s(low, both));
        h0 = i32x4.add(h0, i32x4.dot_i16x8_s(high, both));
        both = v128.load32_splat(q, 20);
        l1 = i32x4.add(l1, i32x4.dot_i16x8_s(low, both));
        h1 = i32x4.add(h1, i32x4.dot_i16x8_s(high, both));
        both = v128.load32_splat(q, 24);
        l2 = i32x4.add(l2, i32x4.dot_i16x8_s(low, both));
        h2 = i32x4.add(h2, i32x4.dot_i16x8_s(high, both));
        both = v128.load32_splat(q, 28);
        l3 = i32x4.add(l3, i32x4.dot_i16x8_s(low, both));
        h3 = i32x4.add(h3, i32x4.dot_i16x8_s(high, both));
        q += 32;
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
        if (v128.any_true(m0)) considerGroup(job, a, first, l0, h0, f0);
        if (v128.any_true(m1)) considerGroup(job, a + 1, first, l1, h1, f1);
        if (v128.any_true(m2)) considerGroup(job, a + 2, first, l2, h2, f2);
        if (v128.any_true(m3)) considerGroup(job, a + 3, first, l3, h3, f3);
      }
    }
  }
}
