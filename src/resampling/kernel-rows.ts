/**
 * Rows of a Gaussian kernel matrix over the points that are active, computed when asked for and kept while there is room.
 * Fewer active points make the rows shorter, so that more of them find room.
 */
import { type GaussianRows, gaussianRows, strideOf, together } from '../kernels/gaussian.ts';
import type { Points } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';

export interface KernelOptions {
  /** Width of the kernel, above 0. */
  readonly gamma: number;
  /** Bytes of rows that are kept, if that is more than a few rows; default 128 MiB. */
  readonly room?: number;
  readonly path?: KernelPath;
  /** Which points there are, in which order; default all. */
  readonly rows?: Int32Array;
}

/** Each row holds exp(-gamma * squared distance) of a point to all active points, in their order, in single precision. */
export class KernelRows {
  private readonly gaussian: GaussianRows;
  private active: Int32Array;
  /** Where each kept row lies in the store, the one asked for longest ago first. */
  private readonly slots = new Map<number, number>();

  constructor(points: Points, { room = 2 ** 27, ...options }: KernelOptions) {
    const count = options.rows?.length ?? points.count;
    const stride = strideOf(count);
    const size = Math.max(together * stride, Math.min(Math.floor(room / 4), count * stride));
    this.gaussian = gaussianRows(points, { ...options, size });
    this.active = Int32Array.from({ length: count }, (_, i) => i);
  }

  /**
   * The row of point `i`; valid until the next two rows are asked for, or other points become active. Where it has to be
   * computed, and there is room, `soon` says which rows will probably be asked for soon: at most `together - 1` of them.
   */
  row(i: number, soon: () => readonly number[] = () => []): Float32Array {
    const known = this.slots.get(i);
    if (known === undefined) this.compute(this.spare < together ? [i] : [...soon(), i]);
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
    return this.spare === 0;
  }

  /** Rows that still find room. */
  private get spare(): number {
    return Math.max(0, Math.floor(this.gaussian.store.length / strideOf(this.active.length)) - this.slots.size);
  }

  /** Leaves active only the points at some positions among those that are, ascending; rows that are kept are shortened. */
  narrow(positions: Int32Array): void {
    const { store } = this.gaussian;
    const { active } = this;
    const [before, after] = [strideOf(active.length), strideOf(positions.length)];
    const inStore = [...this.slots.values()].sort((a, b) => a - b);
    for (const slot of inStore) pick(store, slot * before, positions, slot * after);
    this.activate(positions.map((position) => active[position]!));
  }

  /** Makes other points active; no row is kept. */
  restart(points: Int32Array): void {
    this.slots.clear();
    this.activate(points);
  }

  /** Hands over the rows of several points one after the other, and keeps none. */
  each(points: readonly number[], use: (row: Float32Array, at: number) => void): void {
    this.slots.clear();
    for (let from = 0; from < points.length; from += together) {
      const some = points.slice(from, from + together);
      this.gaussian.write(
        some,
        some.map((_, slot) => this.placeOf(slot)),
      );
      for (const slot of some.keys()) use(this.rowAt(slot), from + slot);
    }
  }

  /** Hands the memory on; no row may be asked for any more. */
  release(): void {
    this.gaussian.release();
  }

  private activate(points: Int32Array): void {
    this.active = points;
    this.gaussian.choose(points);
  }

  private placeOf(slot: number): number {
    return slot * strideOf(this.active.length);
  }

  private rowAt(slot: number): Float32Array {
    const place = this.placeOf(slot);
    return this.gaussian.store.subarray(place, place + this.active.length);
  }

  private freeSlot(): number {
    if (!this.full) return this.slots.size;
    const [oldest, slot] = this.slots.entries().next().value!;
    this.slots.delete(oldest);
    return slot;
  }

  private compute(rows: readonly number[]): void {
    const places = rows.map((row) => {
      const slot = this.freeSlot();
      this.slots.set(row, slot);
      return this.placeOf(slot);
    });
    this.gaussian.write(rows, places);
  }
}

/** Moves the numbers at some positions of a row to another place, not after it. */
function pick(store: Float32Array, from: number, positions: Int32Array, to: number): void {
  for (let p = 0; p < positions.length; p++) store[to + p] = store[from + positions[p]!]!;
}
