/**
 * Products with a matrix that lies in blocks of rows, column after column, compiled to WebAssembly with SIMD: with a vector, of
 * its transpose with a vector, and the weighted Gram matrix, as matrix.ts says. Sums over rows have two parts, of even and odd
 * rows, which src/kernels/gram-plain.ts adds up in the same order, so that both give the same answers.
 */
import { distancesOf, gramOf, timesOf, transposedOf } from './matrix';

export function times(columns: usize, stride: usize, rows: i32, width: i32, vector: usize, out: usize): void {
  timesOf<f64>(columns, stride, rows, width, vector, out);
}

export function distances(
  columns: usize,
  stride: usize,
  rows: i32,
  width: i32,
  centres: usize,
  scales: usize,
  out: usize,
): void {
  distancesOf<f64>(columns, stride, rows, width, centres, scales, out);
}

export function transposed(columns: usize, stride: usize, rows: i32, width: i32, factors: usize, out: usize): void {
  transposedOf<f64>(columns, stride, rows, width, factors, out);
}

export function gram(
  columns: usize,
  stride: usize,
  rows: i32,
  width: i32,
  factors: usize,
  panel: usize,
  out: usize,
): void {
  gramOf<f64>(columns, stride, rows, width, factors, panel, out);
}
