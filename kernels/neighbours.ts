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

import { Field } from './neighbours/job';
import { floorOf, keepCandidate, keepWitness, measure, sureFloorOf } from './neighbours/keeping';

export { addRows, distancesFrom, moveQuery, pack, packQueries } from './neighbours/packing';

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
