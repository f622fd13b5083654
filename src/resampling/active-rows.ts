/**
 * The state of a support vector machine while it is fitted: weights of all rows, and slopes of those that still take part. Rows
 * that stay at a bound are set aside with their slopes as they were, and brought up to date when they are taken in again.
 */
import type { Points } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { KernelRows } from './kernel-rows.ts';

/** The weight may move in the direction of the row's class. */
export const mayRise = 1;
/** It may move in the opposite direction. */
export const mayFall = 2;

export interface Machine {
  /** Bound of the weights. */
  readonly c: number;
  /** Width of the kernel. */
  readonly gamma: number;
  readonly path: KernelPath;
}

/** Rows set aside together. */
interface Aside {
  readonly rows: Int32Array;
  readonly slopes: Float64Array;
  /** Weights of all rows when these were set aside. */
  readonly weights: Float64Array;
}

/** Positions are those among the active rows, in their order. */
export class ActiveRows {
  /** In the order of all rows. */
  readonly weights: Float64Array;
  /** How many rows are active. */
  length: number;
  /** How fast the objective falls as sign x weight rises. */
  slopes: Float64Array;
  /** Which of `mayRise` and `mayFall` hold. */
  free: Uint8Array;
  private readonly signs: Int8Array;
  private readonly c: number;
  private readonly kernel: KernelRows;
  private rows: Int32Array;
  private aside: Aside[] = [];

  constructor(points: Points, signs: Int8Array, { c, gamma, path }: Machine) {
    this.signs = signs;
    this.c = c;
    this.kernel = new KernelRows(points, { gamma, path });
    this.length = points.count;
    this.weights = new Float64Array(points.count);
    this.slopes = Float64Array.from(signs);
    this.rows = Int32Array.from({ length: points.count }, (_, i) => i);
    this.free = Uint8Array.from(this.rows, (row) => this.freedomOf(row));
  }

  /** The kernel of the row at a position to all active rows; valid until the next two are asked for. */
  kernelOf(position: number): Float32Array {
    return this.kernel.row(this.rows[position]!);
  }

  signOf(position: number): number {
    return this.signs[this.rows[position]!]!;
  }

  weightOf(position: number): number {
    return this.weights[this.rows[position]!]!;
  }

  setWeight(position: number, weight: number): void {
    const row = this.rows[position]!;
    this.weights[row] = weight;
    this.free[position] = this.freedomOf(row);
  }

  private freedomOf(row: number): number {
    const above = this.weights[row]! > 0;
    const below = this.weights[row]! < this.c;
    const up = this.signs[row] === 1;
    return ((up ? below : above) ? mayRise : 0) | ((up ? above : below) ? mayFall : 0);
  }

  /**
   * Sets aside the rows at a bound that no pair would move: `top` is the largest slope of those that may rise, `bottom` minus
   * the smallest of those that may fall.
   */
  shrink(top: number, bottom: number): void {
    const stays = (t: number): boolean =>
      this.free[t] === mayFall ? this.slopes[t]! <= top : this.free[t] !== mayRise || -this.slopes[t]! <= bottom;
    const positions = Int32Array.from(this.rows.keys());
    const kept = positions.filter(stays);
    if (kept.length === this.length) return;
    const left = positions.filter((t) => !stays(t));
    this.aside.push({
      rows: left.map((t) => this.rows[t]!),
      slopes: Float64Array.from(left, (t) => this.slopes[t]!),
      weights: this.weights.slice(),
    });
    this.kernel.narrow(kept);
    this.slopes = Float64Array.from(kept, (t) => this.slopes[t]!);
    this.free = Uint8Array.from(kept, (t) => this.free[t]!);
    this.rows = kept.map((t) => this.rows[t]!);
    this.length = kept.length;
  }

  /** Takes all rows in again. O(weights changed since x rows set aside x columns). */
  restore(): void {
    if (this.aside.length === 0) return;
    const count = this.weights.length;
    const slopes = new Float64Array(count);
    this.rows.forEach((row, t) => {
      slopes[row] = this.slopes[t]!;
    });
    for (const group of this.aside) {
      this.bringUpToDate(group);
      group.rows.forEach((row, t) => {
        slopes[row] = group.slopes[t]!;
      });
    }
    this.aside = [];
    this.slopes = slopes;
    this.length = count;
    this.rows = Int32Array.from({ length: count }, (_, i) => i);
    this.free = Uint8Array.from(this.rows, (row) => this.freedomOf(row));
    this.kernel.restart(this.rows);
  }

  private bringUpToDate({ rows, slopes, weights }: Aside): void {
    this.kernel.restart(rows);
    for (let row = 0; row < weights.length; row++) {
      const change = (this.weights[row]! - weights[row]!) * this.signs[row]!;
      if (change === 0) continue;
      const kernel = this.kernel.row(row);
      for (let t = 0; t < slopes.length; t++) slopes[t]! -= kernel[t]! * change;
    }
  }
}
