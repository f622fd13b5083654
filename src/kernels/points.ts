/** Points in a space of few or many dimensions: what neighbour searches work on. */
export interface Points {
  readonly count: number;
  readonly dimensions: number;
  /** Row-major, `count * dimensions`, finite. */
  readonly values: Float64Array;
}

/** Squared Euclidean distance as the plain loop gives it; every kernel must agree with it to the last bit. */
export function squaredDistance(a: Points, i: number, b: Points, j: number): number {
  const { dimensions } = a;
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    const difference = a.values[i * dimensions + d]! - b.values[j * dimensions + d]!;
    sum += difference * difference;
  }
  return sum;
}

/** Rows of a point set as a point set of their own. */
export function takePoints({ dimensions, values }: Points, rows: ArrayLike<number>): Points {
  const taken = new Float64Array(rows.length * dimensions);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * dimensions;
    for (let d = 0; d < dimensions; d++) taken[i * dimensions + d] = values[from + d]!;
  }
  return { count: rows.length, dimensions, values: taken };
}

/** Rows that are written out when they are asked for, so that whoever lays them out anew needs no copy of them before. */
export interface RowSource {
  readonly count: number;
  readonly dimensions: number;
  /** Writes rows [from, to) to the start of `into`, row-major. */
  readonly write: (from: number, to: number, into: Float64Array) => void;
}

export function sourceOf({ count, dimensions, values }: Points): RowSource {
  return {
    count,
    dimensions,
    write: (from, to, into) => into.set(values.subarray(from * dimensions, to * dimensions)),
  };
}

/** Some rows of a point set, in the order given. */
export function chosenRows({ dimensions, values }: Points, rows: Int32Array): RowSource {
  const write = (from: number, to: number, into: Float64Array): void => {
    for (let i = from, at = 0; i < to; i++) {
      const start = rows[i]! * dimensions;
      for (let d = 0; d < dimensions; d++, at++) into[at] = values[start + d]!;
    }
  };
  return { count: rows.length, dimensions, write };
}

/** All rows of a source. */
export function pointsOf({ count, dimensions, write }: RowSource): Points {
  const values = new Float64Array(count * dimensions);
  write(0, count, values);
  return { count, dimensions, values };
}

/** Writes rows `rows[from … to)` to the start of `into`, in runs of consecutive ones. */
export function writeRuns(
  { dimensions, write }: RowSource,
  rows: Int32Array,
  from: number,
  to: number,
  into: Float64Array,
): void {
  for (let start = from; start < to; ) {
    const first = rows[start]!;
    let end = start + 1;
    while (end < to && rows[end] === first + end - start) end++;
    const place = (start - from) * dimensions;
    write(first, first + end - start, place === 0 ? into : into.subarray(place));
    start = end;
  }
}

/** Some rows of a source. */
export function rowsOf(source: RowSource, rows: Int32Array): Points {
  const { dimensions } = source;
  const values = new Float64Array(rows.length * dimensions);
  writeRuns(source, rows, 0, rows.length, values);
  return { count: rows.length, dimensions, values };
}

/** The squared distance of every point from one point, each correct to a few roundings. */
export function squaredDistancesFrom(from: Float64Array, { count, dimensions, values }: Points): Float64Array {
  const distances = new Float64Array(count);
  for (let i = 0; i < count; i++) distances[i] = squaredFrom(from, values, i * dimensions);
  return distances;
}

/** Two sums, since one would wait for each addition to finish. */
function squaredFrom(from: Float64Array, values: Float64Array, start: number): number {
  let even = 0;
  let odd = 0;
  const { length } = from;
  let d = 0;
  for (let at = start; d + 1 < length; d += 2, at += 2) {
    const p = values[at]! - from[d]!;
    const q = values[at + 1]! - from[d + 1]!;
    even += p * p;
    odd += q * q;
  }
  if (d < length) {
    const p = values[start + d]! - from[d]!;
    even += p * p;
  }
  return even + odd;
}
