/**
 * The loops over a matrix in single precision (single.ts), plain and by the compiled kernel (kernels/single.ts), with the rooms
 * for what goes in and out.
 */
import { blockRows, type MatrixKernel } from './gram.ts';
import { lossPlain, lossTable } from './loss-plain.ts';
import { returnMemory, takeMemory } from './memories.ts';
import { distancesSingle, gramSingle, type SingleBlock, timesSingle, transposedSingle } from './single-plain.ts';
import { Arena } from './wasm.ts';

/** Rows of a column that are handed to the compiled kernel at a time; a multiple of `blockRows`. */
const stretch = 64 * blockRows;

/** Blocks of `blockRows` rows, and how their columns lie. */
export interface SingleShape {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Columns, filled up with zeros to a multiple of 4. */
  readonly width: number;
  readonly stride: number;
  readonly blockCount: number;
}

/** Rooms for what goes in and out, and the loops over the `rows` of a block that lies at `start`. */
export interface SingleLoops {
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

export function filledUp(count: number): number {
  return (count + 3) & ~3;
}

export function plainLoops(shape: SingleShape): SingleLoops {
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

/** Writes column j into all blocks. */
function standardisePlain(
  column: Float64Array,
  centre: number,
  scale: number,
  values: Float32Array,
  { rowCount, width, stride }: SingleShape,
  j: number,
): void {
  for (let from = 0, at = j * stride; from < rowCount; from += blockRows, at += width * stride) {
    const to = Math.min(from + blockRows, rowCount);
    for (let i = from; i < to; i++) values[at + i - from] = (column[i]! - centre) * scale;
  }
}

/** Functions of kernels/single.ts: those of kernels/gram.ts in single precision, and two more. */
interface SingleKernel extends MatrixKernel {
  standardise(source: number, rows: number, centre: number, scale: number, out: number, apart: number): void;
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

export function compiledLoops(
  { rowCount, width, stride, blockCount }: SingleShape,
  module: WebAssembly.Module,
): SingleLoops {
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
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as SingleKernel;
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
