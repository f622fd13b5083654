/**
 * Rows and centres on their grid, as k-means keeps them from iteration to iteration: in the memory of the compiled kernel where
 * there is one, together with all the room that it needs.
 */
import { type CentreGrid, type Members, placeRow } from './centre-grid.ts';
import { centresBytes } from './centres.gen.ts';
import { returnMemory, takeMemory } from './memories.ts';
import { Arena, compileKernel, type KernelPath } from './wasm.ts';

/** Rows of a tile, all of which are compared with a block of centres before the next. */
export const tileRows = 256;
/** Centres of a group, which are compared at a time. */
export const groupSize = 8;
/** Pairs of rows and rivals that a tile has room for. */
export const rivalRoom: number = 32 * tileRows;
/** Bytes of bounds at the most. More of them exclude more. */
const mostBoundBytes = 2 ** 25;
/** What fills a group is that far away; with the square of a row it is below 2^31. */
const farSquare = 2 ** 30;
/** What a compiled kernel can address, with room to spare. */
const mostBytes = 2 ** 31;
/** Rows per call of a long loop. */
const stretch = 256;

/** Rows on a grid. */
export interface GridRows {
  readonly grid: CentreGrid;
  /** Numbers per row: the columns, filled up with zeros. */
  readonly width: number;
  readonly images: Int16Array;
  /** Squares of what the rows are long. */
  readonly squares: Int32Array;
}

/** What kernels/centres.ts exports. */
export interface CentreKernel {
  readonly assign: (from: number, count: number) => number;
  readonly giveTo: (row: number, centre: number, square: number) => void;
  readonly potentials: (listed: number, count: number, closest: number, tried: number, sums: number) => void;
  readonly approach: (count: number, closest: number, tried: number, choice: number) => void;
}

interface KernelSetting {
  readonly setSpace: (...numbers: readonly number[]) => void;
  readonly setProducts: (at: number) => void;
  readonly setBounds: (...numbers: readonly number[]) => void;
  readonly setTiles: (...numbers: readonly number[]) => void;
}

/** The memory of the compiled kernel, as views of what lies in it. */
export interface CentreSpace {
  readonly rows: GridRows;
  readonly kernel: CentreKernel;
  /** Centres as rows are, and in groups, a number for two columns. */
  readonly images: Int16Array;
  readonly squares: Int32Array;
  readonly groups: Int32Array;
  /** The centre of each row, -1 before the first search. */
  readonly owners: Int32Array;
  /** Groups of a block. */
  readonly together: number;
  readonly blockCount: number;
  readonly bounds: Float32Array;
  readonly drifts: Float32Array;
  readonly rivals: Int32Array;
  /** For seeding: rows in question, their squared distances from what has been chosen and from what is tried, and sums of such. */
  readonly listed: Int32Array;
  readonly closest: Int32Array;
  readonly tried: Int32Array;
  readonly sums: BigInt64Array;
  /** Hands the memory on to the next space; this one must not be used any more. */
  readonly release: () => void;
}

/** Rows on their grid without a kernel. */
export function gridRows(members: Members, grid: CentreGrid): GridRows {
  const width = widthFor(members.points.dimensions);
  const images = new Int16Array(members.rows.length * width);
  const squares = new Int32Array(members.rows.length);
  placeAll(members, { grid, width, images, squares });
  return { grid, width, images, squares };
}

/** A multiple of what a vector of the kernel holds. */
function widthFor(dimensions: number): number {
  return (dimensions + 7) & ~7;
}

function placeAll(members: Members, rows: GridRows): void {
  const { length } = members.rows;
  for (let from = 0; from < length; from += stretch)
    placeStretch(members, rows, from, Math.min(length, from + stretch));
}

function placeStretch({ points, rows }: Members, { grid, width, images, squares }: GridRows, from: number, to: number) {
  for (let i = from; i < to; i++) squares[i] = placeRow(points, rows[i]!, grid, images, i * width);
}

export interface SpaceOptions {
  readonly clusters: number;
  readonly path: KernelPath;
  readonly boundBytes?: number;
}

/** Null where the host cannot run the kernel, or there is too much for its memory. */
export function centreSpace(
  members: Members,
  grid: CentreGrid,
  { clusters, path, boundBytes = mostBoundBytes }: SpaceOptions,
): CentreSpace | null {
  const module = path === 'plain' ? null : compileKernel(centresBytes);
  const { dimensions } = members.points;
  const count = members.rows.length;
  const width = widthFor(dimensions);
  const pairs = (dimensions + 1) >> 1;
  const groupCount = Math.ceil(clusters / groupSize);
  const held = groupCount * groupSize;
  const tiles = Math.ceil(count / tileRows);
  const most = Math.max(1, Math.floor(boundBytes / (4 * tiles * tileRows)));
  const together = Math.ceil(groupCount / most);
  const blockCount = Math.ceil(groupCount / together);
  if (module === null || (count + 2 * held) * width * 2 + boundBytes > mostBytes) return null;
  const arena = new Arena();
  const at = {
    rows: arena.take(count * width * 2),
    squares: arena.take(count * 4),
    centres: arena.take(held * width * 2),
    centreSquares: arena.take(held * 4),
    groups: arena.take(held * pairs * 4),
    products: arena.take(128),
    owners: arena.take(count * 4),
    bounds: arena.take(tiles * tileRows * blockCount * 4),
    drifts: arena.take(blockCount * 4),
    scratch: arena.take(32 * tileRows + 32),
    rivals: arena.take(rivalRoom * 12),
    // With room for the rows that fill the last four.
    listed: arena.take((count + 3) * 4),
    closest: arena.take((count + 3) * 4),
    tried: arena.take((count + 3) * groupSize * 4),
    sums: arena.take(groupSize * 8),
  };
  const memory = takeMemory(arena.pages);
  const { buffer } = memory;
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const kernel = instance.exports as unknown as CentreKernel & KernelSetting;
  const rowBytes = 2 * width;
  kernel.setSpace(at.rows, at.squares, rowBytes, at.centres, at.centreSquares, clusters, at.groups, 32 * pairs);
  kernel.setProducts(at.products);
  kernel.setBounds(at.bounds, at.drifts, together, grid.margin);
  kernel.setTiles(at.owners, at.scratch, at.rivals, rivalRoom);
  const rows: GridRows = {
    grid,
    width,
    images: new Int16Array(buffer, at.rows, count * width),
    squares: new Int32Array(buffer, at.squares, count),
  };
  if (width > dimensions) rows.images.fill(0);
  placeAll(members, rows);
  return {
    rows,
    kernel,
    images: new Int16Array(buffer, at.centres, held * width),
    squares: new Int32Array(buffer, at.centreSquares, held),
    groups: new Int32Array(buffer, at.groups, held * pairs),
    owners: new Int32Array(buffer, at.owners, count).fill(-1),
    together,
    blockCount,
    bounds: new Float32Array(buffer, at.bounds, tiles * tileRows * blockCount).fill(0),
    drifts: new Float32Array(buffer, at.drifts, blockCount),
    rivals: new Int32Array(buffer, at.rivals, rivalRoom * 3),
    listed: new Int32Array(buffer, at.listed, count),
    closest: new Int32Array(buffer, at.closest, count),
    tried: new Int32Array(buffer, at.tried, count * groupSize),
    sums: new BigInt64Array(buffer, at.sums, groupSize),
    release: () => returnMemory(memory),
  };
}

/** Takes all centres away. */
export function clearCentres({ images, squares, groups }: CentreSpace): void {
  images.fill(0);
  groups.fill(0);
  squares.fill(farSquare);
}

/** Puts a centre, or a row tried as one, in its group and among the images; returns the square of how far it moved there. */
export function setCentre(space: CentreSpace, place: number, image: Int16Array, square: number): number {
  const { rows, images, groups, squares } = space;
  const { width } = rows;
  const pairs = groups.length / squares.length;
  let moved = 0;
  for (let d = 0, at = place * width; d < width; d++, at++) {
    const step = image[d]! - images[at]!;
    moved += step * step;
    images[at] = image[d]!;
  }
  const group = Math.floor(place / groupSize) * groupSize * pairs + (place % groupSize);
  for (let pair = 0; pair < pairs; pair++) {
    groups[group + pair * groupSize] = (image[2 * pair]! & 0xffff) | (image[2 * pair + 1]! << 16);
  }
  squares[place] = square;
  return moved;
}
