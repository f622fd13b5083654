/**
 * The value difference metric: two categories are as far apart as the classes that go with them differ. The distance of two
 * rows is the sum over columns of the squared sum of absolute differences between the class shares of their categories.
 *
 * Source: Stanfill and Waltz (1986), doi:10.1145/7902.7906.
 */
import type { CategoryPart, SamplerInput } from './types.ts';

/** Distances between the levels of one column, row-major `levels x levels`. */
export interface LevelDistances {
  readonly levels: number;
  readonly distances: Float64Array;
}

/** Learned from all rows, one per category column. A level that does not occur has share 0 of every class. */
export function valueDifferences({ categories, labels, classes }: SamplerInput): LevelDistances[] {
  return categories.map((part) => levelDistances(part, labels, classes.length));
}

function levelDistances({ codes, levels }: CategoryPart, labels: Int32Array, classCount: number): LevelDistances {
  const shares = new Float64Array(levels * classCount);
  for (let i = 0; i < codes.length; i++) shares[codes[i]! * classCount + labels[i]!]! += 1;
  for (let level = 0; level < levels; level++) {
    const own = shares.subarray(level * classCount, (level + 1) * classCount);
    const sum = own.reduce((total, count) => total + count, 0);
    if (sum > 0) own.set(own.map((count) => count / sum));
  }
  const distances = new Float64Array(levels * levels);
  for (let a = 0; a < levels; a++) {
    for (let b = 0; b < levels; b++) {
      let sum = 0;
      for (let c = 0; c < classCount; c++) sum += Math.abs(shares[a * classCount + c]! - shares[b * classCount + c]!);
      distances[a * levels + b] = sum * sum;
    }
  }
  return { levels, distances };
}
