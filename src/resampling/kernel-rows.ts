/**
 * Rows of a Gaussian kernel matrix over the points that are active, computed when asked for and kept while there is room.
 * Fewer active points make the rows shorter, so that more of them find room.
 */
import type { Points } from '../kernels/points.ts';
import { type Products, productsOf, squaresOf, together } from '../kernels/products.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { stretch } from './rows.ts';

export interface KernelOptions {
  /** Width of the kernel, above 0. */
  readonly gamma: number;
  /** Bytes of rows that are kept, if that is more than a few rows; default 256 MiB. */
  readonly room?: number;
  readonly path?: KernelPath;
  /** Which points there are, in which order; default all. */
  readonly rows?: Int32Array;
}

/** Each row holds exp(-gamma * squared distance) of a point to all active points, in their order, in single precision. */
export class KernelRows {
  private readonly gamma: number;
  private readonly squares: Float64Array;
  private readonly products: Products;
  private readonly store: Float32Array;
  private active: Int32Array;
  /** Where each kept row lies in the store, the one asked for longest ago first. */
  private readonly slots = new Map<number, number>();

  constructor(points: Points, { gamma, room = 2 ** 28, path = 'auto', rows }: KernelOptions) {
    const count = rows?.length ?? points.count;
    this.gamma = gamma;
    this.products = productsOf(points, path, rows);
    this.squares = squaresOf(points, rows);
    this.store = new Float32Array(Math.max(2 * together * count, Math.min(room / 4, count * count)));
    this.active = Int32Array.from({ length: count }, (_, i) => i);
  }

  /**
   * The row of point `i`; valid until the next two rows are asked for, or other points become active. Where it has to be
   * computed, rows that will probably be asked for soon are computed with it at little cost: at most `together - 1` of them.
   */
  row(i: number, soon: () => readonly number[] = () => []): Float32Array {
    const known = this.slots.get(i);
    if (known === undefined) this.compute([...soon(), i]);
    else {
      this.slots.delete(i);
      this.slots.set(i, known);
    }
    return this.rowAt(this.slots.get(i)!);
  }

  /** The row of point `i` is at hand. */
  has(i: number): boolean {
    return this.slots.has(i);
  }

  /** There is no room for one more row without giving up another. */
  get full(): boolean {
    return (this.slots.size + 1) * this.active.length > this.store.length;
  }

  /** Leaves active only the points at some positions among those that are, ascending; rows that are kept are shortened. */
  narrow(positions: Int32Array): void {
    const { store, active } = this;
    const { length } = positions;
    const inStore = [...this.slots.values()].sort((a, b) => a - b);
    for (const slot of inStore) {
      const from = slot * active.length;
      const to = slot * length;
      for (let p = 0; p < length; p++) store[to + p] = store[from + positions[p]!]!;
    }
    this.activate(positions.map((position) => active[position]!));
  }

  /** Makes other points active; no row is kept. */
  restart(points: Int32Array): void {
    this.slots.clear();
    this.activate(points);
  }

  private activate(points: Int32Array): void {
    this.active = points;
    this.products.choose(points);
  }

  private rowAt(slot: number): Float32Array {
    const { length } = this.active;
    return this.store.subarray(slot * length, (slot + 1) * length);
  }

  private freeSlot(): number {
    if (!this.full) return this.slots.size;
    const [oldest, slot] = this.slots.entries().next().value!;
    this.slots.delete(oldest);
    return slot;
  }

  private compute(rows: readonly number[]): void {
    const { active, gamma, squares } = this;
    const products = this.products.with(rows);
    rows.forEach((row, r) => {
      const slot = this.freeSlot();
      this.slots.set(row, slot);
      writeKernel(this.rowAt(slot), { gamma, active, squares, own: squares[row]! }, products.subarray(r));
    });
  }
}

interface Gaussian {
  readonly gamma: number;
  readonly active: Int32Array;
  readonly squares: Float64Array;
  /** The square of the row. */
  readonly own: number;
}

/** `products` holds the row's product with each active point, `together` numbers apart. */
function writeKernel(row: Float32Array, { gamma, active, squares, own }: Gaussian, products: Float64Array): void {
  const { length } = row;
  for (let from = 0; from < length; from += stretch) {
    writeStretch(row, gamma, active, squares, own, products, from, Math.min(length, from + stretch));
  }
}

function writeStretch(
  row: Float32Array,
  gamma: number,
  active: Int32Array,
  squares: Float64Array,
  own: number,
  products: Float64Array,
  from: number,
  to: number,
): void {
  for (let p = from; p < to; p++) {
    row[p] = Math.exp(-gamma * (own + squares[active[p]!]! - 2 * products[p * together]!));
  }
}
