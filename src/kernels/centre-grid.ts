/**
 * The grid on which k-means compares rows and centres as 16-bit integers: around the mean of the rows, with a step such that all
 * squared distances fit 32 bits. A coordinate is moved by half a step at the most, so a distance by at most √columns steps.
 */
import { type Points, squaredDistance } from './points.ts';

/** Largest length of a row, in steps: the square of twice that is below 2^31. */
const largestLength = 23_000;
/** Lengths whose squares are neither too small nor too large to be added up. */
const leastLength = 1e-100;
const mostLength = 1e100;
/** A grid that may move the typical distance by more than a part in so many tells too few rows apart. */
const leastResolution = 16;
/** Pairs of rows from which the typical distance is taken, at the most. */
const sampledPairs = 256;
/** Up to so many squared distances add up to an exact number. */
const mostRows = 2 ** 22;

/** The rows of a point set that are clustered. */
export interface Members {
  readonly points: Points;
  readonly rows: Int32Array;
}

/** How rows lie around their mean. */
export interface Scatter {
  readonly mean: Float64Array;
  /** Squared distances from the mean: the largest and their sum. */
  readonly largest: number;
  readonly total: number;
}

export interface CentreGrid {
  readonly middle: Float64Array;
  /** Steps per unit. */
  readonly scale: number;
  /** In steps: a centre farther by this is farther off the grid too. */
  readonly margin: number;
}

/** Rows per call of a long loop: the engine compiles a function for good once it has run a few times. */
const stretch = 1024;

export function scatterOf(members: Members): Scatter {
  const { length } = members.rows;
  const mean = new Float64Array(members.points.dimensions);
  for (let from = 0; from < length; from += stretch) addRows(members, from, Math.min(length, from + stretch), mean);
  for (let d = 0; d < mean.length; d++) mean[d]! /= length;
  let largest = 0;
  let total = 0;
  for (let from = 0; from < length; from += stretch) {
    const squares = squaresOf(members, mean, from, Math.min(length, from + stretch));
    for (let i = 0; i < squares.length; i++) {
      total += squares[i]!;
      if (!(squares[i]! <= largest)) largest = squares[i]!;
    }
  }
  return { mean, largest, total };
}

function addRows({ points, rows }: Members, from: number, to: number, sums: Float64Array): void {
  const { dimensions, values } = points;
  for (let i = from; i < to; i++) {
    const start = rows[i]! * dimensions;
    for (let d = 0; d < dimensions; d++) sums[d]! += values[start + d]!;
  }
}

function squaresOf({ points, rows }: Members, middle: Float64Array, from: number, to: number): Float64Array {
  const squares = new Float64Array(to - from);
  for (let i = from; i < to; i++) squares[i - from] = squareFrom(points, rows[i]!, middle);
  return squares;
}

/** The squared distance of a row from the middle; four sums, none of which waits for another. */
function squareFrom({ dimensions, values }: Points, row: number, middle: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let e = 0;
  const start = row * dimensions;
  let d = 0;
  for (; d + 3 < dimensions; d += 4) {
    const p = values[start + d]! - middle[d]!;
    const q = values[start + d + 1]! - middle[d + 1]!;
    const r = values[start + d + 2]! - middle[d + 2]!;
    const s = values[start + d + 3]! - middle[d + 3]!;
    a += p * p;
    b += q * q;
    c += r * r;
    e += s * s;
  }
  for (; d < dimensions; d++) a += (values[start + d]! - middle[d]!) ** 2;
  return a + b + (c + e);
}

/** The grid for some rows, and centres among or around them; null where it could not tell many of them apart. */
export function centreGrid(members: Members, { mean, largest }: Scatter, centres?: Points): CentreGrid | null {
  let square = largest;
  for (let c = 0; c < (centres?.count ?? 0); c++) square = Math.max(square, squareFrom(centres!, c, mean));
  const length = Math.sqrt(square);
  const moved = Math.sqrt(mean.length) / 2;
  const scale = (largestLength - moved - 1) / length;
  if (!(length > leastLength && length < mostLength) || members.rows.length > mostRows) return null;
  if (!(scale * Math.sqrt(typicalSquare(members)) > leastResolution * 2 * moved)) return null;
  // Both centres and the row, twice, may be moved; and a step for the rounding of all that.
  return { middle: mean, scale, margin: 4 * moved + 1 };
}

/** The median of some pairs' squared distances, so that a few rows far out, or on top of others, do not count. */
function typicalSquare({ points, rows }: Members): number {
  const { length } = rows;
  const size = Math.min(sampledPairs, length);
  const squares = Float64Array.from({ length: size }, (_, p) => {
    const place = Math.floor((p * length) / size);
    return squaredDistance(points, rows[place]!, points, rows[(place + (length >> 1)) % length]!);
  });
  return squares.sort()[size >> 1]!;
}

/** Adding and taking away rounds to a whole number. */
const rounder = 1.5 * 2 ** 52;

/** Writes the image of a row on the grid to place `at`; returns the square of its length. */
export function placeRow(
  { dimensions, values }: Points,
  row: number,
  { middle, scale }: CentreGrid,
  images: Int16Array,
  at: number,
): number {
  const start = row * dimensions;
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    const whole = (values[start + d]! - middle[d]!) * scale + rounder - rounder;
    images[at + d] = whole;
    sum += whole * whole;
  }
  return sum;
}
