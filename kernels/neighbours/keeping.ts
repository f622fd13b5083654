/** What is kept of the references that integer distances cannot exclude, and the floors that follow from it. */
import { Field } from './job';

/**
 * Floor of a query whose limit is a radius, in steps: ⌊(|q|² − (radius + slack)²) / 2⌋ with room for roundings, never below
 * i32's least.
 */
export function floorOf(job: usize, query: i32, radius: f64): i32 {
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
export function sureFloorOf(job: usize, query: i32, radius: f64): i32 {
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
 * within the slack. Where nothing is measured only larger accs matter.
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
  if (load<i32>(job, Field.room) == 0) {
    raiseFloor(job, query, load<i32>(best + (<usize>(wanted - 1) << 2)) + 1);
    return;
  }
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
export function measure(job: usize, query: i32): void {
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

/**
 * Notes a reference to be measured when all others have been compared, by when most need not be; without room for that only its
 * acc is kept.
 */
export function keepCandidate(job: usize, query: i32, row: i32, acc: i32): void {
  const room = load<i32>(job, Field.room);
  if (room == 0) {
    keepBest(job, query, acc);
    return;
  }
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
export function keepWitness(job: usize, query: i32, row: i32, acc: i32): void {
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
