/**
 * Rows that stand for all in a weighted Gram matrix. Taken in proportion to what they add to it, columns centred and brought to
 * the same scale, so that neither heavy rows nor rare levels and outlying numbers are missed. No chance is in it: rows are gone
 * through in order, and one is taken whenever the contributions have added up to the next whole share.
 *
 * Source: systematic sampling with unequal probabilities, Madow (1949), doi:10.1214/aoms/1177729988.
 */
import { type Design, ofBlock } from './design.ts';
import { spreadOf } from './standard.ts';

export interface RowSample {
  /** Positions in the design, ascending. */
  readonly rows: Int32Array;
  /** Factors of these rows with which the Gram matrix is, on average, that of all rows under their own factors. */
  readonly factors: Float64Array;
}

/** Rows beyond this many per feature change the matrix little. */
const rowsPerFeature = 8;
/** Where there are many rows to a feature, to take this share of them costs less than it saves. */
const sampledShare = 1 / 32;
/** A matrix of fewer rows costs next to nothing. */
const fewRows = 1000;

/** How many rows are enough, or all of them where a sample would save little. */
export function enoughRows({ rowCount, width }: Design): number {
  const enough = Math.ceil(Math.max(fewRows, rowsPerFeature * (width + 1), sampledShare * rowCount));
  return 2 * enough < rowCount ? enough : rowCount;
}

/** At most `count` rows. The factors are not negative; `leverages` are those of the design. O(rows). */
export function sampleRows(factors: Float64Array, leverages: Float64Array, count: number): RowSample {
  let total = 0;
  for (let i = 0; i < factors.length; i++) total += factors[i]! * leverages[i]!;
  const share = total / count;
  const rows = new Int32Array(factors.length);
  const taken = new Float64Array(factors.length);
  let size = 0;
  let sum = 0;
  for (let i = 0; i < factors.length; i++) {
    const contribution = factors[i]! * leverages[i]!;
    // Larger ones than a share are taken for sure.
    if (contribution < share) {
      sum += contribution;
      if (sum < share) continue;
      sum -= share;
    }
    rows[size] = i;
    taken[size++] = Math.max(factors[i]!, share / leverages[i]!);
  }
  return { rows: rows.slice(0, size), factors: taken.slice(0, size) };
}

/**
 * For each row 1 plus its squared distances from the means of the numeric columns, each in units of the variance, plus 1 / share
 * of each of its levels. O(rows * columns).
 */
export function leveragesOf(design: Design): Float64Array {
  const { rowCount, width, dense, activeCount, active } = design;
  const { means, precisions } = spreadsOf(design);
  const leverages = new Float64Array(rowCount);
  for (let block = 0; block < dense.blockCount; block++) {
    ofBlock(leverages, block).set(dense.distances(block, means, precisions));
  }
  const counts = new Float64Array(width);
  for (const position of active) if (position >= 0) counts[position]! += 1;
  active.forEach((position, at) => {
    if (position >= 0) leverages[Math.floor(at / activeCount)]! += rowCount / counts[position]!;
  });
  return leverages;
}

function spreadsOf({ features, rows, rowCount, denseCount, standard }: Design) {
  if (standard !== undefined) {
    return { means: new Float64Array(denseCount), precisions: new Float64Array(denseCount).fill(1) };
  }
  const spreads = features.numeric.map((values) => spreadOf(values, rows, rowCount));
  return {
    means: Float64Array.from(spreads, ({ mean }) => mean),
    precisions: Float64Array.from(spreads, ({ precision }) => precision),
  };
}
