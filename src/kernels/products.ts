/**
 * Inner products of a few points with many: the plain loop, and the compiled kernel (kernels/products.ts) that gives the same
 * answers to the last bit, taken where the host can run it.
 */
import { type Points, takePoints } from './points.ts';
import { productsBytes } from './products.gen.ts';
import { Arena, compileKernel, type KernelPath } from './wasm.ts';

/** What a compiled kernel can address, with room to spare. */
const mostBytes = 2 ** 31;

/** How many points are multiplied with all chosen ones at a time. */
export const together = 4;

/** Points of which products are taken. */
export interface Products {
  /** The points that `with` multiplies by, in their order; at most as many as there are points. */
  readonly choose: (rows: Int32Array) => void;
  /**
   * Products of each chosen point with each of at most `together` points: product with `rows[r]` of the chosen point at position
   * p at `p * together + r`. Valid until the next call.
   */
  readonly with: (rows: readonly number[]) => Float64Array;
}

/**
 * Starts with all points chosen. The points are those of `rows`, in that order, or all. Takes a copy of them where it is
 * compiled. O(chosen x dimensions) per call of `with`.
 */
export function productsOf(points: Points, path: KernelPath = 'auto', rows: Int32Array = allOf(points)): Products {
  const module = path === 'plain' ? null : compileKernel(productsBytes);
  const width = (points.dimensions + 3) & ~3;
  if (module === null || rows.length * (8 * width + 40) > mostBytes) return plainProducts(takePoints(points, rows));
  return compiledProducts(points, rows, width, module);
}

/** Products of points with themselves, to the last bit as `productsOf` gives them. */
export function squaresOf(points: Points, rows: Int32Array = allOf(points)): Float64Array {
  const squares = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) squares[i] = product(points, rows[i]!, rows[i]!);
  return squares;
}

function allOf({ count }: Points): Int32Array {
  const rows = new Int32Array(count);
  for (let i = 0; i < count; i++) rows[i] = i;
  return rows;
}

function plainProducts(points: Points): Products {
  const out = new Float64Array(points.count * together);
  let chosen = allOf(points);
  return {
    choose: (rows) => {
      chosen = Int32Array.from(rows);
    },
    with: (rows) => {
      for (let p = 0; p < chosen.length; p++) {
        for (let r = 0; r < rows.length; r++) out[p * together + r] = product(points, rows[r]!, chosen[p]!);
      }
      return out.subarray(0, chosen.length * together);
    },
  };
}

/** Four sums side by side, since one would wait for each addition to finish; added up as the compiled kernel does. */
function product({ dimensions, values }: Points, i: number, j: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let at = i * dimensions;
  let to = j * dimensions;
  const end = at + dimensions;
  for (; at + 3 < end; at += 4, to += 4) {
    a += values[at]! * values[to]!;
    b += values[at + 1]! * values[to + 1]!;
    c += values[at + 2]! * values[to + 2]!;
    d += values[at + 3]! * values[to + 3]!;
  }
  if (at < end) a += values[at]! * values[to]!;
  if (at + 1 < end) b += values[at + 1]! * values[to + 1]!;
  if (at + 2 < end) c += values[at + 2]! * values[to + 2]!;
  return a + c + (b + d);
}

type ProductsKernel = (values: number, width: number, four: number, chosen: number, count: number, out: number) => void;

function compiledProducts(
  { dimensions, values }: Points,
  rows: Int32Array,
  width: number,
  module: WebAssembly.Module,
): Products {
  const count = rows.length;
  const arena = new Arena();
  const valuesAt = arena.take(count * width * 8);
  const fourAt = arena.take(together * 4);
  const chosenAt = arena.take(count * 4);
  const outAt = arena.take(count * together * 8);
  const memory = arena.memory();
  const copy = new Float64Array(memory.buffer, valuesAt, count * width);
  for (let i = 0; i < count; i++) {
    const from = rows[i]! * dimensions;
    copy.set(values.subarray(from, from + dimensions), i * width);
  }
  const four = new Int32Array(memory.buffer, fourAt, together);
  const chosen = new Int32Array(memory.buffer, chosenAt, count);
  for (let i = 0; i < count; i++) chosen[i] = i;
  let length = count;
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const { products: run } = instance.exports as unknown as { readonly products: ProductsKernel };
  return {
    choose: (rows) => {
      chosen.set(rows);
      length = rows.length;
    },
    with: (rows) => {
      four.fill(rows[0]!).set(rows);
      run(valuesAt, width, fourAt, chosenAt, length, outAt);
      return new Float64Array(memory.buffer, outAt, length * together);
    },
  };
}
