/**
 * A matrix as in gram.ts, but of standardised columns rounded to single precision: half the memory, twice the numbers at a time,
 * for whatever need not be exact, such as all but the last steps to a minimum. Plain loops, and the compiled kernel
 * (kernels/single.ts) that gives the same answers to the last bit. It can also take the logistic loss of all rows in one go.
 */
import { blockRows, type PackedMatrix } from './gram.ts';
import { lossPlain, lossTable } from './loss-plain.ts';
import { returnMemory, takeMemory } from './memories.ts';
import { singleBytes } from './single.gen.ts';
import { distancesSingle, gramSingle, type SingleBlock, timesSingle, transposedSingle } from './single-plain.ts';
import { Arena, compileKernel, type KernelPath } from './wasm.ts';

/** Numbers between columns of a block: a line of the first cache. */
const gap = 16;
/** Rows of a column that are handed to the compiled kernel at a time; a multiple of `blockRows`. */
const stretch = 64 * blockRows;
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

interface Shape {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Columns, filled up with zeros to a multiple of 4. */
  readonly width: number;
  readonly stride: number;
  readonly blockCount: number;
}

/** Rooms for what goes in and out, and the loops over the `rows` of a block that lies at `start`. */
interface Loops {
  readonly values: Float32Array;
  readonly vector: Float32Array;
  readonly scales: Float32Array;
  readonly perRow: Float32Array;
  readonly sums: Float64Array;
  readonly triangle: Float64Array;
  /** One entry per row, filled up to a multiple of 4. */
  readonly shares: Float64Array;
  readonly curvatures: Float64Array;
  /** Fills column j. */
  readonly standardise: (column: Float64Array, centre: number, scale: number, j: number) => void;
  readonly times: (start: number, rows: number) => void;
  readonly distances: (start: number, rows: number) => void;
  readonly transposed: (start: number, rows: number) => void;
  readonly gram: (start: number, rows: number) => void;
  /** Fills `sums` and `curvatures`; the sum of the slopes comes behind those of the columns. */
  readonly pass: (intercept: number) => number;
  readonly release: () => void;
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
  columns.forEach((column, j) => {
    const centre = standard.centres[j]!;
    const scale = standard.scales[j]!;
    if (rows === undefined) loops.standardise(column, centre, scale, j);
    else standardiseRows(column, rows, centre, scale, loops.values, shape, j);
  });
  return matrixOf(shape, loops, path);
}

/** Writes column j into all blocks. */
function standardisePlain(
  column: Float64Array,
  centre: number,
  scale: number,
  values: Float32Array,
  { rowCount, width, stride }: Shape,
  j: number,
): void {
  for (let from = 0, at = j * stride; from < rowCount; from += blockRows, at += width * stride) {
    const to = Math.min(from + blockRows, rowCount);
    for (let i = from; i < to; i++) values[at + i - from] = (column[i]! - centre) * scale;
  }
}

function standardiseRows(
  column: Float64Array,
  rows: Int32Array,
  centre: number,
  scale: number,
  values: Float32Array,
  { rowCount, width, stride }: Shape,
  j: number,
): void {
  for (let from = 0, at = j * stride; from < rowCount; from += blockRows, at += width * stride) {
    const to = Math.min(from + blockRows, rowCount);
    for (let i = from; i < to; i++) values[at + i - from] = (column[rows[i]!]! - centre) * scale;
  }
}

function takeFrom(loops: Loops, from: Shape, rows: Int32Array, path: KernelPath): PackedMatrix {
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
  { width, stride }: Shape,
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

function shapeOf(rowCount: number, columnCount: number): Shape {
  const stride = Math.min(blockRows, filledUp(rowCount)) + gap;
  return { rowCount, columnCount, width: filledUp(columnCount), stride, blockCount: Math.ceil(rowCount / blockRows) };
}

const filledUp = (count: number) => (count + 3) & ~3;

function loopsFor(shape: Shape, path: KernelPath): Loops {
  const bytes = shape.blockCount * shape.width * shape.stride * 4 + (shape.width ** 2 + 2 * shape.rowCount) * 8;
  const module = path === 'plain' || bytes > mostBytes ? null : compileKernel(singleBytes);
  const loops = module === null ? plainLoops(shape) : compiledLoops(shape, module);
  clearRest(loops.values, shape);
  return loops;
}

/** The rows beyond the last one and the columns beyond are 0. */
function clearRest(values: Float32Array, { rowCount, columnCount, width, stride, blockCount }: Shape): void {
  const size = width * stride;
  for (let block = 0; block < blockCount; block++)
    values.fill(0, block * size + columnCount * stride, (block + 1) * size);
  if (rowCount % blockRows > 0) values.fill(0, (blockCount - 1) * size, blockCount * size);
}

function matrixOf(shape: Shape, loops: Loops, path: KernelPath): PackedMatrix {
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
  const perRowOf = (block: number, start: number, loop: Loops['times']) => {
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

function plainLoops(shape: Shape): Loops {
  const { rowCount, width, stride, blockCount } = shape;
  const values = new Float32Array(blockCount * width * stride);
  const vector = new Float32Array(width);
  const scales = new Float32Array(width);
  const perRow = new Float32Array(blockRows);
  const sums = new Float64Array(width + 1);
  const triangle = new Float64Array(width * width);
  const shares = new Float64Array(filledUp(rowCount));
  const curvatures = new Float64Array(filledUp(rowCount));
  const blockAt = (start: number, rows: number): SingleBlock => ({ values, start, stride, rows, width });
  const pass = (intercept: number) => {
    let value = 0;
    const residuals = [0, 0];
    for (let from = 0; from < shares.length; from += blockRows) {
      const to = Math.min(from + blockRows, shares.length);
      const block = blockAt((from / blockRows) * width * stride, to - from);
      perRow.fill(0);
      timesSingle(block, vector, perRow);
      const predictors = Float64Array.from(perRow.subarray(0, to - from), (product) => intercept + product);
      const slopes = new Float64Array(to - from);
      value += lossPlain(predictors, shares.subarray(from, to), slopes, curvatures.subarray(from, to));
      slopes.forEach((slope, i) => {
        residuals[i & 1]! += slope;
      });
      perRow.set(slopes);
      transposedSingle(block, perRow, sums);
    }
    sums[width] = residuals[0]! + residuals[1]!;
    return value;
  };
  return {
    ...{ values, vector, scales, perRow, sums, triangle, shares, curvatures },
    standardise: (column, centre, scale, j) => standardisePlain(column, centre, scale, values, shape, j),
    times: (start, rows) => timesSingle(blockAt(start, rows), vector, perRow),
    distances: (start, rows) => distancesSingle(blockAt(start, rows), vector, scales, perRow),
    transposed: (start, rows) => transposedSingle(blockAt(start, rows), perRow, sums),
    gram: (start, rows) => gramSingle(blockAt(start, rows), perRow, triangle),
    pass,
    release: () => {},
  };
}

/** Functions of kernels/single.ts: the block by address, bytes between columns, rows and width; then what goes in and out. */
interface Exports {
  standardise(source: number, rows: number, centre: number, scale: number, out: number, apart: number): void;
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
  pass(
    table: number,
    start: number,
    stride: number,
    rows: number,
    width: number,
    vector: number,
    intercept: number,
    shares: number,
    curvatures: number,
    work: number,
    sums: number,
  ): number;
}

function compiledLoops({ rowCount, width, stride, blockCount }: Shape, module: WebAssembly.Module): Loops {
  const arena = new Arena();
  const rows = filledUp(rowCount);
  const numbers = blockCount * width * stride;
  const at = {
    values: arena.take(numbers * 4),
    vector: arena.take(width * 4),
    scales: arena.take(width * 4),
    perRow: arena.take(blockRows * 4),
    sums: arena.take((width + 1) * 8),
    triangle: arena.take(width * width * 8),
    panel: arena.take(4 * blockRows * 4),
    table: arena.take(lossTable.length * 8),
    work: arena.take(3 * blockRows * 8),
    shares: arena.take(rows * 8),
    curvatures: arena.take(rows * 8),
    source: arena.take(Math.min(rowCount, stretch) * 8),
  };
  const memory = takeMemory(arena.pages);
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  const single = (start: number, length: number) => new Float32Array(memory.buffer, start, length);
  const double = (start: number, length: number) => new Float64Array(memory.buffer, start, length);
  const source = double(at.source, Math.min(rowCount, stretch));
  const apart = stride * 4;
  double(at.table, lossTable.length).set(lossTable);
  return {
    values: single(at.values, numbers),
    vector: single(at.vector, width).fill(0),
    scales: single(at.scales, width).fill(0),
    perRow: single(at.perRow, blockRows).fill(0),
    sums: double(at.sums, width + 1),
    triangle: double(at.triangle, width * width),
    shares: double(at.shares, rows),
    curvatures: double(at.curvatures, rows),
    standardise: (column, centre, scale, j) => {
      for (let from = 0; from < rowCount; from += stretch) {
        const count = Math.min(stretch, rowCount - from);
        source.set(column.subarray(from, from + count));
        const into = at.values + ((from / blockRows) * width + j) * apart;
        kernel.standardise(at.source, count, centre, scale, into, width * apart);
      }
    },
    times: (start, count) => kernel.times(at.values + start * 4, apart, count, width, at.vector, at.perRow),
    distances: (start, count) =>
      kernel.distances(at.values + start * 4, apart, count, width, at.vector, at.scales, at.perRow),
    transposed: (start, count) => kernel.transposed(at.values + start * 4, apart, count, width, at.perRow, at.sums),
    gram: (start, count) => kernel.gram(at.values + start * 4, apart, count, width, at.perRow, at.panel, at.triangle),
    pass: (intercept) =>
      kernel.pass(
        ...([at.table, at.values, apart, rows, width, at.vector, intercept] as const),
        ...([at.shares, at.curvatures, at.work, at.sums] as const),
      ),
    release: () => returnMemory(memory),
  };
}
