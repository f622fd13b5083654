/**
 * Where things lie in the memory of the compiled neighbour kernel: the rows and their packed images, and for every thread an
 * area with its job record and room for a batch of queries. Plain numbers, so that another thread finds everything too.
 */
import { mostPages } from './memories.ts';
import { neighboursBytes } from './neighbours.gen.ts';
import { Arena, compileKernel, compileUnshared } from './wasm.ts';

/** Queries that are compared at a time, at the most; a multiple of 4. */
export const batchSize = 512;
/** Rows that the kernel compares at a time. */
export const groupSize = 8;

export interface Layout {
  readonly count: number;
  readonly dimensions: number;
  /** Pairs of dimensions. */
  readonly pairs: number;
  readonly slots: number;
  /** All rows in float64. */
  readonly exact: number;
  /** The row in every slot, or -1. */
  readonly rows: number;
  readonly packed: number;
  readonly nearHalves: number;
  readonly farHalves: number;
  /** By row the slot in which it is packed, or -1. */
  readonly slotOf: number;
  /** The middle of the grid. */
  readonly centre: number;
  /** A float64 per slot and one point, for whoever packs. */
  readonly scratch: number;
  readonly point: number;
  /** Room for queries that are not among the rows. */
  readonly guests: number;
  /** The areas of the threads, `areaBytes` apart. */
  readonly areas: number;
  readonly areaBytes: number;
  /** How many neighbours per query an area has room for. */
  readonly mostWanted: number;
  readonly pages: number;
}

/** Addresses in one area. */
export interface Area {
  readonly job: number;
  readonly queries: number;
  readonly queryAt: number;
  readonly floors: number;
  readonly norms: number;
  readonly slacks: number;
  readonly leaveOut: number;
  readonly found: number;
  readonly distances: number;
  readonly indices: number;
  readonly limits: number;
  readonly limitRows: number;
  readonly sureFloors: number;
  readonly waiting: number;
  readonly candidates: number;
  readonly seen: number;
  readonly best: number;
  readonly spare: number;
  readonly queryRows: number;
}

export interface Sizes {
  readonly count: number;
  readonly dimensions: number;
  readonly slots: number;
  readonly guests: number;
  readonly mostWanted: number;
  readonly threads: number;
}

/** Functions of kernels/neighbours.ts; the first argument is the address of a job. */
export interface Kernel {
  addRows(job: number, list: number, from: number, to: number, into: number): void;
  distancesFrom(job: number, list: number, from: number, to: number, point: number, out: number): void;
  pack(job: number, from: number, to: number): void;
  packQueries(job: number, count: number): void;
  moveQuery(job: number, from: number, to: number): void;
  setFloors(job: number, count: number): void;
  finish(job: number, count: number): void;
  scan(job: number, count: number, from: number, to: number): void;
}

/** Lays everything out; null where it is more than 32 bits can address. */
export function layoutOf({ count, dimensions, slots, guests, mostWanted, threads }: Sizes): Layout | null {
  const pairs = (dimensions + 1) >> 1;
  const arena = new Arena();
  const width = dimensions * 8;
  const areaBytes = areaAt(0, pairs, mostWanted).end;
  const places = {
    exact: arena.take(count * width),
    rows: arena.take(slots * 4),
    packed: arena.take(slots * pairs * 4),
    nearHalves: arena.take(slots * 4),
    farHalves: arena.take(slots * 4),
    slotOf: arena.take(count * 4),
    centre: arena.take(width),
    scratch: arena.take(slots * 8),
    point: arena.take(width),
    guests: arena.take(guests * width),
    areas: arena.take(areaBytes * threads),
  };
  const { pages } = arena;
  return pages > mostPages ? null : { count, dimensions, pairs, slots, ...places, areaBytes, mostWanted, pages };
}

export function areaOf({ areas, areaBytes, pairs, mostWanted }: Layout, thread: number): Area {
  return areaAt(areas + thread * areaBytes, pairs, mostWanted);
}

function areaAt(start: number, pairs: number, mostWanted: number): Area & { readonly end: number } {
  const arena = new Arena(start);
  return {
    job: arena.take(jobBytes),
    queries: arena.take(batchSize * pairs * 4),
    queryAt: arena.take(batchSize * 4),
    floors: arena.take(batchSize * 4),
    norms: arena.take(batchSize * 4),
    slacks: arena.take(batchSize * 8),
    leaveOut: arena.take(batchSize * 4),
    found: arena.take(batchSize * 4),
    distances: arena.take(batchSize * mostWanted * 8),
    indices: arena.take(batchSize * mostWanted * 4),
    limits: arena.take(batchSize * 8),
    limitRows: arena.take(batchSize * 4),
    sureFloors: arena.take(batchSize * 4),
    waiting: arena.take(batchSize * 4),
    candidates: arena.take(batchSize * (mostWanted + moreCandidates) * 8),
    seen: arena.take(batchSize * 4),
    best: arena.take(batchSize * mostWanted * 4),
    spare: arena.take(96),
    queryRows: arena.take(batchSize * 4),
    end: arena.take(0),
  };
}

/** 32-bit fields of a job record, and the float64 behind them. */
const jobWords = 32;
const jobBytes = jobWords * 4 + 3 * 8;
/** Candidates of a query that wait to be measured, beyond as many as are wanted. */
const moreCandidates = 32;

/** What a search is: 0 the nearest, 1 witnesses, 2 the farthest. */
export type Mode = 0 | 1 | 2;

export interface JobNumbers {
  readonly mode: Mode;
  readonly wanted: number;
  /** Distances are not measured, only estimated. */
  readonly estimate: boolean;
  readonly inverseStep: number;
  /** How far the distance of two points and that of their images may be apart, in steps. */
  readonly slack: number;
  readonly reachSquared: number;
}

/** Writes the job record of an area, in the order of the fields in kernels/neighbours/job.ts. */
export function writeJob(memory: WebAssembly.Memory, layout: Layout, area: Area, numbers: JobNumbers): void {
  const { pairs, dimensions, exact, rows, packed, nearHalves, farHalves, centre, slotOf } = layout;
  const { queries, queryAt, floors, norms, slacks, leaveOut, found, distances, indices, limits, limitRows } = area;
  const { sureFloors, waiting, candidates, seen, best, spare, queryRows } = area;
  const room = numbers.estimate ? 0 : numbers.wanted + moreCandidates;
  new Int32Array(memory.buffer, area.job, jobWords).set([
    ...[pairs, dimensions, exact, rows, packed, nearHalves, farHalves, centre],
    ...[queries, queryAt, floors, norms, slacks, leaveOut, found, distances, indices, numbers.wanted],
    ...[limits, limitRows, numbers.mode, sureFloors, waiting, candidates, room, seen, best],
    ...[spare, slotOf, queryRows],
  ]);
  const floats = [numbers.inverseStep, numbers.slack, numbers.reachSquared];
  new Float64Array(memory.buffer, area.job + jobWords * 4, floats.length).set(floats);
}

/** Places of two fields in the job record. */
const exactWord = 2;
const slotOfWord = 28;

/**
 * Tells a job that the rows in memory are those from number `first` on. Row 0 and its slot would then lie before the memory, at
 * addresses that wrap around in 32 bits as the kernel's sums do.
 */
export function numberRows(memory: WebAssembly.Memory, layout: Layout, area: Area, first: number): void {
  const words = new Int32Array(memory.buffer, area.job, jobWords);
  words[exactWord] = layout.exact - first * layout.dimensions * 8;
  words[slotOfWord] = layout.slotOf - first * 4;
}

/** The compiled kernel for a memory of one's own or a shared one; null where the host cannot run it. */
export function neighbourModule(shared: boolean): WebAssembly.Module | null {
  return shared ? compileKernel(neighboursBytes) : compileUnshared(neighboursBytes);
}

export function kernelIn(memory: WebAssembly.Memory, module: WebAssembly.Module): Kernel {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
}
