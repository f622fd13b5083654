/**
 * The nearest centre of every point after some of the centres have moved. A point whose own centre has not gone farther away
 * can only have lost it to one that moved, so that it is compared with those alone. Soon these are few.
 */
import type { Members } from '../kernels/centre-grid.ts';
import { type Points, squaredDistance, takePoints } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { type Assigned, fewCentres, nearestCentres, pointsTogether } from './nearest-centres.ts';

/** Where more than this share of the centres moved, telling points apart costs more than it saves. */
const mostMoved = 0.9;

/** What `nearestCentres` gives, in the place of what it gave before the centres `moved`, in ascending order, changed. */
export function reassign(
  points: Points,
  centres: Points,
  { found, moved, path }: { readonly found: Assigned; readonly moved: Int32Array; readonly path: KernelPath },
): Assigned {
  if (moved.length === 0) return found;
  if (centres.count <= fewCentres || moved.length > mostMoved * centres.count)
    return nearestCentres(centres, points, path);
  const { indices, distances } = found;
  const hasMoved = new Uint8Array(centres.count);
  for (const c of moved) hasMoved[c] = 1;
  const all = waiting(points, (rows, some) => {
    const { indices: to, distances: least } = nearestCentres(centres, some, path);
    for (let r = 0; r < some.count; r++) {
      indices[rows[r]!] = to[r]!;
      distances[rows[r]!] = least[r]!;
    }
  });
  const others = takePoints(centres, moved);
  const few = waiting(points, (rows, some) => {
    const { indices: to, distances: least } = nearestCentres(others, some, path);
    for (let r = 0; r < some.count; r++) {
      const row = rows[r]!;
      const c = moved[to[r]!]!;
      if (least[r]! > distances[row]! || (least[r] === distances[row] && c > indices[row]!)) continue;
      indices[row] = c;
      distances[row] = least[r]!;
    }
  });
  for (let i = 0; i < points.count; i++) {
    const own = indices[i]!;
    const distance = hasMoved[own] === 1 ? squaredDistance(points, i, centres, own) : distances[i]!;
    const gone = distance > distances[i]!;
    distances[i] = distance;
    (gone ? all : few).add(i);
  }
  all.end();
  few.end();
  return found;
}

interface Waiting {
  readonly add: (row: number) => void;
  readonly end: () => void;
}

/** Collects points and hands them on whenever there are enough for a search. */
function waiting(points: Points, use: (rows: Int32Array, some: Points) => void): Waiting {
  const { dimensions, values } = points;
  const room = Math.min(points.count, pointsTogether(dimensions));
  const rows = new Int32Array(room);
  const taken = new Float64Array(room * dimensions);
  let count = 0;
  const end = (): void => {
    if (count > 0) use(rows, { count, dimensions, values: taken.subarray(0, count * dimensions) });
    count = 0;
  };
  const add = (row: number): void => {
    rows[count] = row;
    const to = count * dimensions;
    const from = row * dimensions;
    for (let d = 0; d < dimensions; d++) taken[to + d] = values[from + d]!;
    count += 1;
    if (count === room) end();
  };
  return { add, end };
}

/** Asked again and again while the centres come to rest, as kernels/centres.ts is, of whose answers these are the specification. */
export class PlainCentreSearch {
  /** A copy of the rows. */
  private readonly points: Points;
  private readonly path: KernelPath;
  private found: Assigned | null = null;

  constructor({ points, rows }: Members, path: KernelPath) {
    this.points = takePoints(points, rows);
    this.path = path;
  }

  /** What is returned is written anew by the next call. */
  nearest(centres: Points, moved: Int32Array): Int32Array {
    const { points, path, found } = this;
    this.found =
      found === null ? nearestCentres(centres, points, path) : reassign(points, centres, { found, moved, path });
    return this.found.indices;
  }
}
