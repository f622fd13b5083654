/**
 * The nearest or farthest of many rows for a few: the queries stay on the stage, the rows pass by once. The answers are those of
 * the plain loops to the last bit.
 */
import { batchSize, groupSize, type Mode } from './layout.ts';
import { insertNearest } from './neighbours-plain.ts';
import { type RowSource, rowsOf, squaredDistance, writeRuns } from './points.ts';
import { Stage } from './stage.ts';

export interface PassingQuestion {
  /** Rows that are asked about. */
  readonly queries: Int32Array;
  /** Rows that are searched, ascending; a query among them is not its own neighbour. */
  readonly among: Int32Array;
  readonly mode: Exclude<Mode, 1>;
  readonly wanted: number;
}

export interface Passed {
  /** By query × wanted: rows, -1 where there are no more, and squared distances, negative ones of the farthest. */
  readonly indices: Int32Array;
  readonly distances: Float64Array;
}

/** Null where the host has no compiled kernel. O(among × queries × dimensions), memory for the queries alone. */
export function searchPassing(source: RowSource, question: PassingQuestion): Passed | null {
  const { queries, mode, wanted } = question;
  const options = { few: queries, passing: 'references', mode, wanted, estimate: false } as const;
  const stage = Stage.over(source, options);
  if (stage === null) return null;
  try {
    return new Passing(stage, source, question).search();
  } finally {
    stage.release();
  }
}

class Passing {
  private readonly stage: Stage;
  private readonly source: RowSource;
  private readonly question: PassingQuestion;
  /** Per query its place in `among`, or -1. */
  private readonly own: Int32Array;
  /** Places in `among` of rows too far out for the grid. */
  private readonly far: number[] = [];

  constructor(stage: Stage, source: RowSource, question: PassingQuestion) {
    this.stage = stage;
    this.source = source;
    this.question = question;
    const places = new Int32Array(source.count).fill(-1);
    for (let place = 0; place < question.among.length; place++) places[question.among[place]!] = place;
    this.own = question.queries.map((row) => places[row]!);
  }

  search(): Passed {
    const { stage } = this;
    const { among } = this.question;
    stage.areas.forEach((_, area) => {
      this.takeQueries(area);
    });
    for (let at = 0; at < among.length; at += stage.atATime) {
      const end = Math.min(among.length, at + stage.atATime);
      this.takeRows(at, end);
      const groups = Math.ceil((end - at) / groupSize);
      stage.areas.forEach((area, number) => {
        const count = this.sizeOf(number);
        stage.scan(area, (count + 3) & ~3, 0, groups);
        // Candidates have to be measured while their rows are here.
        stage.kernel.finish(area.job, count);
      });
    }
    return this.answer();
  }

  /** Queries of an area. */
  private sizeOf(area: number): number {
    return Math.min(batchSize, this.question.queries.length - area * batchSize);
  }

  private takeQueries(number: number): void {
    const { stage, source, question } = this;
    const { layout, kernel } = stage;
    const width = layout.dimensions * 8;
    const area = stage.areas[number]!;
    const first = number * batchSize;
    const count = this.sizeOf(number);
    const address = layout.guests + first * width;
    writeRuns(source, question.queries, first, first + count, stage.floats(address, count * layout.dimensions));
    stage.integers(area.queryAt, count).set(Int32Array.from({ length: count }, (_, i) => address + i * width));
    stage.integers(area.queryRows, count).fill(-1);
    stage.integers(area.leaveOut, count).set(this.own.subarray(first, first + count));
    kernel.packQueries(area.job, count);
    // Queries that fill the last block ask for nothing.
    stage.integers(area.floors, batchSize).fill(0x7fffffff, count);
  }

  /** Puts rows `among[at … end)` on the stage; the kernel knows them by their places in `among`. */
  private takeRows(at: number, end: number): void {
    const { stage, source, question } = this;
    const { layout, kernel, areas } = stage;
    const { dimensions } = layout;
    const count = end - at;
    const slots = Math.ceil(count / groupSize) * groupSize;
    writeRuns(source, question.among, at, end, stage.floats(layout.exact, count * dimensions));
    const rows = stage.integers(layout.rows, slots);
    for (let slot = 0; slot < slots; slot++) rows[slot] = slot < count ? at + slot : -1;
    stage.numberRows(at);
    kernel.pack(areas[0]!.job, 0, slots);
    for (let slot = 0; slot < count; slot++) if (rows[slot]! < 0) this.far.push(at + slot);
  }

  private answer(): Passed {
    const { stage, question } = this;
    const { queries, among, wanted } = question;
    const indices = new Int32Array(queries.length * wanted).fill(-1);
    const distances = new Float64Array(queries.length * wanted).fill(Infinity);
    stage.areas.forEach((area, number) => {
      const count = this.sizeOf(number);
      const found = stage.integers(area.found, count);
      const places = stage.integers(area.indices, count * wanted);
      const measured = stage.floats(area.distances, count * wanted);
      const first = number * batchSize * wanted;
      for (let i = 0; i < count; i++) {
        for (let at = i * wanted; at < i * wanted + found[i]!; at++) {
          indices[first + at] = places[at]!;
          distances[first + at] = measured[at]!;
        }
      }
    });
    this.measureBeyond(indices, distances);
    for (let at = 0; at < indices.length; at++) if (indices[at]! >= 0) indices[at] = among[indices[at]!]!;
    return { indices, distances };
  }

  /** Measures plainly what the grid does not reach: rows against all queries, and all rows against queries. */
  private measureBeyond(indices: Int32Array, distances: Float64Array): void {
    const { stage, source, question, far } = this;
    const { queries, among } = question;
    const beyond = stage.areas.flatMap((area, number) => {
      const slacks = stage.floats(area.slacks, this.sizeOf(number));
      return Array.from(slacks.keys()).flatMap((i) => (slacks[i]! < 0 ? [number * batchSize + i] : []));
    });
    if (far.length === 0 && beyond.length === 0) return;
    const asked = rowsOf(source, queries);
    const distant = new Set(far);
    const unreached = new Set(beyond);
    const all = beyond.length > 0 ? among.keys() : far;
    for (const place of all) {
      const row = rowsOf(source, among.subarray(place, place + 1));
      const whose = distant.has(place) ? queries.keys() : unreached;
      for (const i of whose) this.insert(indices, distances, i, place, squaredDistance(asked, i, row, 0));
    }
  }

  private insert(indices: Int32Array, distances: Float64Array, i: number, place: number, distance: number): void {
    if (place === this.own[i]) return;
    const { mode, wanted } = this.question;
    insertNearest(indices, distances, i * wanted, wanted, place, mode === 0 ? distance : -distance);
  }
}
