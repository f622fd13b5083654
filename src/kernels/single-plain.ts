/**
 * The plain loops behind src/kernels/single.ts, and what its compiled kernel (kernels/single.ts) is held to bit by bit. Every
 * product and sum is rounded to single precision; sums over the rows of a block have four parts, of every fourth row.
 */

/** One block of a matrix: column j lies at `start + j * stride`. */
export interface SingleBlock {
  readonly values: Float32Array;
  readonly start: number;
  readonly stride: number;
  /** A multiple of 4. */
  readonly rows: number;
  readonly width: number;
}

const { fround } = Math;

/** Adds to each entry of `out` the product of a row with the vector. */
export function timesSingle(
  { values, start, stride, rows, width }: SingleBlock,
  vector: Float32Array,
  out: Float32Array,
): void {
  for (let j = 0; j < width; j++) {
    const factor = vector[j]!;
    const from = start + j * stride;
    for (let i = 0; i < rows; i++) out[i]! += fround(factor * values[from + i]!);
  }
}

/** Adds to each entry of `out` the squared distance of a row from the centres, columns weighted by scales. */
export function distancesSingle(
  { values, start, stride, rows, width }: SingleBlock,
  centres: Float32Array,
  scales: Float32Array,
  out: Float32Array,
): void {
  for (let j = 0; j < width; j++) {
    const from = start + j * stride;
    for (let i = 0; i < rows; i++) {
      const off = fround(values[from + i]! - centres[j]!);
      out[i]! += fround(fround(off * off) * scales[j]!);
    }
  }
}

/** Adds to each entry of `out` the product of a column with the factors. */
export function transposedSingle(block: SingleBlock, factors: Float32Array, out: Float64Array): void {
  for (let j = 0; j < block.width; j++)
    out[j]! += product(factors, block.values, block.start + j * block.stride, block.rows);
}

/**
 * Adds the products of columns, each row weighted by a factor, to the lower triangle of `out` (width * width, row-major). O(rows
 * width^2).
 */
export function gramSingle(
  { values, start, stride, rows, width }: SingleBlock,
  factors: Float32Array,
  out: Float64Array,
): void {
  const weighted = new Float32Array(rows);
  for (let j = 0; j < width; j++) {
    const from = start + j * stride;
    for (let i = 0; i < rows; i++) weighted[i] = factors[i]! * values[from + i]!;
    for (let k = 0; k <= j; k++) out[j * width + k]! += product(weighted, values, start + k * stride, rows);
  }
}

function product(factors: Float32Array, values: Float32Array, from: number, rows: number): number {
  const parts = new Float32Array(4);
  for (let i = 0; i < rows; i++) parts[i & 3]! += fround(factors[i]! * values[from + i]!);
  return parts[0]! + parts[2]! + (parts[1]! + parts[3]!);
}
