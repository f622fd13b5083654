/**
 * The nearest centre of every row, asked again and again while the centres come to rest: by the compiled kernel, whose answers are
 * those of comparing every row with every centre in float64, ties to the first.
 */
import { placeRows } from './centre-grid.ts';
import { type CentreSpace, clearCentres, groupSize, rivalRoom, setCentre, tileRows } from './centre-space.ts';
import { type Points, squaredDistance } from './points.ts';

/** More than rounding takes from how far a centre moved. */
const driftSlack = 0.02;

/** Finds the nearest centres of rows in a space, given which centres have moved since the last time. */
export class CentreSearch {
  private readonly points: Points;
  private readonly space: CentreSpace;

  constructor(points: Points, space: CentreSpace) {
    this.points = points;
    this.space = space;
    clearCentres(space);
  }

  /** As many centres each time, all of which have `moved` the first time. What is returned is written anew by the next call. */
  nearest(centres: Points, moved: Int32Array): Int32Array {
    const { points, space } = this;
    this.move(centres, moved);
    for (let from = 0; from < points.count; from += tileRows) {
      const count = Math.min(tileRows, points.count - from);
      const rivals = space.kernel.assign(from, count);
      if (rivals > rivalRoom) this.measureAll(centres, from, count);
      else this.measure(centres, from, rivals);
    }
    return space.owners;
  }

  private move(centres: Points, moved: Int32Array): void {
    const { space } = this;
    const { grid, width } = space.rows;
    const image = new Int16Array(width);
    const square = new Int32Array(1);
    const { dimensions } = centres;
    space.drifts.fill(0);
    for (const c of moved) {
      const values = centres.values.subarray(c * dimensions, (c + 1) * dimensions);
      placeRows({ count: 1, dimensions, values }, grid, { from: 0, to: 1, width }, image, square);
      const drift = Math.sqrt(setCentre(space, c, image, square[0]!)) + driftSlack;
      const block = Math.floor(c / groupSize / space.together);
      if (drift > space.drifts[block]!) space.drifts[block] = drift;
    }
  }

  /** Settles what the grid cannot. */
  private measure(centres: Points, from: number, count: number): void {
    const { points, space } = this;
    const { owners, rivals, kernel } = space;
    for (let at = 0; at < 3 * count; at += 3) {
      const row = from + rivals[at]!;
      const rival = rivals[at + 1]!;
      const own = owners[row]!;
      const distance = squaredDistance(points, row, centres, rival);
      const ownDistance = squaredDistance(points, row, centres, own);
      if (distance < ownDistance || (distance === ownDistance && rival < own)) {
        kernel.giveTo(rivals[at]!, rival, rivals[at + 2]!);
      }
    }
  }

  /** Where nearly all centres are rivals. */
  private measureAll(centres: Points, from: number, count: number): void {
    const { points, space } = this;
    for (let row = from; row < from + count; row++) {
      let least = Infinity;
      for (let c = 0; c < centres.count; c++) {
        const distance = squaredDistance(points, row, centres, c);
        if (distance >= least) continue;
        least = distance;
        space.owners[row] = c;
      }
    }
    const size = tileRows * space.blockCount;
    space.bounds.fill(0, (from / tileRows) * size, (from / tileRows + 1) * size);
  }
}
