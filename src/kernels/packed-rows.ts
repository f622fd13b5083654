/**
 * Rows laid out for the compiled neighbour kernel in one memory: all of them in float64, and the 16-bit images of those that are
 * searched, part by part as they are asked for. Inside a part rows lie in cells, and inside a cell in shells around its middle:
 * in many dimensions the rows near the middle of a cell are near to everything in it, in few those of the same cell are.
 */
import { type Cells, cellsOf } from './cells.ts';
import { type Grid, gridOf } from './grid.ts';
import {
  type Area,
  areaOf,
  groupSize,
  type JobNumbers,
  type Kernel,
  kernelIn,
  type Layout,
  neighbourModule,
  writeJob,
} from './layout.ts';
import { returnMemory, takeMemory } from './memories.ts';
import { type Points, type RowSource, squaredDistancesFrom } from './points.ts';

/** Rows of a shell, a multiple of the group: a sixteenth of a cell, but no more than this. */
const largestShell = 64;
/** Rows from which the middle of the grid is taken, at the most. */
const meanSize = 256;
/** Stretches of neighbouring slots from which the middle of a cell is taken, and their length, at the most. */
const sampleStretches = 64;
const stretchSize = 16;
/** Rows per call of the kernel, so that no call is long. */
const rowsPerCall = 256;

/** Consecutive groups, with the middle of their cell and their mean squared distance from it. */
export interface Shell {
  readonly from: number;
  readonly to: number;
  readonly centre: Float64Array;
  readonly spread: number;
}

/** A part that can be searched. */
export interface PackedPart {
  readonly cells: Cells;
  /** The middle of every cell. */
  readonly centres: readonly Float64Array[];
  readonly shells: readonly Shell[];
  /** Rows too far out for the grid: they are not packed. */
  readonly far: Int32Array;
}

export interface PackingOptions {
  /** Whether other threads are to search in the same memory. */
  readonly shared: boolean;
  /** Queries that are not among the rows and that the grid should reach. */
  readonly guests?: Points | undefined;
}

export class PackedRows {
  readonly layout: Layout;
  readonly memory: WebAssembly.Memory;
  /** The rows, where they lie in the memory. */
  readonly points: Points;
  private readonly members: readonly Int32Array[];
  /** First slot of every part. */
  private readonly starts: readonly number[];
  private readonly kernel: Kernel;
  private readonly area: Area;
  private readonly centre: Float64Array;
  private readonly grid: Grid;
  private readonly rows: Int32Array;
  private readonly scratch: Float64Array;
  /** Squared distance of every row from the middle of the grid. */
  private readonly offCentre: Float64Array;
  private readonly anyFar: boolean;
  private readonly parts: (PackedPart | undefined)[] = [];
  /** The slot of every packed row, or -1. */
  private readonly slots: Int32Array;

  /** Takes the rows of a source, those of `members` as parts; `layout` has slots for all of them as `slotsOf` counts them. */
  constructor(source: RowSource, members: readonly Int32Array[], layout: Layout, { shared, guests }: PackingOptions) {
    this.members = members;
    this.starts = startsOf(members);
    this.layout = layout;
    this.memory = takeMemory(layout.pages, shared);
    this.kernel = kernelIn(this.memory, neighbourModule(shared)!);
    this.area = areaOf(layout, 0);
    const { buffer } = this.memory;
    const { count, dimensions, exact, rows, scratch, slots } = layout;
    this.points = { count, dimensions, values: new Float64Array(buffer, exact, count * dimensions) };
    this.rows = new Int32Array(buffer, rows, slots);
    this.scratch = new Float64Array(buffer, scratch, slots);
    this.slots = new Int32Array(buffer, layout.slotOf, count).fill(-1);
    const nothing = { mode: 0, wanted: 0, estimate: false, slack: 0 } as const;
    writeJob(this.memory, layout, this.area, { ...nothing, inverseStep: 1, reachSquared: 0 });
    this.centre = sampleMean(source);
    new Float64Array(buffer, layout.centre, dimensions).set(this.centre);
    this.offCentre = this.copyRows(source);
    this.grid = gridOf(this.offCentre, guests === undefined ? 0 : farthestFrom(this.centre, guests), dimensions);
    const { step, reachSquared } = this.grid;
    this.anyFar = anyAbove(this.offCentre, reachSquared);
    writeJob(this.memory, layout, this.area, { ...nothing, inverseStep: 1 / step, reachSquared });
  }

  /** What the jobs of all threads begin with. */
  get numbers(): Pick<JobNumbers, 'inverseStep' | 'slack' | 'reachSquared'> {
    const { step, slack, reachSquared } = this.grid;
    return { inverseStep: 1 / step, slack, reachSquared };
  }

  /** Whether a row is too far out for the grid. */
  isFar(row: number): boolean {
    return this.offCentre[row]! > this.grid.reachSquared;
  }

  /** A part, packed on first use without the rows that are `gone` by then. O(rows (dimensions + log rows)). */
  part(number: number, gone: Uint8Array): PackedPart {
    this.parts[number] ??= this.pack(number, gone);
    return this.parts[number];
  }

  /** Takes rows out of the parts they are in. */
  remove(rows: Int32Array): void {
    for (const row of rows) if (this.slots[row]! >= 0) this.rows[this.slots[row]!] = -1;
  }

  /** Hands the memory in; nothing can be searched afterwards. */
  release(): void {
    returnMemory(this.memory);
  }

  private pack(number: number, gone: Uint8Array): PackedPart {
    const members = gone.includes(1) ? this.members[number]!.filter((row) => gone[row] === 0) : this.members[number]!;
    const far = this.anyFar ? members.filter((row) => this.isFar(row)) : new Int32Array(0);
    const cells = cellsOf(this.points, far.length === 0 ? members : members.filter((row) => !this.isFar(row)));
    const first = this.starts[number]!;
    this.rows.set(cells.order, first);
    const centres: Float64Array[] = [];
    const shells: Shell[] = [];
    for (let cell = 0; cell + 1 < cells.starts.length; cell++) {
      const from = first + cells.starts[cell]!;
      const to = first + cells.starts[cell + 1]!;
      const centre = cells.starts.length === 2 ? this.takeOffCentre(from, to) : this.measureCell(from, to);
      centres.push(centre);
      shells.push(...shellsOf(this.rows, this.scratch, from, to).map((shell) => ({ ...shell, centre })));
    }
    const last = first + cells.order.length;
    const end = (last + groupSize - 1) & -groupSize;
    this.rows.fill(-1, last, end);
    this.inCalls(first, end, (from, to) => this.kernel.pack(this.area.job, from, to));
    return { cells, centres, shells, far };
  }

  /** Leaves the squared distances of a cell's rows from their middle in `scratch`, and returns the middle. */
  private measureCell(from: number, to: number): Float64Array {
    const centre = this.middleOf(from, to, this.layout.point);
    this.measureFrom(this.layout.point, from, to);
    return centre;
  }

  /** As `measureCell` for a part that is one cell: the middle of the grid serves, from which its rows are measured already. */
  private takeOffCentre(from: number, to: number): Float64Array {
    for (let slot = from; slot < to; slot++) this.scratch[slot] = this.offCentre[this.rows[slot]!]!;
    return this.centre;
  }

  /** Copies all rows, and measures them from the middle of the grid while they are at hand. */
  private copyRows({ write }: RowSource): Float64Array {
    const { count, dimensions, centre } = this.layout;
    const { values } = this.points;
    for (let row = 0; row < count; row++) this.rows[row] = row;
    this.inCalls(0, count, (from, to) => {
      write(from, to, values.subarray(from * dimensions, to * dimensions));
      this.kernel.distancesFrom(this.area.job, this.layout.rows, from, to, centre, this.layout.scratch);
    });
    return this.scratch.slice(0, count);
  }

  /** The mean of a sample of the rows in some slots, which is left at an address of the memory too. */
  private middleOf(from: number, to: number, address: number): Float64Array {
    const { dimensions } = this.layout;
    const middle = new Float64Array(this.memory.buffer, address, dimensions).fill(0);
    const stretches = Math.min(sampleStretches, Math.ceil((to - from) / stretchSize));
    let taken = 0;
    for (let n = 0; n < stretches; n++) {
      const start = from + Math.floor(((to - from) * n) / stretches);
      const end = Math.min(to, start + stretchSize);
      this.kernel.addRows(this.area.job, this.layout.rows, start, end, address);
      taken += end - start;
    }
    for (let d = 0; d < dimensions; d++) middle[d]! /= Math.max(1, taken);
    return middle.slice();
  }

  /** Writes the squared distances of the rows in some slots from the point at an address to the same places of `scratch`. */
  private measureFrom(address: number, first: number, last: number): void {
    const { rows, scratch } = this.layout;
    this.inCalls(first, last, (from, to) => this.kernel.distancesFrom(this.area.job, rows, from, to, address, scratch));
  }

  /** Calls with short stretches, one after the other. */
  private inCalls(first: number, last: number, call: (from: number, to: number) => void): void {
    for (let from = first; from < last; from += rowsPerCall) call(from, Math.min(last, from + rowsPerCall));
  }
}

/** Sorts the rows in some slots into shells by their distance from the middle: those of one shell in no stated order. */
function shellsOf(rows: Int32Array, distances: Float64Array, from: number, to: number): Omit<Shell, 'centre'>[] {
  const shellSize = Math.min(largestShell, groupSize * Math.ceil((to - from) / (16 * groupSize)));
  const order = placesByValue(distances.subarray(from, to));
  const sorted = order.map((place) => rows[from + place]!);
  rows.set(sorted, from);
  const shells: Omit<Shell, 'centre'>[] = [];
  for (let start = 0; start < order.length; start += shellSize) {
    const end = Math.min(order.length, start + shellSize);
    let sum = 0;
    for (let i = start; i < end; i++) sum += distances[from + order[i]!]!;
    shells.push({
      from: (from + start) / groupSize,
      to: Math.ceil((from + end) / groupSize),
      spread: sum / (end - start),
    });
  }
  return shells;
}

/** Places in ascending order of their values, as far as equally wide buckets tell them apart. */
export function placesByValue(values: Float64Array): Int32Array {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < low) low = values[i]!;
    if (values[i]! > high) high = values[i]!;
  }
  const buckets = Math.max(1, values.length >> 1);
  const exact = (buckets - 1) / (high - low);
  const scale = Number.isFinite(exact) ? exact : 0;
  const bucketOf = (value: number): number => Math.floor((value - low) * scale);
  const next = new Int32Array(buckets + 1);
  for (let i = 0; i < values.length; i++) next[bucketOf(values[i]!) + 1]! += 1;
  for (let bucket = 0; bucket < buckets; bucket++) next[bucket + 1]! += next[bucket]!;
  const order = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const bucket = bucketOf(values[i]!);
    order[next[bucket]!] = i;
    next[bucket]! += 1;
  }
  return order;
}

function startsOf(members: readonly Int32Array[]): number[] {
  const starts = [0];
  for (const rows of members) starts.push((starts.at(-1)! + rows.length + groupSize - 1) & -groupSize);
  return starts;
}

/** Slots that these parts take. */
export function slotsOf(count: number, members: readonly Int32Array[]): number {
  return Math.max(count, startsOf(members).at(-1)!);
}

function anyAbove(values: Float64Array, limit: number): boolean {
  for (let i = 0; i < values.length; i++) if (values[i]! > limit) return true;
  return false;
}

/** The mean of rows at even steps. */
function sampleMean({ count, dimensions, write }: RowSource): Float64Array {
  const taken = Math.min(count, meanSize);
  const mean = new Float64Array(dimensions);
  const point = new Float64Array(dimensions);
  for (let n = 0; n < taken; n++) {
    const row = Math.floor((n * count) / taken);
    write(row, row + 1, point);
    for (let d = 0; d < dimensions; d++) mean[d]! += point[d]! / taken;
  }
  return mean;
}

function farthestFrom(centre: Float64Array, points: Points): number {
  const distances = squaredDistancesFrom(centre, points);
  let farthest = 0;
  for (let i = 0; i < distances.length; i++) if (distances[i]! > farthest) farthest = distances[i]!;
  return farthest;
}
