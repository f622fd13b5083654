/**
 * The state of a support vector machine while it is fitted: weights of all rows, and slopes of those that still take part. Rows
 * that stay at a bound rest: no pair moves them. While there is room for kernel rows that is all; once there is none, resting
 * rows are set aside, and their slopes made anew when they are taken in again.
 */
import { together } from '../kernels/gaussian.ts';
import type { Points } from '../kernels/points.ts';
import { type KernelOptions, KernelRows } from './kernel-rows.ts';
import { RowOrder } from './row-order.ts';
import { type FreeRows, SetAside } from './set-aside.ts';
import { lower, mayFall, mayRise } from './slopes.ts';

export interface Machine extends KernelOptions {
  /** Bound of the weights. */
  readonly c: number;
}

/** Positions are those among the active rows, in their order. */
export class ActiveRows {
  /** In the order of all rows. */
  readonly weights: Float64Array;
  /** How many rows are active. */
  length: number;
  /** How fast the objective falls as sign x weight rises. */
  slopes: Float64Array;
  /** Which of `mayRise` and `mayFall` hold; neither for a row that rests. */
  free: Uint8Array;
  /** Of equals the one with the highest rank is taken. */
  ranks: Int32Array;
  /** Positions where `mayFall` holds, ascending; far fewer than rows where one class is rare. Only the first `fallingCount` count. */
  readonly falling: Int32Array;
  fallingCount: number;
  private readonly signs: Int8Array;
  private readonly c: number;
  private readonly kernel: KernelRows;
  private rows: Int32Array;
  private readonly order: RowOrder;
  private readonly aside = new SetAside();
  /** What rows at the upper bound contribute to the slopes. */
  private fromBound: Float64Array;
  /** There was no more room for kernel rows. */
  private crowded = false;

  constructor(points: Points, signs: Int8Array, { c, ...kernel }: Machine) {
    this.signs = signs;
    this.c = c;
    this.kernel = new KernelRows(points, kernel);
    this.length = signs.length;
    this.weights = new Float64Array(signs.length);
    this.slopes = Float64Array.from(signs);
    this.fromBound = new Float64Array(signs.length);
    this.rows = Int32Array.from(signs.keys());
    this.order = new RowOrder(signs.length);
    this.ranks = this.order.ranks;
    this.free = Uint8Array.from(this.rows, (row) => this.freedomOf(row));
    this.falling = new Int32Array(signs.length);
    this.fallingCount = 0;
    this.collect();
  }

  /** What follows from which rows are active, which may fall, and from their order. */
  private collect(): void {
    this.ranks = this.rows.map((row) => this.order.ranks[row]!);
    this.fallingCount = 0;
    for (let t = 0; t < this.length; t++) if ((this.free[t]! & mayFall) !== 0) this.falling[this.fallingCount++] = t;
  }

  /** The kernel of the row at a position to all active rows; valid until the next two are asked for. */
  kernelOf(position: number): Float32Array {
    const row = this.rows[position]!;
    return this.kernel.row(row, () => this.soonAfter(row));
  }

  /** Rows of the same class that press hardest for a weight, their kernels not being at hand. */
  private soonAfter(row: number): number[] {
    const { rows, slopes, signs, length } = this;
    const sign = signs[row]!;
    const found: number[] = [];
    const pressures: number[] = [];
    let least = -Infinity;
    for (let t = -1; ; ) {
      t = nextAbove(least, { slopes, rows, signs, sign }, t + 1, length);
      if (t === length) return found;
      if (rows[t] === row || this.kernel.has(rows[t]!)) continue;
      const pressure = sign * slopes[t]!;
      const before = pressures.findIndex((other) => other < pressure);
      const at = before < 0 ? found.length : before;
      found.splice(at, 0, rows[t]!);
      pressures.splice(at, 0, pressure);
      found.length = Math.min(found.length, together - 1);
      pressures.length = found.length;
      if (found.length === together - 1) least = pressures.at(-1)!;
    }
  }

  /** Hands the memory of kernel rows on; weights stay. */
  release(): void {
    this.kernel.release();
  }

  signOf(position: number): number {
    return this.signs[this.rows[position]!]!;
  }

  weightOf(position: number): number {
    return this.weights[this.rows[position]!]!;
  }

  /** `kernel` is the row's own; what the change does to slopes is left to the caller. */
  setWeight(position: number, weight: number, kernel: Float32Array): void {
    const row = this.rows[position]!;
    const was = this.weights[row]! === this.c;
    this.weights[row] = weight;
    if (was !== (weight === this.c)) {
      const change = (was ? -this.c : this.c) * this.signs[row]!;
      lower(this.fromBound, kernel, change, this.length);
      this.aside.note(row, change);
    }
    const before = this.free[position]!;
    const after = this.freedomOf(row);
    this.free[position] = after;
    if (((before ^ after) & mayFall) !== 0) this.toggleFalling(position);
  }

  private toggleFalling(position: number): void {
    const { falling, fallingCount: count } = this;
    const at = placeIn(falling, count, position);
    if (at < count && falling[at] === position) {
      falling.copyWithin(at, at + 1, count);
      this.fallingCount--;
    } else {
      falling.copyWithin(at + 1, at, count);
      falling[at] = position;
      this.fallingCount++;
    }
  }

  private freedomOf(row: number): number {
    const above = this.weights[row]! > 0;
    const below = this.weights[row]! < this.c;
    const up = this.signs[row] === 1;
    return ((up ? below : above) ? mayRise : 0) | ((up ? above : below) ? mayFall : 0);
  }

  /** No row rests. */
  get complete(): boolean {
    return this.order.complete;
  }

  /**
   * Lets those rows at a bound rest that no pair would move: `top` is the largest slope of those that may rise, `bottom` minus
   * the smallest of those that may fall.
   */
  shrink(top: number, bottom: number): void {
    const { free, slopes, rows } = this;
    const rests = new Uint8Array(this.weights.length);
    for (let t = 0; t < this.length; t++) {
      if (free[t] === mayFall ? slopes[t]! > top : free[t] === mayRise && -slopes[t]! > bottom) free[t] = 0;
      if (free[t] === 0) rests[rows[t]!] = 1;
    }
    this.order.leaveOut(rests);
    this.crowded ||= this.kernel.full;
    if (this.crowded) this.setAside();
    this.collect();
  }

  private setAside(): void {
    const { free, slopes, rows } = this;
    const positions = Int32Array.from(rows.keys());
    const left = positions.filter((t) => free[t] === 0);
    if (left.length === 0) return;
    const kept = positions.filter((t) => free[t] !== 0);
    this.aside.add(
      left.map((t) => rows[t]!),
      Float64Array.from(left, (t) => this.fromBound[t]!),
    );
    this.kernel.narrow(kept);
    this.slopes = Float64Array.from(kept, (t) => slopes[t]!);
    this.fromBound = Float64Array.from(kept, (t) => this.fromBound[t]!);
    this.free = Uint8Array.from(kept, (t) => free[t]!);
    this.rows = kept.map((t) => rows[t]!);
    this.length = kept.length;
  }

  /** Takes all rows in again, with slopes made anew. O((weights changed since + free rows) x rows taken in x columns). */
  restore(): void {
    if (this.aside.empty) this.wake();
    else this.takeBack();
    this.free = Uint8Array.from(this.rows, (row) => this.freedomOf(row));
    this.order.takeIn();
    this.collect();
  }

  /** New slopes of rows that rest, all rows being active. Theirs were kept up to date, but not to LIBSVM's last digit. */
  private wake(): void {
    const { slopes, free, signs, length } = this;
    if (this.complete) return;
    const anew = this.fromBound.map((part, row) => part + signs[row]!);
    const { rows, weights } = this.freeRows();
    for (const [at, row] of rows.entries()) lower(anew, this.kernel.row(row), weights[at]!, length);
    for (let t = 0; t < length; t++) if (free[t] === 0) slopes[t] = anew[t]!;
  }

  private takeBack(): void {
    const count = this.weights.length;
    const slopes = new Float64Array(count);
    const fromBound = new Float64Array(count);
    this.rows.forEach((row, t) => {
      slopes[row] = this.slopes[t]!;
      fromBound[row] = this.fromBound[t]!;
    });
    this.aside.release(this.kernel, this.signs, this.freeRows(), { slopes, fromBound });
    this.slopes = slopes;
    this.fromBound = fromBound;
    this.length = count;
    this.rows = Int32Array.from({ length: count }, (_, i) => i);
    this.kernel.restart(this.rows);
  }

  /** In their order. */
  private freeRows(): FreeRows {
    const both = mayRise | mayFall;
    const positions = Int32Array.from(this.rows.keys()).filter((t) => this.free[t] === both);
    const rows = positions.sort((s, t) => this.ranks[s]! - this.ranks[t]!).map((t) => this.rows[t]!);
    return { rows, weights: Float64Array.from(rows, (row) => this.weights[row]! * this.signs[row]!) };
  }
}

interface Pressing {
  readonly slopes: Float64Array;
  readonly rows: Int32Array;
  readonly signs: Int8Array;
  readonly sign: number;
}

/** The next position, of a row of that sign, with a slope times sign above `least`; `length` where there is none. */
function nextAbove(least: number, { slopes, rows, signs, sign }: Pressing, from: number, length: number): number {
  for (let t = from; t < length; t++) if (sign * slopes[t]! > least && signs[rows[t]!] === sign) return t;
  return length;
}

/** How many of the first `count` of ascending positions are below this one. */
function placeIn(positions: Int32Array, count: number, position: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
