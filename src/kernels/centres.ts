/**
 * The nearest centre of every row, asked again and again while the centres come to rest: by the compiled kernel, whose answers are
 * those of comparing every row with every centre in float64, ties to the first.
 */
import { type Members, placeRow } from './centre-grid.ts';
import { type CentreSpace, clearCentres, groupSize, rivalRoom, setCentre, tileRows } from './centre-space.ts';
import { type Points, squaredDistance } from './points.ts';

/** More than rounding takes from how far a centre moved. */
const driftSlack = 0.02;

/** Finds the nearest centres of rows in a space, given which centres have moved since the last time. */
export class CentreSearch {
  private readonly members: Members;
  private readonly space: CentreSpace;

  constructor(members: Members, space: CentreSpace) {
    this.members = members;
    this.space = space;
    clearCentres(space);
  }

  /** As many centres each time, all of which have `moved` the first time. What is returned is written anew by the next call. */
  nearest(centres: Points, moved: Int32Array): Int32Array {
    const { members, space } = this;
    const { length } = members.rows;
    this.move(centres, moved);
    for (let from = 0; from < length; from += tileRows) {
      const count = Math.min(tileRows, length - from);
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
    space.drifts.fill(0);
    for (const c of moved) {
      const square = placeRow(centres, c, grid, image, 0);
      const drift = Math.sqrt(setCentre(space, c, image, square)) + driftSlack;
      const block = Math.floor(c / groupSize / space.together);
      if (drift > space.drifts[block]!) space.drifts[block] = drift;
    }
  }

  /** Settles what the grid cannot. */
  private measure(centres: Points, from: number, count: number): void {
    const { members, space } = this;
    const { points, rows } = members;
    const { owners, rivals, kernel } = space;
    for (let at = 0; at < 3 * count; at += 3) {
      const place = from + rivals[at]!;
      const row = rows[place]!;
      const rival = rivals[at + 1]!;
      const own = owners[place]!;
      const distance = squaredDistance(points, row, centres, rival);
      const ownDistance = squaredDistance(points, row, centres, own);
      if (distance < ownDistance || (distance === ownDistance && rival < own)) {
        kernel.giveTo(rivals[at]!, rival, rivals[at + 2]!);
      }
    }
  }

  /** Where nearly all centres are rivals. */
  private measureAll(centres: Points, from: number, count: number): void {
    const { members, space } = this;
    const { points, rows } = members;
    for (let place = from; place < from + count; place++) {
      let least = Infinity;
      for (let c = 0; c < centres.count; c++) {
        const distance = squaredDistance(points, rows[place]!, centres, c);
        if (distance >= least) continue;
        least = distance;
        space.owners[place] = c;
      }
    }
    const size = tileRows * space.blockCount;
    space.bounds.fill(0, (from / tileRows) * size, (from / tileRows + 1) * size);
  }
}
