/**
 * The steps of k-means++ that look at every row, on the grid: whole numbers, so that the plain loops and the compiled kernel give
 * the same sums.
 */
import { type CentreSpace, clearCentres, type GridRows, groupSize, setCentre } from './centre-space.ts';

/** Rows that are tried at a time. */
export const mostTries: number = groupSize;

/** Rows that stand by for the choice of some to start from. */
export interface Seeding {
  /** Squared distances of the rows, in their order, to the nearest of those chosen; at first larger than any. */
  readonly closest: Int32Array;
  /** What the squared distances would sum up to with each of at most `mostTries` rows chosen too. */
  readonly sums: (tries: readonly number[]) => number[];
  /** Chooses one of the rows tried last, by its place among them. */
  readonly choose: (choice: number) => void;
}

const farthest = 2 ** 31 - 1;

/** Among some of the rows on the grid, by their places there. */
export function seeding(rows: GridRows, space: CentreSpace | null, among: Int32Array): Seeding {
  return space === null ? plainSeeding(rows, among) : compiledSeeding(space, among);
}

function compiledSeeding(space: CentreSpace, among: Int32Array): Seeding {
  const { rows, kernel } = space;
  const { images, squares, width } = rows;
  const count = among.length;
  const closest = space.closest.subarray(0, count).fill(farthest);
  clearCentres(space);
  space.listed.set(among);
  const [listedAt, closestAt, triedAt] = [space.listed.byteOffset, closest.byteOffset, space.tried.byteOffset];
  return {
    closest,
    sums: (tries) => {
      tries.forEach((row, t) => {
        setCentre(space, t, images.subarray(row * width, (row + 1) * width), squares[row]!);
      });
      kernel.potentials(listedAt, count, closestAt, triedAt, space.sums.byteOffset);
      return tries.map((_, t) => Number(space.sums[t]!));
    },
    choose: (choice) => kernel.approach(count, closestAt, triedAt, choice),
  };
}

function plainSeeding(rows: GridRows, among: Int32Array): Seeding {
  const closest = new Int32Array(among.length).fill(farthest);
  let tried: readonly number[] = [];
  const least = (i: number, row: number): number => Math.min(closest[i]!, squareBetween(rows, among[i]!, row));
  return {
    closest,
    sums: (tries) => {
      tried = tries;
      return tries.map((row) => among.reduce((sum, _, i) => sum + least(i, row), 0));
    },
    choose: (choice) => {
      for (let i = 0; i < among.length; i++) closest[i] = least(i, tried[choice]!);
    },
  };
}

function squareBetween({ images, width }: GridRows, i: number, j: number): number {
  let sum = 0;
  for (let d = 0; d < width; d++) sum += (images[i * width + d]! - images[j * width + d]!) ** 2;
  return sum;
}
