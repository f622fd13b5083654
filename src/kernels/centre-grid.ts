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

export function scatterOf(points: Points): Scatter {
  const { count, dimensions } = points;
  const mean = new Float64Array(dimensions);
  for (let from = 0; from < count; from += stretch) addRows(points, from, Math.min(count, from + stretch), mean);
  for (let d = 0; d < dimensions; d++) mean[d]! /= count;
  let largest = 0;
  let total = 0;
  for (let from = 0; from < count; from += stretch) {
    const lengths = lengthsOf(points, mean, from, Math.min(count, from + stretch));
    for (let i = 0; i < lengths.length; i++) {
      total += lengths[i]!;
      if (!(lengths[i]! <= largest)) largest = lengths[i]!;
    }
  }
  return { mean, largest, total };
}

function addRows({ dimensions, values }: Points, from: number, to: number, sums: Float64Array): void {
  for (let at = from * dimensions; at < to * dimensions; at += dimensions) {
    for (let d = 0; d < dimensions; d++) sums[d]! += values[at + d]!;
  }
}

/** Squared distances from the middle. */
function lengthsOf({ dimensions, values }: Points, middle: Float64Array, from: number, to: number): Float64Array {
  const lengths = new Float64Array(to - from);
  for (let i = 0, at = from * dimensions; i < lengths.length; i++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++, at++) {
      const difference = values[at]! - middle[d]!;
      sum += difference * difference;
    }
    lengths[i] = sum;
  }
  return lengths;
}

/** The grid for some points, and centres among or around them; null where it could not tell many of them apart. */
export function centreGrid(points: Points, { mean, largest }: Scatter, centres?: Points): CentreGrid | null {
  const others = centres === undefined ? [] : Array.from(lengthsOf(centres, mean, 0, centres.count));
  const length = Math.sqrt(others.reduce((most, square) => Math.max(most, square), largest));
  const moved = Math.sqrt(points.dimensions) / 2;
  const scale = (largestLength - moved - 1) / length;
  if (!(length > leastLength && length < mostLength) || points.count > mostRows) return null;
  if (!(scale * Math.sqrt(typicalSquare(points)) > leastResolution * 2 * moved)) return null;
  // Both centres and the row, twice, may be moved; and a step for the rounding of all that.
  return { middle: mean, scale, margin: 4 * moved + 1 };
}

/** The median of some pairs' squared distances, so that a few rows far out, or on top of others, do not count. */
function typicalSquare(points: Points): number {
  const { count } = points;
  const size = Math.min(sampledPairs, count);
  const squares = Float64Array.from({ length: size }, (_, p) => {
    const row = Math.floor((p * count) / size);
    return squaredDistance(points, row, points, (row + (count >> 1)) % count);
  });
  return squares.sort()[size >> 1]!;
}

/** Adding and taking away rounds to a whole number. */
const rounder = 1.5 * 2 ** 52;

/** Puts rows [from, to) on the grid, `width` numbers each; `squares` becomes what they are long. */
export function placeRows(
  { dimensions, values }: Points,
  { middle, scale }: CentreGrid,
  { from, to, width }: { readonly from: number; readonly to: number; readonly width: number },
  images: Int16Array,
  squares: Int32Array,
): void {
  for (let i = from, at = from * dimensions; i < to; i++) {
    const image = i * width;
    let sum = 0;
    for (let d = 0; d < dimensions; d++, at++) {
      const whole = (values[at]! - middle[d]!) * scale + rounder - rounder;
      images[image + d] = whole;
      sum += whole * whole;
    }
    squares[i] = sum;
  }
}
