/**
 * The plain loops behind src/kernels/gram.ts, and what its compiled kernel (kernels/gram.ts) is held to bit by bit. Each works on
 * one block of rows: column j lies at `start + j * stride`, and sums over rows have a part of even and a part of odd rows.
 */

/** One block of a matrix. */
export interface Block {
  readonly values: Float64Array;
  readonly start: number;
  readonly stride: number;
  readonly rows: number;
  readonly width: number;
}

/** Adds to each entry of `out` the product of a row with the vector. */
export function timesPlain(
  { values, start, stride, rows, width }: Block,
  vector: Float64Array,
  out: Float64Array,
): void {
  for (let j = 0; j < width; j++) {
    const factor = vector[j]!;
    const from = start + j * stride;
    for (let i = 0; i < rows; i++) out[i]! += factor * values[from + i]!;
  }
}

/** Adds to each entry of `out` the squared distance of a row from the centres, columns weighted by scales. */
export function distancesPlain(
  { values, start, stride, rows, width }: Block,
  centres: Float64Array,
  scales: Float64Array,
  out: Float64Array,
): void {
  for (let j = 0; j < width; j++) {
    const from = start + j * stride;
    for (let i = 0; i < rows; i++) {
      const off = values[from + i]! - centres[j]!;
      out[i]! += off * off * scales[j]!;
    }
  }
}

/** Adds to each entry of `out` the product of a column with the factors. */
export function transposedPlain(block: Block, factors: Float64Array, out: Float64Array): void {
  for (let j = 0; j < block.width; j++)
    out[j]! += product(factors, block.values, block.start + j * block.stride, block.rows);
}

/**
 * Adds the products of columns, each row weighted by a factor, to the lower triangle of `out` (width * width, row-major). O(rows
 * width^2).
 */
export function gramPlain(
  { values, start, stride, rows, width }: Block,
  factors: Float64Array,
  out: Float64Array,
): void {
  const weighted = new Float64Array(rows);
  for (let j = 0; j < width; j++) {
    const from = start + j * stride;
    for (let i = 0; i < rows; i++) weighted[i] = factors[i]! * values[from + i]!;
    for (let k = 0; k <= j; k++) out[j * width + k]! += product(weighted, values, start + k * stride, rows);
  }
}

function product(factors: Float64Array, values: Float64Array, from: number, rows: number): number {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < rows; i += 2) {
    even += factors[i]! * values[from + i]!;
    odd += factors[i + 1]! * values[from + i + 1]!;
  }
  return even + odd;
}
