/**
 * A matrix as in gram.ts, but of standardised columns rounded to single precision: half the memory, twice the numbers at a time,
 * for whatever need not be exact, such as all but the last steps to a minimum. Plain loops, and the compiled kernel
 * (kernels/single.ts) that gives the same answers to the last bit. It can also take the logistic loss of all rows in one go.
 */
import { blockRows, type PackedMatrix } from './gram.ts';
import { singleBytes } from './single.gen.ts';
import { compiledLoops, filledUp, plainLoops, type SingleLoops, type SingleShape } from './single-loops.ts';
import { compileKernel, type KernelPath } from './wasm.ts';

/** Numbers between columns of a block: a line of the first cache. */
const gap = 16;
/** What a compiled kernel can address, with room to spare. */
const mostBytes = 2 ** 31;

/** What is packed is (number - centre) * scale, of one centre and one scale per column. */
export interface Standard {
  readonly centres: Float64Array;
  readonly scales: Float64Array;
}

export interface SingleOptions {
  /** Which rows, in which order; all by default. */
  readonly rows?: Int32Array | undefined;
  readonly path?: KernelPath;
}

/** Packs the columns, each of `rowCount` numbers at least. */
export function packSingle(
  rowCount: number,
  columns: readonly Float64Array[],
  standard: Standard,
  { rows, path = 'auto' }: SingleOptions = {},
): PackedMatrix {
  const shape = shapeOf(rows?.length ?? rowCount, columns.length);
  const loops = loopsFor(shape, path);
  const room = new Float64Array(rows?.length ?? 0);
  columns.forEach((column, j) => {
    const numbers = rows === undefined ? column : gather(column, rows, room);
    loops.standardise(numbers, standard.centres[j]!, standard.scales[j]!, j);
  });
  return matrixOf(shape, loops, path);
}

/** A column's numbers in those rows, at the start of `room`. */
function gather(column: Float64Array, rows: Int32Array, room: Float64Array): Float64Array {
  for (let i = 0; i < rows.length; i++) room[i] = column[rows[i]!]!;
  return room;
}

function takeFrom(loops: SingleLoops, from: SingleShape, rows: Int32Array, path: KernelPath): PackedMatrix {
  const shape = shapeOf(rows.length, from.columnCount);
  const taken = loopsFor(shape, path);
  const starts = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const inside = rows[i]! % blockRows;
    starts[i] = ((rows[i]! - inside) / blockRows) * from.width * from.stride + inside;
  }
  for (let block = 0; block < shape.blockCount; block++) {
    for (let j = 0; j < shape.columnCount; j++) {
      copyAt(loops.values, starts, j * from.stride, taken.values, shape, block, j);
    }
  }
  return matrixOf(shape, taken, path);
}

/** Four rows a turn, since a turn costs the engine as much as a copy. */
function copyAt(
  values: Float32Array,
  starts: Int32Array,
  shift: number,
  into: Float32Array,
  { width, stride }: SingleShape,
  block: number,
  j: number,
): void {
  const from = block * blockRows;
  const to = Math.min(from + blockRows, starts.length);
  const at = (block * width + j) * stride - from;
  let i = from;
  for (; i + 3 < to; i += 4) {
    into[at + i] = values[starts[i]! + shift]!;
    into[at + i + 1] = values[starts[i + 1]! + shift]!;
    into[at + i + 2] = values[starts[i + 2]! + shift]!;
    into[at + i + 3] = values[starts[i + 3]! + shift]!;
  }
  for (; i < to; i++) into[at + i] = values[starts[i]! + shift]!;
}

function shapeOf(rowCount: number, columnCount: number): SingleShape {
  const stride = Math.min(blockRows, filledUp(rowCount)) + gap;
  return { rowCount, columnCount, width: filledUp(columnCount), stride, blockCount: Math.ceil(rowCount / blockRows) };
}

function loopsFor(shape: SingleShape, path: KernelPath): SingleLoops {
  const bytes = shape.blockCount * shape.width * shape.stride * 4 + (shape.width ** 2 + 2 * shape.rowCount) * 8;
  const module = path === 'plain' || bytes > mostBytes ? null : compileKernel(singleBytes);
  const loops = module === null ? plainLoops(shape) : compiledLoops(shape, module);
  clearRest(loops.values, shape);
  return loops;
}

/** The rows beyond the last one and the columns beyond are 0. */
function clearRest(values: Float32Array, { rowCount, columnCount, width, stride, blockCount }: SingleShape): void {
  const size = width * stride;
  for (let block = 0; block < blockCount; block++)
    values.fill(0, block * size + columnCount * stride, (block + 1) * size);
  if (rowCount % blockRows > 0) values.fill(0, (blockCount - 1) * size, blockCount * size);
}

function matrixOf(shape: SingleShape, loops: SingleLoops, path: KernelPath): PackedMatrix {
  const { rowCount, columnCount, width, stride, blockCount } = shape;
  const { values, vector, scales, perRow, sums, triangle } = loops;
  const exact = new Float64Array(blockRows);
  const rowsIn = (block: number) => Math.min(blockRows, rowCount - block * blockRows);
  const startOf = (block: number) => block * width * stride;
  const takeFactors = (factors: Float64Array, from: number, count: number) => {
    perRow.set(factors.subarray(from, from + count));
    perRow.fill(0, count, filledUp(count));
  };
  /** What the loop leaves for each row, and `start` more. */
  const perRowOf = (block: number, start: number, loop: SingleLoops['times']) => {
    const count = rowsIn(block);
    perRow.fill(0);
    loop(startOf(block), filledUp(count));
    for (let i = 0; i < count; i++) exact[i] = start + perRow[i]!;
    return exact.subarray(0, count);
  };
  return {
    rowCount,
    blockCount,
    at: (row, column) => {
      const inside = row % blockRows;
      return values[(((row - inside) / blockRows) * width + column) * stride + inside]!;
    },
    times: (block, entries, start) => {
      vector.set(entries.subarray(0, columnCount));
      return perRowOf(block, start, loops.times);
    },
    distances: (block, centres, weights) => {
      vector.set(centres);
      scales.set(weights);
      return perRowOf(block, 1, loops.distances);
    },
    transposed: (block, factors) => {
      takeFactors(factors, 0, rowsIn(block));
      sums.fill(0);
      loops.transposed(startOf(block), filledUp(rowsIn(block)));
      return sums.subarray(0, columnCount);
    },
    addGram: (factors, into, size) => {
      triangle.fill(0);
      for (let block = 0; block < blockCount; block++) {
        takeFactors(factors, block * blockRows, rowsIn(block));
        loops.gram(startOf(block), filledUp(rowsIn(block)));
      }
      for (let j = 0; j < columnCount; j++) {
        for (let k = 0; k <= j; k++) into[j * size + k]! += triangle[j * width + k]!;
      }
    },
    losses: (shares) => {
      loops.shares.fill(0).set(shares);
      return {
        curvatures: loops.curvatures.subarray(0, rowCount),
        evaluate: (point, gradient) => {
          vector.set(point.subarray(0, columnCount));
          sums.fill(0);
          const value = loops.pass(point[columnCount]!);
          gradient.set(sums.subarray(0, columnCount));
          gradient[columnCount] = sums[width]!;
          return value;
        },
      };
    },
    take: (rows) => takeFrom(loops, shape, rows, path),
    release: loops.release,
  };
}
