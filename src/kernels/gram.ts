/**
 * A matrix and what linear models ask of it: products with a vector, of its transpose with a vector, and the weighted Gram
 * matrix. The plain loops, and the compiled kernel (kernels/gram.ts) that gives the same answers to the last bit, taken where the
 * host can run it. The matrix lies in blocks of rows, column after column, so that a block stays in the second cache.
 */
import { gramBytes } from './gram.gen.ts';
import { type Block, distancesPlain, gramPlain, timesPlain, transposedPlain } from './gram-plain.ts';
import { returnMemory, takeMemory } from './memories.ts';
import { Arena, compileKernel, type KernelPath } from './wasm.ts';

/** Rows of a block at the most, an even number. */
export const blockRows = 128;
/** Numbers between columns of a block, so that they do not compete for the same lines of the first cache. */
const gap = 8;
/** Below this many numbers making a memory costs more than it saves. */
const fewNumbers = 4000;
/** What a compiled kernel can address, with room to spare. */
const mostBytes = 2 ** 31;

export interface PackedMatrix {
  readonly rowCount: number;
  /** Blocks of `blockRows` rows, the last of which may be shorter. */
  readonly blockCount: number;
  readonly at: (row: number, column: number) => number;
  /** `start` plus the product of each row of a block with the vector, of one entry per column. Valid until the next call. */
  readonly times: (block: number, vector: Float64Array, start: number) => Float64Array;
  /** 1 plus the squared distance of each row of a block from the centres, columns weighted by scales. Valid until the next call. */
  readonly distances: (block: number, centres: Float64Array, scales: Float64Array) => Float64Array;
  /** Products of the columns of a block with factors, one per row of the block. Valid until the next call. */
  readonly transposed: (block: number, factors: Float64Array) => Float64Array;
  /** Adds sum(factors[i] * x_i x_iᵀ) over all rows x_i to the lower triangle of `into`, row-major, `size` wide. */
  readonly addGram: (factors: Float64Array, into: Float64Array, size: number) => void;
  /**
   * The logistic losses of all rows in one go, with such shares as `RowLosses` of loss.ts takes. Only the matrix of single.ts has
   * it, once at a time.
   */
  readonly losses?: (shares: Float64Array) => LossPass;
  /** Some of the rows, in any order, as a matrix of their own. Only the matrix of single.ts has it. */
  readonly take?: (rows: Int32Array) => PackedMatrix;
  /** Hands the memory on to the next matrix; this one must not be used any more. Not a must. */
  readonly release: () => void;
}

export interface LossPass {
  /** The second derivatives of the rows' losses by their predictors, as the last call left them. */
  readonly curvatures: Float64Array;
  /** The sum of the losses under one coefficient per column, the intercept last; overwrites `gradient`. */
  readonly evaluate: (point: Float64Array, gradient: Float64Array) => number;
}

/** Rows and width of the blocks, and where the numbers lie. */
interface Shape {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Columns, filled up with zeros to a multiple of 4. */
  readonly width: number;
  readonly stride: number;
  readonly blockCount: number;
}

/** Rooms for one block's worth of whatever goes in and out, and the loops over the `rows` of a block that lies at `start`. */
interface Loops {
  readonly values: Float64Array;
  readonly vector: Float64Array;
  readonly scales: Float64Array;
  readonly perRow: Float64Array;
  readonly sums: Float64Array;
  readonly triangle: Float64Array;
  readonly times: (start: number, rows: number) => void;
  readonly distances: (start: number, rows: number) => void;
  readonly transposed: (start: number, rows: number) => void;
  readonly gram: (start: number, rows: number) => void;
  readonly release: () => void;
}

export interface MatrixOptions {
  /** Which rows, in which order; all by default. */
  readonly rows?: Int32Array | undefined;
  /**
   * Packs each block when it is asked for and only keeps the last one: for a matrix that is gone through once or twice. False by
   * default.
   */
  readonly streamed?: boolean;
  readonly path?: KernelPath;
}

/** Packs a copy of the columns, each of `rowCount` numbers at least. Multiplying takes O(rows columns), a Gram matrix O(rows columns^2). */
export function packMatrix(
  rowCount: number,
  columns: readonly Float64Array[],
  { rows, path = 'auto', streamed = false }: MatrixOptions = {},
): PackedMatrix {
  const shape = shapeOf(rows?.length ?? rowCount, columns.length);
  const { blockCount } = shape;
  const loops = loopsFor(shape, streamed ? 1 : blockCount, path);
  const fill = (block: number, start: number) => fillBlock(loops.values, start, shape, block, columns, rows);
  if (streamed) return matrixOf(shape, loops, (block) => fill(block, 0));
  const size = shape.width * shape.stride;
  for (let block = 0; block < blockCount; block++) fill(block, block * size);
  return matrixOf(shape, loops, null);
}

function shapeOf(rowCount: number, columnCount: number): Shape {
  const stride = Math.min(blockRows, (rowCount + 1) & ~1) + gap;
  return { rowCount, columnCount, width: (columnCount + 3) & ~3, stride, blockCount: Math.ceil(rowCount / blockRows) };
}

/** With room for that many blocks. */
function loopsFor(shape: Shape, blocks: number, path: KernelPath): Loops {
  const numbers = blocks * shape.width * shape.stride;
  const tooMany = (numbers + shape.width ** 2) * 8 > mostBytes;
  if (path === 'plain' || tooMany || (path === 'auto' && shape.rowCount * shape.width < fewNumbers))
    return plainLoops(shape, numbers);
  const module = compileKernel(gramBytes);
  return module === null ? plainLoops(shape, numbers) : compiledLoops(shape, numbers, module);
}

/** Writes a block from `start` on; the rows beyond the last one and the columns beyond become 0. */
function fillBlock(
  values: Float64Array,
  start: number,
  { rowCount, columnCount, width, stride }: Shape,
  block: number,
  columns: readonly Float64Array[],
  rows: Int32Array | undefined,
): void {
  const from = block * blockRows;
  const to = Math.min(from + blockRows, rowCount);
  for (let j = 0; j < columnCount; j++) {
    const column = columns[j]!;
    const at = start + j * stride;
    if (rows === undefined) values.set(column.subarray(from, to), at);
    else for (let i = from; i < to; i++) values[at + i - from] = column[rows[i]!]!;
    if (to - from < blockRows) values.fill(0, at + to - from, at + stride);
  }
  values.fill(0, start + columnCount * stride, start + width * stride);
}

/** `bring`, where there is room for one block only, brings one there. */
function matrixOf(shape: Shape, loops: Loops, bring: ((block: number) => void) | null): PackedMatrix {
  const { rowCount, columnCount, width, stride, blockCount } = shape;
  const { values, vector, scales, perRow, sums, triangle } = loops;
  const rowsIn = (block: number) => Math.min(blockRows, rowCount - block * blockRows);
  const evenRowsIn = (block: number) => (rowsIn(block) + 1) & ~1;
  const size = bring === null ? width * stride : 0;
  let there = -1;
  const startOf = (block: number) => {
    if (bring !== null && block !== there) bring(block);
    there = block;
    return block * size;
  };
  /** An odd number of rows is filled up with one of factor 0. */
  const takeFactors = (factors: Float64Array, from: number, count: number) => {
    perRow.set(factors.subarray(from, from + count));
    if (count % 2 === 1) perRow[count] = 0;
  };
  return {
    rowCount,
    blockCount,
    at:
      bring === null
        ? packedAt(values, width, stride)
        : (row, column) => {
            const inside = row % blockRows;
            return values[startOf((row - inside) / blockRows) + column * stride + inside]!;
          },
    times: (block, entries, start) => {
      for (let j = 0; j < columnCount; j++) vector[j] = entries[j]!;
      perRow.fill(start);
      loops.times(startOf(block), evenRowsIn(block));
      return perRow.subarray(0, rowsIn(block));
    },
    distances: (block, centres, weights) => {
      vector.set(centres);
      scales.set(weights);
      perRow.fill(1);
      loops.distances(startOf(block), evenRowsIn(block));
      return perRow.subarray(0, rowsIn(block));
    },
    transposed: (block, factors) => {
      takeFactors(factors, 0, rowsIn(block));
      sums.fill(0);
      loops.transposed(startOf(block), evenRowsIn(block));
      return sums.subarray(0, columnCount);
    },
    addGram: (factors, into, size) => {
      triangle.fill(0);
      for (let block = 0; block < blockCount; block++) {
        takeFactors(factors, block * blockRows, rowsIn(block));
        loops.gram(startOf(block), evenRowsIn(block));
      }
      for (let j = 0; j < columnCount; j++) {
        for (let k = 0; k <= j; k++) into[j * size + k]! += triangle[j * width + k]!;
      }
    },
    release: loops.release,
  };
}

/** On its own, since it is asked for number by number. */
function packedAt(values: Float64Array, width: number, stride: number): PackedMatrix['at'] {
  return (row, column) => {
    const inside = row % blockRows;
    return values[(((row - inside) / blockRows) * width + column) * stride + inside]!;
  };
}

function plainLoops({ width, stride }: Shape, numbers: number): Loops {
  const values = new Float64Array(numbers);
  const vector = new Float64Array(width);
  const scales = new Float64Array(width);
  const perRow = new Float64Array(blockRows);
  const sums = new Float64Array(width);
  const triangle = new Float64Array(width * width);
  const blockAt = (start: number, rows: number): Block => ({ values, start, stride, rows, width });
  return {
    ...{ values, vector, scales, perRow, sums, triangle },
    times: (start, rows) => timesPlain(blockAt(start, rows), vector, perRow),
    distances: (start, rows) => distancesPlain(blockAt(start, rows), vector, scales, perRow),
    transposed: (start, rows) => transposedPlain(blockAt(start, rows), perRow, sums),
    gram: (start, rows) => gramPlain(blockAt(start, rows), perRow, triangle),
    release: () => {},
  };
}

/** Functions of kernels/gram.ts: the block by address, bytes between columns, rows and width; then what goes in and out. */
export interface MatrixKernel {
  times(start: number, stride: number, rows: number, width: number, vector: number, out: number): void;
  distances(
    start: number,
    stride: number,
    rows: number,
    width: number,
    centres: number,
    scales: number,
    out: number,
  ): void;
  transposed(start: number, stride: number, rows: number, width: number, factors: number, out: number): void;
  gram(start: number, stride: number, rows: number, width: number, factors: number, panel: number, out: number): void;
}

function compiledLoops({ width, stride }: Shape, numbers: number, module: WebAssembly.Module): Loops {
  const arena = new Arena();
  const at = {
    values: arena.take(numbers * 8),
    vector: arena.take(width * 8),
    scales: arena.take(width * 8),
    perRow: arena.take(blockRows * 8),
    sums: arena.take(width * 8),
    triangle: arena.take(width * width * 8),
    panel: arena.take(4 * blockRows * 8),
  };
  const memory = takeMemory(arena.pages);
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as MatrixKernel;
  const room = (start: number, length: number) => new Float64Array(memory.buffer, start, length);
  const apart = stride * 8;
  return {
    values: room(at.values, numbers),
    vector: room(at.vector, width).fill(0),
    scales: room(at.scales, width).fill(0),
    perRow: room(at.perRow, blockRows).fill(0),
    sums: room(at.sums, width),
    triangle: room(at.triangle, width * width),
    times: (start, rows) => kernel.times(at.values + start * 8, apart, rows, width, at.vector, at.perRow),
    distances: (start, rows) =>
      kernel.distances(at.values + start * 8, apart, rows, width, at.vector, at.scales, at.perRow),
    transposed: (start, rows) => kernel.transposed(at.values + start * 8, apart, rows, width, at.perRow, at.sums),
    gram: (start, rows) => kernel.gram(at.values + start * 8, apart, rows, width, at.perRow, at.panel, at.triangle),
    release: () => returnMemory(memory),
  };
}
