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
  readonly choose: (row: number) => void;
}

const farthest = 2 ** 31 - 1;

/** Among some rows, in any order. */
export function seeding(rows: GridRows, space: CentreSpace | null, among: Int32Array): Seeding {
  return space === null ? plainSeeding(rows, among) : compiledSeeding(space, among);
}

function compiledSeeding(space: CentreSpace, among: Int32Array): Seeding {
  const { rows, kernel } = space;
  clearCentres(space);
  const count = among.length;
  const closest = space.closest.subarray(0, count).fill(farthest);
  space.listed.set(among);
  const at = { listed: space.listed.byteOffset, closest: closest.byteOffset, sums: space.sums.byteOffset };
  return {
    closest,
    sums: (tries) => {
      tries.forEach((row, t) => {
        setCentre(space, t, rows.images.subarray(row * rows.width, (row + 1) * rows.width), rows.squares[row]!);
      });
      kernel.potentials(at.listed, count, at.closest, at.sums);
      return tries.map((_, t) => Number(space.sums[t]!));
    },
    choose: (row) => kernel.approach(at.listed, count, at.closest, row),
  };
}

function plainSeeding(rows: GridRows, among: Int32Array): Seeding {
  const closest = new Int32Array(among.length).fill(farthest);
  return {
    closest,
    sums: (tries) =>
      tries.map((row) => {
        let sum = 0;
        for (let i = 0; i < among.length; i++) sum += Math.min(closest[i]!, squareBetween(rows, among[i]!, row));
        return sum;
      }),
    choose: (row) => {
      for (let i = 0; i < among.length; i++) closest[i] = Math.min(closest[i]!, squareBetween(rows, among[i]!, row));
    },
  };
}

function squareBetween({ images, width }: GridRows, i: number, j: number): number {
  let sum = 0;
  for (let d = 0; d < width; d++) sum += (images[i * width + d]! - images[j * width + d]!) ** 2;
  return sum;
}
