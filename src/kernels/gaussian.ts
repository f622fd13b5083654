/**
 * Rows of a Gaussian kernel matrix over some of many points: the plain loops, and the compiled kernel (kernels/gaussian.ts) that
 * gives the same answers to the last bit, taken where the host can run it.
 */
import { gaussianBytes } from './gaussian.gen.ts';
import { powerConstants, squareOf, writeGaussian } from './gaussian-plain.ts';
import { returnMemory, takeMemory } from './memories.ts';
import type { Points } from './points.ts';
import { Arena, compileKernel, type KernelPath } from './wasm.ts';

/** What a compiled kernel can address, with room to spare. */
const mostBytes = 2 ** 31;
/** Points that lie side by side. */
const tile = 8;
/** Bytes of exponents that the kernel holds per row. */
const scratchBytes = 2048;

/** Rows that are calculated at a time, at the most; a point is read once for two of them. */
export const together = 4;

/** How many numbers apart rows over that many points lie. */
export function strideOf(count: number): number {
  return (count + tile - 1) & -tile;
}

/** Entries are exp(-gamma * squared distance) in single precision. */
export interface GaussianRows {
  /** Room for rows. */
  readonly store: Float32Array;
  /** Which points the rows that are written from now on go to, in their order. O(chosen x dimensions). */
  readonly choose: (chosen: Int32Array) => void;
  /**
   * Writes the kernel of at most `together` points with all chosen ones to the store, that of `rows[r]` from `places[r]` on:
   * multiples of `strideOf(1)`, each followed by room for `strideOf(chosen)` numbers. O(chosen x dimensions) each.
   */
  readonly write: (rows: readonly number[], places: readonly number[]) => void;
  /** Hands the memory on to the next rows; these must not be used any more. Not a must. */
  readonly release: () => void;
}

export interface GaussianOptions {
  /** Width of the kernel, above 0. */
  readonly gamma: number;
  /** Numbers that the store holds. */
  readonly size: number;
  readonly path?: KernelPath;
  /** Which points there are, in which order; default all. */
  readonly rows?: Int32Array;
}

/** Starts with all points chosen. Holds a copy of those that are chosen where it is compiled. */
export function gaussianRows(points: Points, { gamma, size, path = 'auto', rows }: GaussianOptions): GaussianRows {
  const numbers = rows ?? Int32Array.from({ length: points.count }, (_, i) => i);
  const factor = -gamma * Math.LOG2E;
  const module = path === 'plain' ? null : compileKernel(gaussianBytes);
  const bytes = 4 * size + 8 * strideOf(numbers.length) * (points.dimensions + 1);
  const made =
    module === null || bytes > mostBytes
      ? plainRows(points, numbers, factor, size)
      : compiledRows(points, numbers, factor, size, module);
  made.choose(Int32Array.from(numbers.keys()));
  return made;
}

function plainRows(points: Points, numbers: Int32Array, factor: number, size: number): GaussianRows {
  const store = new Float32Array(size);
  let others = new Int32Array(0);
  let squares = new Float64Array(0);
  return {
    store,
    choose: (chosen) => {
      others = chosen.map((position) => numbers[position]!);
      squares = Float64Array.from(others, (row) => squareOf(points, row));
    },
    write: (rows, places) => {
      rows.forEach((row, r) => {
        const into = store.subarray(places[r]!, places[r]! + others.length);
        writeGaussian(into, points, numbers[row]!, others, squares, factor);
      });
    },
    release: () => {},
  };
}

type RowsKernel = (
  tiles: number,
  tileCount: number,
  width: number,
  own: number,
  count: number,
  factor: number,
  out: number,
  scratch: number,
  polynomial: number,
) => void;

function compiledRows(
  points: Points,
  numbers: Int32Array,
  factor: number,
  size: number,
  module: WebAssembly.Module,
): GaussianRows {
  const { dimensions } = points;
  // Coordinates and the square.
  const record = dimensions + 1;
  const arena = new Arena();
  const tilesAt = arena.take(strideOf(numbers.length) * record * 8);
  const ownAt = arena.take(together * record * 8);
  const outAt = arena.take(together * 4);
  const scratchAt = arena.take(together * scratchBytes);
  const polynomialAt = arena.take(powerConstants.byteLength);
  const storeAt = arena.take(size * 4);
  const memory = takeMemory(arena.pages);
  const tiles = new Float64Array(memory.buffer, tilesAt, strideOf(numbers.length) * record);
  const own = new Float64Array(memory.buffer, ownAt, together * record);
  const out = new Uint32Array(memory.buffer, outAt, together);
  new Float64Array(memory.buffer, polynomialAt, powerConstants.length).set(powerConstants);
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const { rows: run } = instance.exports as unknown as { readonly rows: RowsKernel };
  let tileCount = 0;
  return {
    store: new Float32Array(memory.buffer, storeAt, size),
    choose: (chosen) => {
      tileCount = strideOf(chosen.length) / tile;
      packTiles(tiles, points, numbers, chosen);
    },
    write: (rows, places) => {
      rows.forEach((row, r) => {
        packPoint(own, r * record, 1, points, numbers[row]!);
        out[r] = storeAt + 4 * places[r]!;
      });
      run(tilesAt, tileCount, dimensions, ownAt, rows.length, factor, outAt, scratchAt, polynomialAt);
    },
    release: () => returnMemory(memory),
  };
}

/** Points beside each other, coordinate after coordinate; zeros where the last tile is not full. */
function packTiles(tiles: Float64Array, points: Points, numbers: Int32Array, chosen: Int32Array): void {
  const numbersOfTile = tile * (points.dimensions + 1);
  const used = strideOf(chosen.length) / tile;
  tiles.fill(0, Math.max(0, used - 1) * numbersOfTile, used * numbersOfTile);
  for (let p = 0; p < chosen.length; p++) {
    packPoint(tiles, (p >> 3) * numbersOfTile + (p & 7), tile, points, numbers[chosen[p]!]!);
  }
}

/** Coordinates of a point and then its square, `step` numbers apart. */
function packPoint(into: Float64Array, at: number, step: number, points: Points, row: number): void {
  const { dimensions, values } = points;
  const from = row * dimensions;
  for (let d = 0; d < dimensions; d++) into[at + d * step] = values[from + d]!;
  into[at + dimensions * step] = squareOf(points, row);
}
