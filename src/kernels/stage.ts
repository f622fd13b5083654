/**
 * A small memory of the compiled neighbour kernel in which many rows are compared with a few: the few stay, the many pass
 * through, some hundred at a time, so that what is read once need be neither copied as a whole nor packed for later.
 */
import { type Grid, gridOf } from './grid.ts';
import {
  type Area,
  areaOf,
  batchSize,
  groupSize,
  type Kernel,
  kernelIn,
  type Layout,
  layoutOf,
  type Mode,
  neighbourModule,
  numberRows,
  writeJob,
} from './layout.ts';
import { returnMemory, takeMemory } from './memories.ts';
import { type RowSource, rowsOf, squaredDistancesFrom } from './points.ts';

/** Bytes of passing rows that are at hand at a time: with their images they stay in the processor's second cache. */
const passingBytes = 2 ** 17;
/** Rows from which the grid is made, at the most. */
const sampleSize = 128;
/** The grid reaches so many times as far as the rows of the sample: one in thousands is beyond it, and measured plainly. */
const reachBeyondSample = 2;
/** Bytes of packed references per call of the kernel, so that they stay in the processor's first cache. */
const stretchBytes = 24_576;

export interface StageOptions {
  /** The rows that stay. */
  readonly few: Int32Array;
  /** Whether those that pass are the queries or are what is searched. */
  readonly passing: 'queries' | 'references';
  readonly mode: Mode;
  readonly wanted: number;
  readonly estimate: boolean;
}

export class Stage {
  readonly layout: Layout;
  readonly memory: WebAssembly.Memory;
  readonly kernel: Kernel;
  /** Room for `batchSize` queries each; one where queries pass. */
  readonly areas: readonly Area[];
  readonly grid: Grid;
  readonly centre: Float64Array;
  /** How many rows may pass at a time, a multiple of the group. */
  readonly atATime: number;
  /** Groups of references per call of the kernel. */
  private readonly stretch: number;

  private constructor(source: RowSource, layout: Layout, options: StageOptions, atATime: number) {
    const { few, mode, wanted, estimate } = options;
    const { dimensions } = source;
    this.layout = layout;
    this.atATime = atATime;
    this.stretch = Math.max(1, Math.floor(stretchBytes / (layout.pairs * 4 * groupSize)));
    this.memory = takeMemory(layout.pages);
    this.kernel = kernelIn(this.memory, neighbourModule(false)!);
    const count = areasFor(options, few.length);
    this.areas = Array.from({ length: count }, (_, area) => areaOf(layout, area));
    const sample = rowsOf(source, evenRows(source.count));
    this.centre = new Float64Array(dimensions);
    for (let i = 0, at = 0; i < sample.count; i++) {
      for (let d = 0; d < dimensions; d++, at++) this.centre[d]! += sample.values[at]! / sample.count;
    }
    const typical = squaredDistancesFrom(this.centre, sample);
    const beyond = reachBeyondSample ** 2 * largestOf(typical);
    const kept = squaredDistancesFrom(this.centre, rowsOf(source, few));
    this.grid = gridOf(typical, Math.max(beyond, largestOf(kept)), dimensions);
    new Float64Array(this.memory.buffer, layout.centre, dimensions).set(this.centre);
    const { step, slack, reachSquared } = this.grid;
    const numbers = { mode, wanted, estimate, inverseStep: 1 / step, slack, reachSquared };
    for (const area of this.areas) writeJob(this.memory, layout, area, numbers);
  }

  /** Null where the host has no compiled kernel, or the few are too many. */
  static over(source: RowSource, options: StageOptions): Stage | null {
    const { few, passing, wanted } = options;
    const { dimensions } = source;
    if (neighbourModule(false) === null) return null;
    const most = Math.floor(passingBytes / (8 * Math.max(1, dimensions) * groupSize)) * groupSize;
    const atATime = Math.min(batchSize, Math.max(groupSize, most));
    const references = passing === 'references' ? atATime : few.length;
    const queries = passing === 'references' ? few.length : atATime;
    const layout = layoutOf({
      count: references,
      dimensions,
      slots: Math.ceil(references / groupSize) * groupSize,
      guests: queries,
      mostWanted: wanted,
      threads: areasFor(options, few.length),
    });
    return layout === null ? null : new Stage(source, layout, options, atATime);
  }

  /** The rows on the stage are those from this number on. */
  numberRows(first: number): void {
    for (const area of this.areas) numberRows(this.memory, this.layout, area, first);
  }

  /** Compares the first queries of an area, a multiple of 4, with groups [first, last) of references. */
  scan(area: Area, queries: number, first: number, last: number): void {
    for (let from = first; from < last; from += this.stretch) {
      this.kernel.scan(area.job, queries, from, Math.min(last, from + this.stretch));
    }
  }

  integers(address: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, length);
  }

  floats(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  /** Hands the memory in. */
  release(): void {
    returnMemory(this.memory);
  }
}

function areasFor({ passing }: StageOptions, few: number): number {
  return passing === 'queries' ? 1 : Math.max(1, Math.ceil(few / batchSize));
}

function evenRows(count: number): Int32Array {
  const taken = Math.min(count, sampleSize);
  return Int32Array.from({ length: taken }, (_, n) => Math.floor((n * count) / taken));
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
