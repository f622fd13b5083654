/**
 * Rows that are set aside while a support vector machine is fitted. Meanwhile other weights change; what has to be made up for
 * when the rows are taken in again is noted here, in the order in which LIBSVM does it, on which the last digits depend.
 */
import type { KernelRows } from './kernel-rows.ts';
import { lower } from './slopes.ts';

/** Rows set aside together. */
interface Group {
  readonly rows: Int32Array;
  /** What rows at the upper bound contribute to the slopes, up to the moment when these were set aside. */
  readonly fromBound: Float64Array;
  /** How many crossings there were then. */
  readonly since: number;
}

/** Rows with weights between the bounds, and sign x weight of each. */
export interface FreeRows {
  readonly rows: Int32Array;
  readonly weights: Float64Array;
}

export class SetAside {
  private groups: Group[] = [];
  /** Rows whose weights came to the upper bound or left it, and by how much sign x weight at that bound changed. */
  private crossings: number[] = [];
  private changes: number[] = [];

  get empty(): boolean {
    return this.groups.length === 0;
  }

  add(rows: Int32Array, fromBound: Float64Array): void {
    this.groups.push({ rows, fromBound, since: this.crossings.length });
  }

  /** The weight of a row came to the upper bound or left it. */
  note(row: number, change: number): void {
    if (this.empty) return;
    this.crossings.push(row);
    this.changes.push(change);
  }

  /**
   * Gives up all rows: writes their slopes and what rows at the bound contribute to them, by row. Leaves the kernel with some
   * rows active. O((crossings + free rows) x rows set aside x columns).
   */
  release(
    kernel: KernelRows,
    signs: Int8Array,
    free: FreeRows,
    into: { readonly slopes: Float64Array; readonly fromBound: Float64Array },
  ): void {
    for (const { rows, fromBound, since } of this.groups) {
      kernel.restart(rows);
      const changes = this.changes.slice(since);
      kernel.each(this.crossings.slice(since), (row, at) => lower(fromBound, row, changes[at]!, rows.length));
      const slopes = fromBound.map((part, t) => part + signs[rows[t]!]!);
      kernel.each([...free.rows], (row, at) => lower(slopes, row, free.weights[at]!, rows.length));
      rows.forEach((row, t) => {
        into.slopes[row] = slopes[t]!;
        into.fromBound[row] = fromBound[t]!;
      });
    }
    this.groups = [];
    this.crossings = [];
    this.changes = [];
  }
}
