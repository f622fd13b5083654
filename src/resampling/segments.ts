/**
 * Rows made on the segment between a base row and one of its neighbours, which is what SMOTE and most of its kin do: drawing
 * the pairs and the steps, and making the rows.
 */
import type { Random } from '../core/random.ts';
import type { Points } from '../kernels/points.ts';
import { permutationOf } from './draws.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import { stretch } from './rows.ts';
import type { SamplerInput, Synthetic } from './types.ts';
import { type TieBreak, vote } from './votes.ts';

/** For each row to be made the position of its base in a neighbourhood and which of the base's neighbours. */
export interface Pairs {
  readonly bases: Int32Array;
  readonly columns: Int32Array;
}

/** Rows that are still to be made on segments: all but their numbers. */
export type Segments = Omit<Synthetic, 'values'>;

/**
 * Pairs drawn uniformly with replacement from all pairs of base and neighbour; with `even` every base is used equally often (up
 * to one) in random order, and only its neighbour is drawn.
 */
export function drawPairs(
  random: Random,
  { bases: { length }, k }: Neighbourhood,
  wanted: number,
  even = false,
): Pairs {
  const bases = new Int32Array(wanted);
  if (even) {
    const order = permutationOf(random, length);
    for (let at = 0; at < wanted; at += length) bases.set(order.subarray(0, wanted - at), at);
    return { bases, columns: drawColumns(random, wanted, k) };
  }
  const columns = new Int32Array(wanted);
  for (let from = 0; from < wanted; from += stretch) {
    drawStretch(random, length, k, bases, columns, from, Math.min(wanted, from + stretch));
  }
  return { bases, columns };
}

function drawStretch(
  random: Random,
  rows: number,
  k: number,
  bases: Int32Array,
  columns: Int32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const pair = random.integer(rows * k);
    const base = Math.floor(pair / k);
    bases[i] = base;
    columns[i] = pair - base * k;
  }
}

/** One of `k` neighbours for each row to be made, drawn uniformly. */
export function drawColumns(random: Random, wanted: number, k: number): Int32Array {
  const columns = new Int32Array(wanted);
  for (let from = 0; from < wanted; from += stretch) {
    columnStretch(random, k, columns, from, Math.min(wanted, from + stretch));
  }
  return columns;
}

function columnStretch(random: Random, k: number, columns: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) columns[i] = random.integer(k);
}

/** Steps drawn uniformly from [0, size), or (size, 0] where size is negative. */
export function drawSteps(random: Random, wanted: number, size = 1): Float64Array {
  const steps = new Float64Array(wanted);
  for (let from = 0; from < wanted; from += stretch) {
    stepStretch(random, size, steps, from, Math.min(wanted, from + stretch));
  }
  return steps;
}

function stepStretch(random: Random, size: number, steps: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) steps[i] = size * random.uniform();
}

/**
 * The segments of pairs: numbers will be at `step` of the way from base to neighbour; each category is as most of the base's
 * neighbours of its own class have it. The arrays of `pairs` are used up: they become base and neighbour.
 */
export function segmentsOf(
  input: SamplerInput,
  { bases, k, neighbours }: Neighbourhood,
  pairs: Pairs,
  step: Float64Array,
  breakTies: () => TieBreak,
): Segments {
  const { bases: base, columns: neighbour } = pairs;
  const categories = input.categories.length === 0 ? [] : vote(input, { bases, k, neighbours }, base, breakTies());
  const { length } = base;
  for (let from = 0; from < length; from += stretch) {
    resolveStretch(bases, neighbours, k, base, neighbour, from, Math.min(length, from + stretch));
  }
  return { categories, base, neighbour, step };
}

/** Turns positions into rows, in place. */
function resolveStretch(
  bases: Int32Array,
  neighbours: Int32Array,
  k: number,
  base: Int32Array,
  neighbour: Int32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const position = base[i]!;
    neighbour[i] = neighbours[position * k + neighbour[i]!]!;
    base[i] = bases[position]!;
  }
}

/** Writes `base + step * (neighbour - base)` for each row to `made`, from its row number `first` on. */
export function interpolate(points: Points, segments: Segments, made: Float64Array, first = 0): void {
  interpolateRows(points, segments, 0, segments.base.length, made, first * points.dimensions);
}

/** The same for rows [first, last) alone, from place `start` of `made` on. */
export function interpolateRows(
  { dimensions, values }: Points,
  segments: Segments,
  first: number,
  last: number,
  made: Float64Array,
  start: number,
): void {
  for (let from = first; from < last; from += stretch) {
    const at = start + (from - first) * dimensions;
    interpolateStretch(values, dimensions, segments, from, Math.min(last, from + stretch), made, at);
  }
}

function interpolateStretch(
  values: Float64Array,
  width: number,
  { base, neighbour, step }: Segments,
  from: number,
  to: number,
  made: Float64Array,
  start: number,
): void {
  for (let i = from, at = start; i < to; i++, at += width) {
    interpolateRow(values, base[i]! * width, neighbour[i]! * width, step[i]!, made, at, at + width);
  }
}

/** Four columns at a time. */
function interpolateRow(
  values: Float64Array,
  base: number,
  neighbour: number,
  step: number,
  made: Float64Array,
  from: number,
  to: number,
): void {
  let at = from;
  let start = base;
  let end = neighbour;
  for (; at + 3 < to; at += 4, start += 4, end += 4) {
    const p = values[start]!;
    const q = values[start + 1]!;
    const r = values[start + 2]!;
    const s = values[start + 3]!;
    made[at] = p + step * (values[end]! - p);
    made[at + 1] = q + step * (values[end + 1]! - q);
    made[at + 2] = r + step * (values[end + 2]! - r);
    made[at + 3] = s + step * (values[end + 3]! - s);
  }
  for (; at < to; at++, start++, end++) made[at] = values[start]! + step * (values[end]! - values[start]!);
}
