/**
 * The nearest centre of every row on the grid, tile by tile. For every row and block of centres a bound is kept: no centre of the
 * block, but the row's own, is nearer on the grid. It shrinks by what the centres of the block move, and only blocks that it does
 * not exclude are compared. Centres farther by less than the margin than the nearest are rivals: the grid cannot tell.
 */
import { dot, multiply, products } from './products';
import { centreCount, centreSquares, centres, groupBytes, groupSize, groups, rowBytes, rowSquares, rows } from './space';

/** Rows of a tile, at the most. */
const mostRows: i32 = 256;
const most: i32 = 0x7fffffff;
/** With the square of a row, at most 2^29, it is below 2^31. */
const farRelative: i32 = 3 << 29;
/** More than the rounding of a bound. */
const slack: f32 = 0.02;

/** The row's own centre, or -1 (i32). */
let owners: usize = 0;
/** Groups of a block, groups and blocks. */
let together: i32 = 0;
let groupCount: i32 = 0;
let blockCount: i32 = 0;
/** Bounds (f32), tile by tile, block by block, and how far centres of each block have moved at the most (f32). */
let bounds: usize = 0;
let drifts: usize = 0;
let margin: f64 = 0;
/** By row of a tile: square of the distance to its own centre, the largest that rivals it (i32), and that distance (f32). */
let least: usize = 0;
let limits: usize = 0;
let reaches: usize = 0;
/** Rows of a tile that are compared with a block (i32), and the least of each row's squares there, as far as they are looked at one by one (i32x4). */
let listed: usize = 0;
let minima: usize = 0;
let spare: usize = 0;
/** Row of the tile, centre, square of the distance (i32). */
let rivals: usize = 0;
let rivalCount: i32 = 0;
let rivalRoom: i32 = 0;
/** The centres of the tile's rows, its bounds, and the block that is being compared. */
let tile: usize = 0;
let tileBounds: usize = 0;
let current: i32 = 0;

export function setBounds(boundsAt: usize, driftsAt: usize, perBlock: i32, distance: f64): void {
  bounds = boundsAt;
  drifts = driftsAt;
  together = perBlock;
  groupCount = (centreCount + groupSize - 1) / groupSize;
  blockCount = (groupCount + perBlock - 1) / perBlock;
  margin = distance;
}

/** `scratch` has room for 32 bytes per row of a tile and 32 more, `rivalsAt` for `room` rivals. */
export function setTiles(ownersAt: usize, scratch: usize, rivalsAt: usize, room: i32): void {
  owners = ownersAt;
  minima = scratch;
  spare = minima + 16 * mostRows;
  least = spare + 32;
  limits = least + 4 * mostRows;
  reaches = limits + 4 * mostRows;
  listed = reaches + 4 * mostRows;
  rivals = rivalsAt;
  rivalRoom = room;
}

function leastLane(lanes: v128): i32 {
  const two = i32x4.min_s(lanes, i8x16.shuffle(lanes, lanes, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return min(i32x4.extract_lane(two, 0), i32x4.extract_lane(two, 1));
}

/** Rows are numbered within the tile from here on. */
function setLeast(row: i32, square: i32): void {
  const at = <usize>row << 2;
  store<i32>(least + at, square);
  if (square == most) {
    store<i32>(limits + at, most);
    store<f32>(reaches + at, Infinity);
    return;
  }
  const reach = Math.sqrt(<f64>square) + margin;
  store<i32>(limits + at, <i32>Math.min(<f64>most, reach * reach));
  store<f32>(reaches + at, <f32>reach);
}

function addRival(row: i32, centre: i32, square: i32): void {
  if (rivalCount == rivalRoom) dropRivals();
  // Where none could be dropped there are too many, which the count tells.
  if (rivalCount < rivalRoom) {
    const at = rivals + <usize>rivalCount * 12;
    store<i32>(at, row);
    store<i32>(at, centre, 4);
    store<i32>(at, square, 8);
  }
  rivalCount++;
}

/** Keeps those that are rivals still. */
function dropRivals(): void {
  let kept = rivals;
  const end = rivals + <usize>rivalCount * 12;
  for (let at = rivals; at < end; at += 12) {
    const row = load<i32>(at);
    if (load<i32>(at, 8) > load<i32>(limits + (<usize>row << 2))) continue;
    store<i32>(kept, row);
    store<i32>(kept, load<i32>(at, 4), 4);
    store<i32>(kept, load<i32>(at, 8), 8);
    kept += 12;
  }
  const count = <i32>((kept - rivals) / 12);
  // A list that hardly shrinks is not worth going through again and again.
  rivalCount = count > rivalRoom >> 1 ? rivalRoom + 1 : count;
}

/** Gives the row another centre; the one before counts in the bounds of its block from here on. */
function give(row: i32, centre: i32, square: i32): void {
  const at = tile + (<usize>row << 2);
  const before = load<i32>(at);
  if (before >= 0) {
    const lost = load<i32>(least + (<usize>row << 2));
    const block = (before >> 3) / together;
    if (block == current) {
      const minimum = minima + (<usize>row << 4);
      v128.store(minimum, i32x4.min_s(v128.load(minimum), i32x4.splat(lost)));
    } else {
      const bound = tileBounds + (<usize>(block * mostRows + row) << 2);
      store<f32>(bound, min(load<f32>(bound), sqrt<f32>(<f32>lost) - slack));
    }
  }
  store<i32>(at, centre);
  setLeast(row, square);
}

/** A rival has turned out to be nearer. */
export function giveTo(row: i32, centre: i32, square: i32): void {
  current = -1;
  give(row, centre, square);
}

/** Looks at the squares of a row's distances to a group, its own centre or a rival among them, one by one. */
function consider(row: i32, group: i32, low: v128, high: v128): void {
  v128.store(spare, low);
  v128.store(spare, high, 16);
  const minimum = minima + (<usize>row << 4);
  const nearestAt = least + (<usize>row << 2);
  const limitAt = limits + (<usize>row << 2);
  const own = load<i32>(tile + (<usize>row << 2));
  const start = group * groupSize;
  const count = min(groupSize, centreCount - start);
  for (let lane = 0; lane < count; lane++) {
    const centre = start + lane;
    if (centre == own) continue;
    const square = load<i32>(spare + (<usize>lane << 2));
    const nearest = load<i32>(nearestAt);
    if (square < nearest) {
      const before = load<i32>(tile + (<usize>row << 2));
      give(row, centre, square);
      if (before >= 0 && nearest <= load<i32>(limitAt)) addRival(row, before, nearest);
    } else {
      v128.store(minimum, i32x4.min_s(v128.load(minimum), i32x4.splat(square)));
      if (square <= load<i32>(limitAt)) addRival(row, centre, square);
    }
  }
}

/** The part of the squares that depends on the group: with the square of the row's length they are complete. */
function relative(place: usize, half: usize, centre: usize): v128 {
  return i32x4.sub(v128.load(centre + half), i32x4.shl(v128.load(products + (place << 5) + half), 1));
}

/** As `consider`, where one of the squares without the row's is within the limit. */
function considerNear(near: v128, place: usize, row: i32, square: i32, group: i32, centre: usize): void {
  const minimum = minima + (<usize>row << 4);
  const low = relative(place, 0, centre);
  const high = relative(place, 16, centre);
  const whole = i32x4.splat(square);
  if (v128.any_true(near)) consider(row, group, i32x4.add(low, whole), i32x4.add(high, whole));
  else v128.store(minimum, i32x4.min_s(v128.load(minimum), i32x4.add(i32x4.min_s(low, high), whole)));
}

/** Squares without the row's within this are within the row's limit. */
function limitOf(row: i32, square: i32): v128 {
  return i32x4.splat(load<i32>(limits + (<usize>row << 2)) - square);
}

function bind(row: i32, block: i32, square: i32, relatives: v128): void {
  const known = v128.load(minima + (<usize>row << 4));
  const lanes = i32x4.min_s(known, i32x4.add(relatives, i32x4.splat(square)));
  const bound = tileBounds + (<usize>(block * mostRows + row) << 2);
  store<f32>(bound, sqrt<f32>(<f32>leastLane(lanes)) - slack);
}

/** Compares four rows, of which some may be the same, with the groups of a block; bounds are what is found. */
function compare(first: usize, squares: usize, a: i32, b: i32, c: i32, d: i32, block: i32): void {
  const atA = first + <usize>a * rowBytes;
  const atB = first + <usize>b * rowBytes;
  const atC = first + <usize>c * rowBytes;
  const atD = first + <usize>d * rowBytes;
  const squareA = load<i32>(squares + (<usize>a << 2));
  const squareB = load<i32>(squares + (<usize>b << 2));
  const squareC = load<i32>(squares + (<usize>c << 2));
  const squareD = load<i32>(squares + (<usize>d << 2));
  let limitA = limitOf(a, squareA);
  let limitB = limitOf(b, squareB);
  let limitC = limitOf(c, squareC);
  let limitD = limitOf(d, squareD);
  // As large as they can be with a row's square added.
  let leastA = i32x4.splat(farRelative);
  let leastB = leastA;
  let leastC = leastA;
  let leastD = leastA;
  const end = min(groupCount, (block + 1) * together);
  for (let group = block * together; group < end; group++) {
    const start = groups + <usize>group * groupBytes;
    multiply(atA, atB, atC, atD, start, start + groupBytes);
    const centre = centreSquares + (<usize>group << 5);
    const mostA = i32x4.min_s(relative(0, 0, centre), relative(0, 16, centre));
    const mostB = i32x4.min_s(relative(1, 0, centre), relative(1, 16, centre));
    const mostC = i32x4.min_s(relative(2, 0, centre), relative(2, 16, centre));
    const mostD = i32x4.min_s(relative(3, 0, centre), relative(3, 16, centre));
    const nearA = i32x4.le_s(mostA, limitA);
    const nearB = i32x4.le_s(mostB, limitB);
    const nearC = i32x4.le_s(mostC, limitC);
    const nearD = i32x4.le_s(mostD, limitD);
    if (!v128.any_true(v128.or(v128.or(nearA, nearB), v128.or(nearC, nearD)))) {
      leastA = i32x4.min_s(leastA, mostA);
      leastB = i32x4.min_s(leastB, mostB);
      leastC = i32x4.min_s(leastC, mostC);
      leastD = i32x4.min_s(leastD, mostD);
      continue;
    }
    considerNear(nearA, 0, a, squareA, group, centre);
    if (b != a) considerNear(nearB, 1, b, squareB, group, centre);
    if (c != b) considerNear(nearC, 2, c, squareC, group, centre);
    if (d != c) considerNear(nearD, 3, d, squareD, group, centre);
    limitA = limitOf(a, squareA);
    limitB = limitOf(b, squareB);
    limitC = limitOf(c, squareC);
    limitD = limitOf(d, squareD);
  }
  bind(a, block, squareA, leastA);
  bind(b, block, squareB, leastB);
  bind(c, block, squareC, leastC);
  bind(d, block, squareD, leastD);
}

function rowAt(place: i32): i32 {
  return load<i32>(listed + (<usize>place << 2));
}

/** Shrinks the bounds of a block, and lists the rows that they do not keep from it, four at a time. */
function list(block: i32, count: i32): i32 {
  const drift = f32x4.splat(load<f32>(drifts + (<usize>block << 2)));
  const bound = tileBounds + (<usize>(block * mostRows) << 2);
  let found = listed;
  for (let row = 0; row < count; row += 4) {
    const at = <usize>row << 2;
    const shrunk = f32x4.sub(v128.load(bound + at), drift);
    v128.store(bound + at, shrunk);
    for (let mask = i32x4.bitmask(f32x4.le(shrunk, v128.load(reaches + at))); mask != 0; mask &= mask - 1) {
      store<i32>(found, row + ctz(mask));
      found += 4;
    }
  }
  return <i32>((found - listed) >> 2);
}

/**
 * Gives every one of `count` rows from `from` on, a multiple of the rows of a tile, the centre that is nearest on the grid.
 * Returns how many rivals have been written, or more than there is room for where not all could be.
 */
export function assign(from: i32, count: i32): i32 {
  const first = rows + <usize>from * rowBytes;
  const squares = rowSquares + (<usize>from << 2);
  tile = owners + (<usize>from << 2);
  tileBounds = bounds + (<usize>from << 2) * <usize>blockCount;
  rivalCount = 0;
  for (let row = 0; row < count; row++) {
    const own = load<i32>(tile + (<usize>row << 2));
    if (own < 0) {
      setLeast(row, most);
      continue;
    }
    const product = dot(first + <usize>row * rowBytes, centres + <usize>own * rowBytes, rowBytes);
    const square = load<i32>(squares + (<usize>row << 2)) + load<i32>(centreSquares + (<usize>own << 2)) - 2 * product;
    setLeast(row, square);
  }
  // What fills the last four is never listed.
  for (let row = count; (row & 3) != 0; row++) store<f32>(reaches + (<usize>row << 2), -Infinity);
  for (let block = 0; block < blockCount; block++) {
    const found = list(block, count);
    if (found == 0) continue;
    current = block;
    const last = found - 1;
    for (let at = 0; at < found; at++) v128.store(minima + (<usize>rowAt(at) << 4), i32x4.splat(most));
    for (let at = 0; at < found; at += 4) {
      const b = rowAt(min(at + 1, last));
      compare(first, squares, rowAt(at), b, rowAt(min(at + 2, last)), rowAt(min(at + 3, last)), block);
    }
  }
  if (rivalCount <= rivalRoom) dropRivals();
  return rivalCount;
}
